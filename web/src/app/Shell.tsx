import { ActionIcon, Menu, RingProgress, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconCash, IconDots, IconFileInvoice, IconHome, IconLayoutKanban, IconMoon, IconSearch, IconSettings, IconSun, IconUser, IconUsers, IconWriting } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useHubSpotStatus } from '../hubspot/data';
import { useSession, useSignOut } from '../session/useSession';
import { ago } from '../text/format';
import { Toasts } from '../ui/toast';
import { startLive } from './live';
import css from './shell.module.css';

const Search = lazy(() => import('./Search'));
const pages = [
  ['/', 'Home', IconHome],
  ['/clients', 'Clients', IconUsers],
  ['/clients/pipeline', 'Pipeline', IconLayoutKanban],
  ['/invoices', 'Invoices', IconFileInvoice],
  ['/payments', 'Payments', IconCash],
  ['/proposals', 'Proposals', IconWriting],
  ['/settings', 'Settings', IconSettings],
] as const;
const firstPages = 4;  // on a narrow screen; the others are under More

// The single heartbeat of the integration.
function Pill() {
  const status = useHubSpotStatus();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick(n => n + 1), 20_000);
    return () => clearInterval(timer);
  }, []);
  if (!status) return null;
  const { connection, sync, run } = status;
  const when = sync.lastSuccessAt ? ago(sync.lastSuccessAt) : 'not synced yet';
  const [tone, text, name] =
    connection.state === 'not_connected' ? ['', 'Connect HubSpot', 'Connect HubSpot']
    : connection.state === 'needs_reconnection' ? ['bad', 'Reconnect HubSpot', 'HubSpot needs reconnection']
    : run ? ['', `Syncing${run.percent === null ? '' : ` ${run.percent}%`}`, `Syncing${run.percent === null ? '' : `, ${run.percent} percent`}`]
    : sync.health === 'late' || sync.health === 'failing' ? ['warn', `HubSpot · ${when}`, `HubSpot sync is late, last success ${when}`]
    : sync.health === 'paused' ? ['', 'HubSpot paused', 'HubSpot sync is paused']
    : ['ok', `HubSpot · ${when}`, `HubSpot connected, last synced ${when}`];
  return (
    <Link to="/settings/integrations/hubspot" className={css.pill} aria-label={`${text}. ${name}`}>
      {run ? <RingProgress size={18} thickness={3} sections={[{ value: run.percent ?? 25, color: 'iris' }]} aria-hidden /> : <i className={css.dot} data-tone={tone} aria-hidden />}
      <span>{text}</span>
    </Link>
  );
}

export function Shell() {
  const queries = useQueryClient();
  const session = useSession();
  const signOut = useSignOut();
  const path = useLocation({ select: location => location.pathname });
  const [find, setFind] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  useEffect(() => startLive(queries), [queries]);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setFind(true);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">Skip to content</a>
      <nav className={css.side} aria-label="Main">
        <div className={css.brand}>Every</div>
        {pages.map(([to, label, Icon], at) => (
          <Link key={to} to={to} className={css.item} data-later={at >= firstPages || undefined} activeOptions={{ exact: to === '/' || to === '/clients' }} activeProps={{ 'aria-current': 'page' }} title={label}>
            <Icon size={18} stroke={1.6} aria-hidden />
            <span>{label}</span>
          </Link>
        ))}
        <Menu position="top-end">
          <Menu.Target>
            <button type="button" className={`${css.item} ${css.more}`} aria-current={pages.slice(firstPages).some(([to]) => path.startsWith(to)) ? 'page' : undefined}>
              <IconDots size={18} stroke={1.6} aria-hidden />
              <span>More</span>
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {pages.slice(firstPages).map(([to, label, Icon]) => <Menu.Item key={to} component={Link} to={to} leftSection={<Icon size={18} stroke={1.6} aria-hidden />}>{label}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      </nav>
      <header className={css.top} data-shell="">
        <button type="button" className={css.find} onClick={() => setFind(true)} aria-keyshortcuts="Control+K">
          <IconSearch size={16} aria-hidden /> Search or jump to… <kbd>Ctrl K</kbd>
        </button>
        <div className={css.right}>
          <Pill />
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={scheme === 'dark' ? 'Switch to light' : 'Switch to dark'} onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
            {scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
          </ActionIcon>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Account of ${session?.user.name ?? ''}`}><IconUser size={18} aria-hidden /></ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{session?.user.name} · {session?.workspace.name}</Menu.Label>
              <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <main id="main" className={css.main} tabIndex={-1}>
        <Suspense><Outlet /></Suspense>
      </main>
      <Toasts />
      {find && <Suspense><Search onClose={() => setFind(false)} /></Suspense>}
    </div>
  );
}
