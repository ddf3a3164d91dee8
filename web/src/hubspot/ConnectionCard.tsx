import { Button, Group, Menu, Text, ActionIcon } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { api, unwrap } from '../api/client';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatInt, formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import { causeWords } from './causes';
import { text } from './connection.text';
import { sayProblem } from './problems';
import { cardState, type Act } from './connectionState';
import { connect } from './connect';
import { useCancelRun, useSyncNow, type Status as HubSpot } from './data';
import { text as shared } from './text';
import { when } from './words';

const SyncProgress = lazy(withWords(() => import('../ui/SyncProgress').then(part => ({ default: part.SyncProgress }))));
const RunLine = lazy(withWords(() => import('./RunLine').then(part => ({ default: part.RunLine }))));
const CheckConnection = lazy(withWords(() => import('./CheckConnection').then(part => ({ default: part.CheckConnection }))));
const reconnect = () => void connect().catch(sayProblem);

// What needs a person, by cause: "Four contacts have no email; two deals have no contact."
function Attention({ count }: { count: number }) {
  const navigate = useNavigate();
  const list = useQuery({ queryKey: ['hubspot', 'attention', 'causes'], queryFn: () => unwrap(api.GET('/api/hubspot/attention', { params: { query: { limit: 1 } } })) });
  const said = [...(list.data?.causes ?? [])].sort((a, b) => b.count - a.count).slice(0, 3).map(one => causeWords(one.code, one.count)).filter(Boolean);
  return (
    <Notice tone="warn" title={text.needsAttention(count)} action={{ label: text.fix, run: () => void navigate({ to: '/settings/integrations/hubspot/attention' }) }}>
      {said.length > 0 ? `${said.join('; ')}.` : ''}
    </Notice>
  );
}

interface Props {
  status: HubSpot;
  onReview: () => void;
}

// The connection in one card: what it is, how it does, and what can be done about it.
export function ConnectionCard({ status, onReview }: Props) {
  const syncNow = useSyncNow();
  const cancel = useCancelRun();
  const [checking, setChecking] = useState(false);
  const { connection, sync, run } = status;
  const [, tick] = useState(0);
  // Times until the next try pass by themselves.
  useEffect(() => {
    const timer = setInterval(() => tick(n => n + 1), 15_000);
    return () => clearInterval(timer);
  }, []);
  const state = cardState(status);
  const may = useMay();
  const connected = connection.state === 'connected';
  const calm = state.kind === 'connected' || state.kind === 'syncing' || state.kind === 'fresh';
  const acts: Record<Act, { label: string; run: () => void }> = {
    sync: { label: state.kind === 'unavailable' ? shared.tryNow : shared.syncNow, run: () => syncNow.mutate(false) },
    cancel: { label: common.cancel, run: () => run && cancel.mutate(run.id) },
    check: { label: text.checkConnection, run: () => setChecking(true) },
    reconnect: { label: shared.reconnect, run: reconnect },
    grant: { label: shared.grantAccess, run: reconnect },
  };
  const allowed = state.acts.filter(act => may(act === 'reconnect' || act === 'grant' ? 'settings.write' : 'sync.run'));
  const imported = sync.recordsSynced.contacts > 0;
  return (
    <section className={page.card} aria-label={text.connection}>
      <div className={page.head}>
        <div>
          <Group gap="sm">
            <h2 style={{ margin: 0 }}>{state.kind === 'fresh' ? state.title : (connection.portal?.name ?? 'HubSpot')}</h2>
            <Status kind="connection" value={connection.state} />
          </Group>
          <p className={page.sub}>
            {[text.account(connection.portal?.id ?? ''), sync.lastSuccessAt ? text.lastSynced(when(sync.lastSuccessAt)) : text.notSynced, connected && sync.nextRunAt ? text.next(when(sync.nextRunAt)) : null, text.oneWay, connection.connectedBy ? text.connectedBy(connection.connectedBy) : null].filter(Boolean).join(' · ')}
          </p>
        </div>
        <Group gap="sm">
          {connected && (
            <May need="sync.run">
              <Button variant={imported ? 'default' : 'filled'} onClick={onReview}>{text.reviewContacts}</Button>
              <Button variant={imported ? 'filled' : 'default'} disabled={run !== null} loading={syncNow.isPending} onClick={() => syncNow.mutate(false)}>{shared.syncNow}</Button>
            </May>
          )}
          <Menu position="bottom-end" width={230}>
            <Menu.Target><ActionIcon variant="default" size={36} aria-label={text.more}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setChecking(true)}>{text.checkConnection}</Menu.Item>
              {connected && may('sync.run') && <Menu.Item disabled={run !== null} onClick={() => syncNow.mutate(true)}>{text.readEverything}</Menu.Item>}
              <Menu.Item component={Link} to="/settings/integrations/hubspot/runs">{shared.syncHistory}</Menu.Item>
              <Menu.Item component={Link} to="/settings/integrations/hubspot/parity">{shared.compareWithHubSpot}</Menu.Item>
              <Menu.Item component={Link} to="/settings/integrations/hubspot/mapping">{shared.fieldMapping}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </div>
      {!calm && (
        <div style={{ marginBlockStart: 14 }}>
          <Notice tone={state.tone} title={`${state.title}.`} {...(allowed[0] ? { action: acts[allowed[0]] } : {})}>
            {state.text}
            {allowed.slice(1).map(act => <Button key={act} size="compact-sm" variant="subtle" color="gray" ml={8} c="inherit" onClick={acts[act].run}>{acts[act].label}</Button>)}
          </Notice>
        </div>
      )}
      {run && run.state === 'running' && <div style={{ marginBlockStart: 16 }}><Suspense><SyncProgress run={run} {...(may('sync.run') ? { onCancel: () => cancel.mutate(run.id) } : {})} cancelling={cancel.isPending} /></Suspense></div>}
      {status.line.length > 0 && <Suspense><RunLine /></Suspense>}
      {state.kind === 'fresh' && <Text size="sm" mt="sm">{state.text}</Text>}
      {imported && (
        <dl className={page.sums} style={{ marginBlockStart: 14 }}>
          <div><dt>{text.inSync}</dt><dd title={text.alsoInSync(sync.recordsSynced.companies, sync.recordsSynced.deals)}>{formatInt(sync.recordsSynced.contacts)}</dd></div>
          <div><dt>{text.skipped}</dt><dd>{formatInt(sync.skipped)}</dd></div>
          <div><dt>{text.needAttention}</dt><dd>{sync.needAttention > 0 ? <Link to="/settings/integrations/hubspot/attention">{formatInt(sync.needAttention)}</Link> : formatInt(0)}</dd></div>
          <div><dt>{text.waitingForReview}</dt><dd>{formatInt(sync.pendingReview)}</dd></div>
        </dl>
      )}
      {checking && <Suspense><CheckConnection onClose={() => setChecking(false)} /></Suspense>}
      {connected && sync.needAttention > 0 && <div style={{ marginBlockStart: 14 }}><Attention count={sync.needAttention} /></div>}
      {status.notices.map(notice => (
        <div key={`${notice.code}/${notice.subject}`} style={{ marginBlockStart: 10 }}><Problem notice={notice} /></div>
      ))}
    </section>
  );
}

// What the rules can no longer do as they say.
function Problem({ notice }: { notice: HubSpot['notices'][number] }) {
  const navigate = useNavigate();
  const action = notice.code === 'list_gone' ? { label: shared.chooseLists, run: () => document.getElementById('rules')?.scrollIntoView() } : { label: shared.editMapping, run: () => void navigate({ to: '/settings/integrations/hubspot/mapping' }) };
  return <Notice tone="warn" action={action}>{notice.detail} {notice.fix} <span title={formatTime(notice.since)}>{text.since(when(notice.since))}</span></Notice>;
}
