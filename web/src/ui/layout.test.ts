import { expect, test } from 'vitest';
import { inOrder, moved, shown } from './layout';

const columns = ['name', 'email', 'balance', 'updated'].map(key => ({ key }));
const keys = (all: readonly { key: string }[]) => all.map(one => one.key).join(' ');

test('a list as it is delivered is left as it is', () => expect(shown(columns, undefined)).toBe(columns));

test('columns stand in their order, and what a later version adds where it is delivered', () => {
  expect(keys(inOrder(columns, ['balance', 'name', 'email', 'updated']))).toBe('balance name email updated');
  expect(keys(inOrder(columns, ['balance', 'name']))).toBe('balance updated name email');
  expect(keys(inOrder(columns, ['updated', 'gone', 'name']))).toBe('updated name email balance');
  expect(keys(inOrder(columns, []))).toBe('name email balance updated');
});

test('what a row is called cannot be hidden', () => {
  expect(keys(shown(columns, { hidden: ['name', 'email', 'gone'], order: ['updated', 'name'] }))).toBe('updated name balance');
});

test('a column is moved by one, and not beyond the ends', () => {
  expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 'gone', 1)).toEqual(['a', 'b', 'c']);
});
