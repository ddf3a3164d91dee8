import { Button, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap } from '../api/client';
import { withReference } from '../api/problem';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatTime } from '../text/format';
import { May, Settled, useMay } from '../session/may';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { connect } from './connect';
import { useSyncSettings, type Status as HubSpot } from './data';
import { useHubSpotStatus } from './StatusProvider';
import { text } from './connection.text';
import { ConnectionCard } from './ConnectionCard';
import { DisconnectCard } from './DisconnectCard';
import { LiveChangesCard } from './LiveChangesCard';
import { ParityCard } from './ParityCard';
import { helpOr, sayProblem } from './problems';
import { RunsCard } from './RunsCard';
import { text as shared } from './text';

const SyncDialog = lazy(withWords(() => import('./SyncDialog')));
const NotConnected = lazy(withWords(() => import('./NotConnected')));
const RulesCard = lazy(withWords(() => import('./RulesCard').then(part => ({ default: part.RulesCard }))));
const ReceiptsCard = lazy(withWords(() => import('./ReceiptsCard').then(part => ({ default: part.ReceiptsCard }))));
const QuotaCard = lazy(withWords(() => import('./QuotaCard').then(part => ({ default: part.QuotaCard }))));
const WhyCard = lazy(withWords(() => import('./WhyCard').then(part => ({ default: part.WhyCard }))));

interface Search {
  hubspot?: string;
  missing?: string;
  expected?: string;
  import?: string;
  step?: string | undefined;
}

// Why HubSpot sent the person back without a connection.
const returned = (why: string) => text.back[why in text.back ? (why as keyof typeof text.back) : 'other'];

const leave = (otherAccount: boolean, step: string | undefined) => void connect(otherAccount, step).catch(sayProblem);

// Back from HubSpot with another account. After a disconnect it can be connected all the same, and what that means is said
// before anybody agrees; a live connection keeps its account.
function OtherAccount({ status, step, onClose }: { status: HubSpot; step: string | undefined; onClose: () => void }) {
  const { before, portal } = status.connection;
  const expected = before ?? portal;
  if (!expected) return null;
  return (
    <Notice tone="warn" title={text.back.account_mismatch.title} action={{ label: text.use(expected.id), run: () => leave(false, step) }}>
      {text.wereConnectedTo(expected.name, expected.id)} {before ? before.consequence : text.back.account_mismatch.text}{' '}
      {before && <Button size="compact-sm" variant="subtle" color="gray" c="inherit" onClick={() => leave(true, step)}>{text.connectOther}</Button>}
      <Button size="compact-sm" variant="subtle" color="gray" c="inherit" onClick={onClose}>{common.cancel}</Button>
    </Notice>
  );
}

// Back from HubSpot without a connection. What somebody was in the middle of is there again once this is read.
function NotConnectedBecause({ search, step, onClose }: { search: Search; step: string | undefined; onClose: () => void }) {
  const back = returned(search.hubspot ?? '');
  return (
    <Notice tone="warn" title={back.title} action={{ label: search.hubspot === 'scope_missing' ? shared.grantAccess : common.tryAgain, run: () => leave(false, step) }}>
      {back.text}{search.missing ? ` ${text.missing(search.missing)}` : ''}
      {search.import && <Button size="compact-sm" variant="subtle" color="gray" c="inherit" ml={8} onClick={onClose}>{common.cancel}</Button>}
    </Notice>
  );
}

// How much of HubSpot goes where.
function MappingCard() {
  const settings = useSyncSettings().data?.data;
  const { contacts = [], companies = [], deals = [], stages = [] } = settings?.mapping ?? {};
  return (
    <section className={page.card} aria-labelledby="mapping">
      <div className={page.head}><h2 id="mapping">{shared.fieldMapping}</h2><Link to="/settings/integrations/hubspot/mapping">{text.edit}</Link></div>
      <Text size="sm" c="dimmed">{settings ? `${text.fields(contacts.length + companies.length + deals.length)} · ${stages.length > 0 ? text.stagesMapped(stages.length) : text.stagesAsHubSpot}` : ' '}</Text>
    </section>
  );
}

function Permissions({ status }: { status: HubSpot }) {
  const { granted, missing, off } = status.connection.scopes;
  const { wayIn } = status.connection;
  const state = (scope: string) => {
    if (granted.includes(scope)) return '';
    const without = off.find(one => one.scope === scope)?.off;
    return missing.includes(scope) ? text.grantIt : without ? text.off(without) : text.notGranted;
  };
  return (
    <section className={page.card} aria-labelledby="permissions">
      <h2 id="permissions">{text.permissions}</h2>
      <ul className={page.rows}>
        {Object.entries(text.scopes).map(([scope, label]) => (
          <li key={scope}>
            <span>{granted.includes(scope) ? '✓' : '–'} {label}</span>
            <span className={page.dim} title={off.find(one => one.scope === scope)?.why}>{state(scope)}</span>
          </li>
        ))}
      </ul>
      {wayIn && <Text size="sm" c="dimmed">{wayIn.why}</Text>}
      <Text size="sm" c="dimmed">{text.neverWritten}</Text>
    </section>
  );
}

export function HubSpotPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const status = useHubSpotStatus();
  const may = useMay();
  const loaded = useQuery({ queryKey: ['hubspot', 'status'], enabled: false, queryFn: () => unwrap(api.GET('/api/hubspot/status')) });
  const [disconnected, setDisconnected] = useState('');
  const set = (next: Search) => void navigate({ to: '/settings/integrations/hubspot', search: { ...next } });
  const back = search.hubspot !== undefined && search.hubspot !== 'connected';
  const step = search.import ? (search.step ?? 'review') : undefined;
  const onward = () => set(step ? { import: '1', step } : {});
  return (
    <>
      <PageTitle>HubSpot</PageTitle>
      {back && status && (search.hubspot === 'account_mismatch' && (status.connection.before ?? status.connection.portal)
        ? <OtherAccount status={status} step={step} onClose={onward} />
        : <NotConnectedBecause search={search} step={step} onClose={onward} />)}
      {search.hubspot === 'connected' && status?.connection.portal && status.connection.state === 'connected' && <Notice>{text.nowConnected(status.connection.portal.name)}</Notice>}
      {disconnected && <Notice>{disconnected}</Notice>}
      {!status && loaded.error && <Notice tone="negative" action={helpOr(loaded.error, common.tryAgain, loaded.refetch)}>{withReference(text.notLoaded, loaded.error)}</Notice>}
      {!status && !loaded.error && <Skeleton height={180} radius={12} />}
      {status?.connection.state === 'not_connected' && <Suspense fallback={<Skeleton height={260} radius={12} />}><Settled need="settings.write"><NotConnected status={status} /></Settled></Suspense>}
      {status && status.connection.state !== 'not_connected' && (
        <>
          <ConnectionCard status={status} onReview={() => set({ import: '1' })} />
          <div className={page.columns}>
            <div className={page.stack}>
              <Suspense fallback={<Skeleton height={520} radius={12} />}><Settled need="settings.write"><RulesCard /></Settled></Suspense>
              <Suspense fallback={<Skeleton height={130} radius={12} />}><WhyCard /></Suspense>
            </div>
            <div className={page.stack}>
              <MappingCard />
              <ParityCard />
              <LiveChangesCard status={status} />
              <Permissions status={status} />
              {status.quota && <Suspense fallback={<Skeleton height={220} radius={12} />}><QuotaCard quota={status.quota} dailyLimit={status.connection.wayIn?.dailyLimit ?? true} /></Suspense>}
            </div>
          </div>
          <RunsCard />
          <May need="settings.write"><DisconnectCard status={status} onDone={setDisconnected} /></May>
        </>
      )}
      {status && <Suspense><ReceiptsCard /></Suspense>}
      {status?.connection.disconnectedAt && status.connection.state === 'not_connected' && !disconnected && <Text size="sm" c="dimmed">{text.disconnectedOn(formatTime(status.connection.disconnectedAt))}</Text>}
      {search.import && !back && may('sync.run') && status && status.connection.state !== 'not_connected' && (
        <Suspense><SyncDialog step={search.step} onStep={step => set({ import: '1', step })} onClose={() => set({})} /></Suspense>
      )}
    </>
  );
}
