// The one live connection: a stream of server-sent events, held by one tab (Web Locks) and passed to the others
// (BroadcastChannel), because a browser allows six connections to a server. What it says lands in the query cache, at
// most once a frame. When it breaks, the status is polled every five seconds until it is back. Whoever opens it anew, such
// as a tab that takes over from one that was closed, goes on after the last thing heard, so that nothing in between is lost.
import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '../api/client';
import { formatMoney } from '../text/format';
import { toast } from '../ui/toast';
import { doubt, reached, streamIs } from './reach';
import { text } from './text';
import { intl } from '../text/language';

type Status = Schemas['HubSpotStatus'];
type Run = Schemas['Run'];
interface Event {
  kind: string;
  data: unknown;
  id?: string; // its place in the stream
}

const kinds = ['version', 'sync.progress', 'sync.done', 'connection', 'records.changed', 'invoice', 'proposal', 'resync'];
const untilClosed_ms = 2 ** 31 - 1, justLoaded_ms = 300, decided_ms = 1500, again_ms = 400;
const streamKind = 'stream'; // of the tabs among themselves: whether the one that holds the stream has it
const listsOf: Record<string, readonly string[]> = {
  token: ['tokens', 'audit'], deal_rule: ['deal-rules', 'audit'], tax_rate: ['tax-rates', 'audit'],
  person: ['users', 'invitations', 'audit', 'session'], client: ['clients', 'home', 'activity'], contact: ['clients', 'contacts', 'review', 'activity'], deal: ['pipeline', 'deals', 'home', 'deal-rules', 'activity'], invoice: ['invoices', 'payments', 'proposals', 'clients', 'reports', 'pipeline', 'deals', 'home', 'activity'], proposal: ['proposals', 'home', 'activity'],
};

export function startLive(queries: QueryClient, go: (href: string) => void): () => void {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('every-live') : null;
  const stop = new AbortController();
  let pending: Event[] = [];
  let heard: string | undefined; // the last event's id, by whichever tab it came
  let version: string | undefined;
  const began = Date.now();
  let frame = 0;

  // The first change is read at once; what follows it in a wave, such as a hundred mails that leave, once for all.
  const readAt = new Map<string, number>(), waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const read = (key: string) => {
    waiting.delete(key);
    readAt.set(key, performance.now());
    void queries.invalidateQueries({ queryKey: [key] });
  };
  const refresh = (key: string) => {
    if (waiting.has(key)) return;
    const left = (readAt.get(key) ?? -again_ms) + again_ms - performance.now();
    if (left <= 0) read(key);
    else waiting.set(key, setTimeout(() => read(key), left));
  };
  // Who decides many matches tells of each: what others look at is read again when they rest.
  let rest: ReturnType<typeof setTimeout> | undefined;
  const reviewed = () => {
    void queries.invalidateQueries({ queryKey: ['review', 'choice'] });
    clearTimeout(rest);
    rest = setTimeout(() => refresh('review'), decided_ms);
  };
  const apply = ({ kind, data }: Event) => {
    if (kind === streamKind) return streamIs(data as boolean);
    if (kind === 'version') {
      const { version: served } = data as Schemas['VersionEvent'];
      if (version !== undefined && version !== served) toast({ title: text.newVersion, life_ms: untilClosed_ms, actions: [{ label: text.reload, run: () => location.reload() }] });
      version = served;
      return;
    }
    if (kind !== 'sync.progress') refresh('notifications');
    if (kind === 'sync.progress') {
      const p = data as Partial<Run> & { runId?: string };
      queries.setQueryData<Status>(['hubspot', 'status'], old => (old?.run && old.run.id === p.runId ? { ...old, run: { ...old.run, ...pick(p) } } : old));
      if (!queries.getQueryData<Status>(['hubspot', 'status'])?.run) refresh('hubspot');
    } else if (kind === 'connection') {
      queries.setQueryData(['hubspot', 'status'], data as Status);
    } else if (kind === 'resync') {
      void queries.invalidateQueries();
    } else if (kind === 'sync.done') {
      for (const key of ['hubspot', 'review', 'clients', 'contacts', 'pipeline', 'deals', 'home', 'activity']) refresh(key);
      tellImport(data as Run, go);
    } else if (kind === 'records.changed') {
      const changed = (data as { kinds?: string[] }).kinds ?? [];
      if (changed.includes('review')) reviewed();
      for (const one of changed) for (const key of listsOf[one] ?? []) refresh(key);
    } else if (kind === 'invoice') {
      for (const key of listsOf['invoice'] ?? []) refresh(key);
    } else if (kind === 'proposal') {
      for (const key of listsOf['proposal'] ?? []) refresh(key);
      tellAnswer(data as Schemas['ProposalChangedEvent'], go);
    }
  };
  const tell = (event: Event) => {
    take(event);
    channel?.postMessage(event);
  };
  const take = (event: Event) => {
    heard = event.id ?? heard;
    // A tab that nobody looks at draws no frame for hours: of what is said again only the last is kept.
    const said = event.kind === 'sync.progress' || event.kind === 'connection' ? null : JSON.stringify(event);
    pending = pending.filter(one => one.kind !== event.kind || (said !== null && JSON.stringify(one) !== said));
    pending.push(event);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      const list = pending;
      pending = [];
      for (const one of list) apply(one);
    });
  };
  channel?.addEventListener('message', message => take(message.data as Event));

  const hold = () =>
    new Promise<void>(done => {
      const open = () => new EventSource(`/api/events?${new URLSearchParams({ lang: intl, ...(heard && { after: heard }) })}`);
      // A tab that stood here for a while and never heard where the stream stands may show what is not true any more.
      let behind = heard === undefined && Date.now() - began > justLoaded_ms;
      let source = open();
      let poll: ReturnType<typeof setInterval> | undefined;
      const listen = () => {
        for (const kind of kinds)
          source.addEventListener(kind, message => {
            const { data, lastEventId } = message as MessageEvent<string>;
            tell({ kind, data: JSON.parse(data) as unknown, ...(lastEventId && { id: lastEventId }) });
          });
        source.onopen = () => {
          clearInterval(poll);
          poll = undefined;
          tell({ kind: streamKind, data: true });
          reached();
          if (behind) void queries.invalidateQueries({ predicate: query => query.state.data !== undefined });
          behind = false;
        };
        source.onerror = () => {
          void doubt();
          tell({ kind: streamKind, data: false });
          poll ??= setInterval(() => {
            refresh('hubspot');
            if (source.readyState === EventSource.CLOSED) {
              source = open();
              listen();
            }
          }, 5000);
        };
      };
      listen();
      stop.signal.addEventListener('abort', () => {
        clearInterval(poll);
        source.close();
        done();
      });
    });
  if (navigator.locks) void navigator.locks.request('every-live', { signal: stop.signal }, hold).catch(() => undefined);
  else void hold();
  return () => {
    clearTimeout(rest);
    for (const timer of waiting.values()) clearTimeout(timer);
    stop.abort();
    channel?.close();
  };
}

// A client's answer is told wherever one is.
function tellAnswer({ answered, displayStatus, clientName, total, id }: Schemas['ProposalChangedEvent'], go: (href: string) => void) {
  if (!answered) return;
  toast({ title: text.answered(clientName ?? '', displayStatus === 'accepted', total ? formatMoney(total) : null), actions: [displayStatus === 'accepted' ? { label: text.createInvoice, run: () => go(`/proposals/${id}?do=invoice`) } : { label: text.openProposal, run: () => go(`/proposals/${id}`) }] });
}

// Who waits for an import elsewhere is told of its end; where it is watched its screen says so.
function tellImport({ kind, state, counts, id }: Run, go: (href: string) => void) {
  const page = `/settings/integrations/hubspot/runs/${id}`;
  const watched = location.pathname === page || new URLSearchParams(location.search).has('import');
  if (kind !== 'import' || (state !== 'succeeded' && state !== 'partial') || watched) return;
  toast({ title: text.imported(counts.created, counts.failed), actions: [{ label: text.view, run: () => go(page) }] });
}

const pick = (p: Partial<Run>): Partial<Run> => {
  const out: Partial<Run> = {};
  for (const key of ['state', 'phase', 'processed', 'total', 'percent', 'etaMs', 'resumesAt'] as const) if (p[key] !== undefined) Object.assign(out, { [key]: p[key] });
  const flat = p as Record<string, unknown>;
  if (typeof flat['created'] === 'number')
    out.counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, deleted: 0, merged: 0, waiting: 0, ...Object.fromEntries(['created', 'updated', 'unchanged', 'skipped', 'failed', 'deleted', 'merged', 'waiting'].filter(k => typeof flat[k] === 'number').map(k => [k, flat[k]])) } as Run['counts'];
  return out;
};
