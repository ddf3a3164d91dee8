import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { formatInt, formatTime } from '../text/format';
import { text } from './text';
import css from './ui.module.css';

type Run = Schemas['Run'];

const tones: Record<string, string> = { succeeded: 'pos', partial: 'warn', failed: 'neg', cancelled: 'mute', running: 'info', queued: 'info' };
const states = ['succeeded', 'partial', 'failed', 'cancelled', 'running', 'queued'] as const;
// Who needs a person, or waits for one, is among these.
const records = ({ counts }: Run) => counts.created + counts.updated + counts.unchanged + counts.skipped + counts.deleted + counts.merged;
const said = (run: Run) => {
  const words = text.run(formatTime(run.createdAt), text.runs[run.state], records(run));
  return run.counts.failed > 0 ? text.runNeeds(words, run.counts.failed) : words;
};

// The sentence that the bars are for who does not see them.
export function barsSentence(runs: readonly Run[]): string {
  const parts = states.map(state => [runs.filter(run => run.state === state).length, text.runs[state]] as const).filter(([n]) => n > 0);
  return text.lastRuns(runs.length, parts.map(([n, word]) => text.runsOf(n, word)).join(', '));
}

// The last runs, oldest first: height is records, colour is the result. Each has its tooltip and leads to its run.
export function RunBars({ runs, to }: { runs: readonly Run[]; to: (run: Run) => string }) {
  const [table, setTable] = useState(false);
  const row = [...runs].reverse();
  const most = Math.max(1, ...row.map(run => Math.log1p(records(run))));
  return (
    <div className={css.runBars}>
      <p className={css.runBarsText}>{barsSentence(runs)}. <button type="button" className={css.linkButton} aria-expanded={table} onClick={() => setTable(!table)}>{table ? text.asBars : text.asTable}</button></p>
      {table ? (
        <div className={css.runTable}>
          <table>
            <thead><tr><th scope="col">{text.started}</th><th scope="col">{text.result}</th><th scope="col">{text.records}</th><th scope="col">{text.needAttention}</th></tr></thead>
            <tbody>{runs.map(run => <tr key={run.id}><td><Link to={to(run)}>{formatTime(run.createdAt)}</Link></td><td>{text.runs[run.state]}</td><td>{formatInt(records(run))}</td><td>{formatInt(run.counts.failed)}</td></tr>)}</tbody>
          </table>
        </div>
      ) : (
        <ol className={css.bars}>
          {row.map(run => {
            const words = said(run);
            return <li key={run.id}><Link to={to(run)} title={words} aria-label={words} tabIndex={-1}><i data-tone={tones[run.state]} style={{ blockSize: `${String(Math.max(6, Math.round((Math.log1p(records(run)) / most) * 100)))}%` }} /></Link></li>;
          })}
        </ol>
      )}
    </div>
  );
}
