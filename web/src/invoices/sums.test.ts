import { describe, expect, it } from 'vitest';
import { minorOf, moneyOf, sumOf } from './sums';

describe('sums', () => {
  it('are exact', () => expect(sumOf(['0.1', '0.2', '9007199254740993.01'], 'USD').amount).toBe('9007199254740993.31'));
  it('have the digits of their currency', () => {
    expect(sumOf(['1', '2'], 'JPY').amount).toBe('3');
    expect(moneyOf(minorOf('1.5', 'KWD'), 'KWD').amount).toBe('1.500');
  });
  it('take what is no number for nothing', () => expect(sumOf(['', 'abc', '-1'], 'USD').amount).toBe('-1.00'));
});
