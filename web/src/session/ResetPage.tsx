import { Button, PasswordInput, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import { OutsidePage, tokenOfLink } from './OutsidePage';
import css from './session.module.css';

// Where the mailed link leads: a new password, once.
export function ResetPage() {
  const [token] = useState(tokenOfLink);
  const face = useQuery({ queryKey: ['reset', token], queryFn: () => unwrap(api.POST('/api/password/look', { body: { token } })), retry: false, staleTime: Infinity });
  const reset = useMutation({ mutationFn: (password: string) => unwrap(api.POST('/api/password/reset', { body: { token, password } }) as never) });
  if (reset.isSuccess)
    return (
      <OutsidePage title="Your password is changed">
        <p className={css.note}>Every session ended. Sign in with the new password.</p>
        <Button component={Link} to="/login">Sign in</Button>
      </OutsidePage>
    );
  return (
    <OutsidePage title="Choose a new password" back>
      {face.error && <><Notice tone="negative">{problemWords(face.error)}</Notice><Link to="/forgot">Ask for a new link</Link></>}
      {!face.data && !face.error && <Skeleton height={140} radius={8} />}
      {face.data && (
        <form className={css.form} onSubmit={event => { event.preventDefault(); reset.mutate(String(new FormData(event.currentTarget).get('password'))); }}>
          {reset.error && <Notice tone="negative">{problemWords(reset.error)}</Notice>}
          <p className={css.note}>For {face.data.name}, {face.data.email}</p>
          <input type="hidden" name="email" autoComplete="username" value={face.data.email} readOnly />
          <PasswordInput label="New password" name="password" autoComplete="new-password" description="At least 12 characters. A few words make a good one." minLength={12} required error={fieldError(reset.error, '/password')} visibilityToggleButtonProps={{ 'aria-label': 'Show the characters' }} />
          <Button type="submit" loading={reset.isPending}>Change password</Button>
        </form>
      )}
    </OutsidePage>
  );
}
