import { Button, Pill, Tabs, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { keyHint } from '../app/keys';
import { May } from '../session/may';
import { common } from '../text/common';
import { formatDate, formatInt, formatMoney } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { Status } from '../ui/Status';
import { useRows } from '../ui/useRows';
import { text as words } from './text';

type Proposal = Schemas['ProposalSummary'];
type List = Schemas['ProposalList'];
interface Search {
  q?: string | undefined;
  status?: string | undefined;
  unanswered?: 'true' | undefined;
  sort?: string | undefined;
  dir?: string | undefined;
}

const columns = (): readonly Column<Proposal>[] => [
  { key: 'number', label: words.number, width: 1.3, sort: 'number', render: proposal => proposal.number ?? words.draft },
  { key: 'title', label: words.title, width: 2, wideOnly: true, render: proposal => proposal.title },
  { key: 'client', label: common.client, width: 1.6, under: 'number', render: proposal => proposal.client.name },
  { key: 'status', label: common.status, under: 'total', render: proposal => <Status kind="proposal" value={proposal.displayStatus} /> },
  { key: 'valid', label: words.validUntil, sort: 'validUntil', wideOnly: true, date: true, render: proposal => (proposal.validUntil ? formatDate(proposal.validUntil) : '–') },
  { key: 'total', label: words.total, number: true, sort: 'total', render: proposal => formatMoney(proposal.total) },
];
const tabs = ['all', 'draft', 'open', 'sent', 'viewed', 'accepted', 'declined', 'expired'] as const;

export function ProposalsPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [text, setText] = useState(search.q ?? '');
  const set = (change: Partial<Search>) => void navigate({ to: '/proposals', search: { ...search, ...change }, replace: true, resetScroll: false });
  const later = useDebouncedCallback((q: string) => set({ q: q || undefined }), 120);
  const sort = { by: search.sort ?? 'createdAt', dir: search.dir === 'asc' ? ('asc' as const) : ('desc' as const) };
  const query = { q: search.q, status: search.status, unanswered: search.unanswered, sort: sort.by, dir: sort.dir };
  const rows = useRows<Proposal>(['proposals', 'list', query], (offset, limit, signal) =>
    unwrap(api.GET('/api/proposals', { params: { query: { ...(Object.fromEntries(Object.entries(query).filter(([, value]) => value)) as { sort?: 'createdAt' }), offset, limit } }, signal })),
  );
  const counts = (rows.first.data as List | undefined)?.counts;
  const all = counts ? Object.values(counts).reduce((a, b) => a + b, 0) : 0;
  return (
    <div className={page.fill}>
      <div className={page.head}>
        <PageTitle>{words.proposals}</PageTitle>
        <May need="invoices.write"><Button component={Link} to="/proposals/new" {...keyHint(words.newProposal, 'n')} leftSection={<IconPlus size={16} aria-hidden />}>{words.newProposal}</Button></May>
      </div>
      <Tabs value={search.status ?? 'all'} onChange={status => set({ status: status === 'all' ? undefined : (status ?? undefined), unanswered: undefined })}>
        <Tabs.List style={{ overflowX: 'auto', flexWrap: 'nowrap' }}>
          {tabs.map(value => (
            <Tabs.Tab key={value} value={value} aria-controls={undefined}>{words.tabs[value]} <span className={page.count}>{counts && formatInt(value === 'all' ? all : counts[value])}</span></Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <div className={page.filters}>
        <TextInput type="search" {...keyHint(words.searchProposals, '/')} aria-label={words.searchProposals} placeholder={words.searchHint} leftSection={<IconSearch size={16} aria-hidden />} value={text} w={280} onChange={event => { setText(event.currentTarget.value); later(event.currentTarget.value); }} />
        {search.unanswered && <Pill size="md" withRemoveButton removeButtonProps={{ 'aria-label': words.withoutUnanswered, 'aria-hidden': false, tabIndex: 0 }} onRemove={() => set({ unanswered: undefined })}>{words.unanswered}</Pill>}
      </div>
      {rows.error ? (
        <Notice tone="negative" action={{ label: common.tryAgain, run: rows.retry }}>{words.notLoaded}</Notice>
      ) : rows.total === 0 ? (
        search.q || search.status || search.unanswered ? (
          <EmptyState text={words.noMatch} action={<Button variant="default" onClick={() => { setText(''); void navigate({ to: '/proposals', search: {} }); }}>{words.clearFilters}</Button>} />
        ) : (
          <EmptyState text={words.noProposals} action={<Button component={Link} to="/clients/pipeline">{words.openPipeline}</Button>} />
        )
      ) : (
        <DataGrid list="proposals" label={words.proposals} rows={rows} columns={columns()} idOf={proposal => proposal.id} nameOf={proposal => proposal.number ?? words.draft} sort={sort} onSort={(by, dir) => set({ sort: by, dir })} onOpen={proposal => void navigate({ to: '/proposals/$id', params: { id: proposal.id } })} />
      )}
    </div>
  );
}
