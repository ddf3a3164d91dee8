import { ActionIcon, useComputedColorScheme } from '@mantine/core';
import { IconMessageCircle, IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { StatusProvider } from '../hubspot/StatusProvider';
import { useChooseTheme, useThemeKept } from '../session/preferences';
import { withWords } from '../text/catalogue';
import { Toasts } from '../ui/toast';
import { startFocusReturn } from './focusReturn';
import { places, useKeys } from './keys';
import { startLive } from './live';
import { firstOnPhones, firstPages, pages } from './pages';
import { Pill } from './Pill';
import { ProgressVoice } from './ProgressVoice';
import { whenOut } from './reach';
import { ReachBanner } from './ReachBanner';
import css from './shell.module.css';
import { text as words } from './text';

const Bell = lazy(withWords(() => import('./Bell')));
const Search = lazy(withWords(() => import('./Search')));
const ReadOnly = lazy(withWords(() => import('./ReadOnly')));
const ChatPanel = lazy(withWords(() => import('../chat/ChatPanel')));
const KeysDialog = lazy(withWords(() => import('./KeysDialog')));
const SignedOut = lazy(withWords(() => import('./SignedOut')));
const MoreMenu = lazy(withWords(() => import('./MoreMenu')));
const AccountMenu = lazy(withWords(() => import('./AccountMenu')));

const chatKey = 'every.chat';
const goKey = (to: string) => Object.entries(places).find(([, [path]]) => path === to)?.[0] ?? '';

export function Shell() {
  const queries = useQueryClient();
  const [find, setFind] = useState(false);
  const [keys, setKeys] = useState(false);
  const [out, setOut] = useState(false);
  const [chat, setChat] = useState(() => localStorage.getItem(chatKey) === '1');
  const chatButton = useRef<HTMLButtonElement>(null);
  const chatWasOpen = useRef(chat);
  const toggleChat = useCallback(() => { chatWasOpen.current = false; setChat(open => !open); }, []);
  const closeChat = useCallback(() => { setChat(false); chatButton.current?.focus(); }, []);
  useEffect(() => localStorage.setItem(chatKey, chat ? '1' : '0'), [chat]);
  useKeys(useCallback(() => setKeys(true), []), toggleChat);
  useEffect(() => whenOut(() => setOut(true)), []);
  const chooseTheme = useChooseTheme();
  useThemeKept();
  const scheme = useComputedColorScheme('light');
  const navigate = useNavigate();
  useEffect(() => startLive(queries, href => void navigate({ href })), [queries, navigate]);
  useEffect(startFocusReturn, []);
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
    <StatusProvider><div className={css.shell} data-chat={chat || undefined}>
      <a className={css.skip} href="#main">{words.skip}</a>
      <nav className={css.side} aria-label={words.main}>
        <div className={css.brand}>Every</div>
        {pages.map(([to, label, Icon], at) => (
          <Link key={to} to={to} className={css.item} data-later={at >= firstPages ? 'narrow' : at >= firstOnPhones ? 'phone' : undefined} activeOptions={{ exact: to === '/' || to === '/clients' }} activeProps={{ 'aria-current': 'page' }} title={goKey(to) ? words.goKey(words.pages[label], goKey(to)) : words.pages[label]}>
            <Icon size={18} stroke={1.6} aria-hidden />
            <span>{words.pages[label]}</span>
          </Link>
        ))}
        <Suspense><MoreMenu /></Suspense>
      </nav>
      <header className={css.top} data-shell="">
        <button type="button" className={css.find} onClick={() => setFind(true)} aria-keyshortcuts="Control+K Meta+K">
          <IconSearch size={16} aria-hidden /> <span>{words.searchOrJump}</span> <kbd>{words.ctrlK}</kbd>
        </button>
        <div className={css.right}>
          <Suspense><ReadOnly /></Suspense>
          <Pill />
          <Suspense fallback={<span className={css.place} />}><Bell /></Suspense>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={scheme === 'dark' ? words.toLight : words.toDark} onClick={() => chooseTheme(scheme === 'dark' ? 'light' : 'dark')}>
            {scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
          </ActionIcon>
          <Suspense fallback={<span className={css.place} />}><AccountMenu onKeys={() => setKeys(true)} /></Suspense>
          <ActionIcon ref={chatButton} variant="subtle" color="gray" size="lg" aria-label={words.chat} aria-expanded={chat} aria-keyshortcuts="b" title={words.chatKey} onClick={toggleChat}><IconMessageCircle size={18} aria-hidden /></ActionIcon>
        </div>
      </header>
      <main id="main" className={css.main} tabIndex={-1}>
        <ReachBanner />
        <Suspense><Outlet /></Suspense>
      </main>
      {chat && <Suspense><ChatPanel onClose={closeChat} takeFocus={!chatWasOpen.current} /></Suspense>}
      <Toasts />
      <ProgressVoice />
      {find && <Suspense><Search onClose={() => setFind(false)} onKeys={() => setKeys(true)} /></Suspense>}
      {keys && <Suspense><KeysDialog onClose={() => setKeys(false)} /></Suspense>}
      {out && <Suspense><SignedOut onBack={() => setOut(false)} /></Suspense>}
    </div></StatusProvider>
  );
}
