import { expect, test } from 'vitest';
import { typedTax } from '../documents/taxes';
import { wordsOf, type Draft } from './draft';

const draft: Draft = {
  issueDate: '2026-01-02', dueDate: '', poNumber: '', notes: 'Thank you', footer: '', language: null,
  pricing: { taxInclusive: false, discount: '', discountAmount: '' },
  lines: [{ id: 'a', description: 'Support plan', quantity: '1.50', price: '100.00', discount: '10', ...typedTax('20') }],
};
const say = (one: Draft) => new Map(wordsOf(one, 'USD'));

test('a draft is told field by field', () => {
  const said = say(draft);
  expect(said.get('Line 1')).toBe('1.5 × Support plan, $100.00, 10 % off, 20 % tax');
  expect(say({ ...draft, lines: [{ ...draft.lines[0]!, taxName: 'VAT' }] }).get('Line 1')).toBe('1.5 × Support plan, $100.00, 10 % off, VAT');
  expect(said.get('Due date')).toBe('');
  expect(said.get('Notes')).toBe('Thank you');
});

test('numbers that are equal are told alike, what is no number as it was typed', () => {
  const line = draft.lines[0]!;
  expect(say({ ...draft, lines: [{ ...line, quantity: '1.5', price: '100' }] })).toEqual(say(draft));
  expect(say({ ...draft, lines: [{ ...line, price: '1e', description: '' }] }).get('Line 1')).toBe('1.5 × no text, 1e, 10 % off, 20 % tax');
});
