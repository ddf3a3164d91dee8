import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { setRegion } from '../text/format';
import { Notice } from '../ui/Notice';
import { PageTitle } from '../ui/PageTitle';
import css from './session.module.css';
import { text } from './text';

export function LoginPage() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { from } = useSearch({ strict: false }) as { from?: string };
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => unwrap(api.POST('/api/session', { body })),
    onSuccess: session => {
      setRegion(session.workspace.locale, session.preferences?.timeZone ?? session.workspace.timeZone);
      client.setQueryData(['session'], session);
      void navigate({ href: from?.startsWith('/') ? from : '/' });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  };
  return (
    <main className={css.page}>
      <div className={css.card}>
        <span className={css.brand}>Every</span>
        <PageTitle>{text.signIn}</PageTitle>
        {signIn.error && <Notice tone="negative">{problemWords(signIn.error)}</Notice>}
        <form className={css.form} onSubmit={submit}>
          <TextInput label={common.email} name="email" type="email" autoComplete="username" required />
          <PasswordInput label={common.password} name="password" autoComplete="current-password" required visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />
          <Button type="submit" loading={signIn.isPending}>{text.signIn}</Button>
        </form>
        <Link to="/forgot">{text.forgot}</Link>
      </div>
    </main>
  );
}
