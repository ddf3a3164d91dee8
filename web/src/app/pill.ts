// What the pill in the top bar says: the single heartbeat of the integration, as one state.
import type { Schemas } from '../api/client';
import { ago, span } from '../text/format';
import { text } from './text';

type Status = Schemas['HubSpotStatus'];
type Given = Pick<Status, 'connection' | 'sync' | 'run'>;

export interface PillState {
  kind: 'none' | 'reconnect' | 'limited' | 'syncing' | 'late' | 'failing' | 'paused' | 'fresh' | 'healthy';
  tone: '' | 'ok' | 'warn' | 'bad';
  shown: string;
  name: string; // begins with what is shown: who speaks to the screen says what they see
  percent?: number | null;
}

// Until when HubSpot wants to be left alone, if it does.
export function pausedUntil({ run, sync }: Pick<Given, 'run' | 'sync'>, now: number): string | null {
  const until = run ? run.resumesAt : sync.health === 'rate_limited' ? sync.nextRunAt : null;
  return until && Date.parse(until) > now ? until : null;
}

export function pillState(status: Given, now = Date.now()): PillState {
  const { connection, sync, run } = status;
  const say = (kind: PillState['kind'], tone: PillState['tone'], shown: string, said = ''): PillState => ({ kind, tone, shown, name: said ? `${shown}. ${said}` : shown });
  if (connection.state === 'not_connected') return say('none', '', text.connectHubSpot);
  if (connection.state === 'needs_reconnection') return say('reconnect', 'bad', text.reconnect, text.needsReconnection);
  const until = pausedUntil(status, now);
  if (until) return say('limited', 'warn', text.resumes(span(Date.parse(until) - now)), text.resumesSaid(span(Date.parse(until) - now, 'long')));
  if (run) return { ...say('syncing', '', text.syncing(run.percent), text.syncingSaid(run.percent)), percent: run.percent };
  if (sync.health === 'paused') return say('paused', '', text.paused, text.isPaused);
  if (!sync.lastSuccessAt) return say('fresh', sync.error ? 'warn' : 'ok', text.hubspot(text.notSynced), sync.error ? text.neverWorked : text.neverSynced);
  // A clock that is behind the server's makes no success of one to come.
  const then = Math.max(now, Date.parse(sync.lastSuccessAt));
  const shown = text.hubspot(ago(sync.lastSuccessAt, then)), when = ago(sync.lastSuccessAt, then, 'long');
  if (sync.health === 'late') return say('late', 'warn', shown, text.late(when));
  if (sync.health === 'failing' || sync.health === 'rate_limited') return say('failing', 'warn', shown, text.failing(when));
  return say('healthy', 'ok', shown, text.connected(when));
}

const steady_ms = 1000;

// A state stays for a second: a sync that is over before it was seen does not flash. Gives when to look again, if a newer
// one waits.
export function hold(before: { state: PillState; since: number } | null, next: PillState, now: number): { state: PillState; since: number; again: number | null } {
  if (before && before.state.kind !== next.kind && now >= before.since && now - before.since < steady_ms) return { ...before, again: before.since + steady_ms - now };
  return { state: next, since: before && before.state.kind === next.kind ? before.since : now, again: null };
}
