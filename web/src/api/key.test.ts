import { afterEach, expect, test, vi } from 'vitest';
import { newKey } from './key';

afterEach(() => vi.unstubAllGlobals());

test('keys differ, also on a page without a secure context', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const keys = new Set(Array.from({ length: 100 }, newKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});
