import { formatInt, formatTime } from '../text/format';
import page from '../ui/page.module.css';
import type { Run } from './data';
import { text } from './runs.text';
import { wordOf } from './wordOf';
import { atClock, between, duration } from './words';

const counts = ['created', 'updated', 'unchanged', 'skipped', 'failed', 'waiting', 'merged', 'deleted'] as const;
const always = (run: Run): readonly (typeof counts)[number][] => (run.kind === 'undo' ? ['deleted', 'updated'] : ['created', 'updated', 'failed']);
const bytes = (n: number) => (n < 1_000_000 ? text.kilobytes(Math.round(n / 1000)) : text.megabytes(Math.round(n / 1_000_000)));

// Who needs a person, or waits for one, is among these.
const handled = ({ counts: c }: Run) => c.created + c.updated + c.unchanged + c.skipped + c.deleted + c.merged;

// Counts, phases with their times, and what it cost of HubSpot's limit.
export function RunSummary({ run }: { run: Run }) {
  return (
    <>
      <dl className={page.sums}>
        <div><dt>{text.records}</dt><dd>{formatInt(handled(run))}</dd></div>
        {counts.filter(key => run.counts[key] > 0 || always(run).includes(key)).map(key => <div key={key}><dt>{run.kind === 'undo' ? text.undone[key] ?? text.counts[key] : text.counts[key]}</dt><dd>{formatInt(run.counts[key])}</dd></div>)}
      </dl>
      <div className={page.columns}>
        <section className={page.card} aria-labelledby="phases">
          <h2 id="phases">{text.phases}</h2>
          {run.phases.length === 0 ? <p className={page.dim}>{text.notBegun}</p> : (
            // Reached by Tab, so that it scrolls by keyboard on a narrow screen.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <div className={page.scroll} role="region" aria-label={text.phasesLabel} tabIndex={0}>
              <table className={page.table}>
                <thead><tr><th scope="col">{text.phase}</th><th scope="col">{text.started}</th><th scope="col" data-number>{text.records}</th><th scope="col" data-number>{text.took}</th></tr></thead>
                <tbody>
                  {run.phases.map(phase => (
                    <tr key={phase.name}>
                      <td style={{ overflowWrap: 'normal' }}>{wordOf(text.phaseNames, phase.name)}</td>
                      <td data-date>{phase.startedAt ? atClock(phase.startedAt) : ''}</td>
                      <td data-number>{phase.total !== null && phase.total !== phase.processed ? text.of(phase.processed, phase.total) : formatInt(phase.processed)}</td>
                      <td data-number>{between(phase.startedAt, phase.finishedAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
        <section className={page.card} aria-labelledby="cost">
          <h2 id="cost">{text.cost}</h2>
          <dl className={page.facts}>
            <div><dt>{text.started}</dt><dd>{run.startedAt ? formatTime(run.startedAt) : text.notYet}</dd></div>
            <div><dt>{text.ended}</dt><dd>{run.finishedAt ? formatTime(run.finishedAt) : text.notYet}</dd></div>
            {run.startedAt && <div><dt>{text.took}</dt><dd>{duration((run.finishedAt ? Date.parse(run.finishedAt) : Date.now()) - Date.parse(run.startedAt))}</dd></div>}
            <div><dt>{text.requests}</dt><dd className="tabular">{formatInt(run.requests)}</dd></div>
            <div><dt>{text.read}</dt><dd className="tabular">{bytes(run.bytes)}</dd></div>
            <div><dt>{text.slowed}</dt><dd className="tabular">{formatInt(run.rateLimited)}</dd></div>
            <div><dt>{text.repeated}</dt><dd className="tabular">{formatInt(run.retries)}</dd></div>
          </dl>
        </section>
      </div>
    </>
  );
}
