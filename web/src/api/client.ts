// The API, typed by its contract. Every call either gives data or throws a Problem.
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.d';
import { notReached, reached, sayOut } from '../app/reach';
import { intl } from '../text/language';
import { Problem } from './problem';

export type Schemas = components['schemas'];
// The server's sentences come in the language of this page.
export const api = createClient<paths>({ baseUrl: '', headers: { 'Accept-Language': intl } });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function unwrap<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  return (await withTag(call)).data;
}

// With the ETag, for what is edited.
export async function withTag<T>(call: Promise<Answer<T>>): Promise<{ data: NonNullable<T>; etag: string }> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    notReached();
    throw Problem.unreachable();
  }
  reached();
  if (answer.response.status === 401) sayOut();
  if (!answer.response.ok) throw Problem.from(answer.error, answer.response);
  return { data: answer.data as NonNullable<T>, etag: answer.response.headers.get('etag') ?? '' };
}
