import { describe, expect, it } from 'vitest';
import cases from '../../../test/invoice-sums.json';
import { parseDecimal, totalsOf } from './totals';

const line = (price: string, quantity = '1', discount = '', tax = '') => ({ price, quantity, discount, tax });

describe('totals while typing', () => {
  it('tax what is left after the discount', () => expect(totalsOf([line('1000', '1', '10', '13')], 'USD')).toEqual({ lines: ['1017.00'], subtotal: '1000.00', discount: '100.00', tax: '117.00', total: '1017.00' }));
  it('round half to even in the currency', () => {
    expect(totalsOf([line('0.05', '0.5')], 'USD').total).toBe('0.02');
    expect(totalsOf([line('0.07', '0.5')], 'USD').total).toBe('0.04');
    expect(totalsOf([line('101', '0.5')], 'JPY').total).toBe('50');
    expect(totalsOf([line('1.001', '0.5')], 'KWD').total).toBe('0.500');
  });
  it('are exact sums', () => expect(totalsOf([line('0.1'), line('0.2')], 'USD').total).toBe('0.30'));
});

// The same cases as the server's own test (src/domain/invoice_sums_test.cpp).
describe('the server and the screen', () => {
  it('sum alike', () => {
    expect(cases.length).toBeGreaterThan(100);
    for (const one of cases) expect(totalsOf(one.lines, one.currency, one), JSON.stringify(one)).toEqual(one.totals);
  });
});

describe('a typed number', () => {
  it('may be half typed', () => {
    expect(parseDecimal('1.', 2)).toBe(100n);
    expect(parseDecimal('.5', 2)).toBe(50n);
    expect(parseDecimal('-', 2)).toBeNull();
    expect(parseDecimal('abc', 2)).toBeNull();
  });
});
