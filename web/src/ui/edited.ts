// Values of a form beside those that are saved: what each side changed since the form was opened, and saving over a newer
// version without taking anything back that somebody else wrote. Pure, but for what it is given to call.
import { Problem } from '../api/problem';

export type Values = Record<string, string>;
export interface Tagged<Data> {
  data: Data;
  etag: string;
}
export interface Latest<Data> extends Tagged<Data> {
  by: string; // who saved it, '' when nobody knows
  at: string;
}

export const same = (a: Values, b: Values): boolean => [...new Set([...Object.keys(a), ...Object.keys(b)])].every(name => (a[name] ?? '') === (b[name] ?? ''));

// What is saved, with what was typed: fields that were left as they were opened say what is saved.
export const typedOver = <V extends Values>(opened: V, typed: V, saved: V): V =>
  ({ ...saved, ...Object.fromEntries(Object.entries(typed).filter(([name, value]) => value !== (opened[name] ?? ''))) });

const triesMax = 3;
export interface Saving<Data, V extends Values> {
  opened: Tagged<Data>; // the version that the values came with
  typed: V;
  valuesOf: (data: Data) => V;
  put: (values: V, etag: string) => Promise<Tagged<Data>>;
  latest: () => Promise<Latest<Data>>;
}

// Saves over the version that was opened. When another one was saved meanwhile: what is the same in this form's fields is
// nobody's loss, and the values are saved over it; what is as it was typed is saved already; anything else is asked.
export async function saveOver<Data, V extends Values>({ opened, typed, valuesOf, put, latest }: Saving<Data, V>): Promise<{ saved: Tagged<Data> } | { ask: Latest<Data> }> {
  let etag = opened.etag;
  for (let tries = 1; ; ++tries) {
    try {
      return { saved: await put(typed, etag) };
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'stale' || tries === triesMax) throw error;
    }
    const now = await latest();
    const values = valuesOf(now.data);
    if (same(values, typed)) return { saved: now };
    if (!same(values, valuesOf(opened.data))) return { ask: now };
    etag = now.etag;
  }
}
