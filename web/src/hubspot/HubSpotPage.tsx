import { Button, Group, PasswordInput, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { May, Settled, useMay } from '../session/may';
import { ago, formatInt, formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { Status } from '../ui/Status';
import { SyncProgress } from '../ui/SyncProgress';
import { connect, useCancelRun, useHubSpotStatus, useRefreshHubSpot, useSyncNow, type Status as HubSpot } from './data';
import { DisconnectCard } from './DisconnectCard';
import { LiveChangesCard } from './LiveChangesCard';
import { RulesCard } from './RulesCard';
import { RunsCard } from './RunsCard';
import { WhyCard } from './WhyCard';

const SyncDialog = lazy(() => import('./SyncDialog'));
interface Search {
  hubspot?: string;
  missing?: string;
  expected?: string;
  import?: string;
  step?: string;
}

const returned: Record<string, readonly [string, string]> = {
  oauth_denied: ['Nothing was connected.', 'The request was declined in HubSpot.'],
  scope_missing: ['One permission is missing.', 'Every needs to read contacts, companies, deals and owners.'],
  account_mismatch: ['That is a different HubSpot account.', 'Use the account that was connected before, or disconnect first.'],
  oauth_state_invalid: ['That sign-in is no longer valid.', 'Nothing was connected. Start again from here.'],
};

function NotConnected({ status }: { status: HubSpot }) {
  const refresh = useRefreshHubSpot();
  const [problem, setProblem] = useState('');
  const token = useMutation({ mutationFn: (text: string) => unwrap(api.POST('/api/hubspot/auth/token', { body: { token: text } })), onSuccess: refresh });
  return (
    <div className={page.columns}>
      <section className={page.card} aria-labelledby="connect">
        <h2 id="connect">Connect HubSpot</h2>
        <Text size="sm" mb="md">Bring in contacts and deals. Every only reads; nothing in HubSpot is ever changed.</Text>
        {problem && <Notice tone="negative">{problem}</Notice>}
        {status.connection.configured ? (
          <Button onClick={() => void connect().catch(error => setProblem(problemWords(error)))}>Connect HubSpot</Button>
        ) : (
          <Text size="sm" c="dimmed">This installation has no HubSpot app of its own yet (EVERY_HUBSPOT_CLIENT_ID and EVERY_HUBSPOT_CLIENT_SECRET). A pasted token works without one.</Text>
        )}
      </section>
      <section className={page.card} aria-labelledby="token">
        <h2 id="token">Or paste a token</h2>
        <Text size="sm" c="dimmed" mb="sm">A Service Key or a private app's token, with read access to contacts, companies, deals and owners. It is stored sealed.</Text>
        <form style={{ display: 'grid', gap: 10 }} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); token.mutate(String(new FormData(event.currentTarget).get('token')).trim()); }}>
          {token.error && <Notice tone="negative">{problemWords(token.error)}</Notice>}
          <PasswordInput label="Token" name="token" required autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': 'Show the characters' }} />
          <Group justify="flex-end"><Button type="submit" variant="default" loading={token.isPending}>Connect with the token</Button></Group>
        </form>
      </section>
    </div>
  );
}

// What connecting another account than the one of before means, said before anybody agrees.
function OtherAccount({ before }: { before: NonNullable<HubSpot['connection']['before']> }) {
  return (
    <Notice tone="warn" title="That is a different HubSpot account." action={{ label: 'Connect the other account', run: () => void connect(true).catch(() => undefined) }}>
      You were connected to {before.name} ({before.id}). {before.consequence}
    </Notice>
  );
}

function Connected({ status, onReview }: { status: HubSpot; onReview: () => void }) {
  const syncNow = useSyncNow();
  const cancel = useCancelRun();
  const may = useMay();
  const { connection, sync, run, found } = status;
  const fresh = sync.recordsSynced.contacts === 0;
  const needs = connection.state === 'needs_reconnection';
  return (
    <section className={page.card} aria-label="Connection">
      <div className={page.head}>
        <div>
          <Group gap="sm">
            <h2 style={{ margin: 0 }}>{needs ? 'Needs reconnection' : fresh ? `Connected to ${connection.portal?.name ?? 'HubSpot'}` : (connection.portal?.name ?? 'HubSpot')}</h2>
            <Status kind="connection" value={connection.state} />
          </Group>
          <p className={page.sub}>
            {needs
              ? 'HubSpot no longer accepts our access. Clients and invoices work; new changes are not arriving.'
              : [`Account ${connection.portal?.id ?? ''}`, sync.lastSuccessAt ? `last synced ${ago(sync.lastSuccessAt)}` : 'not synced yet', sync.nextRunAt ? `next ${ago(sync.nextRunAt)}` : null, 'one-way, HubSpot to Every', connection.connectedBy ? `connected by ${connection.connectedBy}` : null].filter(Boolean).join(' · ')}
          </p>
        </div>
        <Group gap="sm">
          {needs ? (
            <May need="settings.write"><Button onClick={() => void connect()}>Reconnect</Button></May>
          ) : (
            <May need="sync.run">
              <Button variant={fresh ? 'filled' : 'default'} onClick={onReview}>Review contacts…</Button>
              <Button variant={fresh ? 'default' : 'filled'} disabled={run !== null} loading={syncNow.isPending} onClick={() => syncNow.mutate()}>Sync now</Button>
            </May>
          )}
        </Group>
      </div>
      {run && <div style={{ marginBlockStart: 16 }}><SyncProgress run={run} {...(may('sync.run') ? { onCancel: () => cancel.mutate(run.id) } : {})} cancelling={cancel.isPending} /></div>}
      {!run && fresh && <Text size="sm" mt="sm">{formatInt(found.contacts)} contacts and {formatInt(found.deals)} deals found. Nothing is imported until you say so.</Text>}
      {!fresh && (
        <dl className={page.sums} style={{ marginBlockStart: 14 }}>
          <div><dt>In sync</dt><dd>{formatInt(sync.recordsSynced.contacts)}</dd></div>
          <div><dt>Skipped</dt><dd>{formatInt(sync.skipped)}</dd></div>
          <div><dt>Need attention</dt><dd>{formatInt(sync.needAttention)}</dd></div>
          <div><dt>Waiting for review</dt><dd>{formatInt(sync.pendingReview)}</dd></div>
        </dl>
      )}
      {!run && sync.error && (
        <div style={{ marginBlockStart: 14 }}>
          <Notice tone="warn" {...(may('sync.run') ? { action: { label: 'Sync now', run: () => syncNow.mutate() } } : {})}>{sync.error.detail} {sync.error.fix}</Notice>
        </div>
      )}
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
      {search.hubspot === 'account_mismatch' && status?.connection.before && <OtherAccount before={status.connection.before} />}
      {back && !(search.hubspot === 'account_mismatch' && status?.connection.before) && (
        <Notice tone="warn" title={back[0]} action={{ label: search.hubspot === 'scope_missing' ? 'Grant access' : 'Try again', run: () => void connect().catch(() => undefined) }}>
          {back[1]}{search.missing ? ` Missing: ${search.missing}.` : ''}
        </Notice>
      )}
      {search.hubspot === 'connected' && status?.connection.portal && status.connection.state === 'connected' && <Notice>Connected to {status.connection.portal.name}.</Notice>}
      {disconnected && <Notice>{disconnected}</Notice>}
      {!status && loaded.error && <Notice tone="negative">The connection could not be loaded. Nothing was changed.</Notice>}
      {!status && !loaded.error && <Skeleton height={180} radius={12} />}
      {status?.connection.state === 'not_connected' && <Settled need="settings.write"><NotConnected status={status} /></Settled>}
      {status && status.connection.state !== 'not_connected' && (
        <>
          <Connected status={status} onReview={() => set({ import: '1' })} />
          <div className={page.columns}>
            <div className={page.stack}>
              <Settled need="settings.write"><RulesCard /></Settled>
              <WhyCard />
            </div>
            <div className={page.stack}>
              <LiveChangesCard status={status} />
              <Permissions status={status} />
              <Quota status={status} />
            </div>
          </div>
          <RunsCard />
          <May need="settings.write"><DisconnectCard status={status} onDone={setDisconnected} /></May>
        </>
      )}
      {status?.connection.disconnectedAt && status.connection.state === 'not_connected' && !disconnected && <Text size="sm" c="dimmed">Disconnected on {formatTime(status.connection.disconnectedAt)}. Reconnecting the same account links the same records again.</Text>}
      {search.import && may('sync.run') && status && status.connection.state !== 'not_connected' && (
        <Suspense><SyncDialog step={search.step} onStep={step => set({ import: '1', step })} onClose={() => set({})} /></Suspense>
      )}
    </>
  );
}
