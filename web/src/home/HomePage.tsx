import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { May } from '../session/may';
import { useSession } from '../session/useSession';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { text } from './text';

const BulkDrafts = lazy(withWords(() => import('../pipeline/BulkDrafts')));
const DriftsDialog = lazy(withWords(() => import('./DriftsDialog').then(part => ({ default: part.DriftsDialog }))));
const MoneyCards = lazy(withWords(() => import('./MoneyCards').then(part => ({ default: part.MoneyCards }))));

type Home = Schemas['Home'];

const greeting = () => {
  const hour = new Date().getHours();
  return hour < 12 ? text.greetings.morning : hour < 18 ? text.greetings.afternoon : text.greetings.evening;
};
const decisions: Record<string, { words: (count: number) => string; verb: () => string; to: string; search?: Record<string, string> }> = {
  won_without_invoice: { words: n => text.won(n), verb: () => text.createDrafts, to: '/clients/pipeline' },
  accepted_proposals: { words: n => text.acceptedProposals(n), verb: () => text.showThem, to: '/proposals', search: { status: 'accepted' } },
  unanswered_proposals: { words: n => text.unanswered(n), verb: () => text.followUp, to: '/proposals' },
  overdue_invoices: { words: n => text.overdueInvoices(n), verb: () => text.showThem, to: '/invoices', search: { status: 'overdue' } },
  deals_changed: { words: n => text.dealsChanged(n), verb: () => text.review, to: '/' },
  matches_waiting: { words: n => text.matches(n), verb: () => text.decide, to: '/settings/integrations/hubspot', search: { import: '1', step: 'resolve' } },
  attention: { words: n => text.attention(n), verb: () => text.showThem, to: '/settings/integrations/hubspot/attention' },
};

function Sum({ label, sums }: { label: string; sums: Home['outstanding'] }) {
  const first = sums[0];
  return (
    <div>
      <dt>{label}</dt>
      <dd title={sums.map(sum => formatMoney(sum)).join(' · ')}>
        {first ? formatMoney(first) : '–'} {sums.length > 1 && <span className={page.dim}>{text.moreCurrencies(sums.length - 1)}</span>}
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
    [text.connectHubSpot, home.data.checklist.connected, '/settings/integrations/hubspot'],
    [text.importContacts, home.data.checklist.imported, '/settings/integrations/hubspot'],
    [text.firstInvoice, home.data.checklist.invoiced, '/invoices/new'],
    [text.issueIt, home.data.checklist.sent, '/invoices'],
    [text.getPaid, home.data.checklist.paid, '/invoices'],
  ] as const);
  return (
    <>
      <PageTitle title={text.title}>{text.greet(greeting(), session?.user.name.split(' ')[0])}</PageTitle>
      {home.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void home.refetch() }}>{text.notLoaded}</Notice>}
      {!home.data && !home.error && <Skeleton height={200} radius={12} />}
      {home.data && (
        <>
          <dl className={page.sums}>
            <Sum label={text.outstanding} sums={home.data.outstanding} />
            <Sum label={text.overdue} sums={home.data.overdue} />
            <Sum label={text.paidThisMonth} sums={home.data.paidThisMonth} />
          </dl>
          <section className={page.card} aria-labelledby="needs-you">
            <h2 id="needs-you">{text.needsYou}</h2>
            {home.data.decisions.length === 0 ? (
              <p className={page.dim}>{text.allClear}</p>
            ) : (
              <ul className={page.rows}>
                {home.data.decisions.map(decision => {
                  const decisionKind = decisions[decision.kind];
                  if (!decisionKind) return null;
                  const { only } = decision;
                  if (only && decision.kind === 'accepted_proposals')
                    return (
                      <li key={decision.kind}>
                        <span>{text.accepted(only.name)}</span>
                        <span className="tabular">{decision.totals[0] ? formatMoney(decision.totals[0]) : ''}</span>
                        <May need="invoices.write"><Button component={Link} to={`/proposals/${only.id}`} search={{ do: 'invoice' } as never} size="xs" variant="light">{text.createInvoice}</Button></May>
                      </li>
                    );
                  return (
                    <li key={decision.kind}>
                      <span>{decisionKind.words(decision.count)}</span>
                      <span className="tabular" title={decision.totals.map(sum => formatMoney(sum)).join(' · ')}>
                        {decision.totals[0] ? formatMoney(decision.totals[0]) : ''}{decision.totals.length > 1 && <span className={page.dim}> {text.moreCurrencies(decision.totals.length - 1)}</span>}
                      </span>
                      {decision.kind === 'deals_changed' ? <Button size="xs" variant="light" onClick={() => setDrifts(true)}>{decisionKind.verb()}</Button> : decision.kind === 'won_without_invoice' ? <May need="invoices.write"><Button size="xs" variant="light" onClick={() => setDrafts(true)}>{decisionKind.verb()}</Button></May> : <Button component={Link} to={only ? `/proposals/${only.id}` : decisionKind.to} search={(only ? {} : (decisionKind.search ?? {})) as never} size="xs" variant="light">{decisionKind.verb()}</Button>}
                    </li>
                  );
                })}
              </ul>
            )}
          </section>
          {drafts && <Suspense><BulkDrafts opened of={{ wonWithoutInvoice: true }} onClose={() => setDrafts(false)} /></Suspense>}
          {drifts && <Suspense><DriftsDialog onClose={() => setDrifts(false)} /></Suspense>}
          {steps && steps.some(([, done]) => !done) && (
            <section className={page.card} aria-labelledby="first-steps">
              <h2 id="first-steps">{text.firstSteps}</h2>
              <ul className={page.rows}>
                {steps.map(([label, done, to]) => (
                  <li key={label}>
                    <span>{done ? '✓ ' : '○ '}{label}{done ? <span className="visually-hidden"> {text.done}</span> : null}</span>
                    {!done && <Link to={to}>{text.start}</Link>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {/* They come later, so nothing stands below that they would move. */}
          <Suspense><MoneyCards /></Suspense>
          {!home.data.checklist.connected && !home.data.checklist.invoiced && (
            <EmptyState text={text.bringIn} action={<Button component={Link} to="/settings/integrations/hubspot">{text.connectHubSpot}</Button>} />
          )}
        </>
      )}
    </>
  );
}
