import { expect, test } from 'vitest';
import { addressesOf, fill, people } from './words';

test('recipients may be separated by commas, semicolons and blanks', () => {
  expect(addressesOf(' a@x.example, b@x.example;c@x.example\nd@x.example ')).toEqual(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']);
  expect(addressesOf('  ')).toEqual([]);
  expect([people(1), people(2)]).toEqual(['1 person', '2 people']);
});

test('a value is not searched for placeholders again', () => {
  expect(fill('{number} for {client} {nobody}', { number: 'INV-1', client: '{number} Ltd' })).toBe('INV-1 for {number} Ltd {nobody}');
});
