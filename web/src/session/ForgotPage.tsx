import { Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import { OutsidePage } from './OutsidePage';
import css from './session.module.css';

// The same words whether somebody has this address or not.
export function ForgotPage() {
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => unwrap(api.GET('/api/setup')) });
  const ask = useMutation({ mutationFn: (email: string) => unwrap(api.POST('/api/password/forgot', { body: { email } }) as never) });
  return (
    <OutsidePage title="Forgot password" back>
      {setup.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void setup.refetch() }}>{problemWords(setup.error)}</Notice>}
      {!setup.data && !setup.error && <Skeleton height={120} radius={8} />}
      {setup.data && !setup.data.mail && (
        <Notice tone="warn" title="No mail is set up here.">
          Whoever runs the server can give you a new password: <code>every user reset --email you@example.com</code>
        </Notice>
      )}
      {setup.data?.mail && ask.isSuccess && <Notice title="Look into your mail.">If {ask.variables} is an account here, a link to a new password is on its way. It works once, for an hour.</Notice>}
      {setup.data?.mail && !ask.isSuccess && (
        <form className={css.form} onSubmit={event => { event.preventDefault(); ask.mutate(String(new FormData(event.currentTarget).get('email')).trim()); }}>
          {ask.error && <Notice tone="negative">{problemWords(ask.error)}</Notice>}
          <TextInput label="Email" name="email" type="email" autoComplete="username" required error={fieldError(ask.error, '/email')} />
          <Button type="submit" loading={ask.isPending}>Send me a link</Button>
        </form>
      )}
    </OutsidePage>
  );
}
