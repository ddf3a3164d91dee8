import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import { api, unwrap } from '../api/client';
import css from './search.module.css';

interface Entry {
  group: string;
  title: string;
  subtitle: string;
  to: string;
}

const places: readonly Entry[] = [
  { group: 'Go to', title: 'Home', subtitle: '', to: '/' },
  { group: 'Go to', title: 'Clients', subtitle: '', to: '/clients' },
  { group: 'Go to', title: 'Pipeline', subtitle: '', to: '/clients/pipeline' },
  { group: 'Go to', title: 'Invoices', subtitle: '', to: '/invoices' },
  { group: 'Go to', title: 'Proposals', subtitle: '', to: '/proposals' },
  { group: 'Go to', title: 'Email', subtitle: 'Settings', to: '/settings/email' },
  { group: 'Go to', title: 'HubSpot', subtitle: 'Settings', to: '/settings/integrations/hubspot' },
  { group: 'Do', title: 'New client', subtitle: '', to: '/clients/new' },
  { group: 'Do', title: 'New invoice', subtitle: '', to: '/invoices/new' },
  { group: 'Do', title: 'New proposal', subtitle: '', to: '/proposals/new' },
];

// Ctrl K: clients, deals, invoices, pages and commands in one list.
export default function Search({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [q] = useDebouncedValue(text.trim(), 100);
  const hits = useQuery({ queryKey: ['search', q], enabled: q !== '', queryFn: ({ signal }) => unwrap(api.GET('/api/search', { params: { query: { q } }, signal })) });
  const entries: Entry[] = [
    ...(q ? (hits.data?.clients ?? []).map(h => ({ group: 'Clients', title: h.title, subtitle: h.subtitle, to: `/clients/${h.id}` })) : []),
    ...(q ? (hits.data?.deals ?? []).map(h => ({ group: 'Deals', title: h.title, subtitle: h.subtitle, to: `/clients/pipeline?deal=${h.id}` })) : []),
    ...(q ? (hits.data?.invoices ?? []).map(h => ({ group: 'Invoices', title: h.title, subtitle: h.subtitle, to: `/invoices/${h.id}` })) : []),
    ...(q ? (hits.data?.proposals ?? []).map(h => ({ group: 'Proposals', title: h.title, subtitle: h.subtitle, to: `/proposals/${h.id}` })) : []),
    ...places.filter(place => place.title.toLowerCase().includes(text.toLowerCase())),
  ];
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
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
      <TextInput aria-label="Search or jump to" role="combobox" aria-expanded aria-controls="search-list" aria-activedescendant={entries[at] ? `search-${at}` : undefined} placeholder="Name, deal, invoice number, page" value={text} onChange={event => { setText(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} data-autofocus />
      <div className={css.list} id="search-list" role="listbox" aria-label="Results">
        {entries.map((entry, i) => (
          // The keys are the input's.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div key={entry.group + entry.to} id={`search-${i}`} role="option" tabIndex={-1} aria-selected={i === at} className={css.entry} onClick={() => go(entry)} onMouseEnter={() => setAt(i)}>
            <span>{entry.title}</span>
            <small>{entry.subtitle || entry.group}</small>
          </div>
        ))}
      </div>
      {q && hits.data && entries.length === 0 && <p>Nothing found.</p>}
    </Modal>
  );
}
