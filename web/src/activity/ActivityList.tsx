import { Button, Group, NativeSelect, Pill, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { common } from '../text/common';
import { ago, formatTime } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './text';

type Entry = Schemas['ActivityPage']['items'][number];
export interface ActivitySearch {
  area?: Schemas['ActivityArea'] | undefined;
  person?: string | undefined;
  client?: string | undefined;
  document?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}
const names = ['area', 'person', 'client', 'document', 'from', 'to'] as const;
const atOnce = 50;

// Where what a line is about can be seen; nothing where it is the page that is open.
function About({ entry, within }: { entry: Entry; within: string | undefined }) {
  const { kind, id } = entry.subject;
  if (kind === 'invoice' && entry.kind !== 'invoice.deleted') return <Link to="/invoices/$id" params={{ id }}>{entry.text}</Link>;
  if (kind === 'proposal' && entry.kind !== 'proposal.deleted') return <Link to="/proposals/$id" params={{ id }}>{entry.text}</Link>;
  if (kind === 'deal' && entry.kind !== 'deal.deleted') return <Link to="/clients/pipeline" search={{ deal: id } as never}>{entry.text}</Link>;
  if (entry.client && entry.client.id !== within) return <Link to="/clients/$id" params={{ id: entry.client.id }}>{entry.text}</Link>;
  return entry.text;
}

export function ActivityRows({ entries, within }: { entries: readonly Entry[]; within?: string | undefined }) {
  return (
    <ul className={page.rows}>
      {entries.map(entry => (
        <li key={entry.id}>
          <span style={{ overflowWrap: 'anywhere', flex: '1 1 300px' }}>
            <About entry={entry} within={within} />
            {entry.client && entry.client.id !== within && !entry.text.includes(entry.client.name) && <span className={page.dim}> · <bdi>{entry.client.name}</bdi></span>}
            {entry.changes.map(change => <span key={change.field} className={page.dim} style={{ display: 'block', whiteSpace: 'pre-wrap' }}>{text.changed(change.label ?? change.field, change.from, change.to)}</span>)}
          </span>
          <span className={page.dim}>
            {entry.actor && <><bdi>{entry.actor}</bdi> · </>}<time dateTime={entry.at} title={formatTime(entry.at)}>{ago(entry.at)}</time>
            {entry.runId && <> · <Link to="/settings/integrations/hubspot/runs/$id" params={{ id: entry.runId }}>{text.sync}</Link></>}
          </span>
        </li>
      ))}
    </ul>
  );
}

// What happened, newest first, with its filters. `client`: of one alone, whose page this is on.
export function ActivityList({ client, search, set }: { client?: string; search: ActivitySearch; set: (change: ActivitySearch) => void }) {
  const people = useQuery({ queryKey: ['users'], queryFn: () => unwrap(api.GET('/api/users')) });
  const chosen = Object.fromEntries(names.map(name => [name, name === 'client' ? (client ?? search.client) : search[name]]).filter(([, value]) => value)) as ActivitySearch;
  const filters = names.filter(name => search[name] && !(client && name === 'client'));
  const other = useQuery({ queryKey: ['clients', 'one', search.client, 'name'], queryFn: () => unwrap(api.GET('/api/clients/{id}', { params: { path: { id: search.client ?? '' } } })), enabled: !client && !!search.client });
  const lines = useInfiniteQuery({
    queryKey: ['activity', chosen],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/activity', { params: { query: { ...chosen, limit: atOnce, ...(pageParam && { cursor: pageParam }) } as never }, signal })),
    initialPageParam: '',
    getNextPageParam: last => last.next,
  });
  const entries = lines.data?.pages.flatMap(one => one.items) ?? [];
  const none = lines.isSuccess && entries.length === 0 && !lines.hasNextPage;
  const clear = () => set(Object.fromEntries(names.map(name => [name, undefined])));
  const without = (name: 'client' | 'document', label: string) => <Pill size="md" withRemoveButton removeButtonProps={{ 'aria-label': text.withoutFilter(label), 'aria-hidden': false, tabIndex: 0 }} onRemove={() => set({ [name]: undefined })}>{label}</Pill>;
  return (
    <div className={page.stack}>
      <div className={page.filters}>
        <NativeSelect size="xs" aria-label={text.area} value={search.area ?? ''} onChange={event => set({ area: (event.currentTarget.value || undefined) as ActivitySearch['area'] })} data={[{ value: '', label: text.everything }, ...Object.entries(text.areas).map(([value, label]) => ({ value, label }))]} />
        <NativeSelect size="xs" aria-label={text.person} value={search.person ?? ''} onChange={event => set({ person: event.currentTarget.value || undefined })} data={[{ value: '', label: text.everybody }, ...(people.data?.items.map(one => ({ value: one.id, label: one.name })) ?? [])]} />
        <TextInput size="xs" aria-label={text.from} type="date" value={search.from ?? ''} onChange={event => set({ from: event.currentTarget.value || undefined })} />
        <TextInput size="xs" aria-label={text.to} type="date" value={search.to ?? ''} onChange={event => set({ to: event.currentTarget.value || undefined })} />
        {!client && search.client && without('client', text.clientChosen(other.data?.name ?? '…'))}
        {search.document && without('document', text.documentChosen)}
      </div>
      {lines.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void lines.refetch() }}>{text.notLoaded}</Notice>}
      {none && <EmptyState text={filters.length > 0 ? text.noMatch : text.nothingYet} action={filters.length > 0 ? <Button variant="default" onClick={clear}>{text.clearFilters}</Button> : undefined} />}
      {entries.length > 0 && <section className={page.card} aria-label={text.activity}><ActivityRows entries={entries} within={client} /></section>}
      {lines.hasNextPage && (
        <Group>
          {entries.length === 0 && <span className={page.dim}>{text.notYetFound}</span>}
          <Button variant="default" size="xs" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>{entries.length === 0 ? text.lookFurther : text.more}</Button>
        </Group>
      )}
    </div>
  );
}
