import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { formatInt } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { DiffTable } from '../ui/DiffTable';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useRows } from '../ui/useRows';
import type { Run } from './data';
import css from './hubspot.module.css';
import { causes, objects, outcomes } from './words';

type Record_ = Schemas['RunRecord'];
type Outcome = Schemas['RunOutcome'];

function NameOf({ record }: { record: Record_ }) {
  const name = record.name || record.objectId || '';
  if (!record.everyId || record.outcome === 'removed') return name;
  if (record.objectType === 'client' || record.objectType === 'company') return <Link to="/clients/$id" params={{ id: record.everyId }}>{name}</Link>;
  if (record.objectType === 'deal') return <Link to="/clients/pipeline" search={{ deal: record.everyId } as never}>{name}</Link>;
  return name;
}
const changed = (record: Record_) =>
  record.changes.length > 0 ? record.changes.map(change => change.label).join(', ') : record.code ? (causes[record.code]?.text(1).replace(/^1 /, '') ?? record.code.replaceAll('_', ' ')) : '';
const columns: readonly Column<Record_>[] = [
  { key: 'name', label: 'Record', width: 1.6, render: record => <NameOf record={record} /> },
  { key: 'type', label: 'Kind', width: 0.7, wideOnly: true, render: record => objects[record.objectType]?.[0] ?? record.objectType },
  { key: 'outcome', label: 'Result', width: 0.8, render: record => outcomes[record.outcome] },
  { key: 'changes', label: 'What changed', width: 2, wideOnly: true, render: changed },
];
const differences = (record: Record_) => (
  <DiffTable heads={['Before', 'After']} fields={record.changes.map(({ field, label, from, to }) => ({ field: field as 'name', label, every: from, hubspot: to, same: from === to, formattingOnly: false }))} />
);

interface Props {
  run: Run;
  outcome: string | undefined;
  q: string | undefined;
  onChange: (change: { outcome?: string | undefined; q?: string | undefined }) => void;
}

// What the run did, record by record; each with the fields that changed under it.
export function RunRecords({ run, outcome, q, onChange }: Props) {
  const [text, setText] = useState(q ?? '');
  const later = useDebouncedCallback((next: string) => onChange({ q: next || undefined }), 120);
  const path = { id: run.id };
  const counts = useQuery({ queryKey: ['hubspot', 'run', run.id, 'outcomes'], queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}/records', { params: { path, query: { limit: 1 } } })) }).data?.counts ?? (outcome ? { [outcome]: 0 } : {});
  const rows = useRows<Record_>(['hubspot', 'run', run.id, 'records', outcome, q], (offset, limit, signal) =>
    unwrap(api.GET('/api/hubspot/runs/{id}/records', { params: { path, query: { ...(outcome ? { outcome: outcome as Outcome } : {}), ...(q ? { q } : {}), offset, limit } }, signal })),
  );
  const filtered = Boolean(outcome ?? q);
  return (
    <div className={css.records}>
      <div className={page.filters}>
        <TextInput type="search" aria-label="Search records" placeholder="Search name or HubSpot ID" w={240} value={text} onChange={event => { setText(event.currentTarget.value); later(event.currentTarget.value.trim()); }} />
        <NativeSelect size="sm" aria-label="Result" value={outcome ?? ''} onChange={event => onChange({ outcome: event.currentTarget.value || undefined })} data={[{ value: '', label: 'Every result' }, ...Object.entries(counts).map(([value, n]) => ({ value, label: `${outcomes[value] ?? value} (${formatInt(n)})` }))]} />
        <span className={page.dim} aria-live="polite">{rows.total === undefined ? '' : `${formatInt(rows.total)} of this sync`}{run.counts.unchanged > 0 ? ` · ${formatInt(run.counts.unchanged)} left as they were` : ''}</span>
      </div>
      {rows.error ? <Notice tone="negative" action={{ label: 'Try again', run: rows.retry }}>Records could not be loaded.</Notice>
        : rows.total === 0 ? (filtered ? <EmptyState text="No records match these filters." action={<Button variant="default" onClick={() => { setText(''); onChange({ outcome: undefined, q: undefined }); }}>Clear filters</Button>} /> : <EmptyState text="This sync changed no record." />)
        : <DataGrid label="Records of this sync" rows={rows} columns={columns} idOf={record => `${record.objectType}/${record.objectId ?? record.everyId ?? record.name}/${record.outcome}`} nameOf={record => record.name || (record.objectId ?? '')} detail={record => (record.changes.length > 0 ? differences(record) : null)} />}
    </div>
  );
}
