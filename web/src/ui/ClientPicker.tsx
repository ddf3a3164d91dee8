import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, unwrap } from '../api/client';
import { useOnce } from '../api/once';
import { problemWords } from '../api/problem';
import { May } from '../session/may';
import { text as words } from './text';

const anew = ' new'; // no client's id

interface Props {
  label: string;
  value?: string;
  error?: string | undefined;
  creates?: boolean; // whom nobody knows yet is made a client by their name
  onPick: (id: string, name: string) => void;
  onType?: (typed: string, input: HTMLInputElement) => void; // it is nobody's name any more, or not yet
  onLeave?: (input: HTMLInputElement) => void;
}

// Finds a client by name, company or e-mail among any number.
export function ClientPicker({ label, value, error, creates = false, onPick, onType, onLeave }: Props) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value ?? '');
  const [q] = useDebouncedValue(text, 120);
  const hits = useQuery({
    queryKey: ['clients', 'pick', q],
    queryFn: ({ signal }) => unwrap(api.GET('/api/clients', { params: { query: { q, limit: 20 } }, signal })),
    enabled: combobox.dropdownOpened,
  });
  const name = text.trim();
  const once = useOnce();
  const create = useMutation({
    mutationFn: () => once(header => unwrap(api.POST('/api/clients', { params: { header }, body: { name } })), name),
    onSuccess: made => {
      void queries.invalidateQueries({ queryKey: ['clients'] });
      onPick(made.id, made.name);
    },
  });
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={id => {
        if (id === anew) create.mutate();
        const client = hits.data?.items.find(item => item.id === id);
        if (client) {
          setText(client.name);
          input.current?.setCustomValidity('');
          onPick(client.id, client.name);
        }
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput ref={input} label={label} value={text} error={create.error ? problemWords(create.error) : error} placeholder={words.typeName} onChange={event => { setText(event.currentTarget.value); onType?.(event.currentTarget.value, event.currentTarget); combobox.openDropdown(); combobox.updateSelectedOptionIndex(); }} onFocus={() => combobox.openDropdown()} onBlur={event => { combobox.closeDropdown(); onLeave?.(event.currentTarget); }} />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label}>
          {hits.data?.items.map(client => (
            <Combobox.Option value={client.id} key={client.id}>
              <bdi>{client.name}</bdi>{client.billingEmail ? ` · ${client.billingEmail}` : ''}
            </Combobox.Option>
          ))}
          {hits.data?.items.length === 0 && <Combobox.Empty>{words.noClient}</Combobox.Empty>}
          {creates && name !== '' && <May need="records.write"><Combobox.Option value={anew}>{words.createClient(name)}</Combobox.Option></May>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
