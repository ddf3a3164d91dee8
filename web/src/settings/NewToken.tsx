import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { useMay } from '../session/may';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import { AssistantConfig, copy } from './AssistantConfig';
import css from './tokens.module.css';
import { text } from './tokens.text';

type Scope = Schemas['TokenScope'];
const lives = [7, 30, 90, 365] as const, usual = 90, year = 365;
const lifeWord = (days: number): string => (days === year ? text.year : text.days(days));

// Told once, with what to do with it.
function Made({ made, onClose }: { made: Schemas['NewAccessToken']; onClose: () => void }) {
  return (
    <Stack gap="md">
      <Notice tone="warn" title={text.once}>{text.onceHint}</Notice>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput label={text.token} value={made.token} readOnly classNames={{ input: css.secret ?? '' }} style={{ flex: 1, minInlineSize: 0 }} data-autofocus onFocus={event => event.currentTarget.select()} />
        <Button aria-label={text.copyWhat(text.token)} onClick={() => void copy(made.token)}>{text.copy}</Button>
      </Group>
      <AssistantConfig token={made.token} />
      <Group justify="flex-end"><Button variant="default" onClick={onClose}>{text.done}</Button></Group>
    </Stack>
  );
}

export default function NewToken({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const may = useMay();
  const [scopes, setScopes] = useState<readonly Scope[]>(['records.read']);
  const [days, setDays] = useState<number | null>(usual);
  const once = useOnce();
  const make = useMutation({
    mutationFn: (name: string) => once(header => unwrap(api.POST('/api/tokens', { params: { header }, body: { name, scopes: [...scopes], expiresInDays: days } }))),
    // Refused, it may have been made by a try that got no answer: the list has it.
    onSettled: () => { for (const key of ['tokens', 'audit']) void queries.invalidateQueries({ queryKey: [key] }); },
  });
  const offered = (Object.keys(text.scopes) as Scope[]).filter(scope => may(scope));
  return (
    <Modal opened onClose={onClose} title={text.newTitle} size={620} closeButtonProps={{ 'aria-label': common.close }} closeOnClickOutside={!make.data}>
      {make.data ? <Made made={make.data} onClose={onClose} /> : (
        <form style={{ display: 'grid', gap: 14 }} onSubmit={event => { event.preventDefault(); make.mutate(String(new FormData(event.currentTarget).get('name')).trim()); }}>
          {make.error && !fieldError(make.error, '/name') && <Notice tone="negative">{problemWords(make.error)}</Notice>}
          <TextInput label={text.name} description={text.nameHint} name="name" required maxLength={100} autoComplete="off" data-autofocus error={fieldError(make.error, '/name')} />
          <Checkbox.Group label={text.what} description={text.whatHint} value={[...scopes]} onChange={next => setScopes(next as Scope[])}>
            <Stack gap="xs" mt="xs">
              {offered.map(scope => <Checkbox key={scope} value={scope} disabled={scope === 'records.read'} label={text.scopes[scope]} description={text.scopeHints[scope]} />)}
            </Stack>
          </Checkbox.Group>
          <NativeSelect label={text.expires} value={days === null ? '' : String(days)} onChange={event => setDays(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))} data={[...lives.map(life => ({ value: String(life), label: lifeWord(life) })), { value: '', label: text.noEnd }]} />
          {days === null && <Text size="sm" c="dimmed">{text.noEndHint}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" loading={make.isPending}>{text.makeIt}</Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
