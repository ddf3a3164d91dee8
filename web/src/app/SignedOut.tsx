import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import { text } from './later.text';
import { sayBack } from './reach';

// Over the page, which stays as it is with everything that was typed.
export default function SignedOut({ onBack }: { onBack: () => void }) {
  const queries = useQueryClient();
  const session = useSession();
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => unwrap(api.POST('/api/session', { body })),
    onSuccess: async fresh => {
      // Another person gets a fresh page: what is on this one is not theirs.
      if (session && fresh.user.id !== session.user.id) return location.assign('/');
      onBack();
      sayBack();
      await queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  };
  return (
    <Modal opened onClose={() => location.assign('/login')} title={text.outTitle} closeOnClickOutside={false} closeOnEscape={false}>
      <p style={{ marginBlockStart: 0 }}>{text.outHint}</p>
      {signIn.error && <Notice tone="negative">{problemWords(signIn.error)}</Notice>}
      <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
        <TextInput label={common.email} name="email" type="email" autoComplete="username" required defaultValue={session?.user.email} />
        <PasswordInput label={common.password} name="password" autoComplete="current-password" required data-autofocus visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />
        <Button type="submit" loading={signIn.isPending}>{text.signIn}</Button>
      </form>
    </Modal>
  );
}
