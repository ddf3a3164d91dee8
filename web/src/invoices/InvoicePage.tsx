import { Button, Group, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { newKey } from '../api/key';
import { formatDate, formatMoney, formatTime } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import { Delivery } from './Delivery';
import { LinkCard } from '../mail/LinkCard';
import { MailsCard } from '../mail/MailsCard';
import { Document } from './Document';
import { EInvoiceCard } from './EInvoiceCard';
import { PaymentDialog, methods } from './PaymentDialog';

type Invoice = Schemas['Invoice'];
const events: Record<string, string> = { created: 'Drafted', changed: 'Changed', issued: 'Issued', sent: 'Sent', reminded: 'Reminded', marked_sent: 'Marked as sent', not_sent: 'Not sent', viewed: 'Viewed by the client', link_made: 'Link made', link_revoked: 'Link revoked', payment_recorded: 'Payment recorded', payment_removed: 'Payment removed', voided: 'Voided' };

export function InvoicePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const queries = useQueryClient();
  const invoice = useQuery({ queryKey: ['invoices', 'one', id], queryFn: () => unwrap(api.GET('/api/invoices/{id}', { params: { path: { id } } })) });
  const [asking, setAsking] = useState<'issue' | 'void' | 'delete' | 'payment' | null>(null);
  const [removing, setRemoving] = useState<Schemas['Payment'] | null>(null);
  const [reason, setReason] = useState('');
  const refresh = () => {
    for (const key of ['invoices', 'clients', 'pipeline', 'deals', 'home']) void queries.invalidateQueries({ queryKey: [key] });
    setAsking(null);
    setRemoving(null);
    setReason('');
  };
  const failed = (error: unknown) => {
    setAsking(null);
    toast({ title: problemWords(error), tone: 'negative' });
  };
  const header = () => ({ 'Idempotency-Key': newKey() });
  const issue = useMutation({ mutationFn: () => unwrap(api.POST('/api/invoices/{id}/issue', { params: { path: { id }, header: header() } })), onSuccess: done => { refresh(); toast({ title: `${done.number} was issued` }); }, onError: failed });
  const cancel = useMutation({ mutationFn: () => unwrap(api.POST('/api/invoices/{id}/void', { params: { path: { id }, header: header() }, body: { reason } })), onSuccess: refresh, onError: failed });
  const remove = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/invoices/{id}', { params: { path: { id } } }) as never), onSuccess: () => { refresh(); void navigate({ to: '/invoices' }); }, onError: failed });
  const removePayment = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/payments/{id}', { params: { path: { id: removing?.id ?? '' } }, body: { reason } }) as never), onSuccess: refresh, onError: failed });

  if (invoice.error)
    return (
      <>
        <PageTitle>Invoice</PageTitle>
        <Notice tone="negative" action={{ label: 'Try again', run: () => void invoice.refetch() }}>{problemWords(invoice.error)}</Notice>
      </>
    );
  if (!invoice.data) return <Skeleton height={420} radius={12} />;
  const i: Invoice = invoice.data;
  const title = i.number ?? 'Draft invoice';
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/invoices">‹ Invoices</Link>
          <Group gap="sm"><PageTitle title={title}>{title}</PageTitle><Status kind="invoice" value={i.displayStatus} /></Group>
          <p className={page.sub}>
            <Link to="/clients/$id" params={{ id: i.client.id }}>{i.client.name}</Link>
            {i.deal && <> · from deal <Link to="/clients/pipeline" search={{ deal: i.deal.id }}>{i.deal.name || 'Unnamed deal'}</Link></>}
            {i.proposal && <> · from proposal <Link to="/proposals/$id" params={{ id: i.proposal.id }}>{i.proposal.number}</Link></>}
            {i.status === 'issued' && ` · ${formatMoney(i.due)} due${i.dueDate ? ` ${formatDate(i.dueDate)}` : ''}`}
          </p>
        </div>
        <Group gap="sm">
          {i.status === 'draft' && <Button variant="default" component={Link} to={`/invoices/${i.id}/edit`}>Edit</Button>}
          {i.status === 'draft' && <Button variant="default" onClick={() => setAsking('delete')}>Delete draft</Button>}
          {i.status === 'issued' && Number(i.paid.amount) === 0 && <Button variant="default" onClick={() => setAsking('void')}>Void…</Button>}
          <Button variant="default" component="a" href={`/api/invoices/${i.id}/pdf`} target="_blank" rel="noreferrer">PDF</Button>
          {i.status === 'draft' && <Button variant="default" onClick={() => setAsking('issue')}>Issue…</Button>}
          <Delivery invoice={i} />
          {i.status === 'issued' && i.paymentStatus !== 'paid' && <Button onClick={() => setAsking('payment')}>Record payment</Button>}
        </Group>
      </div>
      {i.status === 'void' && <Notice tone="warn">This invoice was voided: {i.voidReason}</Notice>}
      <div className={page.columns} style={{ gridTemplateColumns: undefined }}>
        <Document invoice={i} />
        <div className={page.stack}>
          {i.status === 'issued' && (
            <section className={page.card} aria-labelledby="payments">
              <h2 id="payments">Payments</h2>
              {i.payments.length === 0 && <p className={page.dim}>None yet.</p>}
              <ul className={page.rows}>
                {i.payments.map(payment => (
                  <li key={payment.id}>
                    <span>{formatMoney(payment.amount)} <span className={page.dim}>{formatDate(payment.date)} · {methods[payment.method]}{payment.reference ? ` · ${payment.reference}` : ''}</span></span>
                    <Button size="compact-xs" variant="default" onClick={() => setRemoving(payment)}>Remove…</Button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {i.status !== 'void' && <EInvoiceCard subject={{ kind: 'invoice', id: i.id }} clientId={i.client.id} issued={i.status === 'issued'} />}
          {i.status !== 'draft' && <LinkCard of="invoices" id={i.id} />}
          <MailsCard of="invoices" id={i.id} />
          <section className={page.card} aria-labelledby="history">
            <h2 id="history">History</h2>
            <ul className={page.rows}>
              {[...i.history].reverse().map(event => (
                <li key={event.at + event.kind}>
                  <span>{events[event.kind]}{event.by ? ` by ${event.by}` : ''}{['sent', 'reminded', 'not_sent'].includes(event.kind) && <span className={page.dim}> · {event.detail}</span>}</span>
                  <span className={page.dim}>{formatTime(event.at)}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
      <ConfirmDialog opened={asking === 'issue'} title="Issue this invoice?" verb="Issue invoice" busy={issue.isPending} onConfirm={() => issue.mutate()} onClose={() => setAsking(null)}>
        It gets the next number and cannot be changed afterwards. Nothing is sent to anyone.
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'delete'} title="Delete this draft?" verb="Delete draft" danger busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(null)}>
        The draft is gone for good. {i.deal ? 'Its deal can be invoiced again.' : ''}
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'void'} title={`Void ${i.number ?? ''}?`} verb="Void invoice" danger busy={cancel.isPending} onConfirm={() => reason.trim() && cancel.mutate()} onClose={() => setAsking(null)}>
        The number stays taken and the invoice is marked as cancelled.
        <TextInput label="Reason" mt="sm" required value={reason} onChange={event => setReason(event.currentTarget.value)} />
      </ConfirmDialog>
      <ConfirmDialog opened={removing !== null} title="Remove this payment?" verb="Remove payment" danger busy={removePayment.isPending} onConfirm={() => reason.trim() && removePayment.mutate()} onClose={() => setRemoving(null)}>
        The amount becomes due again. The reason stays in the history.
        <TextInput label="Reason" mt="sm" required value={reason} onChange={event => setReason(event.currentTarget.value)} />
      </ConfirmDialog>
      {asking === 'payment' && <PaymentDialog invoice={i} onClose={() => setAsking(null)} onDone={refresh} />}
    </>
  );
}
