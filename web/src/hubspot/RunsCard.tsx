import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { withReference } from '../api/problem';
import { common } from '../text/common';
import { formatTime } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { RunBars } from '../ui/RunBars';
import { RunStatus } from '../ui/Status';
import { text } from './connection.text';
import { helpOr } from './problems';
import { text as shared } from './text';
import { between, counted, runPath } from './words';

const shown = 5;

// The last syncs; the history has all of them.
export function RunsCard() {
  const runs = useQuery({ queryKey: ['hubspot', 'runs', 'bars'], queryFn: () => unwrap(api.GET('/api/hubspot/runs', { params: { query: { limit: 30 } } })) });
  const items = runs.data?.items ?? [];
  return (
    <section className={page.card} aria-labelledby="recent-syncs">
      <div className={page.head}>
        <h2 id="recent-syncs">{text.recent}</h2>
        {items.length > 0 && <Link to="/settings/integrations/hubspot/runs">{text.viewAll}</Link>}
      </div>
      {runs.error && <Notice tone="negative" action={helpOr(runs.error, common.tryAgain, runs.refetch)}>{withReference(text.recentNotLoaded, runs.error)}</Notice>}
      {runs.data && items.length === 0 && <EmptyState text={shared.noSyncs} />}
      {items.length > 1 && <RunBars runs={items} to={runPath} />}
      <ul className={page.rows}>
        {items.slice(0, shown).map(run => (
          <li key={run.id}>
            <Link to={runPath(run)}>{shared.runKinds[run.kind]} · {formatTime(run.createdAt)}</Link>
            <RunStatus run={run} />
            <span className={page.dim}>{run.error ? run.error.detail : counted(run)}</span>
            <span className={page.dim}>{between(run.startedAt, run.finishedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
