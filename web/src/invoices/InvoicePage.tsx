import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { useOnce } from '../api/once';
import { May } from '../session/may';
import { withWords } from '../text/catalogue';
import { formatDate, formatMoney, formatTime } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import { NotLoaded } from '../ui/NotLoaded';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import { Delivery } from './Delivery';
import { LinkCard } from '../mail/LinkCard';
import { MailsCard } from '../mail/MailsCard';
import { Document } from './Document';
import { DriftNotice } from './DriftNotice';
import { EInvoiceCard } from './EInvoiceCard';
import { methods } from '../payments/fields';
import { RemovePayment } from '../payments/RemovePayment';
import { useRefreshMoney } from '../payments/undo';
import { text } from './text';
import { UseCredit } from './UseCredit';

const BillToCard = lazy(withWords(() => import('./BillToCard')));
const InternalNote = lazy(withWords(() => import('./InternalNote')));
const MoreActions = lazy(withWords(() => import('./MoreActions').then(part => ({ default: part.MoreActions }))));
const PaymentDialog = lazy(withWords(() => import('./PaymentDialog').then(part => ({ default: part.PaymentDialog }))));

type Invoice = Schemas['Invoice'];

export function InvoicePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const refreshMoney = useRefreshMoney();
  const invoice = useQuery({ queryKey: ['invoices', 'one', id], queryFn: () => unwrap(api.GET('/api/invoices/{id}', { params: { path: { id } } })) });
  const [asking, setAsking] = useState<'issue' | 'delete' | 'payment' | null>(null);
  const [removing, setRemoving] = useState<Schemas['InvoicePayment'] | null>(null);
  const refresh = () => {
    refreshMoney();
    setAsking(null);
    setRemoving(null);
  };
  const failed = (error: unknown) => {
    setAsking(null);
    toast({ title: problemWords(error), tone: 'negative' });
  };
  const once = useOnce();
  const issue = useMutation({ mutationFn: () => once(header => unwrap(api.POST('/api/invoices/{id}/issue', { params: { path: { id }, header } }))), onSuccess: done => { refresh(); toast({ title: text.wasIssued(done.number ?? '') }); }, onError: failed });
  const remove = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/invoices/{id}', { params: { path: { id } } }) as never), onSuccess: () => { refresh(); void navigate({ to: '/invoices' }); }, onError: failed });

  if (!invoice.data) return <NotLoaded query={invoice} title={text.invoice} />;
  const i: Invoice = invoice.data;
  const title = i.number ?? text.draftInvoice;
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/invoices">{text.backToInvoices}</Link>
          <Group gap="sm"><PageTitle title={title}>{title}</PageTitle><Status kind="invoice" value={i.displayStatus} /></Group>
          <p className={page.sub}>
            <Link to="/clients/$id" params={{ id: i.client.id }}>{i.client.name}</Link>
            {i.deal && <> · {text.fromDeal(<Link to="/clients/pipeline" search={{ deal: i.deal.id }}>{i.deal.name || text.unnamedDeal}</Link>)}{i.dealPart ? ` · ${i.dealPart.label}` : ''}</>}
            {i.proposal && <> · {text.fromProposal(<Link to="/proposals/$id" params={{ id: i.proposal.id }}>{i.proposal.number}</Link>)}</>}
            {i.byRule && <> · {text.byRule(i.byRule.stage, <Link to="/settings/drafts">{text.aRule}</Link>)}</>}
            {i.replaces && <> · {text.replaces(<Link to="/invoices/$id" params={{ id: i.replaces.id }}>{i.replaces.number}</Link>)}</>}
            {i.replacedBy && <> · {text.replacedBy(<Link to="/invoices/$id" params={{ id: i.replacedBy.id }}>{i.replacedBy.number ?? text.aDraft}</Link>)}</>}
            {i.about && <> · {text.creditsLink(<Link to="/invoices/$id" params={{ id: i.about.id }}>{i.about.number}</Link>)}</>}
            {i.kind === 'invoice' && i.status === 'issued' && Number(i.due.amount) !== 0 && ` · ${text.amountDueOn(formatMoney(i.due), i.dueDate ? formatDate(i.dueDate) : null)}`}
          </p>
        </div>
        <Group gap="sm">
          <May need="invoices.write">{i.status === 'draft' && <Button variant="default" component={Link} to={`/invoices/${i.id}/edit`}>{text.edit}</Button>}</May>
          <May need="invoices.write">{i.status === 'draft' && <Button variant="default" onClick={() => setAsking('delete')}>{text.deleteDraft}</Button>}</May>
          <Button variant="default" component="a" href={`/api/invoices/${i.id}/pdf`} target="_blank" rel="noreferrer">PDF</Button>
          <May need="invoices.write">{i.kind === 'invoice' && <Suspense fallback={<Button variant="default" disabled>{text.more}</Button>}><MoreActions invoice={i} onDone={refresh} /></Suspense>}</May>
          <May need="invoices.write">{i.status === 'draft' && <Button variant="default" onClick={() => setAsking('issue')}>{text.issueMore}</Button>}</May>
          <May need="invoices.write"><Delivery invoice={i} /></May>
          <May need="invoices.write">{i.kind === 'invoice' && i.status === 'issued' && Number(i.due.amount) > 0 && <Button onClick={() => setAsking('payment')}>{text.recordPayment}</Button>}</May>
        </Group>
      </div>
      {i.notCarried.length > 0 && i.status === 'draft' && (
        <Notice tone="warn" title={text.notCarried}>
          <ul className={page.dim}>{i.notCarried.map(one => <li key={one}>{one}</li>)}</ul>
        </Notice>
      )}
      {i.deal && i.status !== 'void' && <DriftNotice invoice={i} />}
      {i.status === 'void' && <Notice tone="warn">{text.wasVoided(i.voidReason ?? '')}</Notice>}
      <div className={page.columns} style={{ gridTemplateColumns: undefined }}>
        <Document invoice={i} />
        <div className={page.stack}>
          {i.kind === 'invoice' && i.status === 'issued' && (
            <section className={page.card} aria-labelledby="payments">
              <h2 id="payments">{text.payments}</h2>
              {i.payments.length === 0 && <p className={page.dim}>{text.noneYet}</p>}
              <May need="invoices.write"><UseCredit invoice={i} /></May>
              <ul className={page.rows}>
                {i.payments.map(payment => (
                  <li key={payment.id}>
                    <span>{formatMoney(payment.amount)} <span className={page.dim}>{formatDate(payment.date)} · {methods()[payment.method]}{payment.reference && <> · <bdi>{payment.reference}</bdi></>}{payment.received.amount === payment.amount.amount ? '' : ` · ${text.ofReceived(formatMoney(payment.received))}`}</span></span>
                    <Group gap="xs">
                      <Button size="compact-xs" variant="default" component="a" href={`/api/payments/${payment.id}/receipt`} target="_blank" rel="noreferrer">{text.receipt}</Button>
                      <May need="invoices.write"><Button size="compact-xs" variant="default" onClick={() => setRemoving(payment)}>{text.removeMore}</Button></May>
                    </Group>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {i.creditNotes.length > 0 && (
            <section className={page.card} aria-labelledby="credit-notes">
              <h2 id="credit-notes">{text.creditNotes}</h2>
              <ul className={page.rows}>
                {i.creditNotes.map(note => (
                  <li key={note.id}>
                    <span><Link to="/invoices/$id" params={{ id: note.id }}>{note.number}</Link> <span className={page.dim}>{note.issueDate ? formatDate(note.issueDate) : ''} · {note.reason}</span></span>
                    <span className="tabular">{formatMoney(note.total)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {i.status === 'draft' && i.kind === 'invoice' && <Suspense><BillToCard id={i.id} /></Suspense>}
          {i.status !== 'void' && <EInvoiceCard subject={{ kind: 'invoice', id: i.id }} clientId={i.client.id} issued={i.status === 'issued'} />}
          {i.status !== 'draft' && <LinkCard of="invoices" id={i.id} />}
          <MailsCard of="invoices" id={i.id} />
          <Suspense><InternalNote id={i.id} /></Suspense>
          <section className={page.card} aria-labelledby="history">
            <h2 id="history">{text.history}</h2>
            <ul className={page.rows}>
              {[...i.history].reverse().map(event => (
                <li key={event.at + event.kind}>
                  <span>{text.event((text.events as Record<string, string>)[event.kind] ?? event.kind, event.by)}{!['created', 'issued', 'viewed', 'link_made', 'link_revoked'].includes(event.kind) && event.detail ? <span className={page.dim}> · {event.detail}</span> : ''}</span>
                  <span className={page.dim}>{formatTime(event.at)}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
      <ConfirmDialog opened={asking === 'issue'} title={text.issueTitle} verb={text.issueInvoice} busy={issue.isPending} onConfirm={() => issue.mutate()} onClose={() => setAsking(null)}>
        {text.issueHint}
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'delete'} title={text.deleteTitle} verb={text.deleteDraft} danger busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(null)}>
        {text.deleteHint(Boolean(i.deal))}
      </ConfirmDialog>
      {removing && <RemovePayment id={removing.id} more={removing.received.amount !== removing.amount.amount} onClose={() => setRemoving(null)} />}
      {asking === 'payment' && <Suspense><PaymentDialog invoice={i} onClose={() => setAsking(null)} onDone={refresh} /></Suspense>}
    </>
  );
}
