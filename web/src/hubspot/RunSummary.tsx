import { formatInt, formatTime } from '../text/format';
import page from '../ui/page.module.css';
import type { Run } from './data';
import { between, duration, phaseNames } from './words';

const counts = [['created', 'Created'], ['updated', 'Updated'], ['unchanged', 'Unchanged'], ['skipped', 'Skipped'], ['failed', 'Errors'], ['merged', 'Merged'], ['deleted', 'Deleted in HubSpot']] as const;
const bytes = (n: number) => (n < 1_000_000 ? `${formatInt(Math.round(n / 1000))} KB` : `${formatInt(Math.round(n / 1_000_000))} MB`);

// Counts, phases with their times, and what it cost of HubSpot's limit.
export function RunSummary({ run, problems }: { run: Run; problems: number }) {
  const all = { ...run.counts, failed: Math.max(run.counts.failed, problems) };
  return (
    <>
      <dl className={page.sums}>
        {counts.filter(([key]) => all[key] > 0 || key === 'created' || key === 'updated' || key === 'failed').map(([key, label]) => <div key={key}><dt>{label}</dt><dd>{formatInt(all[key])}</dd></div>)}
      </dl>
      <div className={page.columns}>
        <section className={page.card} aria-labelledby="phases">
          <h2 id="phases">Phases</h2>
          {run.phases.length === 0 ? <p className={page.dim}>It has not begun.</p> : (
            // Reached by Tab, so that it scrolls by keyboard on a narrow screen.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <div className={page.scroll} role="region" aria-label="Phases with their times" tabIndex={0}>
              <table className={page.table}>
                <thead><tr><th scope="col">Phase</th><th scope="col">Started</th><th scope="col" data-number>Records</th><th scope="col" data-number>Took</th></tr></thead>
                <tbody>
                  {run.phases.map(phase => (
                    <tr key={phase.name}>
                      <td>{phaseNames[phase.name]}</td>
                      <td data-date>{phase.startedAt ? formatTime(phase.startedAt).replace(/^.*,\s*/, '') : ''}</td>
                      <td data-number>{formatInt(phase.processed)}{phase.total !== null && phase.total !== phase.processed ? ` of ${formatInt(phase.total)}` : ''}</td>
                      <td data-number>{between(phase.startedAt, phase.finishedAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
        <section className={page.card} aria-labelledby="cost">
          <h2 id="cost">Time and requests</h2>
          <dl className={page.facts}>
            <div><dt>Started</dt><dd>{run.startedAt ? formatTime(run.startedAt) : 'Not yet'}</dd></div>
            <div><dt>Ended</dt><dd>{run.finishedAt ? formatTime(run.finishedAt) : 'Not yet'}</dd></div>
            {run.startedAt && <div><dt>Took</dt><dd>{duration((run.finishedAt ? Date.parse(run.finishedAt) : Date.now()) - Date.parse(run.startedAt))}</dd></div>}
            <div><dt>Requests to HubSpot</dt><dd className="tabular">{formatInt(run.requests)}</dd></div>
            <div><dt>Read</dt><dd className="tabular">{bytes(run.bytes)}</dd></div>
            <div><dt>Asked to slow down</dt><dd className="tabular">{formatInt(run.rateLimited)}</dd></div>
            <div><dt>Repeated</dt><dd className="tabular">{formatInt(run.retries)}</dd></div>
          </dl>
        </section>
      </div>
    </>
  );
}
