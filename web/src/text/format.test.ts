import { describe, expect, it } from 'vitest';
import { addDays, ago, formatMoney, formatDate, span } from './format';
import { atZone } from './zone';

describe('money', () => {
  it('keeps every digit of a large amount', () => expect(formatMoney({ amount: '9007199254740993.01', currency: 'USD' })).toBe('$9,007,199,254,740,993.01'));
  it('has the digits of its currency', () => {
    expect(formatMoney({ amount: '1200', currency: 'JPY' })).toBe('¥1,200');
    expect(formatMoney({ amount: '1.5', currency: 'KWD' })).toContain('1.500');
  });
  it('is short in headers', () => expect(formatMoney({ amount: '44100000', currency: 'USD' }, 'compact')).toBe('$44.1M'));
});

describe('dates', () => {
  it('have no zone', () => expect(formatDate('2026-11-23')).toBe('Nov 23, 2026'));
  it('cross months', () => expect(addDays('2026-11-23', 30)).toBe('2026-12-23'));
  it('are relative for a week', () => {
    const now = Date.parse('2026-11-23T10:00:00Z');
    expect(ago('2026-11-23T09:56:00Z', now)).toBe('4 min. ago');
    expect(ago('2026-11-01T09:56:00Z', now)).toBe('Nov 1, 2026');
    expect(ago('2026-11-23T07:00:00Z', now, 'long')).toBe('3 hours ago');
    expect([ago('2026-11-23T10:00:02Z', now), ago('2026-11-23T10:00:20Z', now)]).toEqual(['just now', 'in a moment']);
  });
  it('say how long something still takes, rounded up', () => {
    expect([200, 12_000, 89_500, 100_000, 3_600_000, 7_300_000].map(ms => span(ms))).toEqual(['1 s', '12 s', '2 min', '2 min', '60 min', '3 hr']);
    expect(span(120_000, 'long')).toBe('2 minutes');
  });
});

it('a time on the wall is an instant, also around daylight saving', () => {
  expect(atZone('2026-12-01T09:00', 'Europe/Berlin')).toBe('2026-12-01T08:00:00.000Z');
  expect(atZone('2026-07-01T09:00', 'America/Los_Angeles')).toBe('2026-07-01T16:00:00.000Z');
  expect(atZone('2027-03-28T03:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
  expect(atZone('2027-03-28T02:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
  expect(atZone('2026-10-25T12:00', 'Europe/Berlin')).toBe('2026-10-25T11:00:00.000Z');
  expect(atZone('2026-11-29T00:15', 'Asia/Kolkata')).toBe('2026-11-28T18:45:00.000Z');
});
