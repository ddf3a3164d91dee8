import { describe, expect, test } from 'vitest';
import { parseDecimal } from '../documents/totals';
import { hasUnread, readDecimal, shownDecimal, unread } from './decimal';

const german = (typed: string, places = 2) => readDecimal(typed, ',', places);
const english = (typed: string, places = 2) => readDecimal(typed, '.', places);

describe('an amount is read alike on a German and an English screen', () => {
  test.each([
    ['1234', '1234'], ['1234,56', '1234.56'], ['1234.56', '1234.56'], ['1.234,56', '1234.56'], ['1,234.56', '1234.56'], ['1.234.567,89', '1234567.89'], ['1,234,567.89', '1234567.89'],
    ['1.234.567', '1234567'], ['1,234,567', '1234567'], ['0,5', '0.5'], ['.5', '0.5'], [',5', '0.5'], ['5,', '5'], ['12,5', '12.5'], ['-3,20', '-3.20'], ['−3.20', '-3.20'], ['0.500', '0.500'], ['0,500', '0.500'],
    ['1 234,56', '1234.56'], ['1\u00a0234.56', '1234.56'], ["1'234.50", '1234.50'], ['1’234’567,5', '1234567.5'], [' 7 ', '7'], ['', ''], ['12345,6', '12345.6'], ['1234,560', '1234.560'],
  ])('%s is %s', (typed, value) => {
    expect(german(typed)).toEqual({ value });
    expect(english(typed)).toEqual({ value });
  });
});

test('one separator before three digits is read as its country does, and asked about where that cannot be meant', () => {
  expect(german('1.234')).toEqual({ value: '1234' });
  expect(english('1,234')).toEqual({ value: '1234' });
  expect(german('1,234')).toEqual({ wrong: 'ambiguous', readings: ['1234', '1.234'] });
  expect(english('1.234')).toEqual({ wrong: 'ambiguous', readings: ['1234', '1.234'] });
  expect(english('-1.234')).toEqual({ wrong: 'ambiguous', readings: ['-1234', '-1.234'] });
});

test('where three decimals are right, the other country is asked about', () => {
  for (const places of [3, 6]) {
    expect(german('1,234', places)).toEqual({ value: '1.234' });
    expect(english('1.234', places)).toEqual({ value: '1.234' });
    expect(german('1.234', places)).toEqual({ wrong: 'ambiguous', readings: ['1234', '1.234'] });
    expect(english('1,234', places)).toEqual({ wrong: 'ambiguous', readings: ['1234', '1.234'] });
  }
  expect(english('1,2345', 6)).toEqual({ value: '1.2345' });
});

test('where there are no decimals none are dropped', () => {
  expect(english('1,234', 0)).toEqual({ value: '1234' });
  expect(german('1.234', 0)).toEqual({ value: '1234' });
  expect(english('12.5', 0)).toEqual({ wrong: 'decimals', most: 0 });
  expect(english('12.00', 0)).toEqual({ value: '12.00' });
});

test('more decimals than there are is said, not rounded', () => {
  expect(german('3,999')).toEqual({ wrong: 'ambiguous', readings: ['3999', '3.999'] });
  expect(german('1234,567')).toEqual({ wrong: 'decimals', most: 2 });
  expect(english('0.005')).toEqual({ wrong: 'decimals', most: 2 });
  expect(german('1.234,567')).toEqual({ wrong: 'decimals', most: 2 });
});

test.each(['abc', '1,2,3', '1.23.456', '12,34,567.8', '1.2.3,4', '--1', '1-', '.', ',', '-', '1,234.567.8', '12.3456.789', '1e5', '10%', '1234.567.890', '1 23'])('%s is no number', typed => {
  expect(german(typed)).toEqual({ wrong: 'number' });
  expect(english(typed)).toEqual({ wrong: 'number' });
});

test('what a field shows is read back as the same value', () => {
  for (const value of ['', '0', '1234.5', '1.234', '1234.567', '0.000001', '-12.30']) {
    for (const point of ['.', ',']) expect(readDecimal(shownDecimal(value, point), point, 6)).toEqual({ value });
  }
});

test('what was not read is shown as it was typed, and is no number to anybody', () => {
  expect(shownDecimal(unread('1.234'), ',')).toBe('1.234');
  expect(parseDecimal(unread('1.234'), 2)).toBeNull();
  expect(hasUnread({ lines: [{ price: unread('1.234') }] })).toBe(true);
  expect(hasUnread({ lines: [{ price: '1.234' }], notes: '?' })).toBe(false);
});
