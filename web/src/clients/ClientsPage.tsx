import { Button, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { May } from '../session/may';
import { withWords } from '../text/catalogue';
import { formatDate, formatInt, formatMoney } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { HubSpotBadge } from '../ui/HubSpotBadge';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { Status } from '../ui/Status';
import { useRows } from '../ui/useRows';

const ImportDialog = lazy(withWords(() => import('./ImportDialog')));
type Client = Schemas['Client'];
interface Search {
  q?: string | undefined;
  source?: 'hubspot' | 'here' | undefined;
  status?: 'archived' | undefined;
  sort?: string | undefined;
  dir?: string | undefined;
  do?: 'import' | undefined;
}

const columns: readonly Column<Client>[] = [
  { key: 'name', label: 'Name', width: 2, sort: 'name', render: client => <>{client.name} {client.hubspot && <HubSpotBadge link={client.hubspot} dense />}</> },
  { key: 'email', label: 'Email', width: 2, sort: 'email', wideOnly: true, render: client => client.billingEmail ?? '' },
  { key: 'contacts', label: 'Contacts', width: 0.7, number: true, wideOnly: true, render: client => formatInt(client.contactsCount) },
  { key: 'invoice', label: 'Last invoice', wideOnly: true, render: client => (client.lastInvoice ? <Status kind="invoice" value={client.lastInvoice.status} /> : '') },
  { key: 'balance', label: 'Balance', number: true, sort: 'balance', render: client => client.balance.map(sum => formatMoney(sum)).join(' · ') },
  { key: 'updated', label: 'Updated', number: true, sort: 'updatedAt', wideOnly: true, render: client => formatDate(client.updatedAt.slice(0, 10)) },
];

// Find a client among a hundred thousand, and open it.
export function ClientsPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [text, setText] = useState(search.q ?? '');
  const set = (change: Partial<Search>) => void navigate({ to: '/clients', search: { ...search, ...change }, replace: true });
  const later = useDebouncedCallback((q: string) => set({ q: q || undefined }), 120);
  const sort = { by: search.sort ?? 'name', dir: search.dir === 'desc' ? ('desc' as const) : ('asc' as const) };
  const query = { q: search.q, source: search.source, status: search.status, sort: sort.by as 'name', dir: sort.dir };
  const rows = useRows<Client>(['clients', 'list', query], (offset, limit, signal) =>
    unwrap(api.GET('/api/clients', { params: { query: { ...Object.fromEntries(Object.entries(query).filter(([, value]) => value)), offset, limit } }, signal })),
  );
  const filtered = Boolean(search.q || search.source || search.status);
  return (
    <div className={page.fill}>
      <div className={page.head}>
        <div>
          <PageTitle>Clients</PageTitle>
          <p className={page.sub} aria-live="polite">{rows.total === undefined ? ' ' : `${formatInt(rows.total)} ${rows.total === 1 ? 'client' : 'clients'}`}</p>
        </div>
        <Group gap="sm">
          <May need="records.write"><Button variant="default" onClick={() => set({ do: 'import' })}>Import CSV</Button></May>
          <Button variant="default" component="a" href={`/api/clients/export?${new URLSearchParams(Object.entries({ q: search.q, source: search.source, status: search.status }).filter((one): one is [string, string] => Boolean(one[1]))).toString()}`}>Export CSV</Button>
          <May need="records.write"><Button component={Link} to="/clients/new" leftSection={<IconPlus size={16} aria-hidden />}>New client</Button></May>
        </Group>
      </div>
      {search.do === 'import' && <Suspense><ImportDialog onClose={() => set({ do: undefined })} /></Suspense>}
      <div className={page.filters}>
        <TextInput type="search" aria-label="Search clients" placeholder="Search name, company or email" leftSection={<IconSearch size={16} aria-hidden />} value={text} w={280} onChange={event => { setText(event.currentTarget.value); later(event.currentTarget.value); }} />
        <SegmentedControl size="sm" aria-label="Source" value={search.source ?? ''} onChange={source => set({ source: (source || undefined) as Search['source'] })} data={[{ value: '', label: 'All' }, { value: 'hubspot', label: 'From HubSpot' }, { value: 'here', label: 'Created here' }]} />
        <NativeSelect size="xs" w={130} aria-label="Status" value={search.status ?? 'active'} onChange={event => set({ status: event.currentTarget.value === 'archived' ? 'archived' : undefined })} data={[{ value: 'active', label: 'Active' }, { value: 'archived', label: 'Archived' }]} />
      </div>
      {rows.error ? (
        <Notice tone="negative" action={{ label: 'Try again', run: rows.retry }}>Clients could not be loaded. Nothing was changed.</Notice>
      ) : rows.total === 0 ? (
        filtered ? (
          <EmptyState text="No clients match these filters." action={<Button variant="default" onClick={() => { setText(''); void navigate({ to: '/clients', search: {} }); }}>Clear filters</Button>} />
        ) : (
          <EmptyState text="No clients yet. Import them from HubSpot or a file, or add one." action={<Button component={Link} to="/settings/integrations/hubspot">Import from HubSpot</Button>} />
        )
      ) : (
        <DataGrid label="Clients" rows={rows} columns={columns} idOf={client => client.id} nameOf={client => client.name} sort={sort} onSort={(by, dir) => set({ sort: by, dir })} onOpen={client => void navigate({ to: '/clients/$id', params: { id: client.id } })} />
      )}
    </div>
  );
}
