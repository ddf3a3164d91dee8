import { expect, it } from 'vitest';
import { asFilter, asQuery } from './filters';

it('asks for what is chosen and for nothing else', () => {
  expect(asQuery({ q: '', tag: 'vip', owes: 'true', status: undefined })).toEqual({ tag: 'vip', owes: 'true' });
  expect(asQuery({ list: '17', run: '01J' })).toEqual({ list: '17', run: '01J' });
  expect(asFilter({ tag: 'true', owes: 'true', credit: undefined, source: 'here' })).toEqual({ tag: 'true', owes: true, source: 'here' });
});
