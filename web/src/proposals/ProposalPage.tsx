import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { LinkCard } from '../mail/LinkCard';
import { MailsCard } from '../mail/MailsCard';
import { toastSending } from '../mail/undo';
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
import { ProposalDocument } from './ProposalDocument';

const MailDialog = lazy(withWords(() => import('../mail/MailDialog')));
const InvoiceDialog = lazy(withWords(() => import('./InvoiceDialog')));
type Proposal = Schemas['Proposal'];
const events: Record<string, string> = { created: 'Drafted', changed: 'Changed', opened: 'Opened to the client', sent: 'Sent', not_sent: 'Not sent', viewed: 'Viewed by the client', link_made: 'Link made', link_revoked: 'Link revoked', accepted: 'Accepted', declined: 'Declined', revised: 'Taken back as a draft', invoiced: 'Invoiced' };

function AnswerNotice({ proposal: p }: { proposal: Proposal }) {
  if (!p.answer) return null;
  if (p.state === 'accepted') return <Notice title={`Accepted by ${p.answer.name}`}>on {formatTime(p.answer.at)}, from {p.answer.address}. What was accepted cannot change.</Notice>;
  return <Notice tone="warn" title="Declined">on {formatTime(p.answer.at)}{p.answer.reason ? `: ${p.answer.reason}` : '. No reason was given.'}</Notice>;
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
  const failed = (error: unknown) => { setAsking(null); toast({ title: problemWords(error), tone: 'negative' }); };
  const at = { params: { path: { id } } };
  const openIt = useMutation({ mutationFn: () => unwrap(api.POST('/api/proposals/{id}/open', at)), onSuccess: done => { refresh(); toast({ title: `${done.number} is open`, message: 'Copy its link for the client.' }); }, onError: failed });
  const revise = useMutation({ mutationFn: () => unwrap(api.POST('/api/proposals/{id}/revise', at)), onSuccess: () => { refresh(); void navigate({ to: '/proposals/$id/edit', params: { id } }); }, onError: failed });
  const remove = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/proposals/{id}', at) as never), onSuccess: () => { refresh(); void navigate({ to: '/proposals' }); }, onError: failed });

  if (!proposal.data) return <NotLoaded query={proposal} title="Proposal" />;
  const p = proposal.data;
  const title = p.number ?? 'Draft proposal';
  const draft = p.state === 'draft';
  const answerable = draft || ['open', 'sent', 'viewed'].includes(p.displayStatus);
  const invoiceable = p.state === 'accepted' && p.invoicedPercent !== '100';
  const sent = async (mail: Schemas['Mail']) => {
    show();
    refresh();
    toastSending(p.number ?? (await unwrap(api.GET('/api/proposals/{id}', at))).number ?? 'the proposal', mail, refresh);
  };
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/proposals">‹ Proposals</Link>
          <Group gap="sm"><PageTitle title={title}>{title}</PageTitle><Status kind="proposal" value={p.displayStatus} /></Group>
          <p className={page.sub}>
            <Link to="/clients/$id" params={{ id: p.client.id }}>{p.client.name}</Link>
            {p.deal && <> · from deal <Link to="/clients/pipeline" search={{ deal: p.deal.id }}>{p.deal.name || 'Unnamed deal'}</Link></>}
            {` · ${formatMoney(p.total)}${p.validUntil ? ` · valid until ${formatDate(p.validUntil)}` : ''}`}
          </p>
        </div>
        <Group gap="sm">
          <May need="invoices.write">{draft && <Button variant="default" component={Link} to={`/proposals/${p.id}/edit`}>Edit</Button>}</May>
          <May need="invoices.write">{draft && !p.number && <Button variant="default" onClick={() => setAsking('delete')}>Delete draft</Button>}</May>
          <May need="invoices.write">{!draft && p.state !== 'accepted' && <Button variant="default" onClick={() => setAsking('revise')}>Take back…</Button>}</May>
          <Button variant="default" component="a" href={`/api/proposals/${p.id}/pdf`} target="_blank" rel="noreferrer">PDF</Button>
          <May need="invoices.write">{draft && <Button variant="default" onClick={() => setAsking('open')}>Open without mail…</Button>}</May>
          <May need="invoices.write">{answerable && <Button variant={p.sentAt && !draft ? 'default' : 'filled'} onClick={() => show('send')}>{p.sentAt && !draft ? 'Send again…' : 'Send…'}</Button>}</May>
          <May need="invoices.write">{invoiceable && <Button onClick={() => show('invoice')}>Create invoice…</Button>}</May>
        </Group>
      </div>
      <AnswerNotice proposal={p} />
      {p.displayStatus === 'expired' && <Notice tone="warn">Its last day is over: the client can no longer accept it. Take it back to give it a new one.</Notice>}
      <div className={page.columns}>
        <ProposalDocument proposal={p} />
        <div className={page.stack}>
          {p.invoices.length > 0 && (
            <section className={page.card} aria-labelledby="proposal-invoices">
              <h2 id="proposal-invoices">Invoices, {p.invoicedPercent} %</h2>
              <ul className={page.rows}>
                {p.invoices.map(invoice => (
                  <li key={invoice.id}>
                    <Link to="/invoices/$id" params={{ id: invoice.id }}>{invoice.number ?? 'Draft'}</Link>
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
            <h2 id="history">History</h2>
            <ul className={page.rows}>
              {[...p.history].reverse().map(event => (
                <li key={event.at + event.kind}>
                  <span>{events[event.kind]}{event.by ? ` by ${event.by}` : ''}{['sent', 'not_sent', 'invoiced'].includes(event.kind) && <span className={page.dim}> · {event.detail}</span>}</span>
                  <span className={page.dim}>{formatTime(event.at)}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
      <ConfirmDialog opened={asking === 'open'} title="Open this proposal to its client?" verb="Open proposal" busy={openIt.isPending} onConfirm={() => openIt.mutate()} onClose={() => setAsking(null)}>
        It gets its number, and whoever has its link can accept or decline it. Nothing is sent to anyone.
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'revise'} title={`Take ${p.number ?? ''} back as a draft?`} verb="Take back" busy={revise.isPending} onConfirm={() => revise.mutate()} onClose={() => setAsking(null)}>
        It can be changed then. Nobody can accept it until it is sent or opened again; its link stays.
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'delete'} title="Delete this draft?" verb="Delete draft" danger busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(null)}>
        The draft is gone for good.
      </ConfirmDialog>
      {doing === 'send' && answerable && (
        <Suspense>
          <MailDialog
            title={`Send ${p.number ?? 'this proposal'}`} verb="Send proposal" client={p.client.name} attached="The PDF is attached."
            note={draft && <p className={page.dim} style={{ margin: 0 }}>Sending opens the proposal: the client can accept or decline it.</p>}
            cacheKey={['proposals', 'mail', id]}
            preview={() => unwrap(api.GET('/api/proposals/{id}/mail', at))}
            send={(message, key) => unwrap(api.POST('/api/proposals/{id}/mails', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: message }))}
            onSent={mail => void sent(mail)} onClose={() => show()}
          />
        </Suspense>
      )}
      {doing === 'invoice' && invoiceable && (
        <Suspense>
          <InvoiceDialog proposal={p} onClose={() => show()} onMade={invoice => { refresh(); toast({ title: `Draft invoice created · ${formatMoney(invoice.total)}` }); void navigate({ to: '/invoices/$id', params: { id: invoice.id }, replace: true }); }} />
        </Suspense>
      )}
    </>
  );
}
