import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { formatInt } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { toast } from '../ui/toast';
import { CauseGroup } from './CauseGroup';
import { useHubSpotStatus, useRefreshHubSpot } from './data';

import { causes, objects, plural, runPath } from './words';

const examples = 25, atOnce = 200;
interface Search {
  code?: string | undefined;
  type?: Schemas['AttentionRecord']['objectType'] | undefined;
  q?: string | undefined;
}

// The records of one cause.
function OneCause({ code, count, search, all, busy, onRetry }: { code: string; count: number; search: Search; all: boolean; busy: boolean; onRetry: () => void }) {
  const [limit, setLimit] = useState(all ? atOnce : examples);
  const query = { code, ...(search.type ? { type: search.type as 'contact' } : {}), ...(search.q ? { q: search.q } : {}), limit };
  const list = useQuery({ queryKey: ['hubspot', 'attention', query], placeholderData: keepPreviousData, queryFn: ({ signal }) => unwrap(api.GET('/api/hubspot/attention', { params: { query }, signal })) });
  if (list.error) return <Notice tone="negative" action={{ label: 'Try again', run: () => void list.refetch() }}>{causes[code]?.text(count) ?? code}: these could not be loaded.</Notice>;
  if (!list.data) return <Skeleton height={120} radius={12} />;
  const { items, total } = list.data;
  if (total === 0) return null;
  const first = items[0];
  return (
    <CauseGroup
      code={code} count={total} title={first ? `${first.detail} (${formatInt(total)})` : code} fix={first?.fix} busy={busy} onRetry={onRetry}
      records={items.map(({ firstAt, ...record }) => ({ ...record, at: firstAt }))}
      more={total > items.length ? <Button size="xs" variant="subtle" onClick={() => setLimit(Math.min(500, limit + atOnce))} disabled={limit >= 500}>{limit >= 500 ? `The first ${formatInt(items.length)} of ${formatInt(total)}; search to narrow them` : `Show ${formatInt(Math.min(atOnce, total - items.length))} more of ${formatInt(total)}`}</Button> : undefined}
    />
  );
}

// Everything that needs a person, whatever sync said so, by cause.
export function AttentionPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const refresh = useRefreshHubSpot();
  const status = useHubSpotStatus();
  const set = (change: Search) => void navigate({ to: '/settings/integrations/hubspot/attention', search: { ...search, ...change } as never, replace: true });
  const [text, setText] = useState(search.q ?? '');
  const later = useDebouncedCallback((q: string) => set({ q: q || undefined }), 120);
  const all = useQuery({ queryKey: ['hubspot', 'attention', 'causes'], queryFn: () => unwrap(api.GET('/api/hubspot/attention', { params: { query: { limit: 1 } } })) });
  const retry = useMutation({
    mutationFn: (code?: string) => unwrap(api.POST('/api/hubspot/attention/retry', { body: code ? { code } : {} })),
    onSuccess: run => {
      refresh();
      toast({ title: 'Reading them again', actions: [{ label: 'Show the sync', run: () => void navigate({ to: runPath(run) }) }] });
    },
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
  });
  const found = [...(all.data?.causes ?? [])].sort((a, b) => b.count - a.count);
  const total = found.reduce((sum, one) => sum + one.count, 0);
  const shown = search.code ? found.filter(one => one.code === search.code) : found;
  const busy = retry.isPending || Boolean(status?.run);
  return (
    <>
      <div className={page.head}>
        <div>
          <p className={page.sub}><Link to="/settings/integrations/hubspot">HubSpot</Link></p>
          <PageTitle>Needs attention</PageTitle>
          <p className={page.sub} aria-live="polite">{all.data ? (total === 0 ? 'Nothing needs you.' : `${plural(total, 'record waits', 'records wait')}. Everything else is in sync.`) : ' '}</p>
        </div>
        {total > 0 && <Button variant="default" loading={retry.isPending} disabled={busy} onClick={() => retry.mutate(undefined)}>Try all again</Button>}
      </div>
      {total > 0 && (
        <div className={page.filters}>
          <TextInput type="search" aria-label="Search records" placeholder="Search name or HubSpot ID" w={240} value={text} onChange={event => { setText(event.currentTarget.value); later(event.currentTarget.value.trim()); }} />
          <NativeSelect size="sm" aria-label="Cause" value={search.code ?? ''} onChange={event => set({ code: event.currentTarget.value || undefined })} data={[{ value: '', label: 'Every cause' }, ...found.map(one => ({ value: one.code, label: causes[one.code]?.text(one.count) ?? one.code }))]} />
          <NativeSelect size="sm" aria-label="Kind" value={search.type ?? ''} onChange={event => set({ type: event.currentTarget.value || undefined })} data={[{ value: '', label: 'Every kind' }, ...['contact', 'company', 'deal', 'line_item'].map(value => ({ value, label: objects[value]?.[1] ?? value }))]} />
        </div>
      )}
      {all.error ? <Notice tone="negative" action={{ label: 'Try again', run: () => void all.refetch() }}>{problemWords(all.error)}</Notice>
        : !all.data ? <Skeleton height={240} radius={12} />
        : total === 0 ? <EmptyState text="No HubSpot record needs attention." />
        : <div className={page.stack}>{shown.map(one => <OneCause key={`${one.code}/${search.q ?? ''}/${search.type ?? ''}`} code={one.code} count={one.count} search={search} all={shown.length === 1} busy={busy} onRetry={() => retry.mutate(one.code)} />)}</div>}
    </>
  );
}
