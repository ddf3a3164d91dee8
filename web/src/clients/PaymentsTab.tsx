import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap } from '../api/client';
import { methods } from '../payments/fields';
import { May } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatDate, formatMoney } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './text';

const ClientPaymentDialog = lazy(withWords(() => import('../payments/ClientPaymentDialog').then(part => ({ default: part.ClientPaymentDialog }))));

// What came in from a client, and what it paid.
export function PaymentsTab({ client }: { client: { id: string; name: string } }) {
  const [recording, setRecording] = useState(false);
  const payments = useQuery({ queryKey: ['payments', 'of', client.id], queryFn: () => unwrap(api.GET('/api/payments', { params: { query: { client: client.id, limit: 200 } } })) });
  const record = <May need="invoices.write"><Button size="xs" variant="light" onClick={() => setRecording(true)}>{text.recordPayment}</Button></May>;
  return (
    <>
      {payments.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void payments.refetch() }}>{text.paymentsNotLoaded}</Notice>}
      {payments.data?.items.length === 0 && <EmptyState text={text.noPayments} action={record} />}
      <ul className={page.rows}>
        {payments.data?.items.map(payment => (
          <li key={payment.id}>
            <Link to="/payments" search={{ payment: payment.id } as never}>{formatDate(payment.date)}</Link>
            <span className={page.dim}>{methods()[payment.method]}{payment.reference && <> · <bdi>{payment.reference}</bdi></>}</span>
            <span className={page.dim}>{payment.allocations.map(one => one.invoice.number).join(', ')}{Number(payment.credit.amount) > 0 && ` · ${text.creditOf(formatMoney(payment.credit))}`}</span>
            <span className="tabular">{formatMoney(payment.amount)}</span>
          </li>
        ))}
      </ul>
      {(payments.data?.items.length ?? 0) > 0 && record}
      {recording && <Suspense><ClientPaymentDialog client={client} onClose={() => setRecording(false)} /></Suspense>}
    </>
  );
}
