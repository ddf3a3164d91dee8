import { Button, Group, NativeSelect, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { formatDate, today } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { RunBars } from '../ui/RunBars';
import { RunStatus } from '../ui/Status';
import type { Run } from './data';
import css from './hubspot.module.css';
import { text as line } from './line.text';
import { helpOr } from './problems';
import { text } from './runs.text';
import { text as shared } from './text';
import { atClock, between, counted, runPath, startedBy } from './words';

const pageOfRuns = 50;
interface Search {
  state?: Run['state'] | undefined;
  trigger?: Run['trigger'] | undefined;
}

function Day({ day, runs }: { day: string; runs: readonly Run[] }) {
  const name = day === today() ? text.today : formatDate(day);
  return (
    <section aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`} className={css.day}>{name}</h2>
      <ol className={css.timeline}>
        {runs.map(run => (
          <li key={run.id} data-state={run.state}>
            <span className={css.when}>{atClock(run.createdAt)}</span>
            <span className={css.what}>
              <Link to={runPath(run)}>{shared.runKinds[run.kind]}</Link> <RunStatus run={run} />
              <span className={page.dim}>{startedBy(run)}</span>
            </span>
            <span className={page.dim}>{run.error ? run.error.detail : run.inLine ? line.startsAfter : counted(run)}</span>
            <span className={css.took}>{between(run.startedAt, run.finishedAt)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

// Everything that ran, by day.
export function RunsPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = (change: Search) => void navigate({ to: '/settings/integrations/hubspot/runs', search: { ...search, ...change }, replace: true });
  const query = { ...(search.state ? { state: search.state } : {}), ...(search.trigger ? { trigger: search.trigger } : {}) };
  const filtered = Object.keys(query).length > 0;
  const latest = useQuery({ queryKey: ['hubspot', 'runs', 'bars'], queryFn: () => unwrap(api.GET('/api/hubspot/runs', { params: { query: { limit: 30 } } })) });
  const runs = useInfiniteQuery({
    queryKey: ['hubspot', 'runs', 'history', query],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/hubspot/runs', { params: { query: { ...query, offset: pageParam, limit: pageOfRuns } }, signal })),
    getNextPageParam: (last, pages) => (last.items.length < pageOfRuns ? undefined : pages.length * pageOfRuns),
  });
  // A run that started between two pages may come twice.
  const items = [...new Map((runs.data?.pages ?? []).flatMap(one => one.items).map(run => [run.id, run])).values()];
  const total = runs.data?.pages[0]?.total ?? 0;
  const days = Object.entries(Object.groupBy(items, run => today(new Date(run.createdAt))));
  return (
    <>
      <div>
        <p className={page.sub}><Link to="/settings/integrations/hubspot">HubSpot</Link></p>
        <PageTitle>{shared.syncHistory}</PageTitle>
        <p className={page.sub} aria-live="polite">{runs.data ? text.syncs(total) : ' '}</p>
      </div>
      {latest.data && latest.data.items.length > 1 && <RunBars runs={latest.data.items} to={runPath} />}
      <div className={page.filters}>
        <NativeSelect size="sm" aria-label={shared.result} value={search.state ?? ''} onChange={event => set({ state: (event.currentTarget.value || undefined) as Search['state'] })} data={[{ value: '', label: text.everyResult }, ...Object.entries(text.states).map(([value, label]) => ({ value, label }))]} />
        <NativeSelect size="sm" aria-label={text.startedByLabel} value={search.trigger ?? ''} onChange={event => set({ trigger: (event.currentTarget.value || undefined) as Search['trigger'] })} data={[{ value: '', label: text.byAnything }, ...Object.entries(text.triggers).map(([value, label]) => ({ value, label }))]} />
      </div>
      {runs.error ? <Notice tone="negative" action={helpOr(runs.error, common.tryAgain, runs.refetch)}>{problemWords(runs.error)}</Notice>
        : !runs.data ? <Skeleton height={300} radius={12} />
        : items.length === 0 ? (filtered ? <EmptyState text={text.noneMatch} action={<Button variant="default" onClick={() => set({ state: undefined, trigger: undefined })}>{shared.clearFilters}</Button>} /> : <EmptyState text={shared.noSyncs} />)
        : (
          <div className={page.stack} aria-busy={runs.isFetching}>
            {days.map(([day, list]) => <Day key={day} day={day} runs={list ?? []} />)}
            {runs.hasNextPage && <Group justify="center"><Button variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>{text.showMore(Math.min(pageOfRuns, total - items.length))}</Button></Group>}
          </div>
        )}
    </>
  );
}
