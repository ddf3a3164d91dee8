import { Loader, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import css from './hubspot.module.css';
import { helpOr } from './problems';
import { text } from './rules.text';

const shownAtMost = 100;

interface Props {
  value: readonly string[]; // none: everything, unless `selected`
  selected: boolean;
  onChange: (selected: boolean, lists: string[]) => void;
}

// Everything, or the members of some of HubSpot's lists.
export function ListsField({ value, selected, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const lists = useQuery({ queryKey: ['hubspot', 'lists'], enabled: selected, staleTime: 60_000, queryFn: () => unwrap(api.GET('/api/hubspot/lists')) });
  const all = lists.data?.items ?? [];
  const found = all.filter(list => list.name.toLowerCase().includes(typed.trim().toLowerCase()));
  const nameOf = (id: string) => all.find(list => list.id === id)?.name ?? text.listNumber(id);
  const toggle = (id: string) => onChange(true, value.includes(id) ? value.filter(one => one !== id) : [...value, id]);
  return (
    <Stack gap={8}>
      <Radio.Group label={text.lists} value={selected ? 'selected' : 'all'} onChange={choice => onChange(choice === 'selected', choice === 'selected' ? [...value] : [])}>
        <div className={page.filters} style={{ gap: 16, marginBlockStart: 6 }}>
          <Radio value="all" label={text.everything} />
          <Radio value="selected" label={text.selected} />
        </div>
      </Radio.Group>
      {selected && (
        <>
          {value.length > 0 && (
            <div className={css.chips}>
              {value.map(id => <span key={id} className={css.chip}>{nameOf(id)}<button type="button" aria-label={text.removeList(nameOf(id))} onClick={() => toggle(id)}>×</button></span>)}
            </div>
          )}
          {lists.error ? <Notice tone="negative" action={helpOr(lists.error, common.tryAgain, lists.refetch)}>{text.listsNotLoaded} {problemWords(lists.error)}</Notice>
            : lists.isPending ? <Loader size="sm" aria-label={text.loadingLists} />
            : all.length === 0 ? <Text size="sm" c="dimmed">{text.noLists}</Text>
            : (
              <>
                <TextInput type="search" aria-label={text.searchLists} placeholder={text.searchOf(all.length)} value={typed} onChange={event => setTyped(event.currentTarget.value)} />
                <div className={css.lists} role="group" aria-label={text.hubspotLists}>
                  {found.slice(0, shownAtMost).map(list => (
                    <label key={list.id} className={css.listRow}>
                      <input type="checkbox" checked={value.includes(list.id)} onChange={() => toggle(list.id)} />
                      <span>{list.name}</span>
                      <span className={page.dim}>{list.ready ? text.objects[list.object] : text.notReady(text.objects[list.object])}</span>
                    </label>
                  ))}
                  {found.length === 0 && <Text size="sm" c="dimmed">{text.noListByName}</Text>}
                  {found.length > shownAtMost && <Text size="sm" c="dimmed">{text.moreLists(found.length - shownAtMost)}</Text>}
                </div>
              </>
            )}
          {value.length === 0 && <Text size="sm" c="dimmed">{text.chooseOne}</Text>}
        </>
      )}
    </Stack>
  );
}
