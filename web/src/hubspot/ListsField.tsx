import { Loader, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import css from './hubspot.module.css';
import { plural } from './words';

const shownAtMost = 100;

interface Props {
  value: readonly string[]; // none: everything, unless `selected`
  selected: boolean;
  onChange: (selected: boolean, lists: string[]) => void;
}

// Everything, or the members of some of HubSpot's lists.
export function ListsField({ value, selected, onChange }: Props) {
  const [text, setText] = useState('');
  const lists = useQuery({ queryKey: ['hubspot', 'lists'], enabled: selected, staleTime: 60_000, queryFn: () => unwrap(api.GET('/api/hubspot/lists')) });
  const all = lists.data?.items ?? [];
  const found = all.filter(list => list.name.toLowerCase().includes(text.trim().toLowerCase()));
  const nameOf = (id: string) => all.find(list => list.id === id)?.name ?? `List ${id}`;
  const toggle = (id: string) => onChange(true, value.includes(id) ? value.filter(one => one !== id) : [...value, id]);
  return (
    <Stack gap={8}>
      <Radio.Group label="Lists" value={selected ? 'selected' : 'all'} onChange={choice => onChange(choice === 'selected', choice === 'selected' ? [...value] : [])}>
        <div className={page.filters} style={{ gap: 16, marginBlockStart: 6 }}>
          <Radio value="all" label="Everything" />
          <Radio value="selected" label="Selected lists" />
        </div>
      </Radio.Group>
      {selected && (
        <>
          {value.length > 0 && (
            <div className={css.chips}>
              {value.map(id => <span key={id} className={css.chip}>{nameOf(id)}<button type="button" aria-label={`Remove ${nameOf(id)}`} onClick={() => toggle(id)}>×</button></span>)}
            </div>
          )}
          {lists.error ? <Notice tone="negative" action={{ label: 'Try again', run: () => void lists.refetch() }}>HubSpot's lists could not be loaded. {problemWords(lists.error)}</Notice>
            : lists.isPending ? <Loader size="sm" aria-label="Loading lists" />
            : all.length === 0 ? <Text size="sm" c="dimmed">There is no list of contacts, companies or deals in HubSpot.</Text>
            : (
              <>
                <TextInput type="search" aria-label="Search lists" placeholder={`Search ${plural(all.length, 'list', 'lists')}`} value={text} onChange={event => setText(event.currentTarget.value)} />
                <div className={css.lists} role="group" aria-label="HubSpot's lists">
                  {found.slice(0, shownAtMost).map(list => (
                    <label key={list.id} className={css.listRow}>
                      <input type="checkbox" checked={value.includes(list.id)} onChange={() => toggle(list.id)} />
                      <span>{list.name}</span>
                      <span className={page.dim}>{list.ready ? list.object : `${list.object}, HubSpot is still working it out`}</span>
                    </label>
                  ))}
                  {found.length === 0 && <Text size="sm" c="dimmed">No list by that name.</Text>}
                  {found.length > shownAtMost && <Text size="sm" c="dimmed">{plural(found.length - shownAtMost, 'more', 'more')}; search to find them.</Text>}
                </div>
              </>
            )}
          {value.length === 0 && <Text size="sm" c="dimmed">Choose at least one list.</Text>}
        </>
      )}
    </Stack>
  );
}
