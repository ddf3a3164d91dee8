// What the first card says: one state of the connection, in words, with what can be done about it.
import { formatInt } from '../text/format';
import type { Status } from './data';
import { atClock, when } from './words';

export type Act = 'sync' | 'cancel' | 'check' | 'reconnect' | 'grant';
export interface CardState {
  kind: 'fresh' | 'connected' | 'queued' | 'syncing' | 'rate_limited' | 'unavailable' | 'late' | 'failed' | 'reconnect' | 'permission';
  title: string;
  text: string;
  tone: 'info' | 'warn' | 'negative';
  acts: readonly Act[];
}

const unreachable = new Set(['network', 'hubspot_down', 'hubspot_bad_answer', 'hubspot_migrating']);
const limited = new Set(['rate_limited', 'daily_limit']);

export function cardState(status: Status, now = Date.now()): CardState {
  const { connection, sync, run } = status;
  const name = connection.portal?.name ?? 'HubSpot';
  const next = sync.nextRunAt ? ` Next try ${when(sync.nextRunAt, now)}.` : '';
  if (connection.state === 'needs_reconnection') {
    if (connection.reason === 'scope_missing') return { kind: 'permission', title: 'One permission is missing', text: `Every needs to read more of HubSpot: ${connection.scopes.missing.join(', ') || 'see the list below'}. Clients and invoices work; new changes aren't arriving.`, tone: 'negative', acts: ['grant', 'check'] };
    if (connection.reason === 'account_mismatch') return { kind: 'reconnect', title: 'That is a different HubSpot account', text: `This workspace belongs to ${name} (${connection.portal?.id ?? ''}). Reconnect with that account, or disconnect first.`, tone: 'negative', acts: ['reconnect'] };
    return { kind: 'reconnect', title: 'Needs reconnection', text: `HubSpot no longer accepts our access.${sync.lastSuccessAt ? ` The last success was ${when(sync.lastSuccessAt, now)}.` : ''} Clients and invoices work; new changes aren't arriving.`, tone: 'negative', acts: ['reconnect', 'check'] };
  }
  if (run) {
    if (run.state === 'queued') return { kind: 'queued', title: 'Sync is queued', text: 'Starts when the current one ends.', tone: 'info', acts: ['cancel'] };
    if (run.resumesAt && Date.parse(run.resumesAt) > now) return { kind: 'rate_limited', title: 'HubSpot asked us to slow down', text: `Paused${run.percent === null ? '' : ` at ${formatInt(run.percent)} %`}. Continues by itself ${when(run.resumesAt, now)}.`, tone: 'warn', acts: [] };
    return { kind: 'syncing', title: name, text: '', tone: 'info', acts: [] };
  }
  const tried = sync.lastRun?.finishedAt ? `Last tried ${atClock(sync.lastRun.finishedAt)}.` : '';
  if (sync.error && limited.has(sync.error.code)) return { kind: 'rate_limited', title: sync.error.code === 'daily_limit' ? "HubSpot's daily limit is used up" : 'HubSpot asked us to slow down', text: `${tried}${next} Your data here is unaffected.`, tone: 'warn', acts: ['sync'] };
  if (sync.error && unreachable.has(sync.error.code)) return { kind: 'unavailable', title: "HubSpot isn't responding", text: `${tried}${next} Your data here is unaffected.`, tone: 'warn', acts: ['sync', 'check'] };
  if (sync.error) return { kind: 'failed', title: 'The last sync failed', text: `${sync.error.detail} ${sync.error.fix}${next}`, tone: 'warn', acts: ['sync', 'check'] };
  if (sync.health === 'late' || sync.health === 'failing') return { kind: 'late', title: 'Sync is late', text: sync.lastSuccessAt ? `The last success was ${when(sync.lastSuccessAt, now)}.` : 'Nothing has synced yet.', tone: 'warn', acts: ['sync', 'check'] };
  if (sync.recordsSynced.contacts === 0) return { kind: 'fresh', title: `Connected to ${name}`, text: `${formatInt(status.found.contacts)} contacts and ${formatInt(status.found.deals)} deals found. Nothing is imported until you say so.`, tone: 'info', acts: [] };
  return { kind: 'connected', title: name, text: '', tone: 'info', acts: [] };
}
