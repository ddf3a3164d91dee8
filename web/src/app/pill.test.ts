import { describe, expect, it } from 'vitest';
import { hold, pillState } from './pill';

const now = Date.parse('2026-11-23T10:00:00Z');
type Given = Parameters<typeof pillState>[0];
interface Said {
  connection?: Partial<Given['connection']>;
  sync?: Partial<Given['sync']>;
  run?: Partial<NonNullable<Given['run']>>;
}
const state = ({ connection, sync, run }: Said) =>
  pillState({ connection: { state: 'connected', ...connection }, sync: { health: 'healthy', lastSuccessAt: '2026-11-23T09:56:00Z', nextRunAt: '2026-11-23T10:56:00Z', error: null, ...sync }, run: run ? { resumesAt: null, percent: 41, ...run } : null } as Given, now);
const said = (given: Said) => { const { kind, tone, shown, name } = state(given); return [kind, tone, shown, name]; };

describe('the pill', () => {
  it('never connected', () => expect(said({ connection: { state: 'not_connected' }, sync: { health: 'never', lastSuccessAt: null } })).toEqual(['none', '', 'Connect HubSpot', 'Connect HubSpot']));
  it('healthy', () => expect(said({})).toEqual(['healthy', 'ok', 'HubSpot · 4 min. ago', 'HubSpot · 4 min. ago. HubSpot connected, last synced 4 minutes ago']));
  it('syncing, also before anybody knows how far', () => {
    expect(said({ run: {}, sync: { health: 'syncing' } })).toEqual(['syncing', '', 'Syncing 41%', 'Syncing 41%. Syncing, 41 percent']);
    expect(state({ run: { percent: null } }).shown).toBe('Syncing');
  });
  it('late', () => expect(said({ sync: { health: 'late', lastSuccessAt: '2026-11-23T07:00:00Z' } })).toEqual(['late', 'warn', 'HubSpot · 3 hr. ago', 'HubSpot · 3 hr. ago. HubSpot sync is late, last success 3 hours ago']));
  it('failing says so, as late as it may be', () => expect(said({ sync: { health: 'failing' } })[3]).toBe('HubSpot · 4 min. ago. The last HubSpot sync failed, last success 4 minutes ago'));
  it('rate limited, in the middle of a run and between two', () => {
    const both = ['limited', 'warn', 'Resumes in 2 min', 'Resumes in 2 min. HubSpot asked us to slow down. Sync resumes in 2 minutes'];
    expect(said({ run: { resumesAt: '2026-11-23T10:01:55Z' }, sync: { health: 'rate_limited' } })).toEqual(both);
    expect(said({ sync: { health: 'rate_limited', nextRunAt: '2026-11-23T10:01:55Z' } })).toEqual(both);
  });
  it('syncing again when the pause is over, with no word of it', () => expect(state({ run: { resumesAt: '2026-11-23T09:59:59Z' }, sync: { health: 'rate_limited' } }).kind).toBe('syncing'));
  it('needs reconnection, whatever else is the case', () => expect(said({ connection: { state: 'needs_reconnection' }, sync: { health: 'failing' } })).toEqual(['reconnect', 'bad', 'Reconnect HubSpot', 'Reconnect HubSpot. HubSpot needs reconnection']));
  it('paused', () => expect(said({ sync: { health: 'paused' } })).toEqual(['paused', '', 'HubSpot paused', 'HubSpot paused. HubSpot sync is paused']));
  it('connected, but nothing has synced', () => {
    expect(said({ sync: { health: 'never', lastSuccessAt: null } })).toEqual(['fresh', 'ok', 'HubSpot · not synced yet', 'HubSpot · not synced yet. HubSpot connected, nothing has synced yet']);
    expect(said({ sync: { health: 'failing', lastSuccessAt: null, error: { code: 'network' } as never } })[3]).toContain('the first sync failed');
  });
});

describe('its states', () => {
  const healthy = state({}), syncing = state({ run: {} });
  it('stay for a second', () => {
    const first = hold(null, healthy, now);
    const long = hold(first, syncing, now + 5000);
    expect(long).toEqual({ state: syncing, since: now + 5000, again: null });
    expect(hold(long, healthy, now + 5300)).toEqual({ state: syncing, since: now + 5000, again: 700 });
    expect(hold(long, healthy, now + 6000).state).toBe(healthy);
  });
  it('are the newest of their kind at once', () => {
    const further = state({ run: { percent: 42 } });
    expect(hold({ state: syncing, since: now }, further, now + 10)).toEqual({ state: further, since: now, again: null });
  });
});
