import { Button, Group, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState, type KeyboardEvent } from 'react';
import type { ActivitySearch } from '../activity/ActivityList';
import { keyHint, usePageKeys } from '../app/keys';
import { api, withTag } from '../api/client';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatMoney, formatTime } from '../text/format';
import { HubSpotBadge } from '../ui/HubSpotBadge';
import { LockedGroup } from '../ui/LockedGroup';
import { MoreButton } from '../ui/MoreButton';
import { Notice } from '../ui/Notice';
import { NotLoaded } from '../ui/NotLoaded';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { EInvoiceCard } from '../invoices/EInvoiceCard';
import { ProposalsTab } from '../proposals/ProposalsTab';
import { BillingDetails } from '../settings/BillingDetails';
import { BillingForm, BillToForm, DetailsForm } from './ClientForms';
import { ContactsCard, DealsTab, InvoicesTab } from './ClientParts';
import { NotesCard } from './Notes';
import { text as fate } from './fate.text';
import { text } from './text';
import { useStatus } from './useStatus';

const ActivityList = lazy(withWords(() => import('../activity/ActivityList').then(part => ({ default: part.ActivityList }))));
const Fate = lazy(withWords(() => import('./Fate')));
const PaymentsTab = lazy(withWords(() => import('./PaymentsTab').then(part => ({ default: part.PaymentsTab }))));
const StatementTab = lazy(withWords(() => import('./StatementTab').then(part => ({ default: part.StatementTab }))));

export function ClientPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { tab, ...search } = useSearch({ strict: false }) as { tab?: string } & ActivitySearch;
  const navigate = useNavigate();
  const [ending, setEnding] = useState<'archive' | 'delete' | null>(null);
  const { put } = useStatus();
  const may = useMay();
  const show = (value: string) => void navigate({ to: '/clients/$id', params: { id }, search: value !== 'overview' ? { tab: value } : {} });
  // A digit, while the focus is on the tabs, is one of them.
  const onTabKey = (event: KeyboardEvent<HTMLElement>) => {
    const tab_ = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')][Number(event.key) - 1];
    if (!/^[1-9]$/.test(event.key) || !tab_) return;
    event.preventDefault();
    tab_.focus();
    tab_.click();
  };
  usePageKeys(useMemo((): Record<string, () => void> => ({
    ...(may('records.write') && {
      e: () => {
        void navigate({ to: '/clients/$id', params: { id }, search: {} }).then(() => requestAnimationFrame(() => document.querySelector<HTMLInputElement>('main form input[name="legalName"]')?.focus()));
      },
    }),
    ...(may('invoices.write') && { n: () => void navigate({ to: '/invoices/new', search: { client: id } as never }) }),
    // `may` is made anew at each drawing and says the same as long as the person is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }), [id, navigate]));
  const client = useQuery({ queryKey: ['clients', 'one', id], queryFn: () => withTag(api.GET('/api/clients/{id}', { params: { path: { id } } })) });
  if (!client.data) return <NotLoaded query={client} title={text.client} />;
  const c = client.data.data;
  const address = [c.address.street, c.address.street2, [c.address.postalCode, c.address.city].filter(Boolean).join(' '), c.address.region, c.address.country].filter(Boolean).join(', ');
  const locked = c.lockedFields.length > 0;
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/clients">{text.backToClients}</Link>
          <Group gap="sm"><PageTitle title={c.name}>{c.name}</PageTitle>{c.hubspot && <HubSpotBadge link={c.hubspot} />}</Group>
          <p className={page.sub}>{[c.kind === 'company' ? text.company : text.person, c.billingEmail, c.balance.length > 0 ? text.balanceOf(c.balance.map(sum => formatMoney(sum)).join(' · ')) : null, c.credit.length > 0 ? text.creditOf(c.credit.map(sum => formatMoney(sum)).join(' · ')) : null].filter(Boolean).join(' · ')}</p>
        </div>
        <Group gap="sm">
          <May need="invoices.write"><Button variant="default" component={Link} to="/proposals/new" search={{ client: c.id } as never}>{text.newProposal}</Button></May>
          <May need="invoices.write"><Button component={Link} to="/invoices/new" search={{ client: c.id } as never} {...keyHint(text.newInvoice, 'n')}>{text.newInvoice}</Button></May>
          <May need="records.write">
            <MoreButton label={text.more} actions={() => [
              c.status === 'archived' ? { label: fate.restore, run: () => void put(c, 'active') } : { label: `${fate.archive}…`, run: () => setEnding('archive') },
              { label: `${fate.delete}…`, run: () => setEnding('delete'), danger: true },
            ]} />
          </May>
        </Group>
      </div>
      {ending && <Suspense><Fate kind={ending} client={c} onClose={() => setEnding(null)} onGone={() => void navigate({ to: '/clients' })} /></Suspense>}
      {c.status === 'archived' && <Notice {...(may('records.write') && { action: { label: fate.restore, run: () => void put(c, 'active') } })}>{fate.isArchived}</Notice>}
      {c.hubspot?.goneAt && <Notice>{text.gone}</Notice>}
      <Tabs value={tab ?? 'overview'} onChange={value => show(value ?? 'overview')} keepMounted={false}>
        <Tabs.List mb="md" onKeyDown={onTabKey} aria-keyshortcuts="1 2 3 4 5 6 7 8">
          <Tabs.Tab value="overview">{text.overview}</Tabs.Tab>
          <Tabs.Tab value="invoices">{text.invoices}</Tabs.Tab>
          <Tabs.Tab value="payments">{text.payments}</Tabs.Tab>
          <Tabs.Tab value="proposals">{text.proposals}</Tabs.Tab>
          <Tabs.Tab value="statement">{text.statement}</Tabs.Tab>
          <Tabs.Tab value="deals">{text.deals(c.dealsCount)}</Tabs.Tab>
          <Tabs.Tab value="notes">{text.notes}</Tabs.Tab>
          <Tabs.Tab value="activity">{text.activity}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          <div className={page.columns}>
            <div className={page.stack}>
              {locked ? (
                <LockedGroup locked href={c.hubspot?.url ?? null} updatedAt={c.syncedAt} rows={[[common.name, c.name], ...(c.kind === 'company' ? [[text.website, c.website] as const] : []), [text.phone, c.phone], [text.address, address], ...(c.ownerName ? [[text.owner, c.ownerName] as const] : [])]} />
              ) : (
                <DetailsForm key={c.id} stored={client.data} note={c.unlockedAt ? text.unlockedOn(formatTime(c.unlockedAt)) : null} />
              )}
              <ContactsCard clientId={c.id} />
            </div>
            <div className={page.stack}>
              <BillingForm key={c.id} stored={client.data} />
              <BillToForm key={`to ${c.id}`} stored={client.data} />
              <EInvoiceCard subject={{ kind: 'client', id: c.id }} />
              <BillingDetails key={c.id} clientId={c.id} />
              <NotesCard clientId={c.id} />
            </div>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="invoices"><InvoicesTab clientId={c.id} /></Tabs.Panel>
        <Tabs.Panel value="payments"><Suspense><PaymentsTab client={c} /></Suspense></Tabs.Panel>
        <Tabs.Panel value="proposals"><ProposalsTab clientId={c.id} /></Tabs.Panel>
        <Tabs.Panel value="statement"><Suspense><StatementTab client={c} /></Suspense></Tabs.Panel>
        <Tabs.Panel value="deals"><DealsTab client={{ id: c.id, name: c.name }} /></Tabs.Panel>
        <Tabs.Panel value="notes"><NotesCard clientId={c.id} all /></Tabs.Panel>
        <Tabs.Panel value="activity"><Suspense><ActivityList client={c.id} search={search} set={change => void navigate({ to: '/clients/$id', params: { id }, search: { tab, ...search, ...change } as never, replace: true, resetScroll: false })} /></Suspense></Tabs.Panel>
      </Tabs>
    </>
  );
}
