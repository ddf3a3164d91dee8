import { Button, Pill, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap } from '../api/client';
import { withWords } from '../text/catalogue';
import { formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { text } from './list.text';
import { asQuery, narrowing, type InvoiceSearch } from './narrow';

const ClientPicker = lazy(withWords(() => import('../ui/ClientPicker').then(part => ({ default: part.ClientPicker }))));
type Set = (change: Partial<InvoiceSearch>) => void;

// Whose they are, when they are due, what they are over.
export function InvoiceFilters({ search, set }: { search: InvoiceSearch; set: Set }) {
  const chosen = narrowing.filter(name => search[name]).length;
  const [open, setOpen] = useState(chosen > 0);
  const client = useQuery({ queryKey: ['clients', 'one', search.client, 'name'], queryFn: () => unwrap(api.GET('/api/clients/{id}', { params: { path: { id: search.client ?? '' } } })), enabled: Boolean(search.client) });
  const name = client.data?.name ?? '…';
  const [amounts, setAmounts] = useState({ currency: search.currency ?? '', least: search.least ?? '', most: search.most ?? '' });
  const later = useDebouncedCallback((now: typeof amounts) => set({ currency: /^[A-Z]{3}$/.test(now.currency) ? now.currency : undefined, least: /^\d+(\.\d+)?$/.test(now.least) ? now.least : undefined, most: /^\d+(\.\d+)?$/.test(now.most) ? now.most : undefined }), 300);
  const type = (change: Partial<typeof amounts>) => { const now = { ...amounts, ...change }; setAmounts(now); later(now); };
  return (
    <>
      <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{text.filters(chosen)}</Button>
      {open && (
        <div className={page.filters}>
          {search.client
            ? <Pill size="md" withRemoveButton removeButtonProps={{ 'aria-label': text.withoutClient(name), 'aria-hidden': false, tabIndex: 0 }} onRemove={() => set({ client: undefined })}>{text.clientOf(name)}</Pill>
            : <Suspense><ClientPicker label={text.client} onPick={id => set({ client: id })} /></Suspense>}
          <TextInput size="xs" type="date" label={text.dueFrom} value={search.from ?? ''} onChange={event => set({ from: event.currentTarget.value || undefined })} />
          <TextInput size="xs" type="date" label={text.dueTo} value={search.to ?? ''} onChange={event => set({ to: event.currentTarget.value || undefined })} />
          <TextInput size="xs" w={90} label={text.currency} maxLength={3} value={amounts.currency} onChange={event => type({ currency: event.currentTarget.value.toUpperCase() })} />
          <TextInput size="xs" w={110} inputMode="decimal" label={text.least} disabled={!search.currency} value={amounts.least} onChange={event => type({ least: event.currentTarget.value.trim() })} />
          <TextInput size="xs" w={110} inputMode="decimal" label={text.most} disabled={!search.currency} value={amounts.most} onChange={event => type({ most: event.currentTarget.value.trim() })} />
        </div>
      )}
    </>
  );
}

// What the list owes, by currency; how long they take to pay, where the list is of all.
export function InvoiceSums({ search }: { search: InvoiceSearch }) {
  const query = asQuery(search);
  const sums = useQuery({ queryKey: ['invoices', 'sums', query], queryFn: () => unwrap(api.GET('/api/invoices/sums', { params: { query: query as never } })), placeholderData: old => old });
  const report = useQuery({ queryKey: ['reports', 'money'], queryFn: () => unwrap(api.GET('/api/reports/money')), enabled: Object.keys(query).length === 0 });
  const owing = sums.data?.currencies?.filter(one => Number(one.outstanding.amount) !== 0) ?? [];
  const days = Object.keys(query).length === 0 ? (report.data?.currencies.filter(one => one.averageDaysToPay !== null) ?? []) : [];
  // It keeps its place, so that the list below does not jump.
  return (
    <dl className={page.sums} aria-label={text.sums} style={{ minBlockSize: '3rem' }}>
      {owing.map(one => (
        <div key={one.currency}>
          <dt>{text.outstanding(one.currency)} · {text.invoices(one.count)}</dt>
          <dd>{formatMoney(one.outstanding)}{Number(one.overdue.amount) !== 0 && <span className={page.dim}> · {text.overdue(one.currency)} {formatMoney(one.overdue)}</span>}</dd>
        </div>
      ))}
      {days.slice(0, 1).map(one => <div key="days"><dt>{text.daysToPay}</dt><dd>{one.averageDaysToPay}</dd></div>)}
    </dl>
  );
}
