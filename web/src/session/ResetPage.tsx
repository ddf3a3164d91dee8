import { Button, PasswordInput, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import { OutsidePage, tokenOfLink } from './OutsidePage';
import css from './session.module.css';
import { text } from './text';

// Where the mailed link leads: a new password, once.
export function ResetPage() {
  const [token] = useState(tokenOfLink);
  const face = useQuery({ queryKey: ['reset', token], queryFn: () => unwrap(api.POST('/api/password/look', { body: { token } })), retry: false, staleTime: Infinity });
  const reset = useMutation({ mutationFn: (password: string) => unwrap(api.POST('/api/password/reset', { body: { token, password } }) as never) });
  if (reset.isSuccess)
    return (
      <OutsidePage title={text.passwordChanged}>
        <p className={css.note}>{text.everySessionEnded}</p>
        <Button component={Link} to="/login">{text.signIn}</Button>
      </OutsidePage>
    );
  return (
    <OutsidePage title={text.choosePassword} back>
      {face.error && <><Notice tone="negative">{problemWords(face.error)}</Notice><Link to="/forgot">{text.askAgain}</Link></>}
      {!face.data && !face.error && <Skeleton height={140} radius={8} />}
      {face.data && (
        <form className={css.form} onSubmit={event => { event.preventDefault(); reset.mutate(String(new FormData(event.currentTarget).get('password'))); }}>
          {reset.error && <Notice tone="negative">{problemWords(reset.error)}</Notice>}
          <p className={css.note}>{text.passwordFor(face.data.name, face.data.email)}</p>
          <input type="hidden" name="email" autoComplete="username" value={face.data.email} readOnly />
          <PasswordInput label={common.newPassword} name="password" autoComplete="new-password" description={common.passwordRule} minLength={12} required error={fieldError(reset.error, '/password')} aria-invalid={Boolean(fieldError(reset.error, '/password'))} visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />
          <Button type="submit" loading={reset.isPending}>{text.changePassword}</Button>
        </form>
      )}
    </OutsidePage>
  );
}
