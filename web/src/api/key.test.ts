import { afterEach, expect, test, vi } from 'vitest';
import { keyAfter, newKey } from './key';
import { Problem } from './problem';

afterEach(() => vi.unstubAllGlobals());

test('keys differ, also on a page without a secure context', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const keys = new Set(Array.from({ length: 100 }, newKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});

test('a request that may have happened is tried again with its key, a refused one is another', () => {
  const of = (status: number) => new Problem('some', '', status, '', [], '', null);
  for (const error of [Problem.unreachable(), of(500), of(503), new Error('broken')]) expect(keyAfter(error, 'key')).toBe('key');
  for (const error of [of(409), of(422)]) expect(keyAfter(error, 'key')).not.toBe('key');
});
