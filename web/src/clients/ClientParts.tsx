import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useBoard } from '../pipeline/data';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatDate, formatMoney } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { HubSpotBadge } from '../ui/HubSpotBadge';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import ui from '../ui/ui.module.css';
import { text as words } from './text';

const ContactDialog = lazy(withWords(() => import('./ContactDialog')));

export function ContactsCard({ clientId }: { clientId: string }) {
  const may = useMay();
  const [open, setOpen] = useState<Schemas['Contact'] | 'new' | null>(null);
  const contacts = useQuery({ queryKey: ['contacts', clientId], queryFn: () => unwrap(api.GET('/api/clients/{id}/contacts', { params: { path: { id: clientId } } })) });
  return (
    <section className={page.card} aria-labelledby="contacts">
      <h2 id="contacts">{words.contacts}</h2>
      {contacts.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void contacts.refetch() }}>{words.contactsNotLoaded}</Notice>}
      <ul className={page.rows}>
        {contacts.data?.items.map(contact => {
          const place = contact.clients.find(one => one.id === clientId);
          return (
            <li key={contact.id}>
              <span>
                {may('records.write') ? <button type="button" className={ui.linkButton} onClick={() => setOpen(contact)}><bdi>{contact.name}</bdi></button> : <bdi>{contact.name}</bdi>} {contact.hubspot && <HubSpotBadge link={contact.hubspot} dense />}
                <span className={page.dim} style={{ display: 'block' }}><bdi>{contact.jobTitle}</bdi>{contact.jobTitle && contact.email && ' · '}<bdi>{contact.email}</bdi></span>
              </span>
              <span className={page.dim}>{place ? [words.asInvoices[place.invoiceRole], words.asProposals[place.proposalRole]].filter(Boolean).join(' · ') : ''}</span>
            </li>
          );
        })}
      </ul>
      <May need="records.write"><Button size="xs" variant="light" onClick={() => setOpen('new')}>{words.addAContact}</Button></May>
      {open && <Suspense><ContactDialog clientId={clientId} contact={open === 'new' ? null : open} onClose={() => setOpen(null)} /></Suspense>}
    </section>
  );
}

export function InvoicesTab({ clientId }: { clientId: string }) {
  const invoices = useQuery({ queryKey: ['invoices', 'of', clientId], queryFn: () => unwrap(api.GET('/api/invoices', { params: { query: { client: clientId, limit: 200 } } })) });
  if (invoices.data?.items.length === 0) return <EmptyState text={words.noInvoices} action={<May need="invoices.write"><Button component={Link} to="/invoices/new" search={{ client: clientId } as never}>{words.newInvoice}</Button></May>} />;
  return (
    <ul className={page.rows}>
      {invoices.data?.items.map(invoice => (
        <li key={invoice.id}>
          <Link to="/invoices/$id" params={{ id: invoice.id }}>{invoice.number ?? words.draft}</Link>
          <Status kind="invoice" value={invoice.displayStatus} />
          <span className={page.dim}>{invoice.issueDate ? formatDate(invoice.issueDate) : ''}</span>
          <span className="tabular">{formatMoney(invoice.total)}</span>
        </li>
      ))}
    </ul>
  );
}

const NewDeal = lazy(withWords(() => import('../pipeline/NewDeal')));

export function DealsTab({ client }: { client: { id: string; name: string } }) {
  const clientId = client.id;
  const board = useBoard({});
  const [making, setMaking] = useState(false);
  const make = (board.data?.pipelines.length ?? 0) > 0 && (
    <May need="records.write">
      <Button size="xs" variant="light" onClick={() => setMaking(true)}>{words.newDeal}</Button>
      {making && <Suspense><NewDeal client={client} onClose={() => setMaking(false)} /></Suspense>}
    </May>
  );
  const deals = useQuery({ queryKey: ['deals', 'of', clientId], queryFn: () => unwrap(api.GET('/api/deals', { params: { query: { client: clientId, limit: 200 } } })) });
  if (deals.data?.items.length === 0) return <EmptyState text={words.noDeals} action={make} />;
  return (
    <>
      <ul className={page.rows}>
        {deals.data?.items.map(deal => (
          <li key={deal.id}>
            <Link to="/clients/pipeline" search={{ pipeline: deal.pipeline.id, deal: deal.id }}>{deal.name || words.unnamedDeal}</Link>
            <span className={page.dim}>{deal.stage.label}</span>
            <span className={page.dim}>{deal.closeDate ? formatDate(deal.closeDate) : ''}</span>
            <span className="tabular">{deal.amount ? formatMoney(deal.amount) : words.noAmount}</span>
          </li>
        ))}
      </ul>
      {make}
    </>
  );
}
