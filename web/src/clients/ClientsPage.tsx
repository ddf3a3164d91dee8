import { Button, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { Problem, problemWords, withReference } from '../api/problem';
import { keyHint } from '../app/keys';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatDate, formatInt, formatMoney } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { HubSpotBadge } from '../ui/HubSpotBadge';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import type { RowAction } from '../ui/RowMenu';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import ui from '../ui/ui.module.css';
import { countSelected, nothing, type Selection } from '../ui/selection';
import { useRows } from '../ui/useRows';
import { ChosenClients } from './ChosenClients';
import { text as fate } from './fate.text';
import MoreFilters, { ChosenFilters } from './MoreFilters';
import { asFilter, asQuery, moreFilters, type ClientSearch } from './filters';
import { text as filterWords } from './filters.text';
import { text as words } from './text';
import { useStatus } from './useStatus';

const Fate = lazy(withWords(() => import('./Fate')));
const ClientPreview = lazy(withWords(() => import('./ClientPreview')));
const ImportDialog = lazy(withWords(() => import('./ImportDialog')));
type Client = Schemas['Client'];
interface Search extends ClientSearch {
  sort?: string | undefined;
  dir?: string | undefined;
  do?: 'import' | undefined;
}

const columns = (): readonly Column<Client>[] => [
  { key: 'name', label: common.name, width: 2, sort: 'name', render: client => <span className={ui.named}><bdi>{client.name}</bdi>{client.hubspot && <HubSpotBadge link={client.hubspot} dense />}</span> },
  { key: 'email', label: common.email, width: 2, sort: 'email', wideOnly: true, roomy: true, render: client => client.billingEmail ?? '' },
  { key: 'contacts', label: words.contacts, width: 0.7, number: true, wideOnly: true, roomy: true, render: client => formatInt(client.contactsCount) },
  { key: 'invoice', label: words.lastInvoice, wideOnly: true, badge: true, render: client => (client.lastInvoice ? <Status kind="invoice" value={client.lastInvoice.status} /> : '') },
  { key: 'balance', label: words.balance, number: true, sort: 'balance', render: client => client.balance.map(sum => formatMoney(sum)).join(' · ') },
  { key: 'updated', label: words.updated, number: true, sort: 'updatedAt', wideOnly: true, date: true, render: client => formatDate(client.updatedAt.slice(0, 10)) },
];

// Find a client among a hundred thousand, and open it.
export function ClientsPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [text, setText] = useState(search.q ?? '');
  const [selection, setSelection] = useState<Selection>(nothing);
  // Who is chosen is chosen of what was listed: another list begins with nobody.
  const set = (change: Partial<Search>) => { if (!('sort' in change) && !('do' in change)) setSelection(nothing); void navigate({ to: '/clients', search: { ...search, ...change }, replace: true, resetScroll: false }); };
  const later = useDebouncedCallback((q: string) => set({ q: q || undefined }), 120);
  const sort = { by: search.sort ?? 'name', dir: search.dir === 'desc' ? ('desc' as const) : ('asc' as const) };
  const query = { ...asQuery(search), sort: sort.by, dir: sort.dir };
  const rows = useRows<Client>(['clients', 'list', query], (offset, limit, signal) =>
    unwrap(api.GET('/api/clients', { params: { query: { ...query, offset, limit } as never }, signal })),
  );
  const may = useMay();
  const { put } = useStatus();
  const [ending, setEnding] = useState<{ kind: 'archive' | 'delete'; client: Client } | null>(null);
  const menu = (client: Client): readonly RowAction[] => [
    { label: words.open, to: `/clients/${client.id}` },
    ...(may('invoices.write') ? [{ label: words.newInvoice, run: () => void navigate({ to: '/invoices/new', search: { client: client.id } as never }) }, { label: words.newProposal, run: () => void navigate({ to: '/proposals/new', search: { client: client.id } as never }) }] : []),
    ...(client.billingEmail ? [{ label: words.copyEmail, run: () => void navigator.clipboard.writeText(client.billingEmail ?? '').then(() => toast({ title: words.copied(client.billingEmail ?? '') })) }] : []),
    ...(client.hubspot && !client.hubspot.goneAt ? [{ label: words.openInHubSpot, href: client.hubspot.url }] : []),
    ...(may('records.write') ? [
      client.status === 'archived' ? { label: fate.restore, run: () => void put(client, 'active') } : { label: `${fate.archive}…`, run: () => setEnding({ kind: 'archive', client }) },
      { label: `${fate.delete}…`, danger: true, run: () => setEnding({ kind: 'delete', client }) },
    ] : []),
  ];
  const picked = countSelected(selection, rows.total ?? 0);
  const more = moreFilters.filter(name => search[name]).length;
  const [open, setOpen] = useState(false);
  const filtered = Object.keys(asQuery(search)).length > 0;
  return (
    <div className={page.fill}>
      <div className={page.head}>
        <div>
          <PageTitle>{words.clients}</PageTitle>
          <p className={page.sub} aria-live="polite">{rows.total === undefined ? ' ' : words.count(rows.total)}</p>
        </div>
        <Group gap="sm">
          <May need="records.write"><Button variant="default" onClick={() => set({ do: 'import' })}>{words.importCsv}</Button></May>
          <Button variant="default" component="a" href={`/api/clients/export?${new URLSearchParams(asQuery(search)).toString()}`}>{words.exportCsv}</Button>
          <May need="records.write"><Button component={Link} to="/clients/new" {...keyHint(words.newClient, 'n')} leftSection={<IconPlus size={16} aria-hidden />}>{words.newClient}</Button></May>
        </Group>
      </div>
      {ending && <Suspense><Fate {...ending} onClose={() => setEnding(null)} /></Suspense>}
      {search.do === 'import' && <Suspense><ImportDialog onClose={() => set({ do: undefined })} /></Suspense>}
      <div className={page.filters}>
        <TextInput type="search" {...keyHint(words.searchClients, '/')} aria-label={words.searchClients} placeholder={words.searchHint} leftSection={<IconSearch size={16} aria-hidden />} value={text} w={280} onChange={event => { setText(event.currentTarget.value); later(event.currentTarget.value); }} />
        <SegmentedControl size="sm" aria-label={words.source} value={search.source ?? ''} onChange={source => set({ source: (source || undefined) as Search['source'] })} data={[{ value: '', label: words.all }, { value: 'hubspot', label: words.fromHubSpot }, { value: 'here', label: words.createdHere }]} />
        <NativeSelect size="xs" w={130} aria-label={common.status} value={search.status ?? 'active'} onChange={event => set({ status: event.currentTarget.value === 'archived' ? 'archived' : undefined })} data={[{ value: 'active', label: words.active }, { value: 'archived', label: words.archived }]} />
        <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{filterWords.filters(more)}</Button>
      </div>
      {open ? <MoreFilters search={search} set={set} /> : <ChosenFilters search={search} set={set} />}
      {rows.error ? (
        // A list that HubSpot no longer has is not loaded by trying again.
        rows.error instanceof Problem && rows.error.status === 404 ? <Notice tone="warn" action={{ label: words.clearFilters, run: () => set({ list: undefined }) }}>{problemWords(rows.error)}</Notice>
        : <Notice tone="negative" action={{ label: common.tryAgain, run: rows.retry }}>{withReference(words.notLoaded, rows.error)}</Notice>
      ) : rows.total === 0 ? (
        filtered ? (
          <EmptyState text={words.noMatch} action={<Button variant="default" onClick={() => { setText(''); void navigate({ to: '/clients', search: {} }); }}>{words.clearFilters}</Button>} />
        ) : (
          <EmptyState text={words.noClients} action={<Button component={Link} to="/settings/integrations/hubspot">{words.importFromHubSpot}</Button>} />
        )
      ) : (
        <DataGrid list="clients" label={words.clients} rows={rows} columns={columns()} idOf={client => client.id} nameOf={client => client.name} sort={sort} onSort={(by, dir) => set({ sort: by, dir })} selection={selection} onSelection={setSelection} menu={menu}
          actions={picked > 0 && <ChosenClients count={picked} selection={selection} filter={asFilter(search)} onClear={() => setSelection(nothing)} />}
          preview={client => <Suspense><ClientPreview client={client} /></Suspense>}
          onOpen={client => void navigate({ to: '/clients/$id', params: { id: client.id } })} />
      )}
    </div>
  );
}
