import { NativeSelect, Pill } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import page from '../ui/page.module.css';
import { moneyFilters, moreFilters, type ClientSearch } from './filters';
import { text } from './filters.text';

type Name = (typeof moreFilters)[number];
type Set = (change: Partial<ClientSearch>) => void;
const isMoney = (name: Name): name is (typeof moneyFilters)[number] => (moneyFilters as readonly string[]).includes(name);

// "Owner: Dana Reyes", "Owes"
function said(name: Name, value: string): string {
  if (isMoney(name)) return text.moneys[name];
  const words: Partial<Record<string, string>> = name === 'hubspot' ? text.states : name === 'invoice' ? text.invoices : {};
  return text.chosen(text[name], words[value] ?? value);
}

// What is chosen beyond the search, each with its way out.
export function ChosenFilters({ search, set }: { search: ClientSearch; set: Set }) {
  const chosen = moreFilters.filter(name => search[name]);
  if (chosen.length === 0) return null;
  return (
    <div className={page.filters}>
      {chosen.map(name => {
        const label = said(name, search[name] ?? '');
        return <Pill key={name} size="md" withRemoveButton removeButtonProps={{ 'aria-label': text.without(label), 'aria-hidden': false, tabIndex: 0 }} onRemove={() => set({ [name]: undefined })}>{label}</Pill>;
      })}
    </div>
  );
}

// The choices, with the tags and owners that there are.
export default function MoreFilters({ search, set }: { search: ClientSearch; set: Set }) {
  const status = search.status ?? 'active';
  const choices = useQuery({ queryKey: ['clients', 'choices', status], queryFn: () => unwrap(api.GET('/api/clients/choices', { params: { query: { status } } })) });
  const named = (names: readonly string[], chosen: string | undefined) => [...new Set([...names, ...(chosen ? [chosen] : [])])].map(value => ({ value, label: value }));
  const select = (name: 'tag' | 'owner' | 'hubspot' | 'invoice', data: readonly { value: string; label: string }[]) => <NativeSelect key={name} size="xs" aria-label={text[name]} value={search[name] ?? ''} onChange={event => set({ [name]: event.currentTarget.value || undefined })} data={[{ value: '', label: text.any(text[name]) }, ...data]} />;
  const words = (all: Record<string, string>) => Object.entries(all).map(([value, label]) => ({ value, label }));
  return (
    <div className={page.filters}>
      {select('tag', named(choices.data?.tags ?? [], search.tag))}
      {select('owner', named(choices.data?.owners ?? [], search.owner))}
      {select('hubspot', words(text.states))}
      {select('invoice', words(text.invoices))}
      <NativeSelect size="xs" aria-label={text.money} value={moneyFilters.find(name => search[name]) ?? ''} data={[{ value: '', label: text.any(text.money) }, ...words(text.moneys)]}
        onChange={event => set(Object.fromEntries(moneyFilters.map(name => [name, name === event.currentTarget.value ? 'true' : undefined])))} />
    </div>
  );
}
