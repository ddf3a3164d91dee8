import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { formatInt, formatTime } from '../text/format';
import css from './ui.module.css';

type Run = Schemas['Run'];

const tones: Record<string, string> = { succeeded: 'pos', partial: 'warn', failed: 'neg', cancelled: 'mute', running: 'info', queued: 'info' };
const said: readonly (readonly [Run['state'], string])[] = [['succeeded', 'completed'], ['partial', 'with errors'], ['failed', 'failed'], ['cancelled', 'cancelled'], ['running', 'running'], ['queued', 'queued']];
const records = ({ counts }: Run) => counts.created + counts.updated + counts.unchanged + counts.skipped + counts.failed + counts.deleted + counts.merged;

// The sentence that the bars are for who does not see them.
export function barsSentence(runs: readonly Run[]): string {
  const parts = said.map(([state, word]) => [runs.filter(run => run.state === state).length, word] as const).filter(([n]) => n > 0);
  return `Last ${formatInt(runs.length)} ${runs.length === 1 ? 'sync' : 'syncs'}: ${parts.map(([n, word]) => `${formatInt(n)} ${word}`).join(', ')}`;
}

// The last runs, oldest first: height is records, colour is the result. Each has its tooltip and leads to its run.
export function RunBars({ runs, to }: { runs: readonly Run[]; to: (run: Run) => string }) {
  const [table, setTable] = useState(false);
  const row = [...runs].reverse();
  const most = Math.max(1, ...row.map(run => Math.log1p(records(run))));
  return (
    <div className={css.runBars}>
      <p className={css.runBarsText}>{barsSentence(runs)}. <button type="button" className={css.linkButton} aria-expanded={table} onClick={() => setTable(!table)}>{table ? 'Show as bars' : 'Show as table'}</button></p>
      {table ? (
        <div className={css.runTable}>
          <table>
            <thead><tr><th scope="col">Started</th><th scope="col">Result</th><th scope="col">Records</th></tr></thead>
            <tbody>{runs.map(run => <tr key={run.id}><td><Link to={to(run)}>{formatTime(run.createdAt)}</Link></td><td>{said.find(([state]) => state === run.state)?.[1]}</td><td>{formatInt(records(run))}</td></tr>)}</tbody>
          </table>
        </div>
      ) : (
        <ol className={css.bars}>
          {row.map(run => {
            const words = `${formatTime(run.createdAt)}: ${said.find(([state]) => state === run.state)?.[1] ?? ''}, ${formatInt(records(run))} records`;
            return <li key={run.id}><Link to={to(run)} title={words} aria-label={words} tabIndex={-1}><i data-tone={tones[run.state]} style={{ blockSize: `${String(Math.max(6, Math.round((Math.log1p(records(run)) / most) * 100)))}%` }} /></Link></li>;
          })}
        </ol>
      )}
    </div>
  );
}
