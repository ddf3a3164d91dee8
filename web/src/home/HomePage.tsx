import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { May } from '../session/may';
import { useSession } from '../session/useSession';
import { withWords } from '../text/catalogue';
import { formatInt, formatMoney } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';

const BulkDrafts = lazy(withWords(() => import('../pipeline/BulkDrafts')));
const DriftsDialog = lazy(withWords(() => import('./DriftsDialog').then(part => ({ default: part.DriftsDialog }))));
const MoneyCards = lazy(withWords(() => import('./MoneyCards').then(part => ({ default: part.MoneyCards }))));

type Home = Schemas['Home'];

const greeting = () => {
  const hour = new Date().getHours();
  return hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';
};
const n = (count: number, one: string, many: string) => `${formatInt(count)} ${count === 1 ? one : many}`;
const decisions: Record<string, { text: (count: number) => string; verb: string; to: string; search?: Record<string, string> }> = {
  won_without_invoice: { text: c => n(c, 'won deal has no invoice', 'won deals have no invoice'), verb: 'Create drafts…', to: '/clients/pipeline' },
  accepted_proposals: { text: c => n(c, 'proposal was accepted', 'proposals were accepted'), verb: 'Show them', to: '/proposals', search: { status: 'accepted' } },
  unanswered_proposals: { text: c => n(c, 'proposal is unanswered for 7 days', 'proposals are unanswered for 7 days'), verb: 'Follow up…', to: '/proposals' },
  overdue_invoices: { text: c => n(c, 'invoice is overdue', 'invoices are overdue'), verb: 'Show them', to: '/invoices', search: { status: 'overdue' } },
  deals_changed: { text: c => n(c, 'invoiced deal changed in HubSpot', 'invoiced deals changed in HubSpot'), verb: 'Review…', to: '/' },
  matches_waiting: { text: c => n(c, 'match waits for a decision', 'matches wait for a decision'), verb: 'Decide', to: '/settings/integrations/hubspot', search: { import: '1', step: 'resolve' } },
  attention: { text: c => n(c, 'HubSpot record needs attention', 'HubSpot records need attention'), verb: 'Show them', to: '/settings/integrations/hubspot/attention' },
};

function Sum({ label, sums }: { label: string; sums: Home['outstanding'] }) {
  const first = sums[0];
  return (
    <div>
      <dt>{label}</dt>
      <dd title={sums.map(sum => formatMoney(sum)).join(' · ')}>
        {first ? formatMoney(first) : '–'} {sums.length > 1 && <span className={page.dim}>+{n(sums.length - 1, 'currency', 'currencies')}</span>}
      </dd>
    </div>
  );
}

// A list of decisions, in order of money. When there is none, it says so.
export function HomePage() {
  const session = useSession();
  const [drifts, setDrifts] = useState(false);
  const [drafts, setDrafts] = useState(false);
  const home = useQuery({ queryKey: ['home'], queryFn: () => unwrap(api.GET('/api/home')) });
  const steps = home.data && ([
    ['Connect HubSpot', home.data.checklist.connected, '/settings/integrations/hubspot'],
    ['Import contacts', home.data.checklist.imported, '/settings/integrations/hubspot'],
    ['Create your first invoice', home.data.checklist.invoiced, '/invoices/new'],
    ['Issue it', home.data.checklist.sent, '/invoices'],
    ['Get paid', home.data.checklist.paid, '/invoices'],
  ] as const);
  return (
    <>
      <PageTitle title="Home">{greeting()}{session ? `, ${session.user.name.split(' ')[0]}` : ''}</PageTitle>
      {home.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void home.refetch() }}>This page could not be loaded. Nothing was changed.</Notice>}
      {!home.data && !home.error && <Skeleton height={200} radius={12} />}
      {home.data && (
        <>
          <dl className={page.sums}>
            <Sum label="Outstanding" sums={home.data.outstanding} />
            <Sum label="Overdue" sums={home.data.overdue} />
            <Sum label="Paid this month" sums={home.data.paidThisMonth} />
          </dl>
          <section className={page.card} aria-labelledby="needs-you">
            <h2 id="needs-you">Needs you</h2>
            {home.data.decisions.length === 0 ? (
              <p className={page.dim}>All clear. Nothing needs you right now.</p>
            ) : (
              <ul className={page.rows}>
                {home.data.decisions.map(decision => {
                  const words = decisions[decision.kind];
                  if (!words) return null;
                  const { only } = decision;
                  if (only && decision.kind === 'accepted_proposals')
                    return (
                      <li key={decision.kind}>
                        <span>{only.name} accepted</span>
                        <span className="tabular">{decision.totals[0] ? formatMoney(decision.totals[0]) : ''}</span>
                        <May need="invoices.write"><Button component={Link} to={`/proposals/${only.id}`} search={{ do: 'invoice' } as never} size="xs" variant="light">Create invoice</Button></May>
                      </li>
                    );
                  return (
                    <li key={decision.kind}>
                      <span>{words.text(decision.count)}</span>
                      <span className="tabular" title={decision.totals.map(sum => formatMoney(sum)).join(' · ')}>
                        {decision.totals[0] ? formatMoney(decision.totals[0]) : ''}{decision.totals.length > 1 && <span className={page.dim}> +{n(decision.totals.length - 1, 'currency', 'currencies')}</span>}
                      </span>
                      {decision.kind === 'deals_changed' ? <Button size="xs" variant="light" onClick={() => setDrifts(true)}>{words.verb}</Button> : decision.kind === 'won_without_invoice' ? <May need="invoices.write"><Button size="xs" variant="light" onClick={() => setDrafts(true)}>{words.verb}</Button></May> : <Button component={Link} to={only ? `/proposals/${only.id}` : words.to} search={(only ? {} : (words.search ?? {})) as never} size="xs" variant="light">{words.verb}</Button>}
                    </li>
                  );
                })}
              </ul>
            )}
          </section>
          <Suspense><MoneyCards /></Suspense>
          {drafts && <Suspense><BulkDrafts opened pipeline={undefined} onClose={() => setDrafts(false)} /></Suspense>}
          {drifts && <Suspense><DriftsDialog onClose={() => setDrifts(false)} /></Suspense>}
          {steps && steps.some(([, done]) => !done) && (
            <section className={page.card} aria-labelledby="first-steps">
              <h2 id="first-steps">First steps</h2>
              <ul className={page.rows}>
                {steps.map(([label, done, to]) => (
                  <li key={label}>
                    <span>{done ? '✓ ' : '○ '}{label}{done ? <span className="visually-hidden"> (done)</span> : null}</span>
                    {!done && <Link to={to}>Start</Link>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {!home.data.checklist.connected && !home.data.checklist.invoiced && (
            <EmptyState text="Your clients are in HubSpot? Bring them in without changing anything there." action={<Button component={Link} to="/settings/integrations/hubspot">Connect HubSpot</Button>} />
          )}
        </>
      )}
    </>
  );
}
