// The cards. Each reads what it shows from the same query as the screen that owns it, so an old card is never wrong.
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { connect } from '../hubspot/connect';
import { useCancelRun, useSyncSettings, type Run } from '../hubspot/data';
import { useHubSpotStatus } from '../hubspot/StatusProvider';
import { causeWords } from '../hubspot/causes';
import { RepairButton } from '../hubspot/CauseGroup';
import { named } from '../hubspot/fields';
import { WhyActions } from '../hubspot/WhyActions';
import { runPath, undoable, whySearch } from '../hubspot/words';
import { useBoard } from '../pipeline/data';
import { May } from '../session/may';
import { common } from '../text/common';
import { ago, formatInt, formatMoney, formatTime } from '../text/format';
import { Bars } from '../ui/Bars';
import { DiffTable } from '../ui/DiffTable';
import { Notice } from '../ui/Notice';
import { RunStatus, Status } from '../ui/Status';
import { SyncProgress } from '../ui/SyncProgress';
import css from './chat.module.css';
import { commands } from './commands';
import type { Block } from './data';
import { ProposalCard } from './ProposalCard';
import { ClientCard, Records } from './records';
import { text } from './text';

const product = 'HubSpot';

interface Props {
  block: Block;
  conversation: string | null;
  say: (text: string) => void;
}

export function Card({ title, children, to, more }: { title: string; children: ReactNode; to?: string; more?: string }) {
  return (
    <div role="group" className={css.card} aria-label={title}>
      <h3>{title}</h3>
      {children}
      {to && <a className={css.more} href={to} data-spa="">{more ?? text.viewAll}</a>}
    </div>
  );
}

function StatusCard({ say }: Pick<Props, 'say'>) {
  const status = useHubSpotStatus();
  if (!status) return null;
  const { connection, sync, run } = status;
  return (
    <Card title={product} to="/settings/integrations/hubspot" more={text.openSettings}>
      <Group justify="space-between"><Status kind="connection" value={connection.state} />{connection.portal && <span className={css.dim}>{connection.portal.name}</span>}</Group>
      <dl className={css.facts}>
        <div><dt>{text.lastSynced}</dt><dd>{sync.lastSuccessAt ? ago(sync.lastSuccessAt) : text.never}</dd></div>
        <div><dt>{text.next}</dt><dd>{sync.nextRunAt ? ago(sync.nextRunAt) : text.byHand}</dd></div>
        <div><dt>{text.inSync}</dt><dd className="tabular">{formatInt(sync.recordsSynced.contacts)}</dd></div>
        <div><dt>{text.companies}</dt><dd className="tabular">{formatInt(sync.recordsSynced.companies)}</dd></div>
        <div><dt>{text.deals}</dt><dd className="tabular">{formatInt(sync.recordsSynced.deals)}</dd></div>
        <div><dt>{text.skipped}</dt><dd className="tabular">{formatInt(sync.skipped)}</dd></div>
        <div><dt>{text.needAttention}</dt><dd className="tabular">{formatInt(sync.needAttention)}</dd></div>
        {typeof status.quota?.dailyRemaining === 'number' && <div><dt>{text.requestsLeft}</dt><dd className="tabular">{formatInt(status.quota.dailyRemaining)}</dd></div>}
      </dl>
      {sync.error && <Notice tone="warn">{sync.error.detail} {sync.error.fix}</Notice>}
      <Group gap="xs">
        {connection.state === 'connected' && <Button size="xs" variant="default" disabled={run !== null} title={run ? text.syncRunning : undefined} onClick={() => say('/sync')}>{text.syncNow}</Button>}
        {connection.state !== 'connected' && <Button size="xs" onClick={() => void connect()}>{connection.state === 'needs_reconnection' ? text.reconnect : text.connect}</Button>}
      </Group>
    </Card>
  );
}

// Live from the one stream of progress while it runs; then what became of it, in place.
function Progress({ runId, say }: { runId: string } & Pick<Props, 'say'>) {
  const live = useHubSpotStatus()?.run;
  const running = live?.id === runId;
  const ended = useQuery({ queryKey: ['hubspot', 'run', runId], enabled: !running, queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}', { params: { path: { id: runId } } })) });
  const cancel = useCancelRun();
  const run = running ? live : ended.data;
  if (!run) return null;
  const open = run.state === 'running' || run.state === 'queued';
  if (open) return <div role="group" className={css.card} aria-label={text.progress}><SyncProgress run={run} onCancel={() => cancel.mutate(run.id)} cancelling={cancel.isPending} /></div>;
  return <Result run={run} say={say} />;
}

function Result({ run, say }: { run: Run; say: (text: string) => void }) {
  const { counts } = run;
  // An undo removes and restores.
  const facts: readonly (readonly [string, number])[] = run.kind === 'undo'
    ? [[text.removed, counts.deleted], [text.restored, counts.updated], [text.stay, counts.skipped]]
    : [[text.created, counts.created], [text.updated, counts.updated], [text.skipped, counts.skipped], [text.needAttention, counts.failed]];
  return (
    <Card title={text.runOf(text.runs[run.kind], formatTime(run.createdAt))} to={runPath(run)} more={text.viewRun}>
      <RunStatus run={run} />
      <dl className={css.facts}>
        {facts.map(([label, n]) => <div key={label}><dt>{label}</dt><dd className="tabular">{formatInt(n)}</dd></div>)}
        {counts.waiting > 0 && <div><dt>{text.waitForDecision}</dt><dd className="tabular">{formatInt(counts.waiting)}</dd></div>}
      </dl>
      {run.error && <Notice tone="warn">{run.error.detail} {run.error.fix}</Notice>}
      {run.kind === 'import' && <May need="sync.run"><Button size="xs" variant="default" disabled={!undoable(run)} title={undoable(run) ? undefined : text.tooLate} onClick={() => say(text.sayUndo)}>{text.undoImport}</Button></May>}
    </Card>
  );
}

// To the record here, else to why it is not.
function RecordName({ record }: { record: Schemas['RunRecord'] }) {
  const name = record.name || record.objectId;
  const here = record.everyId && record.outcome !== 'removed';
  if (here && (record.objectType === 'client' || record.objectType === 'company')) return <Link to="/clients/$id" params={{ id: record.everyId ?? '' }}>{name}</Link>;
  if (here && record.objectType === 'deal') return <Link to="/clients/pipeline" search={{ deal: record.everyId } as never}>{name}</Link>;
  return record.objectId ? <Link to="/settings/integrations/hubspot" search={whySearch(record.objectId)}>{name}</Link> : <span>{name}</span>;
}

function Imported({ runId, say }: { runId: string } & Pick<Props, 'say'>) {
  const records = useQuery({ queryKey: ['hubspot', 'run', runId, 'records'], queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}/records', { params: { path: { id: runId }, query: { limit: 5 } } })) });
  return (
    <>
      <Progress runId={runId} say={say} />
      {records.data && records.data.items.length > 0 && (
        <ul className={css.rows} aria-label={text.imported}>
          {records.data.items.map(one => <li key={`${one.objectType}${one.objectId}${one.everyId}`}><RecordName record={one} /><span className={css.dim}>{text.outcomes[one.outcome]}</span></li>)}
        </ul>
      )}
      {records.data && records.data.total > 0 && <Link className={css.more} to={runPath({ id: runId })} search={{ tab: 'records' } as never}>{text.viewAllOf(records.data.total)}</Link>}
    </>
  );
}

function Runs({ count }: { count: number }) {
  const runs = useQuery({ queryKey: ['hubspot', 'runs', count], queryFn: () => unwrap(api.GET('/api/hubspot/runs', { params: { query: { limit: count } } })) });
  const items = runs.data?.items ?? [];
  return (
    <Card title={text.lastSyncs(items.length)} to="/settings/integrations/hubspot/runs" more={text.viewHistory}>
      {runs.data && items.length === 0 && <p className={css.dim}>{text.noSyncs}</p>}
      {items.length > 1 && <Bars height={28} title={text.recordsOfSyncs} bars={items.toReversed().map(run => ({ label: formatTime(run.createdAt), size: run.counts.created + run.counts.updated, value: formatInt(run.counts.created + run.counts.updated) }))} />}
      <ul className={css.rows}>
        {items.map(run => <li key={run.id}><RunStatus run={run} /><span>{text.runs[run.kind]} · {ago(run.createdAt)}</span><span className={css.dim}>{text.newAndUpdated(run.counts.created, run.counts.updated)}{run.counts.failed > 0 ? ` · ${text.need(run.counts.failed)}` : ''}</span></li>)}
      </ul>
    </Card>
  );
}

function Problems({ say }: Pick<Props, 'say'>) {
  const found = useQuery({ queryKey: ['hubspot', 'attention'], queryFn: () => unwrap(api.GET('/api/hubspot/attention', { params: { query: { limit: 50 } } })) });
  if (found.error) return <Notice tone="negative">{problemWords(found.error)}</Notice>;
  if (!found.data) return null;
  if (found.data.total === 0) return <p className={css.dim}>{text.nobodyNeeds}</p>;
  return (
    <Card title={text.recordsNeed(found.data.records)} to="/settings/integrations/hubspot/attention">
      {found.data.causes.map(cause => {
        const first = found.data.items.find(one => one.code === cause.code);
        return (
          <div key={cause.code} className={css.cause}>
            <b>{causeWords(cause.code, cause.count) ?? <>{formatInt(cause.count)} × {first?.detail ?? cause.code}</>}</b>
            {first?.fix && <span className={css.dim}>{first.fix}</span>}
            <Group gap="xs">
              <RepairButton code={cause.code} />
              {first?.url && cause.count === 1 && <a href={first.url} target="_blank" rel="noreferrer">{text.editInHubSpot}<span className="visually-hidden"> {common.newTab}</span></a>}
              {cause.count > 1 && <Link to="/settings/integrations/hubspot/attention" search={{ code: cause.code } as never}>{text.showThese}</Link>}
            </Group>
          </div>
        );
      })}
      <May need="sync.run"><Button size="xs" variant="default" onClick={() => say(text.sayRetry)}>{text.retry}</Button></May>
    </Card>
  );
}

// One match at a time; the buttons ask for the change, the card that comes does it.
function Matches({ clusterId, total, say }: { clusterId: string; total: number } & Pick<Props, 'say'>) {
  const one = useQuery({ queryKey: ['review', 'cluster', clusterId], retry: false, queryFn: () => unwrap(api.GET('/api/hubspot/duplicates/{id}', { params: { path: { id: clusterId } } })) });
  if (one.error) return <p className={css.dim}>{text.settled}</p>;
  if (!one.data) return null;
  return (
    <Card title={text.firstOf(one.data.name, total)} to="/settings/integrations/hubspot?import=1&step=resolve" more={text.openDesk}>
      <DiffTable fields={named(one.data.fields)} />
      {one.data.decision !== null && <p className={css.dim}>{text.decided} <Status kind="decision" value={one.data.decision} /></p>}
      <Group gap="xs">
        {(['replace', 'skip', 'create'] as const).map(decision => <Button key={decision} size="xs" variant="default" disabled={one.data.decision !== null} title={one.data.decision !== null ? text.decidedAlready : undefined} onClick={() => say(text.sayDecide[decision])}>{text.decide[decision]}</Button>)}
        <Button size="xs" variant="subtle" onClick={() => say(text.saySkipAll)}>{text.skipAll}</Button>
      </Group>
    </Card>
  );
}

function Pipeline({ pipeline, stage }: { pipeline: string | undefined; stage: string | undefined }) {
  const board = useBoard(pipeline ? { pipeline } : {});
  if (!board.data) return null;
  const stages = board.data.stages.filter(one => stage === undefined || one.id === stage);
  return (
    <Card title={board.data.pipeline?.label ?? text.pipeline} to="/clients/pipeline" more={text.openPipeline}>
      <ul className={css.rows}>
        {stages.map(one => <li key={one.id}><span>{one.label}</span><span className={css.dim}>{formatInt(one.count)}</span><span className="tabular">{one.totals.map(sum => formatMoney(sum)).join(' · ') || '–'}</span></li>)}
      </ul>
      {stage === undefined && <p className={css.dim}>{text.sums(board.data.summary.open.map(sum => formatMoney(sum)).join(' · ') || '–', board.data.summary.weighted.map(sum => formatMoney(sum)).join(' · ') || '–')}</p>}
    </Card>
  );
}

// How often, and when.
function rhythm({ frequency, atTime, weekday }: Schemas['SyncSettings']): string {
  const day = text.days[weekday - 1] ?? '';
  if (frequency === 'daily') return atTime ? text.dailyAt(atTime) : text.daily;
  if (frequency === 'weekly') return atTime ? text.weeklyAt(day, atTime) : text.weekly(day);
  return text[frequency];
}

function Schedule() {
  const settings = useSyncSettings().data?.data;
  const next = useHubSpotStatus()?.sync.nextRunAt;
  if (!settings) return null;
  return (
    <Card title={text.schedule} to="/settings/integrations/hubspot" more={text.change}>
      <dl className={css.facts}>
        <div><dt>{text.sync}</dt><dd>{rhythm(settings)}</dd></div>
        <div><dt>{text.next}</dt><dd>{next ? ago(next) : text.byHand}</dd></div>
        <div><dt>{text.whenHere}</dt><dd>{text.policies[settings.duplicatePolicy]}</dd></div>
      </dl>
    </Card>
  );
}

function Why({ id, email, say }: { id: string | undefined; email: string | undefined } & Pick<Props, 'say'>) {
  const why = useQuery({ queryKey: ['hubspot', 'why', id ?? email], queryFn: () => unwrap(api.GET('/api/hubspot/why', { params: { query: id ? { id } : { email: email ?? '' } } })) });
  if (why.error) return <Notice tone="negative">{problemWords(why.error)}</Notice>;
  if (!why.data) return null;
  return (
    <Card title={why.data.name ?? email ?? id ?? ''}>
      <b>{why.data.detail}</b>
      <ul className={css.rows}>{why.data.trail.map(step => <li key={step.text}><span>{step.ok ? '✓' : '✗'} {step.text}</span></li>)}</ul>
      <WhyActions why={why.data} onAgain={() => void why.refetch()} say={say} />
    </Card>
  );
}

// To a page, at once when that is what was asked for.
function Way({ block, fresh }: { block: Block; fresh: boolean }) {
  const navigate = useNavigate();
  const gone = useRef(false);
  useEffect(() => {
    if (!fresh || !block.go || gone.current) return;
    gone.current = true;
    if (block.to) void navigate({ href: block.to });
    else if (block.url) location.assign(block.url);
  }, [block, fresh, navigate]);
  return block.to ? <a className={css.more} href={block.to} data-spa="">{block.label}</a> : <a className={css.more} href={block.url}>{block.label}</a>;
}

export function Blocks({ blocks, conversation, say, fresh = false }: { blocks: readonly Block[]; conversation: string | null; say: (text: string) => void; fresh?: boolean }) {
  return blocks.map((block, i) => <One key={i} block={block} conversation={conversation} say={say} fresh={fresh} />);
}

function One({ block, conversation, say, fresh }: Props & { fresh: boolean }) {
  switch (block.type) {
    case 'status': return <StatusCard say={say} />;
    case 'progress': return <Progress runId={block.runId ?? ''} say={say} />;
    case 'run': return <Imported runId={block.runId ?? ''} say={say} />;
    case 'runs': return <Runs count={block.count ?? 5} />;
    case 'problems': return <Problems say={say} />;
    case 'matches': return <Matches clusterId={block.clusterId ?? ''} total={block.total ?? 1} say={say} />;
    case 'pipeline': return <Pipeline pipeline={block.pipeline} stage={block.stage} />;
    case 'schedule': return <Schedule />;
    case 'why': return <Why id={block.id} email={block.email} say={say} />;
    case 'client': return <ClientCard id={block.id ?? ''} say={say} />;
    case 'records': return <Records block={block} />;
    case 'link': return <Way block={block} fresh={fresh} />;
    case 'proposal': return block.proposal ? <ProposalCard proposal={block.proposal} conversation={conversation} say={say} /> : null;
    case 'choices': return <div className={css.chips}>{block.items?.map(one => <button key={one.say} type="button" className={css.chip} onClick={() => say(one.say)}>{one.label}</button>)}</div>;
    case 'help': return <ul className={css.rows}>{commands.map(one => <li key={one.name}><code>{one.name}</code><span>{text.commands[one.name]}</span></li>)}</ul>;
  }
}
