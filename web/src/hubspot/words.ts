// What several screens say of the sync: its words, chosen and counted.
import { ago, formatClock } from '../text/format';
import type { Run } from './data';
import { text } from './words.text';

// Who or what started a run: "by Dana Reyes", "scheduled".
export const startedBy = (run: Run): string => (!run.startedBy || run.trigger === 'schedule' ? text.startedBy[run.trigger] : run.trigger === 'chat' ? text.byFromChat(run.startedBy) : text.by(run.startedBy));

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return text.underASecond;
  if (seconds < 120) return text.seconds(seconds);
  return seconds < 7200 ? text.minutes(Math.round(seconds / 60)) : text.hours(Math.round(seconds / 3600));
}
export const between = (from: string | null, to: string | null): string => (from && to ? duration(Date.parse(to) - Date.parse(from)) : '');

// "4 min ago" within a sentence: the abbreviation's own point would meet the sentence's.
export const when = (instant: string, now?: number): string => ago(instant, now).replace(/\.$/, '');

// What a run did, without what it did not do: "12 created · 3 updated". An undo removes and restores.
export function counted({ kind, counts }: Pick<Run, 'kind' | 'counts'>): string {
  const did = kind === 'undo'
    ? ([['removed', counts.deleted], ['restored', counts.updated], ['stay', counts.skipped]] as const)
    : (['created', 'updated', 'merged', 'deleted', 'skipped', 'failed', 'waiting'] as const).map(what => [what, counts[what]] as const);
  return did.filter(([, n]) => n > 0).map(([what, n]) => text.did[what](n)).join(' · ') || text.nothingChanged;
}

// The clock alone, for a moment of today.
export const atClock = (instant: string): string => formatClock(Date.parse(instant));

// The trace of one record: whether it is here, and why (not).
export const whySearch = (objectId: string): never => ({ why: objectId }) as never;

// What it imported can still be taken back, as the server says.
export const undoable = (run: Run, now = Date.now()): boolean => run.undoableUntil !== null && now < Date.parse(run.undoableUntil);

export const runPath = (run: { id: string }): string => `/settings/integrations/hubspot/runs/${run.id}`;
