import { Button, Group, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { api, unwrap } from '../api/client';
import { useSession } from '../session/useSession';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { RunStatus } from '../ui/Status';
import { SyncProgress } from '../ui/SyncProgress';
import { useCancelRun, useRefreshHubSpot, useSyncNow } from './data';
import { useHubSpotStatus } from './StatusProvider';
import css from './dialog.module.css';
import { text } from './import.text';
import { text as shared } from './text';
import { runPath, undoable, when } from './words';

const UndoImport = lazy(withWords(() => import('./UndoImport')));

const ended = (state: string) => state !== 'queued' && state !== 'running';

export function ImportStep({ runId, onDone, onClose }: { runId: string | null; onDone: (id: string) => void; onClose: () => void }) {
  const status = useHubSpotStatus();
  const refresh = useRefreshHubSpot();
  const cancel = useCancelRun();
  const [asking, setAsking] = useState(false);
  const run = useQuery({ queryKey: ['hubspot', 'run', runId], enabled: runId !== null, queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}', { params: { path: { id: runId ?? '' } } })), refetchInterval: 1000 });
  const live = status?.run?.id === runId ? status?.run : run.data;
  const over = run.data && ended(run.data.state);
  const me = useSession()?.user.name;
  const somebody = live?.startedBy && live.startedBy !== me ? live.startedBy : null;
  useEffect(() => {
    if (!over || !runId) return;
    refresh();
    onDone(runId);
    // Once, when the run has ended.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [over]);
  return (
    <>
      <div className={css.body}>
        {live ? <SyncProgress run={live} onCancel={() => setAsking(true)} cancelling={cancel.isPending} /> : <Loader size="sm" aria-label={common.loading} />}
        {somebody && <Notice>{text.somebody(somebody)}</Notice>}
        <Text size="sm" c="dimmed">{text.canClose}</Text>
      </div>
      <div className={css.foot}><Button variant="default" onClick={onClose}>{common.close}</Button></div>
      <ConfirmDialog opened={asking} title={text.cancelSure} verb={text.cancelImport} cancel={text.keepImporting} danger busy={cancel.isPending} onConfirm={() => { if (runId) cancel.mutate(runId); setAsking(false); }} onClose={() => setAsking(false)}>
        {text.alreadyIn(live?.processed ?? 0)}
      </ConfirmDialog>
    </>
  );
}

export function ResultStep({ runId, onClose }: { runId: string | null; onClose: () => void }) {
  const latest = useQuery({ queryKey: ['hubspot', 'runs', 'latest'], enabled: runId === null, queryFn: () => unwrap(api.GET('/api/hubspot/runs', { params: { query: { trigger: 'import', limit: 1 } } })) });
  const id = runId ?? latest.data?.items[0]?.id ?? null;
  const run = useQuery({ queryKey: ['hubspot', 'run', id], enabled: id !== null, queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}', { params: { path: { id: id ?? '' } } })) }).data;
  const board = useQuery({ queryKey: ['pipeline', 'won'], queryFn: () => unwrap(api.GET('/api/pipeline', { params: { query: {} } })) });
  const status = useHubSpotStatus();
  const syncNow = useSyncNow();
  const [undoing, setUndoing] = useState(false);
  if (runId === null && latest.data && latest.data.items.length === 0) return <EmptyState text={text.noneYet} />;
  if (!run) return <Loader size="sm" aria-label={common.loading} />;
  const { counts } = run;
  const stopped = run.state === 'failed' || run.state === 'cancelled';
  const won = board.data?.summary.wonNotInvoiced.count ?? 0;
  const next = status?.sync.nextRunAt;
  return (
    <>
      <div className={css.result}>
        <RunStatus run={run} />
        <Text size="lg" fw={560}>
          {!stopped ? text.complete : run.percent === null ? text.stopped : text.stoppedAt(run.percent)} {text.sums(counts.created, counts.updated, counts.skipped, counts.failed)}{counts.waiting > 0 ? ` ${text.waiting(counts.waiting)}` : ''}
        </Text>
        {run.error && run.state === 'failed' && <Notice tone="warn" action={{ label: text.continueNow, run: () => syncNow.mutate() }}>{run.error.detail} {run.error.fix} {text.recordsIn(counts.created + counts.updated)}{next ? ` ${text.continues(when(next))}` : ''}</Notice>}
        <Group gap="sm">
          {counts.failed > 0 && <Button variant="default" component={Link} to={runPath(run)} search={{ tab: 'errors' } as never}>{text.fix(counts.failed)}</Button>}
          {counts.waiting > 0 && <Button variant="default" component={Link} to={runPath(run)} search={{ tab: 'errors' } as never}>{text.decide(counts.waiting)}</Button>}
          {won > 0 && <Button variant="default" component={Link} to="/clients/pipeline">{text.invoicesFor(won)}</Button>}
          <Button variant="default" component={Link} to={runPath(run)} search={{ tab: 'records' } as never}>{text.showRecords}</Button>
          {undoable(run) && <Button variant="subtle" onClick={() => setUndoing(true)}>{shared.undoImport}</Button>}
        </Group>
      </div>
      <div className={css.foot}>
        <Button variant="default" onClick={onClose}>{common.close}</Button>
        <Button component={Link} to="/clients" search={{ run: run.id } as never}>{shared.viewClients}</Button>
      </div>
      {undoing && <Suspense><UndoImport run={run} onClose={() => setUndoing(false)} /></Suspense>}
    </>
  );
}
