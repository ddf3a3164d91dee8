// What the first card says: one state of the connection, in words, with what can be done about it.
import { text } from './connection.text';
import type { Status } from './data';
import { text as shared } from './text';
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
const sentences = (...all: (string | null)[]) => all.filter(Boolean).join(' ');

export function cardState(status: Status, now = Date.now()): CardState {
  const { connection, sync, run } = status;
  const name = connection.portal?.name ?? 'HubSpot';
  const next = sync.nextRunAt ? text.nextTry(when(sync.nextRunAt, now)) : null;
  const lastSuccess = sync.lastSuccessAt ? text.lastSuccess(when(sync.lastSuccessAt, now)) : null;
  if (connection.state === 'needs_reconnection') {
    if (connection.reason === 'scope_missing') return { kind: 'permission', title: text.permissionMissing, text: text.needsMore(connection.scopes.missing), tone: 'negative', acts: ['grant', 'check'] };
    if (connection.reason === 'account_mismatch') return { kind: 'reconnect', title: text.otherAccount, text: text.belongsTo(name, connection.portal?.id ?? ''), tone: 'negative', acts: ['reconnect'] };
    return { kind: 'reconnect', title: text.needsReconnection, text: sentences(shared.accessRefused, lastSuccess, text.changesStopped), tone: 'negative', acts: ['reconnect', 'check'] };
  }
  if (run) {
    if (run.state === 'queued') return { kind: 'queued', title: text.queued, text: text.startsLater, tone: 'info', acts: ['cancel'] };
    if (run.resumesAt && Date.parse(run.resumesAt) > now) return { kind: 'rate_limited', title: text.slowDown, text: run.percent === null ? text.paused(when(run.resumesAt, now)) : text.pausedAt(run.percent, when(run.resumesAt, now)), tone: 'warn', acts: [] };
    return { kind: 'syncing', title: name, text: '', tone: 'info', acts: [] };
  }
  const tried = sync.lastRun?.finishedAt ? text.lastTried(atClock(sync.lastRun.finishedAt)) : null;
  if (sync.error && limited.has(sync.error.code)) return { kind: 'rate_limited', title: sync.error.code === 'daily_limit' ? text.dailyLimit : text.slowDown, text: sentences(tried, next, text.unaffected), tone: 'warn', acts: ['sync'] };
  if (sync.error && unreachable.has(sync.error.code)) return { kind: 'unavailable', title: text.away, text: sentences(tried, next, text.unaffected), tone: 'warn', acts: ['sync', 'check'] };
  if (sync.error) return { kind: 'failed', title: text.failed, text: sentences(sync.error.detail, sync.error.fix, next), tone: 'warn', acts: ['sync', 'check'] };
  if (sync.health === 'late' || sync.health === 'failing') return { kind: 'late', title: text.late, text: lastSuccess ?? text.neverSynced, tone: 'warn', acts: ['sync', 'check'] };
  if (sync.recordsSynced.contacts === 0) return { kind: 'fresh', title: text.connectedTo(name), text: text.found(status.found.contacts, status.found.deals), tone: 'info', acts: [] };
  return { kind: 'connected', title: name, text: '', tone: 'info', acts: [] };
}
