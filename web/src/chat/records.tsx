// Rows of records: each read by its id, by the query of its own page.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap, withTag } from '../api/client';
import { useDeal } from '../pipeline/data';
import { common } from '../text/common';
import { formatDate, formatMoney } from '../text/format';
import { Status } from '../ui/Status';
import css from './chat.module.css';
import type { Block } from './data';
import { text } from './text';

const path = (id: string) => ({ params: { path: { id } } });
const useClient = (id: string) => useQuery({ queryKey: ['clients', 'one', id], retry: false, queryFn: () => withTag(api.GET('/api/clients/{id}', path(id))) });

function ClientRow({ id }: { id: string }) {
  const client = useClient(id);
  if (!client.data) return client.error ? <li className={css.dim}>{text.gone}</li> : null;
  return <li><Link to="/clients/$id" params={{ id }}>{client.data.data.name}</Link><span className={css.dim}>{client.data.data.billingEmail ?? client.data.data.email}</span></li>;
}

function ContactRow({ id }: { id: string }) {
  const contact = useQuery({ queryKey: ['contacts', 'one', id], retry: false, queryFn: () => unwrap(api.GET('/api/contacts/{id}', path(id))) });
  if (!contact.data) return contact.error ? <li className={css.dim}>{text.gone}</li> : null;
  const c = contact.data, client = c.clients[0];
  const { name } = c;
  return <li>{client ? <Link to="/clients/$id" params={{ id: client.id }}>{name}</Link> : <span>{name}</span>}<span className={css.dim}>{[c.email, c.phone].filter(Boolean).join(' · ')}</span></li>;
}

function DealRow({ id }: { id: string }) {
  const deal = useDeal(id);
  if (!deal.data) return deal.error ? <li className={css.dim}>{text.gone}</li> : null;
  const d = deal.data;
  return (
    <li>
      <Link to="/clients/pipeline" search={{ deal: id }}>{d.name}</Link>
      <span className={css.dim}>{[d.client?.name, d.stage.label, d.invoice && (d.invoice.number ? text.invoiceOfDeal(d.invoice.number) : text.draftOfDeal)].filter(Boolean).join(' · ')}</span>
      <span className="tabular">{d.amount ? formatMoney(d.amount) : '–'}</span>
    </li>
  );
}

function InvoiceRow({ id }: { id: string }) {
  const invoice = useQuery({ queryKey: ['invoices', 'one', id], retry: false, queryFn: () => unwrap(api.GET('/api/invoices/{id}', path(id))) });
  if (!invoice.data) return invoice.error ? <li className={css.dim}>{text.gone}</li> : null;
  const i = invoice.data;
  return <li><Link to="/invoices/$id" params={{ id }}>{i.number ?? text.draft}</Link><span className={css.dim}>{i.client.name}</span><Status kind="invoice" value={i.displayStatus} /><span className="tabular">{formatMoney(i.total)}</span></li>;
}

function PaymentRow({ id }: { id: string }) {
  const payment = useQuery({ queryKey: ['payments', 'one', id], retry: false, queryFn: () => unwrap(api.GET('/api/payments/{id}', path(id))) });
  if (!payment.data) return payment.error ? <li className={css.dim}>{text.gone}</li> : null;
  return <li><span>{formatDate(payment.data.date)}</span><span className={css.dim}>{payment.data.client.name}</span><span className="tabular">{formatMoney(payment.data.amount)}</span></li>;
}

function ProposalRow({ id }: { id: string }) {
  const proposal = useQuery({ queryKey: ['proposals', 'one', id], retry: false, queryFn: () => unwrap(api.GET('/api/proposals/{id}', path(id))) });
  if (!proposal.data) return proposal.error ? <li className={css.dim}>{text.gone}</li> : null;
  const p = proposal.data;
  return <li><Link to="/proposals/$id" params={{ id }}>{p.title || text.draftProposal}</Link><span className={css.dim}>{p.client.name} · {text.proposalStates[p.displayStatus]}</span><span className="tabular">{formatMoney(p.total)}</span></li>;
}

// Contacts in HubSpot that are not here have no page of their own.
function Waiting({ state, q }: { state: string | undefined; q: string | undefined }) {
  const query = { limit: 5, ...(state ? { state: state as 'new' } : {}), ...(q ? { q } : {}) };
  const list = useQuery({ queryKey: ['review', 'chat', query], queryFn: () => unwrap(api.GET('/api/hubspot/contacts', { params: { query } })) });
  return list.data?.items.map(one => <li key={one.id}><span>{one.name || one.email}</span><span className={css.dim}>{one.email}</span><Status kind="review" value={one.state} /></li>);
}

const rows = { clients: ClientRow, contacts: ContactRow, deals: DealRow, invoices: InvoiceRow, payments: PaymentRow, proposals: ProposalRow } as const;

export function Records({ block }: { block: Block }) {
  const of = block.of ?? 'clients', title = text.of[of];
  const Row = of === 'review' ? null : rows[of];
  const total = block.total ?? 0, shown = block.ids?.length ?? 0;
  return (
    <div role="group" className={css.card} aria-label={title}>
      <h3>{title}</h3>
      <ul className={css.rows}>
        {Row ? block.ids?.map(id => <Row key={id} id={id} />) : <Waiting state={block.state} q={block.q} />}
      </ul>
      {block.more && <a className={css.more} href={block.more} data-spa="">{total > shown ? text.viewAllOf(total) : text.view}</a>}
    </div>
  );
}

export function ClientCard({ id, say }: { id: string; say: (text: string) => void }) {
  const client = useClient(id);
  const people = useQuery({ queryKey: ['clients', 'contacts', id], queryFn: () => unwrap(api.GET('/api/contacts', { params: { query: { client: id, limit: 5 } } })) });
  const deals = useQuery({ queryKey: ['deals', 'of', id], queryFn: () => unwrap(api.GET('/api/deals', { params: { query: { client: id, limit: 5 } } })) });
  if (!client.data) return client.error ? <p className={css.dim}>{text.gone}</p> : null;
  const c = client.data.data;
  return (
    <div role="group" className={css.card} aria-label={c.name}>
      <h3>{c.name}</h3>
      <dl className={css.facts}>
        {c.email && <div><dt>{common.email}</dt><dd>{c.email}</dd></div>}
        {c.phone && <div><dt>{text.phone}</dt><dd>{c.phone}</dd></div>}
        <div><dt>{text.due}</dt><dd className="tabular">{c.balance.map(sum => formatMoney(sum)).join(' · ') || '–'}</dd></div>
      </dl>
      {people.data && people.data.items.length > 0 && <ul className={css.rows} aria-label={text.contacts}>{people.data.items.map(one => <ContactRow key={one.id} id={one.id} />)}</ul>}
      {deals.data && deals.data.items.length > 0 && <ul className={css.rows} aria-label={text.deals}>{deals.data.items.map(one => <DealRow key={one.id} id={one.id} />)}</ul>}
      {deals.data?.items.some(one => one.stage.won && !one.invoice) && <Button size="xs" variant="default" onClick={() => say(text.sayDrafts(c.name))}>{text.createDrafts}</Button>}
      <Link className={css.more} to="/clients/$id" params={{ id }}>{text.openClient}</Link>
    </div>
  );
}
