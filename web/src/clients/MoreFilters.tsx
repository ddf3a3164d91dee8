import { NativeSelect, Pill } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { formatTime } from '../text/format';
import page from '../ui/page.module.css';
import { moneyFilters, moreFilters, type ClientSearch } from './filters';
import { text } from './filters.text';

type Name = (typeof moreFilters)[number];
type Set = (change: Partial<ClientSearch>) => void;
const isMoney = (name: Name): name is (typeof moneyFilters)[number] => (moneyFilters as readonly string[]).includes(name);

const useLists = (enabled: boolean) => useQuery({ queryKey: ['clients', 'lists'], enabled, queryFn: () => unwrap(api.GET('/api/clients/lists')) }).data?.items ?? [];

// What stands in the address by its id, as it is called; nothing until that is known.
function useCalled({ list, run }: ClientSearch): Partial<Record<Name, string | undefined>> {
  const lists = useLists(Boolean(list));
  const brought = useQuery({ queryKey: ['hubspot', 'run', run], enabled: Boolean(run), queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}', { params: { path: { id: run ?? '' } } })) }).data;
  return { list: lists.find(one => one.id === list)?.name, run: brought && formatTime(brought.createdAt) };
}

// "Owner: Dana Reyes", "Owes"
function said(name: Name, value: string, called: string | undefined): string {
  if (isMoney(name)) return text.moneys[name];
  if (name === 'list' || name === 'run') return called === undefined ? text[name] : text.chosen(text[name], called);
  const words: Partial<Record<string, string>> = name === 'hubspot' ? text.states : name === 'invoice' ? text.invoices : {};
  return text.chosen(text[name], words[value] ?? value);
}

// What is chosen beyond the search, each with its way out.
export function ChosenFilters({ search, set }: { search: ClientSearch; set: Set }) {
  const chosen = moreFilters.filter(name => search[name]);
  const called = useCalled(search);
  if (chosen.length === 0) return null;
  return (
    <div className={page.filters}>
      {chosen.map(name => {
        const label = said(name, search[name] ?? '', called[name]);
        return <Pill key={name} size="md" withRemoveButton removeButtonProps={{ 'aria-label': text.without(label), 'aria-hidden': false, tabIndex: 0 }} onRemove={() => set({ [name]: undefined })}>{label}</Pill>;
      })}
    </div>
  );
}

// The choices, with the tags, owners, lists and imports that there are.
export default function MoreFilters({ search, set }: { search: ClientSearch; set: Set }) {
  const status = search.status ?? 'active';
  const choices = useQuery({ queryKey: ['clients', 'choices', status], queryFn: () => unwrap(api.GET('/api/clients/choices', { params: { query: { status } } })) });
  const lists = useLists(true);
  const called = useCalled(search);
  const imports = (choices.data?.runs ?? []).map(one => ({ value: one.id, label: formatTime(one.createdAt) }));
  const withChosen = (name: 'list' | 'run', data: readonly { value: string; label: string }[]) => { const value = search[name]; return !value || data.some(one => one.value === value) ? data : [...data, { value, label: called[name] ?? text[name] }]; };
  const named = (names: readonly string[], chosen: string | undefined) => [...new Set([...names, ...(chosen ? [chosen] : [])])].map(value => ({ value, label: value }));
  const select = (name: Exclude<Name, (typeof moneyFilters)[number]>, data: readonly { value: string; label: string }[]) => <NativeSelect key={name} size="xs" aria-label={text[name]} value={search[name] ?? ''} onChange={event => set({ [name]: event.currentTarget.value || undefined })} data={[{ value: '', label: text.any(text[name]) }, ...data]} />;
  const words = (all: Record<string, string>) => Object.entries(all).map(([value, label]) => ({ value, label }));
  return (
    <div className={page.filters}>
      {select('tag', named(choices.data?.tags ?? [], search.tag))}
      {select('owner', named(choices.data?.owners ?? [], search.owner))}
      {select('hubspot', words(text.states))}
      {select('list', withChosen('list', lists.map(one => ({ value: one.id, label: one.name }))))}
      {select('run', withChosen('run', imports))}
      {select('invoice', words(text.invoices))}
      <NativeSelect size="xs" aria-label={text.money} value={moneyFilters.find(name => search[name]) ?? ''} data={[{ value: '', label: text.any(text.money) }, ...words(text.moneys)]}
        onChange={event => set(Object.fromEntries(moneyFilters.map(name => [name, name === event.currentTarget.value ? 'true' : undefined])))} />
    </div>
  );
}
