// Amounts that people type, added and compared exactly: minor units, no float on the way.
import type { MoneyValue } from '../text/format';
import { decimalOf, digitsOf, parseDecimal } from '../documents/totals';

// What is no number counts as nothing: the field says so itself.
export const minorOf = (text: string, currency: string): bigint => parseDecimal(text || '0', digitsOf(currency)) ?? 0n;
export const moneyOf = (minor: bigint, currency: string): MoneyValue => ({ amount: decimalOf(minor, digitsOf(currency)), currency });
export const sumOf = (texts: readonly string[], currency: string): MoneyValue => moneyOf(texts.reduce((sum, text) => sum + minorOf(text, currency), 0n), currency);
