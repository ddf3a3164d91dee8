import { describe, expect, it } from 'vitest';
import { cardState } from './connectionState';
import type { Status } from './data';

const now = Date.parse('2026-11-23T10:00:00Z');
const run = { id: 'r', state: 'running', percent: 41, resumesAt: null } as unknown as NonNullable<Status['run']>;
interface Given {
  connection?: Partial<Status['connection']>;
  sync?: Partial<Status['sync']>;
  run?: Status['run'];
}
const status = (given: Given): Status =>
  ({
    connection: { state: 'connected', reason: null, portal: { id: '4411902', name: 'Fieldstone Studio' }, scopes: { granted: [], missing: [], off: [] }, ...given.connection },
    sync: { health: 'healthy', lastSuccessAt: '2026-11-23T09:56:00Z', nextRunAt: '2026-11-23T10:04:00Z', recordsSynced: { contacts: 5, companies: 0, deals: 0 }, error: null, lastRun: { finishedAt: '2026-11-23T10:02:00Z' }, ...given.sync },
    run: given.run ?? null,
    found: { contacts: 12_480, companies: 0, deals: 3_120 },
  }) as unknown as Status;
const kind = (given: Given) => cardState(status(given), now).kind;
const failed = (code: string) => ({ sync: { error: { code, detail: 'Why.', fix: 'What to do.' } } });

describe('the first card', () => {
  it('is calm when all is well', () => expect(cardState(status({}), now)).toMatchObject({ kind: 'connected', title: 'Fieldstone Studio', acts: [] }));
  it('says what was found before anything is imported', () => expect(cardState(status({ sync: { recordsSynced: { contacts: 0, companies: 0, deals: 0 } } }), now).text).toBe('12,480 contacts and 3,120 deals found. Nothing is imported until you say so.'));
  it('can be cancelled while it waits', () => expect(cardState(status({ run: { ...run, state: 'queued' } }), now)).toMatchObject({ kind: 'queued', acts: ['cancel'] }));
  it('continues by itself after a limit', () => expect(cardState(status({ run: { ...run, resumesAt: '2026-11-23T10:02:00Z' } }), now).text).toMatch(/^Paused at 41 %. Continues by itself in 2 min/));
  it('is syncing again once the pause is over', () => expect(kind({ run: { ...run, resumesAt: '2026-11-23T09:59:00Z' } })).toBe('syncing'));
  it('tells HubSpot being away from being at fault', () => {
    expect(cardState(status(failed('hubspot_down')), now)).toMatchObject({ kind: 'unavailable', acts: ['sync', 'check'] });
    expect(kind(failed('network'))).toBe('unavailable');
    expect(kind(failed('daily_limit'))).toBe('rate_limited');
    expect(cardState(status(failed('internal')), now).text).toContain('Why. What to do.');
  });
  it('is late without an error', () => expect(kind({ sync: { health: 'late' } })).toBe('late'));
  it('needs a person when access is gone', () => {
    expect(cardState(status({ connection: { state: 'needs_reconnection', reason: 'token_expired' } }), now).acts).toContain('reconnect');
    expect(kind({ connection: { state: 'needs_reconnection', reason: 'scope_missing' } })).toBe('permission');
    expect(cardState(status({ connection: { state: 'needs_reconnection', reason: 'account_mismatch' } }), now).title).toBe('That is a different HubSpot account');
  });
});
