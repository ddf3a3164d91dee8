import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, Outlet, Link, type RouteComponent } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { Problem, withReference } from '../api/problem';
import { Need, type Permission } from '../session/may';
import { sessionQuery, unfinished } from '../session/useSession';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import { PageTitle } from '../ui/PageTitle';
import { Shell } from './Shell';
import { text as words } from './text';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound });

function NotFound() {
  return (
    <>
      <PageTitle>{common.notFound}</PageTitle>
      <p>{words.nothingHere} <Link to="/">{words.goHome}</Link></p>
    </>
  );
}
function Broken({ reset, error }: { reset: () => void; error: unknown }) {
  return (
    <>
      <PageTitle>{words.wentWrong}</PageTitle>
      <Notice tone="negative" action={{ label: common.tryAgain, run: reset }}>{withReference(words.notLoaded, error)}</Notice>
    </>
  );
}

// Nobody sees a screen of the workspace before somebody signed in, or before it is set up.
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context, location }) => {
    try {
      if (unfinished(await context.queries.ensureQueryData(sessionQuery))) throw redirect({ to: '/setup' });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      const { needed } = await unwrap(api.GET('/api/setup'));
      throw needed ? redirect({ to: '/setup' }) : redirect({ to: '/login', search: { from: location.href } });
    }
  },
});

const text = (search: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(names.filter(name => typeof search[name] === 'string' && search[name] !== '').map(name => [name, search[name]])) as Record<string, string>;
const page = <P extends string>(path: P, load: () => Promise<Record<string, unknown>>, name: string, search: readonly string[] = [], only?: readonly [Permission, () => string]) => {
  const lazy = lazyRouteComponent(withWords(load) as () => Promise<Record<string, React.ComponentType>>, name) as RouteComponent & { preload?: () => Promise<void> };
  const Page = lazy as React.ComponentType;
  const component: RouteComponent = only ? Object.assign(() => <Need need={only[0]} title={only[1]()}><Page /></Need>, { preload: () => lazy.preload?.() }) : lazy;
  return createRoute({ getParentRoute: () => shell, path, component, validateSearch: (s: Record<string, unknown>) => text(s, ...search) });
};

const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: lazyRouteComponent(withWords(() => import('../session/SetupPage')), 'SetupPage') });
const login = createRoute({ getParentRoute: () => root, path: '/login', component: lazyRouteComponent(withWords(() => import('../session/LoginPage')), 'LoginPage'), validateSearch: (s: Record<string, unknown>) => text(s, 'from') });

const outside = <P extends string>(path: P, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(withWords(load) as () => Promise<Record<string, React.ComponentType>>, name) });

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([
      setup,
      login,
      outside('/forgot', () => import('../session/ForgotPage'), 'ForgotPage'),
      outside('/reset', () => import('../session/ResetPage'), 'ResetPage'),
      outside('/invitation', () => import('../session/InvitationPage'), 'InvitationPage'),
      shell.addChildren([
        page('/', () => import('../home/HomePage'), 'HomePage', ['review']),
        page('/clients/new', () => import('../clients/NewClientPage'), 'NewClientPage', [], ['records.write', () => words.newClient]),
        page('/clients', () => import('../clients/ClientsPage'), 'ClientsPage', ['q', 'source', 'status', 'tag', 'owner', 'hubspot', 'invoice', 'list', 'run', 'owes', 'overdue', 'credit', 'sort', 'dir', 'do']),
        page('/clients/pipeline', () => import('../pipeline/PipelinePage'), 'PipelinePage', ['view', 'pipeline', 'owner', 'close', 'q', 'deal', 'do']),
        page('/clients/$id', () => import('../clients/ClientPage'), 'ClientPage', ['tab', 'area', 'person', 'from', 'to']),
        page('/activity', () => import('../activity/ActivityPage'), 'ActivityPage', ['area', 'person', 'client', 'document', 'from', 'to']),
        page('/invoices', () => import('../invoices/InvoicesPage'), 'InvoicesPage', ['q', 'status', 'client', 'from', 'to', 'currency', 'least', 'most', 'sort', 'dir']),
        page('/invoices/new', () => import('../invoices/NewInvoicePage'), 'NewInvoicePage', ['client'], ['invoices.write', () => words.newInvoice]),
        page('/invoices/$id', () => import('../invoices/InvoicePage'), 'InvoicePage', ['do']),
        page('/invoices/$id/edit', () => import('../invoices/EditInvoicePage'), 'EditInvoicePage', [], ['invoices.write', () => words.editInvoice]),
        page('/payments', () => import('../payments/PaymentsPage'), 'PaymentsPage', ['credit', 'payment', 'sort', 'dir']),
        page('/proposals', () => import('../proposals/ProposalsPage'), 'ProposalsPage', ['q', 'status', 'unanswered', 'sort', 'dir']),
        page('/proposals/new', () => import('../proposals/NewProposalPage'), 'NewProposalPage', ['client', 'deal'], ['invoices.write', () => words.newProposal]),
        page('/proposals/$id', () => import('../proposals/ProposalPage'), 'ProposalPage', ['do']),
        page('/proposals/$id/edit', () => import('../proposals/EditProposalPage'), 'EditProposalPage', [], ['invoices.write', () => words.editProposal]),
        page('/confirm/$id', () => import('../chat/ConfirmPage'), 'ConfirmPage'),
        page('/settings', () => import('../settings/SettingsPage'), 'SettingsPage'),
        page('/settings/email', () => import('../settings/EmailPage'), 'EmailPage'),
        page('/settings/model', () => import('../settings/ModelPage'), 'ModelPage', [], ['workspace.own', () => words.languageModel]),
        page('/settings/tokens', () => import('../settings/TokensPage'), 'TokensPage', [], ['tokens.manage', () => words.accessTokens]),
        page('/settings/drafts', () => import('../settings/DraftRulesPage'), 'DraftRulesPage', ['do', 'pipeline']),
        page('/settings/taxes', () => import('../settings/TaxesPage'), 'TaxesPage', ['rate']),
        page('/settings/account', () => import('../settings/AccountPage'), 'AccountPage'),
        page('/settings/people', () => import('../settings/PeoplePage'), 'PeoplePage'),
        page('/settings/audit', () => import('../settings/AuditPage'), 'AuditPage', ['person', 'group', 'from', 'to'], ['audit.read', () => words.auditLog]),
        page('/settings/integrations/hubspot', () => import('../hubspot/HubSpotPage'), 'HubSpotPage', ['hubspot', 'import', 'step', 'missing', 'expected', 'run', 'why']),
        page('/settings/integrations/hubspot/runs', () => import('../hubspot/RunsPage'), 'RunsPage', ['state', 'trigger']),
        page('/settings/integrations/hubspot/runs/$id', () => import('../hubspot/RunPage'), 'RunPage', ['tab', 'outcome', 'q']),
        page('/settings/integrations/hubspot/mapping', () => import('../hubspot/MappingPage'), 'MappingPage', ['object']),
        page('/settings/integrations/hubspot/parity', () => import('../hubspot/ParityPage'), 'ParityPage'),
        createRoute({ getParentRoute: () => shell, path: '$', component: NotFound }),
        page('/settings/integrations/hubspot/attention', () => import('../hubspot/AttentionPage'), 'AttentionPage', ['code', 'type', 'q']),
      ]),
    ]),
    context: { queries },
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    scrollRestoration: true,
    // Plain ?name=value, as people write and share it.
    parseSearch: query => Object.fromEntries(new URLSearchParams(query)),
    stringifySearch: search => {
      const query = new URLSearchParams(Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')).toString();
      return query ? `?${query}` : '';
    },
  });
