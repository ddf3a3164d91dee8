import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { setRegion } from '../text/format';
import { Notice } from '../ui/Notice';
import { invitedAs } from './may';
import { OutsidePage, tokenOfLink } from './OutsidePage';
import css from './session.module.css';
import { text } from './text';

// Where an invitation leads: a name, a password, and in.
export function InvitationPage() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [token] = useState(tokenOfLink);
  const face = useQuery({ queryKey: ['invitation', token], queryFn: () => unwrap(api.POST('/api/invitations/look', { body: { token } })), retry: false, staleTime: Infinity });
  const accept = useMutation({
    mutationFn: (body: { name: string; password: string }) => unwrap(api.POST('/api/invitations/accept', { body: { token, ...body } })),
    onSuccess: session => {
      client.clear();
      setRegion(session.workspace.locale, session.workspace.timeZone);
      client.setQueryData(['session'], session);
      void navigate({ to: '/' });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    accept.mutate({ name: String(form.get('name')).trim(), password: String(form.get('password')) });
  };
  return (
    <OutsidePage title={face.data ? text.joinWorkspace(face.data.workspace) : text.invitation} back={!!face.error}>
      {face.error && <Notice tone="negative">{problemWords(face.error)}</Notice>}
      {!face.data && !face.error && <Skeleton height={200} radius={8} />}
      {face.data && (
        <form className={css.form} onSubmit={submit}>
          {accept.error && <Notice tone="negative">{problemWords(accept.error)}</Notice>}
          <p className={css.note}>{invitedAs(face.data.invitedBy, face.data.role)}</p>
          <TextInput label={common.email} name="email" type="email" autoComplete="username" value={face.data.email} readOnly />
          <TextInput label={common.yourName} name="name" autoComplete="name" required error={fieldError(accept.error, '/name')} />
          <PasswordInput label={common.password} name="password" autoComplete="new-password" description={common.passwordRule} minLength={12} required error={fieldError(accept.error, '/password')} aria-invalid={Boolean(fieldError(accept.error, '/password'))} visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />
          <Button type="submit" loading={accept.isPending}>{text.join}</Button>
        </form>
      )}
    </OutsidePage>
  );
}
