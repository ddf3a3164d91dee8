import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { causeWords, onlyRead, repairs, runRepair } from './causes';
import { helpAgainst, helpOf } from './problems';

// The table of codes, words and buttons: a code with another button, or a new one with none, is seen here.
describe('every code has its button', () => {
  it('of the connection, and of a request', () => {
    expect(['token_expired', 'token_invalid', 'scope_missing', 'account_mismatch', 'run_conflict', 'locked_field', 'not_connected', 'stale', 'internal'].map(helpOf)).toEqual(['reconnect', 'reconnect', 'grant', 'reconnect', 'view', 'edit', 'connect', null, null]);
  });
  it('of a run', () => {
    const of = Object.fromEntries(['token_expired', 'scope_missing', 'account_mismatch', 'rate_limited', 'daily_limit', 'network', 'hubspot_down', 'internal'].map(code => [code, runRepair(code)]));
    expect(of).toEqual({ token_expired: 'reconnect', scope_missing: 'grant', account_mismatch: 'reconnect', rate_limited: null, daily_limit: null, network: 'try', hubspot_down: 'try', internal: 'sync' });
  });
  it('of a record: here, in HubSpot, or nothing is to be done', () => {
    const there = new Set(['contact_bad_email', 'deal_no_contact', 'deal_no_client', 'deal_amount_missing', 'currency_unknown']);
    for (const code of ['contact_no_email', 'contact_bad_email', 'match_undecided', 'match_many', 'deal_no_contact', 'deal_no_client', 'deal_stage_unknown', 'deal_amount_missing', 'currency_unknown', 'value_too_long', 'field_type', 'property_gone', 'list_gone', 'removed_in_hubspot', 'merged_in_hubspot']) {
      expect([code, [code in repairs, there.has(code), onlyRead.has(code)].filter(Boolean).length]).toEqual([code, 1]);
      expect(causeWords(code, 2), code).toMatch(/2/);
    }
  });
});

it('a field of HubSpot is edited there, and a refusal that names no place has no button', () => {
  const locked = (url: string | null) => helpAgainst(new Problem('locked_field', '', 409, '', [], '', url));
  expect(locked('https://app.hubspot.com/x')?.label).toBe('Edit in HubSpot');
  expect([locked(null), helpAgainst(new Error('no problem of the server'))]).toEqual([null, null]);
});
