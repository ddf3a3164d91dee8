import { Button, Checkbox, Group, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords, withReference } from '../api/problem';
import { common } from '../text/common';
import { formatInt, formatTime } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { SyncProgress } from '../ui/SyncProgress';
import { toast } from '../ui/toast';
import { useRows } from '../ui/useRows';
import { useCancelRun, useRefreshHubSpot } from './data';
import { useHubSpotStatus } from './StatusProvider';
import css from './hubspot.module.css';
import { parityKey, parityWords } from './parity';
import { text as line } from './line.text';
import { text } from './parity.text';
import { helpOr, sayProblem } from './problems';
import { RunLine } from './RunLine';
import { text as shared } from './text';
import { wordOf } from './wordOf';
import { duration, runPath } from './words';

type Finding = Schemas['ParityFinding'];
const columns = (): readonly Column<Finding>[] => [
  { key: 'id', label: text.id, width: 1, render: finding => finding.objectId },
  { key: 'type', label: shared.kind, width: 0.8, wideOnly: true, render: finding => wordOf(shared.object, finding.objectType) },
  { key: 'what', label: text.finding, width: 1, render: finding => text.kinds[finding.kind] },
  { key: 'detail', label: text.whatDiffers, width: 2, wideOnly: true, render: finding => finding.detail },
  { key: 'healed', label: text.isMended, width: 0.6, render: finding => (finding.healed ? text.yes : text.no) },
];

function Types({ types }: { types: Schemas['ParityCertificate']['types'] }) {
  const { heads } = text;
  return (
    // Reached by Tab, so that it scrolls by keyboard on a narrow screen.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={page.scroll} role="region" aria-label={text.byKind} tabIndex={0}>
      <table className={page.table}>
        <thead><tr><th scope="col">{heads.records}</th><th scope="col" data-number>{heads.hubspot}</th><th scope="col" data-number>{heads.here}</th><th scope="col" data-number>{heads.missing}</th><th scope="col" data-number>{heads.extra}</th><th scope="col" data-number>{heads.old}</th><th scope="col" data-number>{heads.links}</th><th scope="col" data-number>{heads.waiting}</th><th scope="col">{heads.checksum}</th></tr></thead>
        <tbody>
          {types.map(type => (
            <tr key={type.objectType}>
              <th scope="row" style={{ color: 'inherit', fontSize: 'inherit' }}>{shared.objects[type.objectType]}</th>
              {type.off ? <td colSpan={8} className={page.dim}>{text.notRead}</td> : (
                <>
                  <td data-number>{formatInt(type.hubspot)}</td>
                  <td data-number>{formatInt(type.here)}</td>
                  <td data-number>{formatInt(type.missing)}</td>
                  <td data-number>{formatInt(type.extra)}</td>
                  <td data-number>{formatInt(type.stale)}</td>
                  <td data-number>{formatInt(type.links)}</td>
                  <td data-number>{formatInt(type.waiting)}</td>
                  <td title={text.hashes(type.hubspotHash ?? text.noHash, type.hereHash ?? text.noHash)}>{type.hubspotHash === null || type.hereHash === null ? '–' : type.hubspotHash === type.hereHash ? text.equal : text.differs}</td>
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
    onSuccess: run => {
      refresh();
      if (run.inLine) toast({ title: line.startLater });
    },
    onError: sayProblem,
  });
  const certificate = report.data?.certificate;
  const run = status?.run ?? null;
  const said = certificate ? parityWords(certificate) : null;
  return (
    <>
      <div className={page.head}>
        <div>
          <p className={page.sub}><Link to="/settings/integrations/hubspot">HubSpot</Link></p>
          <PageTitle>{shared.compareWithHubSpot}</PageTitle>
          <p className={page.sub}>{text.explained}</p>
        </div>
        <Group gap="sm">
          <Checkbox label={text.mend} checked={heal} onChange={event => setHeal(event.currentTarget.checked)} />
          <Button disabled={run?.kind === 'parity' || status?.connection.state !== 'connected'} loading={check.isPending} onClick={() => check.mutate()}>{text.compareNow}</Button>
        </Group>
      </div>
      {run?.kind === 'parity' && <section className={page.card} aria-label={shared.progress}><SyncProgress run={run} onCancel={() => cancel.mutate(run.id)} cancelling={cancel.isPending} /></section>}
      <RunLine />
      {report.error && <Notice tone="negative" action={helpOr(report.error, common.tryAgain, report.refetch)}>{problemWords(report.error)}</Notice>}
      {!report.data && !report.error && <Skeleton height={220} radius={12} />}
      {report.data && !certificate && <EmptyState text={text.neverYet} />}
      {certificate && said && (
        <section className={page.card} aria-labelledby="certificate">
          <h2 id="certificate">{said.title}</h2>
          <p className={page.sub}>{said.text}</p>
          <Types types={certificate.types} />
          <p className={page.sub}>
            {text.sources[certificate.source]} · {text.hubspotClock(formatTime(certificate.startedAt))}{certificate.finishedAt ? ` · ${text.took(duration(certificate.durationMs))}` : ''} · {text.requests(certificate.requests)} · <Link to={runPath({ id: certificate.runId })}>{text.showRun}</Link>
          </p>
        </section>
      )}
      {certificate && certificate.findings > 0 && (
        <section className={page.stack} aria-labelledby="findings">
          <div className={page.head}>
            <h2 id="findings">{text.findings(certificate.findings)}</h2>
            <Button variant="default" size="xs" component="a" href="/api/hubspot/parity/download" download>{text.download}</Button>
          </div>
          {rows.error ? <Notice tone="negative" action={helpOr(rows.error, common.tryAgain, rows.retry)}>{withReference(text.findingsNotLoaded, rows.error)}</Notice>
            : <div className={css.findings} style={{ blockSize: Math.min(560, 300 + 44 * certificate.findings) }}><DataGrid list="parity" label={text.findingsLabel} rows={rows} columns={columns()} idOf={one => `${one.objectType}/${one.objectId}/${one.kind}`} nameOf={one => one.objectId} onOpen={one => void navigate({ to: '/settings/integrations/hubspot', search: { why: one.objectId } as never })} /></div>}
        </section>
      )}
    </>
  );
}
