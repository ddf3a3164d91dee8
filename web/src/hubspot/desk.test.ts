import { describe, expect, it } from 'vitest';
import { nextUndecided } from './desk';

const rows = (...decided: boolean[]) => decided.map((d, i) => ({ id: String(i), decided: d }));

describe('the next match to decide', () => {
  it('is the next one down', () => expect(nextUndecided(rows(true, true, false), 0)).toBe(2));
  it('starts over at the top', () => expect(nextUndecided(rows(false, true, true), 1)).toBe(0));
  it('is nothing when all are decided', () => expect(nextUndecided(rows(true, true), 0)).toBeNull());
  it('is nothing in an empty list', () => expect(nextUndecided([], 0)).toBeNull());
});
