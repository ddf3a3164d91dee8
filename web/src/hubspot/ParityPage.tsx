import { Button, Checkbox, Group, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { formatInt, formatTime } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { SyncProgress } from '../ui/SyncProgress';
import { toast } from '../ui/toast';
import { useRows } from '../ui/useRows';
import { useCancelRun, useHubSpotStatus, useRefreshHubSpot } from './data';
import css from './hubspot.module.css';
import { parityKey, parityWords, sources } from './parity';
import { duration, objects, plural, runPath } from './words';

type Finding = Schemas['ParityFinding'];
const kinds: Record<Finding['kind'], string> = { missing: 'Missing here', extra: 'Not in HubSpot', stale: 'Old values here', links: 'Other associations' };
const columns: readonly Column<Finding>[] = [
  { key: 'id', label: 'HubSpot ID', width: 1, render: finding => finding.objectId },
  { key: 'type', label: 'Kind', width: 0.8, wideOnly: true, render: finding => objects[finding.objectType]?.[0] ?? finding.objectType },
  { key: 'what', label: 'Finding', width: 1, render: finding => kinds[finding.kind] },
  { key: 'detail', label: 'What differs', width: 2, wideOnly: true, render: finding => finding.detail },
  { key: 'healed', label: 'Mended', width: 0.6, render: finding => (finding.healed ? '✓ Yes' : 'No') },
];

function Types({ types }: { types: Schemas['ParityCertificate']['types'] }) {
  return (
    // Reached by Tab, so that it scrolls by keyboard on a narrow screen.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={page.scroll} role="region" aria-label="Records by kind" tabIndex={0}>
      <table className={page.table}>
        <thead><tr><th scope="col">Records</th><th scope="col" data-number>In HubSpot</th><th scope="col" data-number>Here</th><th scope="col" data-number>Missing</th><th scope="col" data-number>Extra</th><th scope="col" data-number>Old</th><th scope="col" data-number>Associations</th><th scope="col" data-number>Waiting</th><th scope="col">Checksum</th></tr></thead>
        <tbody>
          {types.map(type => (
            <tr key={type.objectType}>
              <th scope="row" style={{ color: 'inherit', fontSize: 'inherit' }}>{objects[type.objectType]?.[1]}</th>
              {type.off ? <td colSpan={8} className={page.dim}>Not read: a permission is missing</td> : (
                <>
                  <td data-number>{formatInt(type.hubspot)}</td>
                  <td data-number>{formatInt(type.here)}</td>
                  <td data-number>{formatInt(type.missing)}</td>
                  <td data-number>{formatInt(type.extra)}</td>
                  <td data-number>{formatInt(type.stale)}</td>
                  <td data-number>{formatInt(type.links)}</td>
                  <td data-number>{formatInt(type.waiting)}</td>
                  <td title={`HubSpot ${type.hubspotHash ?? 'none'}, here ${type.hereHash ?? 'none'}`}>{type.hubspotHash === null || type.hereHash === null ? '–' : type.hubspotHash === type.hereHash ? '✓ Equal' : '✗ Differs'}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// The certificate that what is here is what HubSpot has, record by record.
export function ParityPage() {
  const status = useHubSpotStatus();
  const refresh = useRefreshHubSpot();
  const cancel = useCancelRun();
  const navigate = useNavigate();
  const [heal, setHeal] = useState(true);
  const report = useQuery({ queryKey: parityKey, queryFn: () => unwrap(api.GET('/api/hubspot/parity')), refetchInterval: query => (query.state.data?.certificate?.state === 'running' ? 2_000 : false) });
  const rows = useRows<Finding>([...parityKey, 'findings'], (offset, limit, signal) => unwrap(api.GET('/api/hubspot/parity/findings', { params: { query: { offset, limit } }, signal })));
  const check = useMutation({
    mutationFn: () => unwrap(api.POST('/api/hubspot/parity', { body: { heal } })),
    onSuccess: refresh,
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
  });
  const certificate = report.data?.certificate;
  const run = status?.run ?? null;
  const said = certificate ? parityWords(certificate) : null;
  return (
    <>
      <div className={page.head}>
        <div>
          <p className={page.sub}><Link to="/settings/integrations/hubspot">HubSpot</Link></p>
          <PageTitle>Compare with HubSpot</PageTitle>
          <p className={page.sub}>Everything live in HubSpot is read and compared with what is here. What differs is read twice before it is called a difference.</p>
        </div>
        <Group gap="sm">
          <Checkbox label="Mend what differs" checked={heal} onChange={event => setHeal(event.currentTarget.checked)} />
          <Button disabled={run !== null || status?.connection.state !== 'connected'} loading={check.isPending} onClick={() => check.mutate()}>Compare now</Button>
        </Group>
      </div>
      {run?.kind === 'parity' && <section className={page.card} aria-label="Progress"><SyncProgress run={run} onCancel={() => cancel.mutate(run.id)} cancelling={cancel.isPending} /></section>}
      {report.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void report.refetch() }}>{problemWords(report.error)}</Notice>}
      {!report.data && !report.error && <Skeleton height={220} radius={12} />}
      {report.data && !certificate && <EmptyState text="Nothing was compared yet. The first load certifies what it reads." />}
      {certificate && said && (
        <section className={page.card} aria-labelledby="certificate">
          <h2 id="certificate">{said.title}</h2>
          <p className={page.sub}>{said.text}</p>
          <Types types={certificate.types} />
          <p className={page.sub}>
            {sources[certificate.source]} · {formatTime(certificate.startedAt)} by HubSpot's clock{certificate.finishedAt ? ` · took ${duration(certificate.durationMs)}` : ''} · {plural(certificate.requests, 'request', 'requests')} · <Link to={runPath({ id: certificate.runId })}>Show the run</Link>
          </p>
        </section>
      )}
      {certificate && certificate.findings > 0 && (
        <section className={page.stack} aria-labelledby="findings">
          <div className={page.head}>
            <h2 id="findings">{plural(certificate.findings, 'finding', 'findings')}</h2>
            <Button variant="default" size="xs" component="a" href="/api/hubspot/parity/download" download>Download findings</Button>
          </div>
          {rows.error ? <Notice tone="negative" action={{ label: 'Try again', run: rows.retry }}>Findings could not be loaded.</Notice>
            : <div className={css.findings} style={{ blockSize: Math.min(560, 300 + 44 * certificate.findings) }}><DataGrid label="Findings" rows={rows} columns={columns} idOf={one => `${one.objectType}/${one.objectId}/${one.kind}`} nameOf={one => one.objectId} onOpen={one => void navigate({ to: '/settings/integrations/hubspot', search: { why: one.objectId } as never })} /></div>}
        </section>
      )}
    </>
  );
}
