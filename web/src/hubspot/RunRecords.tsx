import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { withReference } from '../api/problem';
import { keyHint } from '../app/keys';
import { common } from '../text/common';
import { DataGrid, type Column } from '../ui/DataGrid';
import { DiffTable } from '../ui/DiffTable';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useRows } from '../ui/useRows';
import type { Run } from './data';
import { fieldName, named } from './fields';
import css from './hubspot.module.css';
import { helpOr } from './problems';
import { text } from './runs.text';
import { text as shared } from './text';
import { wordOf } from './wordOf';
import { whySearch } from './words';

type Record_ = Schemas['RunRecord'];
type Outcome = Schemas['RunOutcome'];

function NameOf({ record }: { record: Record_ }) {
  const name = record.name || record.objectId || '';
  const trace = record.objectId ? <Link to="/settings/integrations/hubspot" search={whySearch(record.objectId)}>{name}</Link> : name;
  if (!record.everyId || record.outcome === 'removed') return trace;
  if (record.objectType === 'client' || record.objectType === 'company') return <Link to="/clients/$id" params={{ id: record.everyId }}>{name}</Link>;
  if (record.objectType === 'deal') return <Link to="/clients/pipeline" search={{ deal: record.everyId } as never}>{name}</Link>;
  return trace;
}
const changed = (record: Record_) =>
  record.changes.length > 0 ? record.changes.map(change => fieldName(change.field, change.label)).join(', ') : record.code ? wordOf(text.causes, record.code).replaceAll('_', ' ') : '';
const columns = (): readonly Column<Record_>[] => [
  { key: 'name', label: text.record, width: 1.6, render: record => <NameOf record={record} /> },
  { key: 'type', label: shared.kind, width: 0.7, wideOnly: true, render: record => wordOf(shared.object, record.objectType) },
  { key: 'outcome', label: shared.result, width: 0.8, render: record => text.outcomes[record.outcome] },
  { key: 'changes', label: text.whatChanged, width: 2, wideOnly: true, render: changed },
];
const differences = (record: Record_) => (
  <DiffTable heads={[text.before, text.after]} fields={named(record.changes).map(({ field, label, from, to }) => ({ field: field as 'name', label, every: from, hubspot: to, same: from === to, formattingOnly: false }))} />
);

interface Props {
  run: Run;
  outcome: string | undefined;
  q: string | undefined;
  onChange: (change: { outcome?: string | undefined; q?: string | undefined }) => void;
}

// What the run did, record by record; each with the fields that changed under it.
export function RunRecords({ run, outcome, q, onChange }: Props) {
  const [typed, setTyped] = useState(q ?? '');
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
        <TextInput type="search" {...keyHint(shared.searchRecords, '/')} aria-label={shared.searchRecords} placeholder={shared.searchRecordsBy} w={240} value={typed} onChange={event => { setTyped(event.currentTarget.value); later(event.currentTarget.value.trim()); }} />
        <NativeSelect size="sm" aria-label={shared.result} value={outcome ?? ''} onChange={event => onChange({ outcome: event.currentTarget.value || undefined })} data={[{ value: '', label: text.everyResult }, ...Object.entries(counts).map(([value, n]) => ({ value, label: text.outcomeCount(wordOf(text.outcomes, value), n) }))]} />
        <span className={page.dim} aria-live="polite">{rows.total === undefined ? '' : text.ofThisSync(rows.total)}{run.counts.unchanged > 0 ? ` · ${text.leftAsTheyWere(run.counts.unchanged)}` : ''}</span>
      </div>
      {rows.error ? <Notice tone="negative" action={helpOr(rows.error, common.tryAgain, rows.retry)}>{withReference(text.recordsNotLoaded, rows.error)}</Notice>
        : rows.total === 0 ? (filtered ? <EmptyState text={text.noRecordsMatch} action={<Button variant="default" onClick={() => { setTyped(''); onChange({ outcome: undefined, q: undefined }); }}>{shared.clearFilters}</Button>} /> : <EmptyState text={text.changedNothing} />)
        : <DataGrid list="run-records" label={text.recordsLabel} rows={rows} columns={columns()} idOf={record => `${record.objectType}/${record.objectId ?? record.everyId ?? record.name}/${record.outcome}`} nameOf={record => record.name || (record.objectId ?? '')} detail={record => (record.changes.length > 0 ? differences(record) : null)} />}
    </div>
  );
}
