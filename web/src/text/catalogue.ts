// The words on screen, in typed catalogues: one for each folder, English and German.
//
// text.ts      const en = { newClient: 'New client', clients: (n: number) => plural(n, { one: '1 client', other: `${number(n)} clients` }) };
//              export type Words = typeof en;
//              export const text = catalogue(en, () => import('./text.de'));
// text.de.ts   export default { newClient: 'Neuer Kunde', clients: n => plural(n, { one: '1 Kunde', other: `${number(n)} Kunden` }) } satisfies Words;
//
// - A word that is missing in German, or one too many, does not compile. Words that many folders say are in common.ts.
// - Read words while rendering (`text.newClient`), never into a constant of a module: German may not be here yet when the
//   module is first run. ESLint (every/read-late) refuses it. Lists of choices become functions.
// - A sentence is one entry with its values as parameters; what is drawn inside it is a ReactNode parameter, in text.tsx
//   and text.de.tsx. Never glue parts of sentences: other languages order them otherwise.
// - Names given to a sentence that are written from right to left are isolated in it, so that they do not turn their
//   neighbours.
// - What is loaded later waits for its words: `lazy(withWords(() => import('./X')))`. Routes do it in router.tsx.
// - A large dialog that only few open has its own pair (bulk.text.ts), so that its words are not part of the first view.
// - A folder that is done is named in eslint.config.js: words written straight into its screens then fail the lint.
import { formatInt } from './format';
import { intl, language } from './language';

const onTheWay = new Set<Promise<void>>();

// English is given at once. Any other language takes its place in the same object as soon as it is here; the English
// words stay if that fails.
export function catalogue<T extends object>(en: T, german: () => Promise<{ default: T }>): T {
  const words = isolating(en);
  if (language === 'en') return words;
  const other = language === 'de' ? german().then(file => file.default) : import('./pseudo').then(made => made.pseudo(en));
  const arrival: Promise<void> = other.then(here => void Object.assign(words, isolating(here))).catch(() => undefined).finally(() => onTheWay.delete(arrival));
  onTheWay.add(arrival);
  return words;
}

// What is written from right to left, or says how its neighbours are to be written.
const turns = /[\u0590-\u08FF\u202A-\u202E\uFB1D-\uFEFF]/;
const isolated = (given: unknown): unknown => (typeof given === 'string' && turns.test(given) ? `\u2068${given}\u2069` : given);

// The words with every sentence isolating the texts that it is given.
function isolating<T>(words: T): T {
  if (typeof words === 'function') return ((...given: unknown[]) => (words as unknown as (...all: unknown[]) => unknown)(...given.map(isolated))) as T;
  if (words?.constructor !== Object || '$$typeof' in (words as object)) return words;
  const out = { ...words };
  for (const key in out) out[key] = isolating(out[key]);
  return out;
}

// When all words asked for so far are here.
export async function wordsHere(): Promise<void> {
  while (onTheWay.size > 0) await Promise.all(onTheWay);
}

// A part that is loaded later, with its words.
export const withWords = <M>(load: () => Promise<M>) => async (): Promise<M> => {
  const part = await load();
  await wordsHere();
  return part;
};

const rules = new Intl.PluralRules(intl);
export const plural = (n: number, forms: { one: string; other: string }): string => (rules.select(n) === 'one' ? forms.one : forms.other);
export const number = formatInt;

// "Anna, Ben and Cleo", "Anna or Ben"
export const list = (parts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string => new Intl.ListFormat(intl, { type }).format(parts);
