import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toast } from '../ui/toast';
import { clients, configuration, mcpAddress, placeholder, type AssistantClient } from './assistants';
import css from './tokens.module.css';
import { text } from './tokens.text';

export async function copy(what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(what);
    toast({ title: text.copied });
  } catch {
    toast({ title: text.notCopied, tone: 'negative' });
  }
}

// The address and, for each common client, what it has to be told; with the token while that is on the screen.
export function AssistantConfig({ token }: { token?: string }) {
  const [client, setClient] = useState<AssistantClient>('claude_code');
  const said = configuration(client, location.origin, token ?? placeholder);
  const address = mcpAddress(location.origin);
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput label={text.address} value={address} readOnly style={{ flex: 1, minInlineSize: 0 }} onFocus={event => event.currentTarget.select()} />
        <Button variant="default" aria-label={text.copyWhat(text.address)} onClick={() => void copy(address)}>{text.copy}</Button>
      </Group>
      <NativeSelect label={text.client} value={client} onChange={event => setClient(event.currentTarget.value as AssistantClient)} data={clients.map(value => ({ value, label: text.clients[value] }))} />
      <Text size="sm">{text.where[client]}</Text>
      {/* Reached by Tab, so that it scrolls by keyboard on a narrow screen. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={css.code} role="group" aria-label={text.configuration} tabIndex={0}>{said}</pre>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">{token ? '' : text.yourToken}</Text>
        <Button variant="default" aria-label={text.copyWhat(text.configuration)} onClick={() => void copy(said)}>{text.copy}</Button>
      </Group>
    </Stack>
  );
}
