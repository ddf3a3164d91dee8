import { Group, NumberInput, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { fieldError } from '../api/problem';
import { text as say } from './text';

// How invoices are numbered, and what the next one would be called so.
export function NumberFields({ now, problem }: { now: { prefix: string; digits: string }; problem: unknown }) {
  const [typed, setTyped] = useState(now);
  const [asked] = useDebouncedValue(typed, 250);
  const digits = Number(asked.digits);
  const next = useQuery({
    queryKey: ['workspace', 'next-number', asked.prefix, digits], placeholderData: keepPreviousData, enabled: digits >= 1 && digits <= 10,
    queryFn: () => unwrap(api.GET('/api/workspace/next-number', { params: { query: { prefix: asked.prefix, digits } } })),
  });
  const wrong = asked.prefix !== now.prefix ? next.data?.problem ?? undefined : undefined;
  return (
    <>
      <Group grow align="flex-start">
        <TextInput label={say.prefix} description={say.prefixHint} name="prefix" defaultValue={now.prefix} maxLength={20} error={fieldError(problem, '/invoicePrefix') ?? wrong} onChange={event => setTyped({ ...typed, prefix: event.currentTarget.value })} />
        <NumberInput label={say.digits} description={say.digitsHint} name="digits" defaultValue={now.digits} min={1} max={10} hideControls error={fieldError(problem, '/invoiceDigits')} onChange={value => setTyped({ ...typed, digits: String(value) })} />
      </Group>
      <Text size="sm" c="dimmed" role="status">{next.data?.number ? (next.data.begins ? say.nextBegins(next.data.number) : say.nextNumber(next.data.number)) : ''}</Text>
    </>
  );
}
