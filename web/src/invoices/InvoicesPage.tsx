import { Button, Tabs, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { keyHint } from '../app/keys';
import { toastSendingMany } from '../mail/undo';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatDate, formatInt, formatMoney } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { countSelected, nothing, type Selection } from '../ui/selection';
import type { RowAction } from '../ui/RowMenu';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import { useRows } from '../ui/useRows';
import { BulkBar } from './BulkBar';
import { InvoiceFilters, InvoiceSums } from './InvoiceFilters';
import { text as list } from './list.text';
import { asQuery, type InvoiceSearch } from './narrow';
import { text as words } from './text';

const BulkMailDialog = lazy(withWords(() => import('./BulkMailDialog')));
const InvoicePreview = lazy(withWords(() => import('./InvoicePreview')));

type Invoice = Schemas['InvoiceSummary'];
type List = Schemas['InvoiceList'];
interface Search extends InvoiceSearch {
  sort?: string | undefined;
  dir?: string | undefined;
}

const columns = (): readonly Column<Invoice>[] => [
  { key: 'number', label: words.number, width: 1.3, sort: 'number', render: invoice => invoice.number ?? words.draft },
  { key: 'client', label: common.client, width: 2, under: 'number', render: invoice => invoice.client.name },
  { key: 'status', label: common.status, under: 'total', render: invoice => <Status kind="invoice" value={invoice.displayStatus} /> },
  { key: 'due', label: words.due, sort: 'dueDate', wideOnly: true, date: true, render: invoice => (invoice.dueDate ? formatDate(invoice.dueDate) : '–') },
  { key: 'deal', label: words.fromDealColumn, width: 1.4, wideOnly: true, roomy: true, render: invoice => invoice.deal?.name ?? '' },
  { key: 'total', label: words.total, number: true, sort: 'total', render: invoice => formatMoney(invoice.total) },
];
const tabs = ['all', 'draft', 'issued', 'sent', 'viewed', 'partial', 'overdue', 'paid', 'credited', 'void', 'notes'] as const;

export function InvoicesPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [selection, setSelection] = useState<Selection>(nothing);
  const [text, setText] = useState(search.q ?? '');
  const may = useMay();
  const queries = useQueryClient();
  const [mailing, setMailing] = useState<{ kind: 'invoice' | 'reminder'; id: string } | null>(null);
  const copyLink = async (invoice: Invoice) => {
    try {
      const { url } = await unwrap(api.POST('/api/invoices/{id}/link', { params: { path: { id: invoice.id } } }));
      await navigator.clipboard.writeText(url ?? '');
      toast({ title: list.linkCopied(invoice.number ?? list.draft) });
    } catch (error) {
      toast({ title: problemWords(error), tone: 'negative' });
    }
  };
  const set = (change: Partial<Search>) => { if (!('sort' in change)) setSelection(nothing); void navigate({ to: '/invoices', search: { ...search, ...change }, replace: true, resetScroll: false }); };
  const later = useDebouncedCallback((q: string) => set({ q: q || undefined }), 120);
  const sort = { by: search.sort ?? 'createdAt', dir: search.dir === 'asc' ? ('asc' as const) : ('desc' as const) };
  const filters = asQuery(search);
  const query = { ...filters, sort: sort.by, dir: sort.dir };
  const rows = useRows<Invoice>(['invoices', 'list', query], (offset, limit, signal) =>
    unwrap(api.GET('/api/invoices', { params: { query: { ...(Object.fromEntries(Object.entries(query).filter(([, value]) => value)) as { sort?: 'createdAt' }), offset, limit } }, signal })),
  );
  const menu = (invoice: Invoice): readonly RowAction[] => [
    { label: list.open, to: `/invoices/${invoice.id}` },
    { label: list.preview, href: `/api/invoices/${invoice.id}/pdf` },
    ...(may('invoices.write') && invoice.status === 'draft' ? [{ label: list.edit, to: `/invoices/${invoice.id}/edit` }] : []),
    ...(may('invoices.write') && invoice.status === 'issued' ? [{ label: list.copyLink, run: () => void copyLink(invoice) }] : []),
    ...(may('invoices.write') && invoice.kind === 'invoice' && invoice.status !== 'void' ? [{ label: list.send, run: () => setMailing({ kind: 'invoice', id: invoice.id }) }] : []),
    ...(may('invoices.write') && invoice.kind === 'invoice' && Number(invoice.due.amount) > 0 && invoice.status === 'issued' ? [{ label: list.remind, run: () => setMailing({ kind: 'reminder', id: invoice.id }) }] : []),
  ];
  const picked = countSelected(selection, rows.total ?? 0);
  // "All" is a query plus exceptions: who that is now.
  const pickedIds = async (most: number) => {
    if (!selection.all) return [...selection.ids];
    const limit = Math.min(500, most + selection.ids.size);
    const window = await unwrap(api.GET('/api/invoices', { params: { query: { ...(Object.fromEntries(Object.entries(query).filter(([, value]) => value)) as { sort?: 'createdAt' }), offset: 0, limit } } }));
    return window.items.map(one => one.id).filter(id => !selection.ids.has(id)).slice(0, most);
  };
  const toExport = () => {
    if (!selection.all) return { ids: [...selection.ids] };
    return { all: true, except: [...selection.ids], ...(filters as { kind?: 'credit_note' }) };
  };
  const counts = (rows.first.data as List | undefined)?.counts;
  const all = counts ? Object.values(counts).reduce((a, b) => a + b, 0) : 0;
  return (
    <div className={page.fill}>
      <div className={page.head}>
        <PageTitle>{words.invoices}</PageTitle>
        <May need="invoices.write"><Button component={Link} to="/invoices/new" {...keyHint(words.newInvoice, 'n')} leftSection={<IconPlus size={16} aria-hidden />}>{words.newInvoice}</Button></May>
      </div>
      {mailing && (
        <Suspense>
          <BulkMailDialog kind={mailing.kind} ids={() => Promise.resolve([mailing.id])} onClose={() => setMailing(null)} onSent={(what, mails, left) => { setMailing(null); const fresh = () => void queries.invalidateQueries({ queryKey: ['invoices'] }); fresh(); toastSendingMany(what, mails, left, fresh); }} />
        </Suspense>
      )}
      <Tabs value={search.status ?? 'all'} onChange={status => set({ status: status === 'all' ? undefined : (status ?? undefined) })}>
        <Tabs.List style={{ overflowX: 'auto', flexWrap: 'nowrap' }}>
          {tabs.map(value => (
            <Tabs.Tab key={value} value={value} aria-controls={undefined}>{words.tabs[value]}{value !== 'notes' && <> <span className={page.count}>{counts && formatInt(value === 'all' ? all : counts[value])}</span></>}</Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <div className={page.filters}>
        <TextInput type="search" {...keyHint(words.searchInvoices, '/')} aria-label={words.searchInvoices} placeholder={words.searchHint} leftSection={<IconSearch size={16} aria-hidden />} value={text} w={280} onChange={event => { setText(event.currentTarget.value); later(event.currentTarget.value); }} />
        <InvoiceFilters search={search} set={set} />
      </div>
      <InvoiceSums search={search} />
      {rows.error ? (
        <Notice tone="negative" action={{ label: common.tryAgain, run: rows.retry }}>{words.notLoaded}</Notice>
      ) : rows.total === 0 ? (
        Object.keys(filters).length > 0 ? (
          <EmptyState text={words.noMatch} action={<Button variant="default" onClick={() => { setText(''); void navigate({ to: '/invoices', search: {} }); }}>{words.clearFilters}</Button>} />
        ) : (
          <EmptyState text={words.noInvoices} action={<Button component={Link} to="/clients/pipeline">{words.openPipeline}</Button>} />
        )
      ) : (
        <DataGrid list="invoices" label={words.invoices} rows={rows} columns={columns()} idOf={invoice => invoice.id} nameOf={invoice => invoice.number ?? words.draft} sort={sort} onSort={(by, dir) => set({ sort: by, dir })} selection={selection} onSelection={setSelection} menu={menu}
          actions={picked > 0 && <BulkBar picked={picked} notes={search.status === 'notes'} ids={pickedIds} toExport={toExport} onClear={() => setSelection(nothing)} />}
          preview={invoice => <Suspense><InvoicePreview id={invoice.id} /></Suspense>}
          onOpen={invoice => void navigate({ to: '/invoices/$id', params: { id: invoice.id } })} />
      )}
    </div>
  );
}
