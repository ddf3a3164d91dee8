import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap } from '../api/client';
import { useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { formatTime } from '../text/format';
import { NotLoaded } from '../ui/NotLoaded';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { RunStatus } from '../ui/Status';
import { SyncProgress } from '../ui/SyncProgress';
import { runRepair, type RunRepair } from './causes';
import { connect } from './connect';
import { useCancelRun, useRefreshHubSpot, useSyncNow, type Run } from './data';
import { useHubSpotStatus } from './StatusProvider';
import css from './hubspot.module.css';
import { sayProblem, type Help } from './problems';
import { RunErrors } from './RunErrors';
import { RunRecords } from './RunRecords';
import { text } from './runs.text';
import { RunSummary } from './RunSummary';
import { text as shared } from './text';
import { runPath, startedBy, undoable } from './words';

const UndoImport = lazy(withWords(() => import('./UndoImport')));
const tabs = ['summary', 'records', 'errors'] as const;

// Cause, effect, and when it is tried again by itself.
function Failed({ run }: { run: Run }) {
  const status = useHubSpotStatus();
  const syncNow = useSyncNow();
  const may = useMay();
  const next = status?.sync.nextRunAt;
  if (!run.error) return null;
  const done = run.counts.created + run.counts.updated;
  const later = status?.connection.state !== 'connected' ? '' : next ? text.triedAgain(formatTime(next)) : text.notTriedAgain;
  const sync = () => syncNow.mutate(false), consent = () => void connect().catch(sayProblem);
  const acts: Record<RunRepair, Help> = { reconnect: { label: shared.reconnect, run: consent }, grant: { label: shared.grantAccess, run: consent }, try: { label: shared.tryNow, run: sync }, sync: { label: shared.syncNow, run: sync } };
  const repair = runRepair(run.error.code);
  return (
    <Notice tone="negative" title={run.error.detail} {...(repair && may(repair === 'reconnect' || repair === 'grant' ? 'settings.write' : 'sync.run') ? { action: acts[repair] } : {})}>
      {run.error.fix} {done > 0 ? text.recordsIn(done) : text.unaffected} {later}
    </Notice>
  );
}

// What is on the last tab: what went wrong, and what only waits.
function errorsTab({ counts: { failed, waiting } }: Run): string {
  if (failed > 0 && waiting > 0) return text.errorsAndWaiting(failed, waiting);
  return failed > 0 ? text.errorsCount(failed) : waiting > 0 ? text.waitingCount(waiting) : text.tabs.errors;
}

// One run: what it did, record by record, and what it could not do.
export function RunPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as { tab?: string; outcome?: string; q?: string };
  const navigate = useNavigate();
  const refresh = useRefreshHubSpot();
  const cancel = useCancelRun();
  const status = useHubSpotStatus();
  const [undoing, setUndoing] = useState(false);
  const query = useQuery({ queryKey: ['hubspot', 'run', id], queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}', { params: { path: { id } } })), refetchInterval: one => (one.state.data && !one.state.data.finishedAt ? 2_000 : false) });
  const retry = useMutation({
    mutationFn: (code?: string) => unwrap(api.POST('/api/hubspot/runs/{id}/retry', { params: { path: { id } }, body: code ? { code } : {} })),
    onSuccess: run => {
      refresh();
      void navigate({ to: runPath(run) });
    },
    onError: sayProblem,
  });
  if (!query.data) return <NotLoaded query={query} title={text.sync} />;
  const run = status?.run?.id === id ? status.run : query.data;
  const active = run.state === 'queued' || run.state === 'running';
  const tab = tabs.find(name => name === search.tab) ?? 'summary';
  return (
    <>
      <div className={page.head}>
        <div>
          <p className={page.sub}><Link to="/settings/integrations/hubspot">HubSpot</Link> › <Link to="/settings/integrations/hubspot/runs">{shared.syncHistory}</Link></p>
          <Group gap="sm"><PageTitle title={text.kindOf(shared.runKinds[run.kind], formatTime(run.createdAt))}>{shared.runKinds[run.kind]}</PageTitle><RunStatus run={run} /></Group>
          <p className={page.sub}>{formatTime(run.createdAt)} · {startedBy(run)}</p>
        </div>
        <Group gap="sm">
          <Button variant="default" component="a" href={`/api/hubspot/runs/${id}/log`} download>{text.downloadLog}</Button>
          {run.kind === 'import' && !active && <Button variant="default" component={Link} to="/clients" search={{ run: id } as never}>{shared.viewClients}</Button>}
          {run.counts.failed > 0 && !active && <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate(undefined)}>{text.retryFailed}</Button>}
          {undoable(run) && <Button variant="default" onClick={() => setUndoing(true)}>{shared.undoImport}</Button>}
        </Group>
      </div>
      {active && <section className={page.card} aria-label={shared.progress}><SyncProgress run={run} onCancel={() => cancel.mutate(run.id)} cancelling={cancel.isPending} /></section>}
      {run.state === 'failed' && <Failed run={run} />}
      {run.state !== 'failed' && run.error && <Notice tone="warn">{run.error.detail} {run.error.fix}</Notice>}
      <nav className={css.tabs} aria-label={text.parts}>
        {tabs.map(name => (
          <Link key={name} to={runPath(run)} search={{ tab: name } as never} replace aria-current={tab === name ? 'page' : undefined} activeProps={{}}>{name === 'errors' ? errorsTab(run) : text.tabs[name]}</Link>
        ))}
      </nav>
      {tab === 'summary' && <RunSummary run={run} />}
      {tab === 'records' && <RunRecords run={run} outcome={search.outcome} q={search.q} onChange={change => void navigate({ to: runPath(run), search: { ...search, ...change } as never, replace: true })} />}
      {tab === 'errors' && <RunErrors run={run} busy={retry.isPending || active} onRetry={code => retry.mutate(code)} />}
      {undoing && <Suspense><UndoImport run={run} onClose={() => setUndoing(false)} /></Suspense>}
    </>
  );
}
