import { expect, test } from 'vitest';
import { countries } from './countries';

test('countries are named for people, in the order of their names, each once', () => {
  const all = countries();
  expect(all.find(one => one.value === 'DE')?.label).toBe('Germany');
  expect(new Set(all.map(one => one.label)).size).toBe(249);
  expect(all.filter(one => one.label === one.value)).toEqual([]);
  expect(all[0]?.label).toBe('Afghanistan');
});
