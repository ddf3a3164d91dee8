import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { usePageKeys } from '../app/keys';
import { toastSendingMany } from '../mail/undo';
import { useSession } from '../session/useSession';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatMoney, today } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { MoreButton } from '../ui/MoreButton';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { Act, Amount, isKnown, said, type Prepared } from './Decision';
import { reviewBegins } from './review';
import { isSkipped, skip, unskip } from './skipped';
import { text } from './text';

const BulkDrafts = lazy(withWords(() => import('../pipeline/BulkDrafts')));
const DriftsDialog = lazy(withWords(() => import('./DriftsDialog').then(part => ({ default: part.DriftsDialog }))));
const BulkMailDialog = lazy(withWords(() => import('../invoices/BulkMailDialog')));
const OtherCards = lazy(withWords(() => import('./OtherCards')));
const WeeklyReview = lazy(withWords(() => import('./WeeklyReview')));
const MoneyCards = lazy(withWords(() => import('./MoneyCards').then(part => ({ default: part.MoneyCards }))));

type Home = Schemas['Home'];

const greeting = () => {
  const hour = new Date().getHours();
  return hour < 12 ? text.greetings.morning : hour < 18 ? text.greetings.afternoon : text.greetings.evening;
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
  const { review } = useSearch({ strict: false }) as { review?: string };
  const navigate = useNavigate();
  const go = useCallback((at: string | undefined) => void navigate({ to: '/', search: (at ? { review: at } : {}) as never, resetScroll: false }), [navigate]);
  const [open, setOpen] = useState<Prepared | null>(null);
  const close = () => setOpen(null);
  const [, setSkips] = useState(0);
  const queries = useQueryClient();
  // The decisions by j and k; Enter opens the one that has the focus. A review has keys of its own.
  usePageKeys(useMemo((): Record<string, () => void> => {
    if (review) return {};
    const step = (by: number) => () => {
      const all = [...document.querySelectorAll<HTMLElement>('[data-decision] > :is(a, button)')];
      const at = all.findIndex(one => one === document.activeElement);
      all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
    };
    return { j: step(1), k: step(-1) };
  }, [review]));
  const later = (kind: string, count: number) => { skip(kind, count, today()); setSkips(n => n + 1); };
  // The most overdue first, as many as are sent at once.
  const overdue = async () => (await unwrap(api.GET('/api/invoices', { params: { query: { status: 'overdue', sort: 'dueDate', dir: 'asc', limit: 200 } } }))).items.map(one => one.id);
  const home = useQuery({ queryKey: ['home'], queryFn: () => unwrap(api.GET('/api/home')) });
  const day = today();
  const waiting = home.data?.decisions.filter(one => isKnown(one) && !isSkipped(one.kind, one.count, day)) ?? [];
  const skipped = (home.data?.decisions.length ?? 0) - waiting.length;
  const steps = home.data && ([
    [text.connectHubSpot, home.data.checklist.connected, '/settings/integrations/hubspot'],
    [text.importContacts, home.data.checklist.imported, '/settings/integrations/hubspot'],
    [text.firstInvoice, home.data.checklist.invoiced, '/invoices/new'],
    [text.issueIt, home.data.checklist.sent, '/invoices'],
    [text.getPaid, home.data.checklist.paid, '/invoices'],
  ] as const);
  return (
    <>
      <div className={page.head}>
        <PageTitle title={text.title}>{text.greet(greeting(), session?.user.name.split(' ')[0])}</PageTitle>
        {waiting.length > 0 && !review && <MoreButton label={text.more} actions={() => [{ label: text.weeklyReview, run: () => go(reviewBegins) }]} />}
      </div>
      {home.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void home.refetch() }}>{text.notLoaded}</Notice>}
      {!home.data && !home.error && <Skeleton height={200} radius={12} />}
      {home.data && (
        <>
          <dl className={page.sums}>
            <Sum label={text.outstanding} sums={home.data.outstanding} />
            <Sum label={text.overdue} sums={home.data.overdue} />
            <Sum label={text.paidThisMonth} sums={home.data.paidThisMonth} />
          </dl>
          <section className={`${page.card} ${page.decide}`} aria-labelledby="needs-you">
            <h2 id="needs-you">{review ? text.weeklyReview : text.needsYou}</h2>
            {review ? (
              <Suspense><WeeklyReview review={review} decisions={waiting} open={setOpen} go={go} /></Suspense>
            ) : waiting.length === 0 ? (
              <p className={page.dim}>{text.allClear}</p>
            ) : (
              <ul className={`${page.rows} ${page.decisions}`}>
                {waiting.map(decision => (
                  <li key={decision.kind} data-decision>
                    <span>{said(decision)}</span>
                    <Amount decision={decision} />
                    <Act decision={decision} open={setOpen} />
                    {!(decision.only && decision.kind === 'accepted_proposals') && <Button size="compact-xs" variant="subtle" aria-label={text.skipIt(said(decision))} onClick={() => later(decision.kind, decision.count)}>{text.skip}</Button>}
                  </li>
                ))}
              </ul>
            )}
            {skipped > 0 && !review && <p className={page.dim}>{text.skipped(skipped)} <Button size="compact-xs" variant="subtle" onClick={() => { unskip(); setSkips(n => n + 1); }}>{text.showSkipped}</Button></p>}
          </section>
          {open === 'reminders' && (
            <Suspense>
              <BulkMailDialog kind="reminder" ids={overdue} onClose={close} onSent={(what, mails, left) => { close(); const fresh = () => { for (const key of ['home', 'invoices']) void queries.invalidateQueries({ queryKey: [key] }); }; fresh(); toastSendingMany(what, mails, left, fresh); }} />
            </Suspense>
          )}
          {open === 'drafts' && <Suspense><BulkDrafts opened of={{ wonWithoutInvoice: true }} onClose={close} /></Suspense>}
          {open === 'drifts' && <Suspense><DriftsDialog onClose={close} /></Suspense>}
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
          {!home.data.checklist.connected && !home.data.checklist.invoiced && (
            <EmptyState text={text.bringIn} action={<Button component={Link} to="/settings/integrations/hubspot">{text.connectHubSpot}</Button>} />
          )}
        </>
      )}
      {/* They come later, so nothing stands below that they would move; each fails alone. */}
      {(home.data ?? home.error) && <Suspense><MoneyCards /></Suspense>}
      {(home.data ?? home.error) && <Suspense><OtherCards /></Suspense>}
    </>
  );
}
