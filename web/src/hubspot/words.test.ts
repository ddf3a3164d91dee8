import { expect, test } from 'vitest';
import type { Run } from './data';
import { undoable } from './words';

const run = (undoableUntil: string | null) => ({ kind: 'first_load', undoableUntil }) as Run;

test('whatever kind of run imported, it can be undone for as long as the server says', () => {
  const until = '2026-11-29T10:00:00.000Z';
  expect(undoable(run(until), Date.parse(until) - 1)).toBe(true);
  expect(undoable(run(until), Date.parse(until))).toBe(false);
  expect(undoable(run(null))).toBe(false);
});
