// Words for problem codes. A code without words here is said in the server's own.
import { catalogue, plural } from './catalogue';

const en = {
  unreachable: "Can't reach the server. Nothing was changed.",
  internal: 'Something went wrong on our side. Nothing was changed.',
  link_expired: 'This link is not valid any more: it was used, taken back, or is too old.',
  not_signed_in: 'You were signed out. Sign in to continue.',
  stale: 'Someone changed this since you opened it. Load it again before saving.',
  token_expired: 'HubSpot no longer accepts our access.',
  token_invalid: 'HubSpot does not accept this token.',
  scope_missing: 'A permission is missing in HubSpot.',
  oauth_denied: 'The request was declined in HubSpot.',
  oauth_state_invalid: 'This sign-in with HubSpot is no longer valid. Start again.',
  rate_limited: 'HubSpot asked us to slow down. It continues by itself.',
  slow_down: (time: string) => `HubSpot asked us to slow down. Try again in ${time}.`,
  withReference: (words: string, reference: string) => `${words} Reference ${reference}.`,
  daily_limit: "HubSpot's daily limit is used up. It continues after midnight.",
  network: "HubSpot couldn't be reached.",
  hubspot_down: 'HubSpot has a problem on its side.',
  idempotency_mismatch: 'The first try may have gone through. Look before you try again.',
  invoice_empty: 'Add at least one line.',
  too_many_attempts: (seconds: number) => `Too many tries. Try again in ${seconds < 60 ? `${seconds} s` : plural(Math.ceil(seconds / 60), { one: 'a minute', other: `${Math.ceil(seconds / 60)} minutes` })}.`,
};
export type Words = typeof en;
export const codes = catalogue(en, () => import('./codes.de'));

export function wordsOf(code: string): string | undefined {
  const words = (codes as Partial<Record<string, unknown>>)[code];
  return typeof words === 'string' ? words : undefined;
}
