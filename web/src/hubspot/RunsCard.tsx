import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { formatInt, formatTime } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import type { Run } from './data';

const kinds: Record<string, string> = { first_load: 'First load', incremental: 'Sync', sweep: 'Full sync', import: 'Import', undo: 'Undo of an import', parity: 'Parity check', retry: 'Retry', hints: 'Live changes' };
const triggers: Record<string, string> = { manual: 'by hand', schedule: 'scheduled', import: 'by hand', connect: 'after connecting', webhook: 'by HubSpot', chat: 'from chat' };

function seconds(run: Run): string {
  if (!run.startedAt || !run.finishedAt) return '';
  const s = Math.max(1, Math.round((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000));
  return s < 120 ? `${s} s` : `${Math.round(s / 60)} min`;
}

function Detail({ run, onClose }: { run: Run; onClose: () => void }) {
  const errors = useQuery({ queryKey: ['hubspot', 'run', run.id, 'errors'], queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}/errors', { params: { path: { id: run.id }, query: { limit: 200 } } })) });
  const groups = Object.groupBy(errors.data?.items ?? [], error => error.code);
  return (
    <Modal opened onClose={onClose} title={`${kinds[run.kind]} of ${formatTime(run.createdAt)}`} size={720}>
      <Status kind="run" value={run.state} />
      {run.error && <Notice tone="warn">{run.error.detail} {run.error.fix}</Notice>}
      <dl className={page.facts} style={{ marginBlock: 12 }}>
        <div><dt>Started</dt><dd>{triggers[run.trigger]}{run.startedBy ? ` by ${run.startedBy}` : ''}</dd></div>
        <div><dt>Records</dt><dd>{formatInt(run.counts.created)} created · {formatInt(run.counts.updated)} updated · {formatInt(run.counts.unchanged)} unchanged · {formatInt(run.counts.skipped)} skipped · {formatInt(run.counts.failed)} need attention</dd></div>
        <div><dt>Requests</dt><dd>{formatInt(run.requests)}, {formatInt(run.rateLimited)} slowed down, {formatInt(run.retries)} repeated</dd></div>
        {run.phases.map(phase => <div key={phase.name}><dt>{phase.name.replaceAll('_', ' ')}</dt><dd className="tabular">{formatInt(phase.processed)}{phase.total !== null ? ` of ${formatInt(phase.total)}` : ''}</dd></div>)}
      </dl>
      {Object.entries(groups).map(([code, list]) => (
        <section key={code} className={page.card} style={{ marginBlockEnd: 12 }} aria-label={code}>
          <h3>{formatInt(list?.length ?? 0)} × {list?.[0]?.detail}</h3>
          <p className={page.dim}>{list?.[0]?.fix}</p>
          <ul className={page.rows}>
            {list?.slice(0, 20).map(error => (
              <li key={error.objectId ?? error.at}>
                <span>{error.name || error.objectId}</span>
                {error.url && <a href={error.url} target="_blank" rel="noreferrer">Edit in HubSpot<span className="visually-hidden"> (opens in a new tab)</span></a>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {errors.data && errors.data.total === 0 && <p className={page.dim}>No record needs attention.</p>}
    </Modal>
  );
}

export function RunsCard() {
  const [open, setOpen] = useState<Run | null>(null);
  const runs = useQuery({ queryKey: ['hubspot', 'runs'], queryFn: () => unwrap(api.GET('/api/hubspot/runs', { params: { query: { limit: 10 } } })) });
  return (
    <section className={page.card} aria-labelledby="recent-syncs">
      <h2 id="recent-syncs">Recent syncs</h2>
      {runs.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void runs.refetch() }}>Recent syncs could not be loaded.</Notice>}
      {runs.data?.items.length === 0 && <EmptyState text="No syncs yet." />}
      <ul className={page.rows}>
        {runs.data?.items.map(run => (
          <li key={run.id}>
            <Status kind="run" value={run.state} />
            <button type="button" style={{ all: 'unset', cursor: 'pointer', color: 'var(--mantine-color-anchor)' }} onClick={() => setOpen(run)}>{kinds[run.kind]} · {formatTime(run.createdAt)}</button>
            <span className={page.dim}>{formatInt(run.counts.created)} created · {formatInt(run.counts.updated)} updated · {formatInt(run.counts.skipped)} skipped</span>
            <span className={page.dim}>{seconds(run)}</span>
          </li>
        ))}
      </ul>
      {open && <Detail run={open} onClose={() => setOpen(null)} />}
    </section>
  );
}
