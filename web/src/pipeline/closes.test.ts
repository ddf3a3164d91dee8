import { describe, expect, it } from 'vitest';
import { closeRange } from './closes';

describe('close dates', () => {
  it('are whole months and quarters, over the end of a year too', () => {
    expect(closeRange('past', '2026-11-30')).toEqual({ to: '2026-11-29' });
    expect(closeRange('month', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(closeRange('next', '2026-12-31')).toEqual({ from: '2027-01-01', to: '2027-01-31' });
    expect(closeRange('quarter', '2026-11-30')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(closeRange('quarter', '2027-01-01')).toEqual({ from: '2027-01-01', to: '2027-03-31' });
  });
  it('are all of them for what is no choice', () => {
    expect(closeRange(undefined, '2026-11-30')).toEqual({});
    expect(closeRange('someday', '2026-11-30')).toEqual({});
  });
});
