import { Button, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap } from '../api/client';
import { withWords } from '../text/catalogue';
import { formatInt, formatTime } from '../text/format';
import { May, Settled, useMay } from '../session/may';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { connect, useHubSpotStatus, type Status as HubSpot } from './data';
import { ConnectionCard } from './ConnectionCard';
import { DisconnectCard } from './DisconnectCard';
import { LiveChangesCard } from './LiveChangesCard';
import { ParityCard } from './ParityCard';
import { RunsCard } from './RunsCard';
import { plural } from './words';

const SyncDialog = lazy(withWords(() => import('./SyncDialog')));
const NotConnected = lazy(withWords(() => import('./NotConnected')));
const RulesCard = lazy(withWords(() => import('./RulesCard').then(part => ({ default: part.RulesCard }))));
const ReceiptsCard = lazy(withWords(() => import('./ReceiptsCard').then(part => ({ default: part.ReceiptsCard }))));
const WhyCard = lazy(withWords(() => import('./WhyCard').then(part => ({ default: part.WhyCard }))));

interface Search {
  hubspot?: string;
  missing?: string;
  expected?: string;
  import?: string;
  step?: string | undefined;
}

const returned: Record<string, readonly [string, string]> = {
  oauth_denied: ['Nothing was connected.', 'The request was declined in HubSpot.'],
  scope_missing: ['One permission is missing.', 'Every needs to read contacts, companies, deals and owners.'],
  account_mismatch: ['That is a different HubSpot account.', 'Use the account that was connected before, or disconnect first.'],
  oauth_state_invalid: ['That sign-in is no longer valid.', 'Nothing was connected. Start again from here.'],
};

// What connecting another account than the one of before means, said before anybody agrees.
function OtherAccount({ before, onClose }: { before: NonNullable<HubSpot['connection']['before']>; onClose: () => void }) {
  return (
    <Notice tone="warn" title="That is a different HubSpot account." action={{ label: `Use ${before.id}`, run: () => void connect().catch(() => undefined) }}>
      You were connected to {before.name} ({before.id}). {before.consequence}{' '}
      <Button size="compact-sm" variant="subtle" color="gray" c="inherit" onClick={() => void connect(true).catch(() => undefined)}>Connect the other account</Button>
      <Button size="compact-sm" variant="subtle" color="gray" c="inherit" onClick={onClose}>Cancel</Button>
    </Notice>
  );
}

// How much of HubSpot goes where.
function MappingCard() {
  const settings = useQuery({ queryKey: ['hubspot', 'settings'], queryFn: () => unwrap(api.GET('/api/hubspot/settings')) });
  const { contacts = [], companies = [], deals = [], stages = [] } = settings.data?.mapping ?? {};
  return (
    <section className={page.card} aria-labelledby="mapping">
      <div className={page.head}><h2 id="mapping">Field mapping</h2><Link to="/settings/integrations/hubspot/mapping">Edit</Link></div>
      <Text size="sm" c="dimmed">{settings.data ? `${plural(contacts.length + companies.length + deals.length, 'field', 'fields')} from HubSpot${stages.length > 0 ? ` · ${plural(stages.length, 'stage', 'stages')} mapped here` : ' · stages as HubSpot says'}` : ' '}</Text>
    </section>
  );
}

function Permissions({ status }: { status: HubSpot }) {
  const { granted, missing, off } = status.connection.scopes;
  const { wayIn } = status.connection;
  const rows = [['crm.objects.contacts.read', 'Contacts'], ['crm.objects.companies.read', 'Companies'], ['crm.objects.deals.read', 'Deals and pipeline stages'], ['crm.objects.owners.read', 'Owners'], ['crm.objects.line_items.read', 'Line items of deals'], ['crm.lists.read', 'Lists']] as const;
  return (
    <section className={page.card} aria-labelledby="permissions">
      <h2 id="permissions">What we may read</h2>
      <ul className={page.rows}>
        {rows.map(([scope, label]) => (
          <li key={scope}>
            <span>{granted.includes(scope) ? '✓' : '–'} {label}</span>
            <span className={page.dim} title={off.find(one => one.scope === scope)?.why}>{granted.includes(scope) ? '' : missing.includes(scope) ? 'Missing: grant it in HubSpot' : `Off: ${off.find(one => one.scope === scope)?.off ?? 'not granted'}`}</span>
          </li>
        ))}
      </ul>
      {wayIn && <Text size="sm" c="dimmed">{wayIn.why}</Text>}
      <Text size="sm" c="dimmed">Nothing is ever written to HubSpot.</Text>
    </section>
  );
}

function Quota({ status }: { status: HubSpot }) {
  const quota = status.quota;
  if (!quota) return null;
  return (
    <section className={page.card} aria-labelledby="quota">
      <h2 id="quota">HubSpot's limit</h2>
      <dl className={page.facts}>
        <div><dt>Requests in 10 seconds</dt><dd>{quota.windowMax === null ? 'Not known yet' : `at most ${formatInt(quota.windowMax)}${quota.windowRemaining === null ? '' : `, ${formatInt(quota.windowRemaining)} left now`}`}</dd></div>
        <div><dt>May be used here</dt><dd className="tabular">{formatInt(quota.sharePercent)} %</dd></div>
        <div><dt>Used in the last hour</dt><dd className="tabular">{formatInt(quota.recent.hour.requests)} requests{quota.recent.hour.share === null ? '' : `, ${String(Math.round(quota.recent.hour.share * 100))} % of the limit`}</dd></div>
        <div><dt>Asked today</dt><dd className="tabular">{formatInt(quota.today.requests)}</dd></div>
        <div><dt>Asked to slow down today</dt><dd className="tabular">{formatInt(quota.today.byAnswer.limited)}</dd></div>
        {status.connection.wayIn && !status.connection.wayIn.dailyLimit && <div><dt>Today</dt><dd>No daily limit for an app</dd></div>}
        {quota.dailyMax !== null && <div><dt>Today</dt><dd className="tabular">{formatInt(quota.dailyRemaining ?? 0)} of {formatInt(quota.dailyMax)} left</dd></div>}
      </dl>
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
  const back = search.hubspot && search.hubspot !== 'connected' ? (returned[search.hubspot] ?? ['Nothing was connected.', 'HubSpot did not accept the connection. Try again.']) : null;
  return (
    <>
      <PageTitle>HubSpot</PageTitle>
      {search.hubspot === 'account_mismatch' && status?.connection.before && <OtherAccount before={status.connection.before} onClose={() => set({})} />}
      {back && !(search.hubspot === 'account_mismatch' && status?.connection.before) && (
        <Notice tone="warn" title={back[0]} action={{ label: search.hubspot === 'scope_missing' ? 'Grant access' : 'Try again', run: () => void connect().catch(() => undefined) }}>
          {back[1]}{search.missing ? ` Missing: ${search.missing}.` : ''}
        </Notice>
      )}
      {search.hubspot === 'connected' && status?.connection.portal && status.connection.state === 'connected' && <Notice>Connected to {status.connection.portal.name}.</Notice>}
      {disconnected && <Notice>{disconnected}</Notice>}
      {!status && loaded.error && <Notice tone="negative">The connection could not be loaded. Nothing was changed.</Notice>}
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
              <Quota status={status} />
            </div>
          </div>
          <RunsCard />
          <May need="settings.write"><DisconnectCard status={status} onDone={setDisconnected} /></May>
        </>
      )}
      {status && <Suspense><ReceiptsCard /></Suspense>}
      {status?.connection.disconnectedAt && status.connection.state === 'not_connected' && !disconnected && <Text size="sm" c="dimmed">Disconnected on {formatTime(status.connection.disconnectedAt)}. Reconnecting the same account links the same records again.</Text>}
      {search.import && may('sync.run') && status && status.connection.state !== 'not_connected' && (
        <Suspense><SyncDialog step={search.step} onStep={step => set({ import: '1', step })} onClose={() => set({})} /></Suspense>
      )}
    </>
  );
}
