import { Modal, TextInput, useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import { api, unwrap } from '../api/client';
import { useSyncNow } from '../hubspot/data';
import { useHubSpotStatus } from '../hubspot/StatusProvider';
import { useChooseTheme } from '../session/preferences';
import { useMay, type Permission } from '../session/may';
import { useSignOut } from '../session/useSession';
import { text as say } from './later.text';
import { pages } from './pages';
import css from './search.module.css';
import { text as shell } from './text';

interface Entry {
  group: string;
  title: string;
  subtitle?: string;
  to?: string;
  run?: () => void;
}

const hubspot = '/settings/integrations/hubspot';
// Every page that has an address of its own; some only for who may open it.
const places = (): readonly (readonly [title: string, to: string, need?: Permission])[] => [
  ...pages.map(([to, name]) => [shell.pages[name], to] as const),
  [say.activity, '/activity'], [say.accountSettings, '/settings/account'], [say.peopleSettings, '/settings/people'], [say.emailSettings, '/settings/email'], [say.draftRules, '/settings/drafts'], [say.taxRates, '/settings/taxes'],
  [say.tokenSettings, '/settings/tokens', 'tokens.manage'], [say.modelSettings, '/settings/model', 'workspace.own'], [say.auditLog, '/settings/audit', 'audit.read'],
  [say.hubspotSettings, hubspot], [say.attentionPage, `${hubspot}/attention`], [say.syncHistory, `${hubspot}/runs`], [say.fieldMapping, `${hubspot}/mapping`], [say.parity, `${hubspot}/parity`],
];
const made = (): readonly (readonly [string, string])[] => [[say.newClient, '/clients/new'], [say.newDeal, '/clients/pipeline?do=new'], [say.newInvoice, '/invoices/new'], [say.newProposal, '/proposals/new']];

// What was opened from here last, on this device and in this session of the browser.
const recentKey = 'every.recent', recentMax = 8;
const recent = (): Entry[] => {
  try {
    return JSON.parse(sessionStorage.getItem(recentKey) ?? '[]') as Entry[];
  } catch {
    return [];
  }
};
const remember = ({ title, subtitle, to }: Entry) => sessionStorage.setItem(recentKey, JSON.stringify([{ group: say.recent, title, subtitle, to }, ...recent().filter(one => one.to !== to)].slice(0, recentMax)));

const fits = (title: string, words: string) => words.toLowerCase().split(/\s+/).every(word => title.toLowerCase().includes(word));

function useCommands(onKeys: () => void): Entry[] {
  const status = useHubSpotStatus();
  const sync = useSyncNow();
  const signOut = useSignOut();
  const chooseTheme = useChooseTheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const connected = status?.connection.state === 'connected';
  return [
    ...(connected && !status.run ? [{ group: say.do, title: say.syncNow, run: () => sync.mutate() }] : []),
    ...(connected ? [
      { group: say.do, title: say.reviewContacts, to: '/settings/integrations/hubspot?import=1' },
      { group: say.do, title: say.decideMatches, to: '/settings/integrations/hubspot?import=1&step=resolve' },
      { group: say.do, title: say.showAttention, to: `${hubspot}/attention` },
    ] : [{ group: say.do, title: say.connectHubSpot, to: '/settings/integrations/hubspot' }]),
    ...made().map(([title, to]) => ({ group: say.do, title, to })),
    { group: say.do, title: say.showOverdue, to: '/invoices?status=overdue' },
    { group: say.do, title: dark ? say.toLight : say.toDark, run: () => chooseTheme(dark ? 'light' : 'dark') },
    { group: say.do, title: say.showKeys, run: onKeys },
    { group: say.do, title: say.signOut, run: () => void signOut() },
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
  const may = useMay();
  const found = (group: string, list: readonly { id: string; title: string; subtitle: string }[] | undefined, to: string): Entry[] =>
    q && !commandsOnly ? (list ?? []).map(hit => ({ group, title: hit.title, subtitle: hit.subtitle, to: to + hit.id })) : [];
  const entries: Entry[] = [
    ...(text === '' ? recent() : []),
    ...found(say.clients, hits.data?.clients, '/clients/'),
    ...found(say.deals, hits.data?.deals, '/clients/pipeline?deal='),
    ...found(say.invoices, hits.data?.invoices, '/invoices/'),
    ...found(say.proposals, hits.data?.proposals, '/proposals/'),
    ...(commandsOnly ? [] : places().filter(([title, , need]) => fits(title, words) && (!need || may(need))).map(([title, to]) => ({ group: say.goTo, title, to }))),
    ...commands.filter(command => fits(command.title, words)),
  ];
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run?.();
    if (!entry.to) return;
    if (entry.group !== say.goTo && entry.group !== say.do) remember(entry);
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
    <Modal opened onClose={onClose} title={say.search} size={560}>
      <TextInput aria-label={say.searchLabel} role="combobox" aria-expanded aria-controls="search-list" aria-activedescendant={entries[at] ? `search-${String(at)}` : undefined} placeholder={say.searchHint} value={text} onChange={event => { setText(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} data-autofocus />
      <div className={css.list} id="search-list" role="listbox" aria-label={say.results}>
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
      {q && hits.data && entries.length === 0 && <p>{say.nothingFound}</p>}
    </Modal>
  );
}
