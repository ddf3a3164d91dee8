import { Problem } from './problem';

// A key that no other request has, for Idempotency-Key. `crypto.randomUUID` is absent where the page came over plain
// HTTP from another machine, as on an office's own network; random bytes are there all the same.
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

// The key for the next try of a request that failed. What the server refused did not happen: the next try is another
// request. When no answer came, or it broke, it may have happened: the same key makes sure that it does so once.
export function keyAfter(error: unknown, key: string): string {
  return error instanceof Problem && error.status >= 400 && error.status < 500 ? newKey() : key;
}
