import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { May } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatDate, formatMoney, today } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './text';

const ClientPaymentDialog = lazy(withWords(() => import('../payments/ClientPaymentDialog').then(part => ({ default: part.ClientPaymentDialog }))));

// What was invoiced, credited and paid, and how the balance stood after each: on screen, as a file, as a letter.
export function StatementTab({ client }: { client: { id: string; name: string } }) {
  const [from, setFrom] = useState(`${today().slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today());
  const [recording, setRecording] = useState(false);
  const statement = useQuery({ queryKey: ['clients', 'statement', client.id, from, to], queryFn: async () => (await unwrap(api.GET('/api/clients/{id}/statement', { params: { path: { id: client.id }, query: { from, to } } }))) as Schemas['Statement'], enabled: from !== '' && to !== '' });
  const file = (format: string) => `/api/clients/${client.id}/statement?from=${from}&to=${to}&format=${format}`;
  return (
    <div className={page.stack}>
      <Group align="flex-end" justify="space-between">
        <Group align="flex-end" gap="sm">
          <TextInput label={text.from} type="date" value={from} onChange={event => setFrom(event.currentTarget.value)} />
          <TextInput label={text.to} type="date" value={to} onChange={event => setTo(event.currentTarget.value)} />
        </Group>
        <Group gap="sm">
          <Button variant="default" component="a" href={file('csv')}>CSV</Button>
          <Button variant="default" component="a" href={file('pdf')} target="_blank" rel="noreferrer">PDF</Button>
          <May need="invoices.write"><Button onClick={() => setRecording(true)}>{text.recordPayment}</Button></May>
        </Group>
      </Group>
      {statement.error && <Notice tone="negative">{problemWords(statement.error)}</Notice>}
      {statement.data?.currencies.length === 0 && <p className={page.dim}>{text.nothingInPeriod}</p>}
      {statement.data?.currencies.map(one => (
        <section key={one.currency} className={page.card} aria-label={text.statementIn(one.currency)}>
          {/* A region that scrolls has to be reachable by keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={page.scroll} tabIndex={0} role="region" aria-label={text.entriesIn(one.currency)}>
            <table className={page.table}>
              <thead>
                <tr><th scope="col">{common.date}</th><th scope="col">{text.document}</th><th scope="col" data-number>{text.invoiced}</th><th scope="col" data-number>{text.received}</th><th scope="col" data-number>{text.balance}</th></tr>
              </thead>
              <tbody>
                <tr><td data-date="">{formatDate(statement.data.from)}</td><td>{text.balanceBefore}</td><td data-number></td><td data-number></td><td data-number>{formatMoney(one.opening)}</td></tr>
                {one.entries.map(entry => (
                  <tr key={entry.id}>
                    <td data-date="">{formatDate(entry.date)}</td>
                    <td>{entry.kind === 'payment' ? <Link to="/payments" search={{ payment: entry.id } as never}>{text.titles.payment} {entry.number && <bdi>{entry.number}</bdi>}</Link> : <Link to="/invoices/$id" params={{ id: entry.id }}>{text.titles[entry.kind]} {entry.number}</Link>}</td>
                    <td data-number>{entry.kind === 'invoice' ? formatMoney(entry.amount) : ''}</td>
                    <td data-number>{entry.kind === 'invoice' ? '' : formatMoney(entry.amount)}</td>
                    <td data-number>{formatMoney(entry.balance)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <dl className={page.totals}>
            <div><dt>{text.invoiced}</dt><dd>{formatMoney(one.invoiced)}</dd></div>
            <div><dt>{text.credited}</dt><dd>{formatMoney(one.credited)}</dd></div>
            <div><dt>{text.paid}</dt><dd>{formatMoney(one.paid)}</dd></div>
            <div data-strong=""><dt>{one.closing.amount.startsWith('-') ? text.inTheirFavour : text.balanceDue}</dt><dd>{formatMoney({ ...one.closing, amount: one.closing.amount.replace(/^-/, '') })}</dd></div>
          </dl>
        </section>
      ))}
      {recording && <Suspense><ClientPaymentDialog client={client} onClose={() => setRecording(false)} /></Suspense>}
    </div>
  );
}
