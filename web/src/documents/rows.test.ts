import { describe, expect, test } from 'vitest';
import { hasUnread } from '../text/decimal';
import { readQuantity } from './quantity';
import { moved, pastedRows } from './rows';

const english = (text: string) => pastedRows(text, '.', 2);

describe('hours and minutes are a quantity', () => {
  test.each([['1:30', '1.5'], ['0:15', '0.25'], ['1:20', '1.333333'], ['0:40', '0.666667'], ['10:00', '10'], [' 2:45 ', '2.75'], ['1.5', '1.5'], ['1,5', '1.5'], ['', '']])('%s is %s', (typed, value) => {
    expect(readQuantity(typed, '.', 6)).toEqual({ value });
  });
  test.each(['1:60', '1:3', ':30', '1:30:00', 'noon'])('%s is none', typed => {
    expect(readQuantity(typed, '.', 6)).toEqual({ wrong: 'number' });
  });
});

describe('rows of a spreadsheet become lines', () => {
  test('two, three and four columns', () => {
    expect(english('Design\t1,200.50\n')).toEqual([{ description: 'Design', quantity: '1', price: '1200.50', tax: '' }]);
    expect(english('Design\t2\t100\nSupport\t1:30\t80.5')).toEqual([
      { description: 'Design', quantity: '2', price: '100', tax: '' },
      { description: 'Support', quantity: '1.5', price: '80.5', tax: '' },
    ]);
    expect(english('Design\t2\t$1,000.00\t19 %')).toEqual([{ description: 'Design', quantity: '2', price: '1000.00', tax: '19' }]);
    expect(pastedRows('Entwurf\t2\t1.200,50 €\t19%', ',', 2)).toEqual([{ description: 'Entwurf', quantity: '2', price: '1200.50', tax: '19' }]);
  });
  test('a head is no line, an empty row neither, a quoted cell may have lines in it', () => {
    expect(english('Item\tQuantity\tPrice\r\n"Design\nand ""more"""\t1\t5\r\n\t\t\r\n')).toEqual([{ description: 'Design\nand "more"', quantity: '1', price: '5', tax: '' }]);
  });
  test('what is no number stays for its reader, and is never sent', () => {
    const [row] = english('Design\t2\tabout 100');
    expect(hasUnread(row)).toBe(true);
    expect(row?.quantity).toBe('2');
  });
  test('a text without columns is a text', () => {
    expect(english('Design\nand more')).toEqual([]);
  });
});

test('a line changes its place and no other does', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
});
