import { Button, Group, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords, withReference } from '../api/problem';
import { keyHint } from '../app/keys';
import { common } from '../text/common';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { toast } from '../ui/toast';
import { text } from './attention.text';
import { CauseGroup } from './CauseGroup';
import { causeWords } from './causes';
import { useRefreshHubSpot } from './data';
import { text as line } from './line.text';
import { helpOr, sayProblem } from './problems';
import { RunLine } from './RunLine';
import { text as shared } from './text';
import { runPath } from './words';

const examples = 25, atOnce = 100;
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
  if (list.error) return <Notice tone="negative" action={helpOr(list.error, common.tryAgain, list.refetch)}>{withReference(text.notLoaded(causeWords(code, count) ?? code), list.error)}</Notice>;
  if (!list.data) return <Skeleton height={120} radius={12} />;
  const { items, total } = list.data;
  if (total === 0) return null;
  const first = items[0];
  return (
    <CauseGroup
      code={code} count={total} title={first ? text.causeCount(first.detail, total) : code} fix={first?.fix} busy={busy} onRetry={onRetry}
      records={items.map(({ firstAt, ...record }) => ({ ...record, at: firstAt }))}
      more={total > items.length ? <Button size="xs" variant="subtle" onClick={() => setLimit(Math.min(500, limit + atOnce))} disabled={limit >= 500}>{limit >= 500 ? text.narrow(items.length, total) : text.showMore(Math.min(atOnce, total - items.length), total)}</Button> : undefined}
    />
  );
}

// Everything that needs a person, whatever sync said so, by cause.
export function AttentionPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const refresh = useRefreshHubSpot();
  const set = (change: Search) => void navigate({ to: '/settings/integrations/hubspot/attention', search: { ...search, ...change } as never, replace: true, resetScroll: false });
  const [typed, setTyped] = useState(search.q ?? '');
  const later = useDebouncedCallback((q: string) => set({ q: q || undefined }), 120);
  const all = useQuery({ queryKey: ['hubspot', 'attention', 'causes'], queryFn: () => unwrap(api.GET('/api/hubspot/attention', { params: { query: { limit: 1 } } })) });
  const retry = useMutation({
    mutationFn: (code?: string) => unwrap(api.POST('/api/hubspot/attention/retry', { body: code ? { code } : {} })),
    onSuccess: run => {
      refresh();
      toast({ title: run.inLine ? line.startLater : text.readingAgain, actions: [{ label: text.showSync, run: () => void navigate({ to: runPath(run) }) }] });
    },
    onError: sayProblem,
  });
  const found = [...(all.data?.causes ?? [])].sort((a, b) => b.count - a.count);
  // A record with two causes is one record.
  const total = all.data?.records ?? 0;
  const shown = search.code ? found.filter(one => one.code === search.code) : found;
  const busy = retry.isPending;
  return (
    <>
      <div className={page.head}>
        <div>
          <p className={page.sub}><Link to="/settings/integrations/hubspot">HubSpot</Link></p>
          <PageTitle>{text.title}</PageTitle>
          <p className={page.sub} aria-live="polite">{all.data ? (total === 0 ? text.nothing : text.wait(total)) : ' '}</p>
        </div>
        {total > 0 && (
          <Group gap="sm">
            <Button variant="default" component="a" href={`/api/hubspot/attention/download?${new URLSearchParams(Object.entries(search).filter((one): one is [string, string] => Boolean(one[1]))).toString()}`} download>{text.exportCsv}</Button>
            <Button variant="default" loading={retry.isPending} disabled={busy} onClick={() => retry.mutate(undefined)}>{text.tryAll}</Button>
          </Group>
        )}
      </div>
      <RunLine />
      {total > 0 && (
        <div className={page.filters}>
          <TextInput type="search" {...keyHint(shared.searchRecords, '/')} aria-label={shared.searchRecords} placeholder={shared.searchRecordsBy} w={240} value={typed} onChange={event => { setTyped(event.currentTarget.value); later(event.currentTarget.value.trim()); }} />
          <NativeSelect size="sm" aria-label={text.cause} value={search.code ?? ''} onChange={event => set({ code: event.currentTarget.value || undefined })} data={[{ value: '', label: text.everyCause }, ...found.map(one => ({ value: one.code, label: causeWords(one.code, one.count) ?? one.code }))]} />
          <NativeSelect size="sm" aria-label={shared.kind} value={search.type ?? ''} onChange={event => set({ type: event.currentTarget.value || undefined })} data={[{ value: '', label: text.everyKind }, ...(['contact', 'company', 'deal', 'line_item'] as const).map(value => ({ value, label: shared.objects[value] }))]} />
        </div>
      )}
      {all.error ? <Notice tone="negative" action={helpOr(all.error, common.tryAgain, all.refetch)}>{problemWords(all.error)}</Notice>
        : !all.data ? <Skeleton height={240} radius={12} />
        : total === 0 ? <EmptyState text={text.none} />
        : <div className={page.stack}>{shown.map(one => <OneCause key={`${one.code}/${search.q ?? ''}/${search.type ?? ''}`} code={one.code} count={one.count} search={search} all={shown.length === 1} busy={busy} onRetry={() => retry.mutate(one.code)} />)}</div>}
    </>
  );
}
