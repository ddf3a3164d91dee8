import { expect, test } from 'vitest';
import { Problem } from './problem';
import { again, pauseOf, wait_ms } from './retry';

const now = Date.now();
const problem = (code: string, status: number, left_ms?: number) => new Problem(code, '', status, 'ref', [], '', null, left_ms === undefined ? null : new Date(now + left_ms).toISOString());

test('a short pause that HubSpot orders is waited for, a long one is said', () => {
  expect(pauseOf(problem('rate_limited', 429, 12_000), now)).toBe(12_000);
  expect(pauseOf(problem('rate_limited', 429, -50), now)).toBe(0);
  expect(pauseOf(problem('rate_limited', 429, 3_600_000), now)).toBeNull();
  expect(pauseOf(problem('too_many_attempts', 429, 5_000), now)).toBeNull();
  expect([again(3, problem('rate_limited', 429, 12_000)), again(4, problem('rate_limited', 429, 12_000)), again(0, problem('rate_limited', 429, 3_600_000))]).toEqual([true, false, false]);
  const waited = wait_ms(0, problem('rate_limited', 429, 12_000));
  expect(waited).toBeGreaterThan(11_000);
  expect(waited).toBeLessThanOrEqual(12_100);
});

test('nobody answering is asked twice more, a refusal never', () => {
  expect([again(1, Problem.unreachable()), again(2, Problem.unreachable()), again(0, problem('internal', 500)), again(0, problem('not_found', 404))]).toEqual([true, false, true, false]);
  expect([wait_ms(0, Problem.unreachable()), wait_ms(1, Problem.unreachable()), wait_ms(9, Problem.unreachable())]).toEqual([1000, 2000, 30_000]);
});
