import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, unwrap } from '../api/client';
import { text as words } from './text';

interface Props {
  label: string;
  value?: string;
  error?: string | undefined;
  onPick: (id: string, name: string) => void;
  onType?: (typed: string, input: HTMLInputElement) => void; // it is nobody's name any more, or not yet
  onLeave?: (input: HTMLInputElement) => void;
}

// Finds a client by name, company or e-mail among any number.
export function ClientPicker({ label, value, error, onPick, onType, onLeave }: Props) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value ?? '');
  const [q] = useDebouncedValue(text, 120);
  const hits = useQuery({
    queryKey: ['clients', 'pick', q],
    queryFn: ({ signal }) => unwrap(api.GET('/api/clients', { params: { query: { q, limit: 20 } }, signal })),
    enabled: combobox.dropdownOpened,
  });
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={id => {
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
        <TextInput ref={input} label={label} value={text} error={error} placeholder={words.typeName} onChange={event => { setText(event.currentTarget.value); onType?.(event.currentTarget.value, event.currentTarget); combobox.openDropdown(); combobox.updateSelectedOptionIndex(); }} onFocus={() => combobox.openDropdown()} onBlur={event => { combobox.closeDropdown(); onLeave?.(event.currentTarget); }} />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label}>
          {hits.data?.items.map(client => (
            <Combobox.Option value={client.id} key={client.id}>
              <bdi>{client.name}</bdi>{client.billingEmail ? ` · ${client.billingEmail}` : ''}
            </Combobox.Option>
          ))}
          {hits.data?.items.length === 0 && <Combobox.Empty>{words.noClient}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
