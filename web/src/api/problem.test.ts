import { expect, test } from 'vitest';
import { Problem, problemWords, waitWords, withReference } from './problem';

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

test('what only we can mend says its reference, wherever it is said', () => {
  const broken = Problem.from({ code: 'storage_failed', detail: 'The database could not be used.', reference: 'A1B2C3' }, new Response(null, { status: 500 }));
  expect(problemWords(broken)).toBe('The database could not be used. Reference A1B2C3.');
  expect(withReference('Recent syncs could not be loaded.', broken)).toBe('Recent syncs could not be loaded. Reference A1B2C3.');
  const refused = Problem.from({ code: 'last_owner', detail: 'Dana is the only owner.', reference: 'A1B2C3' }, new Response(null, { status: 409 }));
  expect([problemWords(refused), withReference('Not loaded.', refused), withReference('Not loaded.', new Error('a script'))]).toEqual(['Dana is the only owner.', 'Not loaded.', 'Not loaded.']);
});

test('HubSpot asking for a pause is said with its length', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  const limited = Problem.from({ code: 'rate_limited', retryAt: '2026-11-23T10:03:00Z' }, new Response(null, { status: 429 }));
  expect(problemWords(limited, now)).toBe('HubSpot asked us to slow down. Try again in 3 min.');
});
