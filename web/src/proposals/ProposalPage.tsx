import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { LinkCard } from '../mail/LinkCard';
import { MailsCard } from '../mail/MailsCard';
import { toastSending } from '../mail/undo';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { formatDate, formatMoney, formatTime } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import { NotLoaded } from '../ui/NotLoaded';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import { ProposalDocument } from './ProposalDocument';
import { waitingDays } from './waiting';
import { text } from './text';

const MailDialog = lazy(withWords(() => import('../mail/MailDialog')));
const InvoiceDialog = lazy(withWords(() => import('./InvoiceDialog')));
type Proposal = Schemas['Proposal'];

function AnswerNotice({ proposal: p }: { proposal: Proposal }) {
  if (!p.answer) return null;
  if (p.state === 'accepted') return <Notice title={text.acceptedBy(p.answer.name)}>{text.acceptedHint(formatTime(p.answer.at), p.answer.address)}</Notice>;
  return <Notice tone="warn" title={text.declined}>{text.declinedHint(formatTime(p.answer.at), p.answer.reason)}</Notice>;
}

export function ProposalPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { do: doing } = useSearch({ strict: false }) as { do?: string };
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'open' | 'revise' | 'delete' | null>(null);
  const proposal = useQuery({ queryKey: ['proposals', 'one', id], queryFn: () => unwrap(api.GET('/api/proposals/{id}', { params: { path: { id } } })) });
  const show = (what?: 'send' | 'invoice') => void navigate({ to: '/proposals/$id', params: { id }, search: (what ? { do: what } : {}) as never, replace: !what });
  const refresh = () => {
    setAsking(null);
    for (const key of ['proposals', 'invoices', 'home', 'deals', 'pipeline']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const may = useMay();
  const failed = (error: unknown) => { setAsking(null); toast({ title: problemWords(error), tone: 'negative' }); };
  const at = { params: { path: { id } } };
  const openIt = useMutation({ mutationFn: () => unwrap(api.POST('/api/proposals/{id}/open', at)), onSuccess: done => { refresh(); toast({ title: text.isOpen(done.number ?? ''), message: text.copyItsLink }); }, onError: failed });
  const revise = useMutation({ mutationFn: () => unwrap(api.POST('/api/proposals/{id}/revise', at)), onSuccess: () => { refresh(); void navigate({ to: '/proposals/$id/edit', params: { id } }); }, onError: failed });
  const remove = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/proposals/{id}', at) as never), onSuccess: () => { refresh(); void navigate({ to: '/proposals' }); }, onError: failed });

  if (!proposal.data) return <NotLoaded query={proposal} title={text.proposal} />;
  const p = proposal.data;
  const title = p.number ?? text.draftProposal;
  const draft = p.state === 'draft';
  const answerable = draft || ['open', 'sent', 'viewed'].includes(p.displayStatus);
  const invoiceable = p.state === 'accepted' && p.invoicedPercent !== '100';
  const waited = waitingDays(p, Date.now());
  const sent = async (mail: Schemas['Mail']) => {
    show();
    refresh();
    toastSending(p.number ?? (await unwrap(api.GET('/api/proposals/{id}', at))).number ?? text.theProposal, mail, refresh);
  };
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/proposals">{text.backToProposals}</Link>
          <Group gap="sm"><PageTitle title={title}>{title}</PageTitle><Status kind="proposal" value={p.displayStatus} /></Group>
          <p className={page.sub}>
            <Link to="/clients/$id" params={{ id: p.client.id }}>{p.client.name}</Link>
            {p.deal && <> · {text.fromDeal(<Link to="/clients/pipeline" search={{ deal: p.deal.id }}>{p.deal.name || text.unnamedDeal}</Link>)}</>}
            {` · ${formatMoney(p.total)}${p.validUntil ? ` · ${text.validUntilInline(formatDate(p.validUntil))}` : ''}`}
          </p>
        </div>
        <Group gap="sm">
          <May need="invoices.write">{draft && <Button variant="default" component={Link} to={`/proposals/${p.id}/edit`}>{text.edit}</Button>}</May>
          <May need="invoices.write">{draft && !p.number && <Button variant="default" onClick={() => setAsking('delete')}>{text.deleteDraft}</Button>}</May>
          <May need="invoices.write">{!draft && p.state !== 'accepted' && <Button variant="default" onClick={() => setAsking('revise')}>{text.takeBackMore}</Button>}</May>
          <Button variant="default" component="a" href={`/api/proposals/${p.id}/pdf`} target="_blank" rel="noreferrer">PDF</Button>
          <May need="invoices.write">{draft && <Button variant="default" onClick={() => setAsking('open')}>{text.openWithoutMail}</Button>}</May>
          <May need="invoices.write">{answerable && <Button variant={p.sentAt && !draft ? 'default' : 'filled'} onClick={() => show('send')}>{p.sentAt && !draft ? text.sendAgain : text.send}</Button>}</May>
          <May need="invoices.write">{invoiceable && <Button onClick={() => show('invoice')}>{text.createInvoiceMore}</Button>}</May>
        </Group>
      </div>
      <AnswerNotice proposal={p} />
      {waited !== null && <Notice {...(may('invoices.write') && { action: { label: text.remind, run: () => show('send') } })}>{text.noAnswer(waited)}</Notice>}
      {p.displayStatus === 'expired' && <Notice tone="warn">{text.expired}</Notice>}
      <div className={page.columns}>
        <ProposalDocument proposal={p} />
        <div className={page.stack}>
          {p.invoices.length > 0 && (
            <section className={page.card} aria-labelledby="proposal-invoices">
              <h2 id="proposal-invoices">{text.invoicesOf(p.invoicedPercent)}</h2>
              <ul className={page.rows}>
                {p.invoices.map(invoice => (
                  <li key={invoice.id}>
                    <Link to="/invoices/$id" params={{ id: invoice.id }}>{invoice.number ?? text.draft}</Link>
                    <Status kind="invoice" value={invoice.displayStatus} />
                    <span className={page.dim}>{invoice.percent} %</span>
                    <span className="tabular">{formatMoney(invoice.total)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {!draft && <LinkCard of="proposals" id={p.id} />}
          <MailsCard of="proposals" id={p.id} />
          <section className={page.card} aria-labelledby="history">
            <h2 id="history">{text.history}</h2>
            <ul className={page.rows}>
              {[...p.history].reverse().map(event => (
                <li key={event.at + event.kind}>
                  <span>{text.event((text.events as Record<string, string>)[event.kind] ?? event.kind, event.by)}{['sent', 'not_sent', 'invoiced'].includes(event.kind) && <span className={page.dim}> · {event.detail}</span>}</span>
                  <span className={page.dim}>{formatTime(event.at)}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
      <ConfirmDialog opened={asking === 'open'} title={text.openTitle} verb={text.openProposal} busy={openIt.isPending} onConfirm={() => openIt.mutate()} onClose={() => setAsking(null)}>
        {text.openHint}
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'revise'} title={text.reviseTitle(p.number ?? '')} verb={text.takeBack} busy={revise.isPending} onConfirm={() => revise.mutate()} onClose={() => setAsking(null)}>
        {text.reviseHint}
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'delete'} title={text.deleteTitle} verb={text.deleteDraft} danger busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(null)}>
        {text.deleteHint}
      </ConfirmDialog>
      {doing === 'send' && answerable && (
        <Suspense>
          <MailDialog
            title={text.sendTitle(p.number)} verb={text.sendProposal} client={p.client.name} attached={text.pdfAttached}
            note={draft && <p className={page.dim} style={{ margin: 0 }}>{text.sendingOpens}</p>}
            cacheKey={['proposals', 'mail', id]}
            preview={() => unwrap(api.GET('/api/proposals/{id}/mail', at))}
            send={(message, key) => unwrap(api.POST('/api/proposals/{id}/mails', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: message }))}
            onSent={mail => void sent(mail)} onClose={() => show()}
          />
        </Suspense>
      )}
      {doing === 'invoice' && invoiceable && may('invoices.write') && (
        <Suspense>
          <InvoiceDialog proposal={p} onClose={() => show()} onMade={invoice => { refresh(); toast({ title: text.invoiceMade(formatMoney(invoice.total)) }); void navigate({ to: '/invoices/$id', params: { id: invoice.id }, replace: true }); }} />
        </Suspense>
      )}
    </>
  );
}
