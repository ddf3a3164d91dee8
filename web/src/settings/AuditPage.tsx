import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { common } from '../text/common';
import { ago, formatTime } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useRows } from '../ui/useRows';
import { SettingsHead } from './SettingsHead';
import { text } from './text';

type Entry = Schemas['AuditEntry'];
type Group = Schemas['AuditGroup'];
interface Search {
  person?: string | undefined;
  group?: Group | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

// Exact where there is room for it.
function When({ at }: { at: string }) {
  const narrow = useMediaQuery('(max-width: 699px)');
  return <time dateTime={at} title={formatTime(at)}>{narrow ? ago(at) : formatTime(at)}</time>;
}

const columns = (): readonly Column<Entry>[] => [
  { key: 'at', label: text.when, width: 1.1, render: entry => <When at={entry.at} /> },
  { key: 'person', label: text.who, width: 0.9, wideOnly: true, render: entry => entry.person.name || '–' },
  { key: 'text', label: text.what, width: 3, render: entry => <span title={entry.text}>{entry.text}</span> },
  { key: 'group', label: text.kind, width: 1.1, wideOnly: true, render: entry => text.groups[entry.group] },
  { key: 'from', label: text.fromWhere, width: 1.2, wideOnly: true, render: entry => [entry.address, entry.device].filter(Boolean).join(' · ') },
];

// Who did what, when, from where. Nobody can change a line of it.
export function AuditPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const people = useQuery({ queryKey: ['users'], queryFn: () => unwrap(api.GET('/api/users')) });
  const set = (change: Partial<Search>) => void navigate({ to: '/settings/audit', search: { ...search, ...change } as never, replace: true, resetScroll: false });
  const query = Object.fromEntries(Object.entries(search).filter(([name, value]) => value && ['person', 'group', 'from', 'to'].includes(name))) as Search;
  const filtered = Object.keys(query).length > 0;
  const rows = useRows<Entry>(['audit', query], (offset, limit, signal) => unwrap(api.GET('/api/audit', { params: { query: { ...query, offset, limit } as never }, signal })));
  return (
    <div className={page.fill}>
      <SettingsHead title={text.auditLog} sub={rows.total === undefined ? ' ' : text.entries(rows.total)}>
        <Button variant="default" component="a" href={`/api/audit/export?${new URLSearchParams(query as Record<string, string>).toString()}`}>{text.exportCsv}</Button>
      </SettingsHead>
      <div className={page.filters}>
        <NativeSelect aria-label={text.person} value={search.person ?? ''} onChange={event => set({ person: event.currentTarget.value || undefined })} data={[{ value: '', label: text.everybody }, ...(people.data?.items.map(one => ({ value: one.id, label: one.name })) ?? [])]} />
        <NativeSelect aria-label={text.kind} value={search.group ?? ''} onChange={event => set({ group: (event.currentTarget.value || undefined) as Group | undefined })} data={[{ value: '', label: text.everything }, ...Object.entries(text.groups).map(([value, label]) => ({ value, label }))]} />
        <TextInput aria-label={text.from} type="date" value={search.from ?? ''} onChange={event => set({ from: event.currentTarget.value || undefined })} />
        <TextInput aria-label={text.to} type="date" value={search.to ?? ''} onChange={event => set({ to: event.currentTarget.value || undefined })} />
      </div>
      {rows.error ? (
        <Notice tone="negative" action={{ label: common.tryAgain, run: rows.retry }}>{text.auditNotLoaded}</Notice>
      ) : rows.total === 0 ? (
        <EmptyState text={filtered ? text.noMatch : text.nothingYet} action={filtered ? <Button variant="default" onClick={() => void navigate({ to: '/settings/audit', search: {} })}>{text.clearFilters}</Button> : undefined} />
      ) : (
        <DataGrid list="audit" label={text.auditLog} rows={rows} columns={columns()} idOf={entry => entry.id} nameOf={entry => entry.text} />
      )}
    </div>
  );
}
