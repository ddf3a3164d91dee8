import { Button, Group, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { api, withTag } from '../api/client';
import { May } from '../session/may';
import { formatMoney, formatTime } from '../text/format';
import { HubSpotBadge } from '../ui/HubSpotBadge';
import { LockedGroup } from '../ui/LockedGroup';
import { Notice } from '../ui/Notice';
import { NotLoaded } from '../ui/NotLoaded';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { EInvoiceCard } from '../invoices/EInvoiceCard';
import { ProposalsTab } from '../proposals/ProposalsTab';
import { BillingDetails } from '../settings/BillingDetails';
import { BillingForm, DetailsForm } from './ClientForms';
import { StatementTab } from './StatementTab';
import { ActivityTab, ContactsCard, DealsTab, InvoicesTab, NotesCard } from './ClientParts';

export function ClientPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const client = useQuery({ queryKey: ['clients', 'one', id], queryFn: () => withTag(api.GET('/api/clients/{id}', { params: { path: { id } } })) });
  if (!client.data) return <NotLoaded query={client} title="Client" />;
  const { data: c, etag } = client.data;
  const address = [c.address.street, c.address.street2, [c.address.postalCode, c.address.city].filter(Boolean).join(' '), c.address.region, c.address.country].filter(Boolean).join(', ');
  const locked = c.lockedFields.length > 0;
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/clients">‹ Clients</Link>
          <Group gap="sm"><PageTitle title={c.name}>{c.name}</PageTitle>{c.hubspot && <HubSpotBadge link={c.hubspot} />}</Group>
          <p className={page.sub}>{[c.kind === 'company' ? 'Company' : 'Person', c.billingEmail, c.balance.length > 0 ? `Balance due ${c.balance.map(sum => formatMoney(sum)).join(' · ')}` : null, c.credit.length > 0 ? `Credit ${c.credit.map(sum => formatMoney(sum)).join(' · ')}` : null].filter(Boolean).join(' · ')}</p>
        </div>
        <Group gap="sm">
          <May need="invoices.write"><Button variant="default" component={Link} to="/proposals/new" search={{ client: c.id } as never}>New proposal</Button></May>
          <May need="invoices.write"><Button component={Link} to="/invoices/new" search={{ client: c.id } as never}>New invoice</Button></May>
        </Group>
      </div>
      {c.hubspot?.goneAt && <Notice>This record no longer exists in HubSpot. Its fields are unlocked; invoices are unaffected.</Notice>}
      <Tabs value={tab ?? 'overview'} onChange={value => void navigate({ to: '/clients/$id', params: { id }, search: value && value !== 'overview' ? { tab: value } : {} })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="overview">Overview</Tabs.Tab>
          <Tabs.Tab value="invoices">Invoices</Tabs.Tab>
          <Tabs.Tab value="proposals">Proposals</Tabs.Tab>
          <Tabs.Tab value="statement">Statement</Tabs.Tab>
          <Tabs.Tab value="deals">Deals{c.dealsCount > 0 ? ` ${c.dealsCount}` : ''}</Tabs.Tab>
          <Tabs.Tab value="activity">Activity</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          <div className={page.columns}>
            <div className={page.stack}>
              {locked ? (
                <LockedGroup locked href={c.hubspot?.url ?? null} updatedAt={c.syncedAt} rows={[['Name', c.name], ...(c.kind === 'company' ? [['Website', c.website] as const] : []), ['Phone', c.phone], ['Address', address], ...(c.ownerName ? [['Owner', c.ownerName] as const] : [])]} />
              ) : (
                <DetailsForm client={c} etag={etag} note={c.unlockedAt ? `Unlocked on ${formatTime(c.unlockedAt)}, when HubSpot was disconnected.` : null} />
              )}
              <ContactsCard clientId={c.id} />
            </div>
            <div className={page.stack}>
              <BillingForm client={c} etag={etag} />
              <EInvoiceCard subject={{ kind: 'client', id: c.id }} />
              <BillingDetails clientId={c.id} />
              <NotesCard clientId={c.id} />
            </div>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="invoices"><InvoicesTab clientId={c.id} /></Tabs.Panel>
        <Tabs.Panel value="proposals"><ProposalsTab clientId={c.id} /></Tabs.Panel>
        <Tabs.Panel value="statement"><StatementTab client={c} /></Tabs.Panel>
        <Tabs.Panel value="deals"><DealsTab clientId={c.id} /></Tabs.Panel>
        <Tabs.Panel value="activity"><ActivityTab clientId={c.id} /></Tabs.Panel>
      </Tabs>
    </>
  );
}
