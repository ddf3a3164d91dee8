// Money, numbers and dates as the reader writes them: in the language of the page, as its country does. Money is fed to Intl
// as a decimal string: no float on the way.
import { intl, language, placeOf } from './language';

export interface MoneyValue {
  amount: string;
  currency: string;
}

let locale = placeOf('');
let zone = 'UTC';
export function setRegion(nextLocale: string, nextZone: string): void {
  locale = placeOf(nextLocale);
  zone = nextZone;
  numbers.clear();
  dates.clear();
}

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function cached<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

// German has no short word below a million: there a compact sum is a whole one.
const short = { notation: 'compact', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const, whole = { maximumFractionDigits: 0 } as const;
const digits = { full: {}, compact: short, whole };

export function formatMoney(money: MoneyValue, form: 'full' | 'compact' = 'full'): string {
  const shown = form === 'compact' && intl === 'de' && Math.abs(Number(money.amount)) < 1_000_000 ? 'whole' : form;
  const format = cached(numbers, shown + money.currency, () => new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency, ...digits[shown] }));
  return format.format(money.amount as unknown as number);
}

// What stands before decimals.
export const decimalPoint = (): string => cached(numbers, 'int', () => new Intl.NumberFormat(locale)).formatToParts(1.5).find(part => part.type === 'decimal')?.value ?? '.';

export const formatInt = (n: number): string => cached(numbers, 'int', () => new Intl.NumberFormat(locale)).format(n);
export const formatPercent = (fraction: number): string => cached(numbers, 'pct', () => new Intl.NumberFormat(locale, { style: 'percent' })).format(fraction);

// A plain date has no zone: it is shown as written.
export function formatDate(date: string, form: 'full' | 'short' = 'full'): string {
  const format = cached(dates, form, () => new Intl.DateTimeFormat(locale, { ...(form === 'full' ? { dateStyle: 'medium' } : { month: 'short', day: 'numeric' }), timeZone: 'UTC' }));
  return format.format(new Date(`${date}T00:00:00Z`));
}

// "2026-11" as "Nov 26"
export const formatMonth = (month: string): string =>
  cached(dates, 'month', () => new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' })).format(new Date(`${month}-01T00:00:00Z`));

export const formatTime = (instant: string): string =>
  cached(dates, 'time', () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })).format(new Date(instant));

// The time of day, of a moment of this page's.
export const formatClock = (ms: number): string => cached(dates, 'clock', () => new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone })).format(ms);

export const zoneName = (): string => zone;

export function today(now = new Date()): string {
  const parts = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(now);
  return parts;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

// "4 min ago" up to seven days, then the date; in whole words for who hears it.
export function ago(instant: string, now = Date.now(), style: 'short' | 'long' = 'short'): string {
  const seconds = Math.round((now - Date.parse(instant)) / 1000);
  if (seconds < -5 && seconds > -45) return language === 'de' ? 'gleich' : 'in a moment';
  if (Math.abs(seconds) < 45) return language === 'de' ? 'gerade eben' : 'just now';
  const relative = cached(relatives, locale + style, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style }));
  const minutes = Math.round(seconds / 60);
  if (Math.abs(minutes) < 60) return relative.format(-minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (Math.abs(hours) < 24) return relative.format(-hours, 'hour');
  const days = Math.round(hours / 24);
  return Math.abs(days) <= 7 ? relative.format(-days, 'day') : formatDate(instant.slice(0, 10));
}
const relatives = new Map<string, Intl.RelativeTimeFormat>();

// "12 s", "2 min", "3 h": how long something still takes, rounded up; in whole words for who hears it.
export function span(ms: number, unitDisplay: 'short' | 'long' = 'short'): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const [n, unit] = seconds < 90 ? [seconds, 'second'] : seconds < 90 * 60 ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds / 3600), 'hour'];
  if (unit === 'second' && unitDisplay === 'short') return `${formatInt(n)} s`;
  return cached(numbers, unitDisplay + unit, () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay })).format(n);
}
