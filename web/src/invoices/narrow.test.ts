import { expect, it } from 'vitest';
import { asQuery } from './narrow';

it('asks for what is chosen, and for amounts in a currency alone', () => {
  expect(asQuery({ q: '', status: 'notes', client: 'c', least: '10' })).toEqual({ client: 'c', kind: 'credit_note' });
  expect(asQuery({ status: 'overdue', currency: 'EUR', least: '10', most: '' })).toEqual({ status: 'overdue', currency: 'EUR', least: '10' });
});
