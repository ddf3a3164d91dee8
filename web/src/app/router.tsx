import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, Outlet, Link } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { Problem } from '../api/problem';
import { sessionQuery } from '../session/useSession';
import { Notice } from '../ui/Notice';
import { PageTitle } from '../ui/PageTitle';
import { Shell } from './Shell';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound });

function NotFound() {
  return (
    <>
      <PageTitle>Page not found</PageTitle>
      <p>There is nothing at this address. <Link to="/">Go to Home</Link></p>
    </>
  );
}
function Broken({ reset }: { reset: () => void }) {
  return (
    <>
      <PageTitle>Something went wrong</PageTitle>
      <Notice tone="negative" action={{ label: 'Try again', run: reset }}>This page could not be loaded. Nothing was changed.</Notice>
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
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      const { needed } = await unwrap(api.GET('/api/setup'));
      throw needed ? redirect({ to: '/setup' }) : redirect({ to: '/login', search: { from: location.href } });
    }
  },
});

const text = (search: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(names.filter(name => typeof search[name] === 'string' && search[name] !== '').map(name => [name, search[name]])) as Record<string, string>;
const page = <P extends string>(path: P, load: () => Promise<Record<string, unknown>>, name: string, search: readonly string[] = []) =>
  createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(load as () => Promise<Record<string, React.ComponentType>>, name), validateSearch: (s: Record<string, unknown>) => text(s, ...search) });

const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: lazyRouteComponent(() => import('../session/SetupPage'), 'SetupPage'), beforeLoad: async () => {
  const { needed } = await unwrap(api.GET('/api/setup'));
  if (!needed) throw redirect({ to: '/' });
} });
const login = createRoute({ getParentRoute: () => root, path: '/login', component: lazyRouteComponent(() => import('../session/LoginPage'), 'LoginPage'), validateSearch: (s: Record<string, unknown>) => text(s, 'from') });

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([
      setup,
      login,
      shell.addChildren([
        page('/', () => import('../home/HomePage'), 'HomePage'),
        page('/clients', () => import('../clients/ClientsPage'), 'ClientsPage', ['q', 'source', 'status', 'sort', 'dir']),
        page('/clients/new', () => import('../clients/NewClientPage'), 'NewClientPage'),
        page('/clients/pipeline', () => import('../pipeline/PipelinePage'), 'PipelinePage', ['view', 'pipeline', 'owner', 'q', 'deal']),
        page('/clients/$id', () => import('../clients/ClientPage'), 'ClientPage', ['tab']),
        page('/invoices', () => import('../invoices/InvoicesPage'), 'InvoicesPage', ['q', 'status', 'client', 'sort', 'dir']),
        page('/invoices/new', () => import('../invoices/NewInvoicePage'), 'NewInvoicePage', ['client']),
        page('/invoices/$id', () => import('../invoices/InvoicePage'), 'InvoicePage', ['do']),
        page('/invoices/$id/edit', () => import('../invoices/EditInvoicePage'), 'EditInvoicePage'),
        page('/payments', () => import('../payments/PaymentsPage'), 'PaymentsPage', ['credit', 'payment', 'sort', 'dir']),
        page('/proposals', () => import('../proposals/ProposalsPage'), 'ProposalsPage', ['q', 'status', 'sort', 'dir']),
        page('/proposals/new', () => import('../proposals/NewProposalPage'), 'NewProposalPage', ['client', 'deal']),
        page('/proposals/$id', () => import('../proposals/ProposalPage'), 'ProposalPage', ['do']),
        page('/proposals/$id/edit', () => import('../proposals/EditProposalPage'), 'EditProposalPage'),
        page('/settings', () => import('../settings/SettingsPage'), 'SettingsPage'),
        page('/settings/email', () => import('../settings/EmailPage'), 'EmailPage'),
        page('/settings/integrations/hubspot', () => import('../hubspot/HubSpotPage'), 'HubSpotPage', ['hubspot', 'import', 'step', 'missing', 'expected', 'run']),
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
