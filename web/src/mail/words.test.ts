import { expect, test } from 'vitest';
import { addressesOf, fill } from './words';
import { text } from './text';

test('recipients may be separated by commas, semicolons and blanks', () => {
  expect(addressesOf(' a@x.example, b@x.example;c@x.example\nd@x.example ')).toEqual(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']);
  expect(addressesOf('  ')).toEqual([]);
  expect([1, 2].map(n => text.sendingTo('INV-1', n))).toEqual(['Sending INV-1 to 1 person…', 'Sending INV-1 to 2 people…']);
});

test('a value is not searched for placeholders again', () => {
  expect(fill('{number} for {client} {nobody}', { number: 'INV-1', client: '{number} Ltd' })).toBe('INV-1 for {number} Ltd {nobody}');
});
