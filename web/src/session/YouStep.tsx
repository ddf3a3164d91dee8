import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { setRegion } from '../text/format';
import { Notice } from '../ui/Notice';
import css from './session.module.css';
import { useFirstField } from './setup';
import { text } from './setup.text';

// Who sets Every up. It makes the account, so it is there once; after that only the name can be put right here.
export function YouStep({ me, onDone }: { me: Schemas['User'] | undefined; onDone: () => void }) {
  const client = useQueryClient();
  const form = useFirstField<HTMLFormElement>();
  const [weak, setWeak] = useState('');
  const create = useMutation({
    mutationFn: async (user: { name: string; email: string; password: string }) => {
      if (!me) return unwrap(api.POST('/api/setup', { body: { user } }));
      await unwrap(api.PUT('/api/account', { body: { name: user.name } }));
      return unwrap(api.GET('/api/session'));
    },
    onSuccess: session => {
      setRegion(session.workspace.locale, session.workspace.timeZone);
      client.setQueryData(['session'], session);
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const v = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    if (!me && (v['password'] ?? '').length < 12) return setWeak(text.weak);
    setWeak('');
    create.mutate({ name: v['name'] ?? '', email: v['email'] ?? '', password: v['password'] ?? '' });
  };
  const wrong = (field: string) => fieldError(create.error, `/user/${field}`);
  return (
    <form ref={form} className={css.form} onSubmit={submit}>
      {create.error && !['name', 'email', 'password'].some(wrong) && <Notice tone="negative">{problemWords(create.error)}</Notice>}
      <TextInput label={common.yourName} name="name" autoComplete="name" defaultValue={me?.name} error={wrong('name') ?? fieldError(create.error, '/name')} required />
      <TextInput label={common.email} name="email" type="email" autoComplete="username" defaultValue={me?.email ?? ''} readOnly={Boolean(me)} error={wrong('email')} required />
      {!me && <PasswordInput label={common.password} name="password" autoComplete="new-password" description={text.atLeast} error={(weak || wrong('password')) ?? undefined} aria-invalid={Boolean((weak || wrong('password')))} required visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />}
      <Group justify="flex-end"><Button type="submit" loading={create.isPending}>{common.continue}</Button></Group>
    </form>
  );
}
