import { Modal, TextInput, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import { api, unwrap } from '../api/client';
import { useHubSpotStatus, useSyncNow } from '../hubspot/data';
import { useSignOut } from '../session/useSession';
import css from './search.module.css';

interface Entry {
  group: string;
  title: string;
  subtitle?: string;
  to?: string;
  run?: () => void;
}

const places: readonly (readonly [string, string])[] = [
  ['Home', '/'], ['Clients', '/clients'], ['Pipeline', '/clients/pipeline'], ['Invoices', '/invoices'], ['Payments', '/payments'], ['Proposals', '/proposals'],
  ['Settings', '/settings'], ['Email settings', '/settings/email'], ['HubSpot settings', '/settings/integrations/hubspot'],
];
const made: readonly (readonly [string, string])[] = [['New client', '/clients/new'], ['New invoice', '/invoices/new'], ['New proposal', '/proposals/new']];

// What was opened from here last, on this device and in this session of the browser.
const recentKey = 'every.recent', recentMax = 8;
const recent = (): Entry[] => {
  try {
    return JSON.parse(sessionStorage.getItem(recentKey) ?? '[]') as Entry[];
  } catch {
    return [];
  }
};
const remember = ({ title, subtitle, to }: Entry) => sessionStorage.setItem(recentKey, JSON.stringify([{ group: 'Recent', title, subtitle, to }, ...recent().filter(one => one.to !== to)].slice(0, recentMax)));

const fits = (title: string, words: string) => words.toLowerCase().split(/\s+/).every(word => title.toLowerCase().includes(word));

function useCommands(onKeys: () => void): Entry[] {
  const status = useHubSpotStatus();
  const sync = useSyncNow();
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const connected = status?.connection.state === 'connected';
  return [
    ...(connected && !status.run ? [{ group: 'Do', title: 'Sync HubSpot now', run: () => sync.mutate() }] : []),
    ...(connected ? [
      { group: 'Do', title: 'Review HubSpot contacts', to: '/settings/integrations/hubspot?import=1' },
      { group: 'Do', title: 'Decide HubSpot matches', to: '/settings/integrations/hubspot?import=1&step=resolve' },
      { group: 'Do', title: 'Show records needing attention', to: '/settings/integrations/hubspot' },
    ] : [{ group: 'Do', title: 'Connect HubSpot', to: '/settings/integrations/hubspot' }]),
    ...made.map(([title, to]) => ({ group: 'Do', title, to })),
    { group: 'Do', title: 'Show overdue invoices', to: '/invoices?status=overdue' },
    { group: 'Do', title: dark ? 'Switch to light' : 'Switch to dark', run: () => setColorScheme(dark ? 'light' : 'dark') },
    { group: 'Do', title: 'Show the keys', run: onKeys },
    { group: 'Do', title: 'Sign out', run: () => void signOut() },
  ];
}

// Ctrl K: clients, deals, invoices, proposals, pages and commands in one list; `>` leaves the commands alone.
export default function Search({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const commandsOnly = text.startsWith('>');
  const words = text.replace(/^>/, '').trim();
  const [q] = useDebouncedValue(commandsOnly ? '' : words, 100);
  const hits = useQuery({ queryKey: ['search', q], enabled: q !== '', queryFn: ({ signal }) => unwrap(api.GET('/api/search', { params: { query: { q } }, signal })) });
  const commands = useCommands(onKeys);
  const found = (group: string, list: readonly { id: string; title: string; subtitle: string }[] | undefined, to: string): Entry[] =>
    q && !commandsOnly ? (list ?? []).map(hit => ({ group, title: hit.title, subtitle: hit.subtitle, to: to + hit.id })) : [];
  const entries: Entry[] = [
    ...(text === '' ? recent() : []),
    ...found('Clients', hits.data?.clients, '/clients/'),
    ...found('Deals', hits.data?.deals, '/clients/pipeline?deal='),
    ...found('Invoices', hits.data?.invoices, '/invoices/'),
    ...found('Proposals', hits.data?.proposals, '/proposals/'),
    ...(commandsOnly ? [] : places.filter(([title]) => fits(title, words)).map(([title, to]) => ({ group: 'Go to', title, to }))),
    ...commands.filter(command => fits(command.title, words)),
  ];
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run?.();
    if (!entry.to) return;
    if (entry.group !== 'Go to' && entry.group !== 'Do') remember(entry);
    void navigate({ href: entry.to });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(i => Math.min(entries.length - 1, i + 1));
    else if (event.key === 'ArrowUp') setAt(i => Math.max(0, i - 1));
    else if (event.key === 'Enter') go(entries[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal opened onClose={onClose} title="Search" size={560}>
      <TextInput aria-label="Search or jump to" role="combobox" aria-expanded aria-controls="search-list" aria-activedescendant={entries[at] ? `search-${String(at)}` : undefined} placeholder="Name, deal, invoice number, page, or > for what to do" value={text} onChange={event => { setText(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} data-autofocus />
      <div className={css.list} id="search-list" role="listbox" aria-label="Results">
        {entries.map((entry, i) => (
          <div key={entry.group + entry.title + (entry.to ?? '')} role="presentation">
            {entry.group !== entries[i - 1]?.group && <div className={css.group} role="presentation">{entry.group}</div>}
            {/* The keys are the input's. */}
            {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events */}
            <div id={`search-${String(i)}`} role="option" tabIndex={-1} aria-selected={i === at} className={css.entry} onClick={() => go(entry)} onMouseEnter={() => setAt(i)}>
              <span>{entry.title}</span>
              <small>{entry.subtitle}</small>
            </div>
          </div>
        ))}
      </div>
      {q && hits.data && entries.length === 0 && <p>Nothing found.</p>}
    </Modal>
  );
}
