import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { keyHint, usePageKeys } from '../app/keys';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatDate, formatMoney } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { useRows } from '../ui/useRows';
import { methods } from './fields';
import { text } from './text';

const ClientPaymentDialog = lazy(withWords(() => import('./ClientPaymentDialog').then(part => ({ default: part.ClientPaymentDialog }))));
const PaymentPanel = lazy(withWords(() => import('./PaymentPanel').then(part => ({ default: part.PaymentPanel }))));

type Payment = Schemas['Payment'];
interface Search {
  credit?: string | undefined;
  payment?: string | undefined;
  sort?: string | undefined;
  dir?: string | undefined;
}

const columns = (): readonly Column<Payment>[] => [
  { key: 'date', label: common.date, sort: 'date', date: true, render: payment => formatDate(payment.date) },
  { key: 'client', label: common.client, width: 1.6, under: 'date', render: payment => payment.client.name },
  { key: 'invoices', label: text.invoices, width: 1.4, wideOnly: true, render: payment => payment.allocations.map(one => one.invoice.number).join(', ') || '–' },
  { key: 'method', label: text.method, wideOnly: true, render: payment => methods()[payment.method] },
  { key: 'reference', label: text.reference, wideOnly: true, render: payment => payment.reference },
  { key: 'credit', label: text.creditLeft, number: true, wideOnly: true, render: payment => (Number(payment.credit.amount) > 0 ? formatMoney(payment.credit) : '') },
  { key: 'amount', label: common.amount, number: true, sort: 'amount', render: payment => formatMoney(payment.amount) },
];

// What came in, newest first; what of it is still the client's credit.
export function PaymentsPage() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [recording, setRecording] = useState(false);
  const mayRecord = useMay()('invoices.write');
  usePageKeys(useMemo((): Record<string, () => void> => (mayRecord ? { n: () => setRecording(true) } : {}), [mayRecord]));
  const set = (change: Partial<Search>) => void navigate({ to: '/payments', search: { ...search, ...change }, replace: true, resetScroll: false });
  const sort = { by: search.sort ?? 'date', dir: search.dir === 'asc' ? ('asc' as const) : ('desc' as const) };
  const rows = useRows<Payment>(['payments', 'list', search.credit, sort.by, sort.dir], (offset, limit, signal) =>
    unwrap(api.GET('/api/payments', { params: { query: { ...(search.credit ? { withCredit: 'true' as const } : {}), sort: sort.by as 'date', dir: sort.dir, offset, limit } }, signal })),
  );
  return (
    <div className={page.fill}>
      <div className={page.head}>
        <PageTitle>{text.payments}</PageTitle>
        <May need="invoices.write"><Button {...keyHint(text.recordPayment, 'n')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setRecording(true)}>{text.recordPayment}</Button></May>
      </div>
      <div className={page.filters}>
        <SegmentedControl aria-label={text.which} data={[{ value: '', label: text.all }, { value: '1', label: text.withCredit }]} value={search.credit ?? ''} onChange={credit => set({ credit: credit || undefined })} />
        <Button variant="default" component="a" href="/api/reports/payments">{text.exportCsv}</Button>
      </div>
      {rows.error ? (
        <Notice tone="negative" action={{ label: common.tryAgain, run: rows.retry }}>{text.notLoaded}</Notice>
      ) : rows.total === 0 ? (
        search.credit ? (
          <EmptyState text={text.noCredit} action={<Button variant="default" onClick={() => set({ credit: undefined })}>{text.showAll}</Button>} />
        ) : (
          <EmptyState text={text.noPayments} action={<May need="invoices.write"><Button onClick={() => setRecording(true)}>{text.recordPayment}</Button></May>} />
        )
      ) : (
        <DataGrid list="payments" label={text.payments} rows={rows} columns={columns()} idOf={payment => payment.id} nameOf={payment => `${payment.client.name}, ${formatMoney(payment.amount)}`} sort={sort} onSort={(by, dir) => set({ sort: by, dir })} onOpen={payment => set({ payment: payment.id })} panel />
      )}
      {search.payment && <Suspense><PaymentPanel id={search.payment} onClose={() => set({ payment: undefined })} /></Suspense>}
      {recording && <Suspense><ClientPaymentDialog onClose={() => setRecording(false)} /></Suspense>}
    </div>
  );
}
