import { Button, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, unwrap } from '../api/client';
import { formatInt } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import { Status } from '../ui/Status';
import { SyncProgress } from '../ui/SyncProgress';
import { useCancelRun, useHubSpotStatus, useRefreshHubSpot } from './data';
import css from './dialog.module.css';

const ended = (state: string) => state !== 'queued' && state !== 'running';

export function ImportStep({ runId, onDone, onClose }: { runId: string | null; onDone: (id: string) => void; onClose: () => void }) {
  const status = useHubSpotStatus();
  const refresh = useRefreshHubSpot();
  const cancel = useCancelRun();
  const [asking, setAsking] = useState(false);
  const run = useQuery({ queryKey: ['hubspot', 'run', runId], enabled: runId !== null, queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}', { params: { path: { id: runId ?? '' } } })), refetchInterval: 1000 });
  const live = status?.run?.id === runId ? status?.run : run.data;
  const over = run.data && ended(run.data.state);
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
        {live ? <SyncProgress run={live} onCancel={() => setAsking(true)} cancelling={cancel.isPending} /> : <Loader size="sm" aria-label="Loading" />}
        <Text size="sm" c="dimmed">You can close this. The import continues.</Text>
      </div>
      <div className={css.foot}><Button variant="default" onClick={onClose}>Close</Button></div>
      <ConfirmDialog opened={asking} title="Cancel the import?" verb="Cancel import" danger busy={cancel.isPending} onConfirm={() => { if (runId) cancel.mutate(runId); setAsking(false); }} onClose={() => setAsking(false)}>
        {formatInt(live?.processed ?? 0)} records are already in and stay. The rest isn't imported.
      </ConfirmDialog>
    </>
  );
}

export function ResultStep({ runId, onClose }: { runId: string | null; onClose: () => void }) {
  const latest = useQuery({ queryKey: ['hubspot', 'runs', 'latest'], enabled: runId === null, queryFn: () => unwrap(api.GET('/api/hubspot/runs', { params: { query: { limit: 1 } } })) });
  const id = runId ?? latest.data?.items[0]?.id ?? null;
  const run = useQuery({ queryKey: ['hubspot', 'run', id], enabled: id !== null, queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}', { params: { path: { id: id ?? '' } } })) }).data;
  const attention = useHubSpotStatus()?.sync.needAttention;
  if (!run) return <Loader size="sm" aria-label="Loading" />;
  const { counts } = run;
  const stopped = run.state === 'failed' || run.state === 'cancelled';
  return (
    <>
      <div className={css.result}>
        <Status kind="run" value={run.state} />
        <Text size="lg" fw={560}>
          {stopped ? `Import stopped${run.percent === null ? '' : ` at ${run.percent} %`}` : 'Import complete'}: {formatInt(counts.created)} created · {formatInt(counts.updated)} updated · {formatInt(counts.skipped)} skipped · {formatInt(attention ?? counts.failed)} need attention.
        </Text>
        {run.error && <Notice tone="warn">{run.error.detail} {run.error.fix}</Notice>}
      </div>
      <div className={css.foot}>
        <Button variant="default" onClick={onClose}>Close</Button>
        <Button component={Link} to="/clients" search={{ source: 'hubspot' } as never}>View imported clients</Button>
      </div>
    </>
  );
}
