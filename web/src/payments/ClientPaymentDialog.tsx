import { Button, Group, Modal, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, Problem, problemWords } from '../api/problem';
import { digitsOf } from '../documents/totals';
import { minorOf, moneyOf, sumOf } from '../invoices/sums';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { formatDate, formatMoney } from '../text/format';
import { ClientPicker } from '../ui/ClientPicker';
import { DecimalInput } from '../ui/DecimalInput';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { allot } from './allot';
import { fieldsOf, PaymentFields } from './fields';
import { text } from './text';
import { useRefreshMoney, useTellPayment } from './undo';

interface Props {
  client?: { id: string; name: string };
  onClose: () => void;
}

// What came in from a client, over as many of its invoices as it pays; the rest is credit, once that is said.
export function ClientPaymentDialog({ client: given, onClose }: Props) {
  const once = useOnce();
  const tell = useTellPayment();
  const refresh = useRefreshMoney();
  const main = useSession()?.workspace.currency ?? 'USD';
  const [client, setClient] = useState(given);
  const [chosen, setChosen] = useState<string | null>(null);
  const [amount, setAmount] = useState('');
  const [typed, setTyped] = useState<Record<string, string> | null>(null);
  const [over, setOver] = useState(false);
  const open = useQuery({
    queryKey: ['invoices', 'open', client?.id],
    queryFn: () => unwrap(api.GET('/api/invoices', { params: { query: { client: client?.id ?? '', status: 'open', sort: 'dueDate', dir: 'asc', limit: 200 } } })),
    enabled: client !== undefined,
  });
  const currencies = [...new Set(open.data?.items.map(invoice => invoice.currency) ?? [])];
  const currency = chosen ?? currencies[0] ?? main;
  const invoices = open.data?.items.filter(invoice => invoice.currency === currency) ?? [];
  const parts = typed ?? allot(amount, currency, invoices);
  const paid = sumOf(Object.values(parts), currency);
  const left = moneyOf(minorOf(amount, currency) - minorOf(paid.amount, currency), currency);
  const named = invoices.filter(invoice => minorOf(parts[invoice.id] ?? '', currency) !== 0n);
  const record = useMutation({
    mutationFn: (form: FormData) =>
      once(header => unwrap(api.POST('/api/payments', {
        params: { header },
        body: {
          clientId: client?.id ?? '', amount: { amount: amount.trim(), currency }, ...fieldsOf(form), allowOverpayment: over,
          allocations: named.map(invoice => ({ invoiceId: invoice.id, amount: { amount: (parts[invoice.id] ?? '').trim(), currency } })),
        },
      }))),
    onSuccess: payment => {
      refresh();
      onClose();
      tell(payment);
    },
    onError: error => {
      if (error instanceof Problem && error.code === 'overpayment') setOver(true);
    },
  });
  const change = () => {
    setOver(false);
    record.reset();
  };
  return (
    <Modal opened onClose={onClose} title={text.recordPayment} size="lg">
      <form style={{ display: 'grid', gap: 12 }} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); record.mutate(new FormData(event.currentTarget)); }}>
        {over ? <Notice tone="warn">{text.moreThanDue(formatMoney(left))}</Notice> : record.error ? <Notice tone="negative">{problemWords(record.error)}</Notice> : null}
        {given ? <p className={page.dim}>{text.fromClient(given.name)}</p> : <ClientPicker label={common.client} error={fieldError(record.error, '/clientId')} onPick={(id, name) => { setClient({ id, name }); setTyped(null); setChosen(null); change(); }} />}
        <Group grow align="flex-start">
          <DecimalInput label={text.amountIn(currency)} places={digitsOf(currency)} required value={amount} onChange={value => { setAmount(value); change(); }} error={fieldError(record.error, '/amount/amount') ?? fieldError(record.error, '/amount')} />
          {currencies.length > 1 && <NativeSelect label={text.currency} value={currency} data={currencies} onChange={event => { setChosen(event.currentTarget.value); setTyped(null); change(); }} />}
        </Group>
        {client && open.data && (
          <section aria-labelledby="pays">
            <h3 id="pays" className={page.dim}>{text.paysThese}</h3>
            {invoices.length === 0 && <p className={page.dim}>{text.noOpen(client.name)}</p>}
            <ul className={page.rows}>
              {invoices.map(invoice => (
                <li key={invoice.id}>
                  <span>{invoice.number} <span className={page.dim}>{text.due(formatMoney(invoice.due), invoice.dueDate ? formatDate(invoice.dueDate) : null)}</span></span>
                  <DecimalInput aria-label={text.paidOf(invoice.number ?? '', currency)} places={digitsOf(currency)} w={130} value={parts[invoice.id] ?? ''} onChange={value => { setTyped({ ...parts, [invoice.id]: value }); change(); }} error={fieldError(record.error, `/allocations/${named.indexOf(invoice)}/amount/amount`) ?? fieldError(record.error, `/allocations/${named.indexOf(invoice)}/amount`)} />
                </li>
              ))}
            </ul>
            <p className={page.dim} aria-live="polite">{text.pays(formatMoney(paid), minorOf(left.amount, currency) > 0n ? formatMoney(left) : null)}</p>
          </section>
        )}
        <PaymentFields error={record.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" disabled={!client} loading={record.isPending}>{over ? text.recordAsCredit : text.recordPayment}</Button>
        </Group>
      </form>
    </Modal>
  );
}
