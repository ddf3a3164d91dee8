import { expect, test } from 'vitest';
import { Problem, problemWords, waitWords } from './problem';

test('a pause is said rounded up', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  expect(waitWords('2026-11-23T10:00:29.200Z', now)).toBe('Too many tries. Try again in 30 s.');
  expect(waitWords('2026-11-23T10:01:00Z', now)).toBe('Too many tries. Try again in a minute.');
  expect(waitWords('2026-11-23T10:03:01Z', now)).toBe('Too many tries. Try again in 4 minutes.');
  expect(waitWords('2026-11-23T09:00:00Z', now)).toBe('Too many tries. Try again in 1 s.');
});

test('a refusal is said in the server’s words', () => {
  const answer = new Response(null, { status: 409 });
  expect(problemWords(Problem.from({ code: 'last_owner', detail: 'Dana is the only owner.', fix: 'Make somebody else an owner first.' }, answer))).toBe('Dana is the only owner. Make somebody else an owner first.');
});
