// A key that no other request has, for Idempotency-Key. `crypto.randomUUID` is absent where the page came over plain
// HTTP from another machine, as on an office's own network; random bytes are there all the same.
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
