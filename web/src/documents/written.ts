// What a document says on the screen: in its own language and by its own way of writing numbers, whatever the screen's is.
// The words are the server's, the same as in the PDF.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { useSession } from '../session/useSession';
import type { MoneyValue } from '../text/format';

export interface Written {
  lang: string;
  dir: 'ltr' | 'rtl';
  words: Schemas['DocumentWords']['words'];
  money: (money: MoneyValue) => string;
  number: (decimal: string) => string;
  percent: (decimal: string) => string;
  date: (date: string) => string;
  days: (count: number) => string;
}

// "Net {0}" with its parts.
export const fillIn = (sentence: string, ...parts: readonly string[]): string => sentence.replace(/\{(\d)\}/g, (whole, at: string) => parts[Number(at)] ?? whole);

// "US$" keeps its dollar at the right in a text that is read from right to left: a mark after it says that it belongs to the
// letters.
const wholeSymbol = (text: string): string => text.replace(/([A-Z])([$¥])/, '$1$2\u200e');

// Intl takes a decimal string as it is: no float on the way.
const exact = (format: Intl.NumberFormat, decimal: string) => format.format(decimal as unknown as number);

export function writtenIn({ language, rightToLeft, words }: Schemas['DocumentWords'], locale: string): Written {
  return {
    lang: language,
    dir: rightToLeft ? 'rtl' : 'ltr',
    words,
    money: ({ amount, currency }) => {
      const text = exact(new Intl.NumberFormat(locale, { style: 'currency', currency }), amount);
      return rightToLeft ? wholeSymbol(text) : text;
    },
    number: decimal => exact(new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }), decimal),
    percent: decimal => exact(new Intl.NumberFormat(locale, { style: 'unit', unit: 'percent', maximumFractionDigits: 6 }), decimal),
    date: date => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`)),
    days: count => new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(count),
  };
}

// None while they are on the way; when the language changes the old words stay so long.
export function useWritten(document: { writtenIn: Schemas['DocumentLanguage']; locale: string | null }) {
  const workspace = useSession()?.workspace.locale;
  const { writtenIn: language, locale } = document;
  const words = useQuery({ queryKey: ['documents', 'words', language], queryFn: () => unwrap(api.GET('/api/documents/words', { params: { query: { language } } })), staleTime: Infinity, gcTime: Infinity, placeholderData: keepPreviousData });
  return { written: words.data ? writtenIn(words.data, locale ?? workspace ?? language) : null, error: words.error, retry: () => void words.refetch() };
}
