import { memo } from 'react';
import type { Schemas } from '../api/client';
import { text } from './text';
import css from './ui.module.css';

type Tone = 'mute' | 'info' | 'pos' | 'warn' | 'neg';
type Kind = keyof typeof text.status;
const tones: { [K in Kind]: Record<keyof (typeof text.status)[K], Tone> } = {
  invoice: { draft: 'mute', issued: 'info', sent: 'info', viewed: 'info', partial: 'info', overdue: 'neg', paid: 'pos', credited: 'mute', void: 'mute' },
  proposal: { draft: 'mute', open: 'info', sent: 'info', viewed: 'info', accepted: 'pos', declined: 'neg', expired: 'mute' },
  mail: { queued: 'info', sending: 'info', sent: 'pos', refused: 'neg', failed: 'neg', unknown: 'warn', cancelled: 'mute' },
  session: { current: 'pos' },
  run: { queued: 'mute', running: 'info', succeeded: 'pos', partial: 'warn', failed: 'neg', cancelled: 'mute' },
  connection: { connected: 'pos', needs_reconnection: 'neg', not_connected: 'mute' },
  decision: { replace: 'info', skip: 'mute', create: 'info', not_duplicate: 'mute' },
  review: { new: 'info', duplicate: 'warn', imported: 'pos', skipped: 'mute', left: 'mute', gone: 'mute' },
};

// A word, never colour alone.
export const Status = memo(function Status({ kind, value }: { kind: Kind; value: string }) {
  const word = (text.status[kind] as Record<string, string>)[value] ?? value;
  return <span className={css.status} data-tone={(tones[kind] as Record<string, Tone>)[value] ?? 'mute'}>{word}</span>;
});

// What became of a run, with those that only wait for somebody to decide.
export function RunStatus({ run }: { run: Pick<Schemas['Run'], 'state' | 'counts'> }) {
  if (run.state !== 'succeeded' || run.counts.waiting === 0) return <Status kind="run" value={run.state} />;
  return <span className={css.status} data-tone={tones.run.succeeded}>{text.completedWaiting(run.counts.waiting)}</span>;
}
