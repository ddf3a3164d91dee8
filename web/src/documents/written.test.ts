import { expect, test } from 'vitest';
import type { Schemas } from '../api/client';
import { fillIn, writtenIn } from './written';

const words = { net: 'Netto {0}', off: '{0} Rabatt' } as Schemas['DocumentWords']['words'];
const german = writtenIn({ language: 'de', rightToLeft: false, words }, 'de-AT');
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('a document is written by its own locale, whatever the screen speaks', () => {
  expect(plain(german.money({ amount: '1234567.80', currency: 'EUR' }))).toBe('€ 1.234.567,80');
  expect(plain(german.number('1234.5'))).toBe('1 234,5');
  expect(plain(german.percent('7.7'))).toBe('7,7 %');
  expect(german.days(1)).toBe('1 Tag');
  expect(german.days(30)).toBe('30 Tage');
  expect(german.date('2026-11-29')).toBe('29.11.2026');
});

test('from right to left the sign of a currency stays whole', () => {
  expect(writtenIn({ language: 'ar', rightToLeft: true, words }, 'ar').money({ amount: '1', currency: 'USD' })).toContain('US$\u200e');
  expect(german.money({ amount: '1', currency: 'USD' })).not.toContain('\u200e');
});

test('amounts beyond what a float holds are exact', () => {
  expect(writtenIn({ language: 'en', rightToLeft: false, words }, 'en-US').money({ amount: '90071992547409931.11', currency: 'USD' })).toBe('$90,071,992,547,409,931.11');
});

test('parts stand where the sentence wants them', () => {
  expect(fillIn('{1} vor {0}', 'a', 'b')).toBe('b vor a');
  expect(fillIn('{0}', '{1}', 'x')).toBe('{1}');
});
