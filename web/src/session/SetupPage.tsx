import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap } from '../api/client';
import { withWords } from '../text/catalogue';
import { PageTitle } from '../ui/PageTitle';
import css from './session.module.css';
import { steps, type Step } from './setup';
import { text } from './setup.text';
import { sessionQuery, unfinished } from './useSession';
import { YouStep } from './YouStep';

const BusinessStep = lazy(withWords(() => import('./BusinessStep')));
const InvoiceStep = lazy(withWords(() => import('./InvoiceStep')));
const ConnectStep = lazy(withWords(() => import('./ConnectStep')));

// First run: who you are, what you invoice as, how invoices look, HubSpot. Each step is saved as it is left; what it said can
// be changed any time in Settings.
export function SetupPage() {
  const { data: session, isFetched } = useQuery(sessionQuery);
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => unwrap(api.GET('/api/setup')), enabled: isFetched && !session, staleTime: 0 });
  const [again, setAgain] = useState<Step | null>(null); // a step that was left and is looked at once more
  const [next, setNext] = useState('/'); // where it leads to
  const reached: Step = session ? (session.workspace.setup ?? 'hubspot') : 'you';
  const at = again ?? reached;
  const go = () => setAgain(null);
  // Whoever is through with it goes on; whoever is not signed in is asked to.
  if (session ? !unfinished(session) : setup.data && !setup.data.needed) return <Navigate to={next} />;
  if (!session && !setup.data) return null;
  return (
    <main className={css.page}>
      <div className={css.card}>
        <span className={css.brand}>Every</span>
        <PageTitle>{text.setUp}</PageTitle>
        <ol className={css.steps} aria-label={text.steps}>
          {steps.map((name, i) => <li key={name} aria-current={name === at ? 'step' : undefined}>{i + 1}. {text.stepNames[i]}</li>)}
        </ol>
        <Suspense>
          {at === 'you' && <YouStep me={session?.user} onDone={go} />}
          {at === 'business' && <BusinessStep done={reached !== 'business'} onBack={() => setAgain('you')} onDone={go} />}
          {at === 'invoices' && <InvoiceStep onBack={() => setAgain('business')} onDone={go} />}
          {at === 'hubspot' && <ConnectStep onChoose={setNext} />}
        </Suspense>
      </div>
    </main>
  );
}
