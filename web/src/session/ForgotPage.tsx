import { Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import { OutsidePage } from './OutsidePage';
import css from './session.module.css';
import { text } from './text';

// The same words whether somebody has this address or not.
export function ForgotPage() {
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => unwrap(api.GET('/api/setup')) });
  const ask = useMutation({ mutationFn: (email: string) => unwrap(api.POST('/api/password/forgot', { body: { email } }) as never) });
  return (
    <OutsidePage title={text.forgot} back>
      {setup.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void setup.refetch() }}>{problemWords(setup.error)}</Notice>}
      {!setup.data && !setup.error && <Skeleton height={120} radius={8} />}
      {setup.data && !setup.data.mail && (
        <Notice tone="warn" title={text.noMail}>
          {text.noMailHint(<code>every user reset --email you@example.com</code>)}
        </Notice>
      )}
      {setup.data?.mail && ask.isSuccess && <Notice title={text.lookIntoMail}>{text.linkOnItsWay(ask.variables)}</Notice>}
      {setup.data?.mail && !ask.isSuccess && (
        <form className={css.form} onSubmit={event => { event.preventDefault(); ask.mutate(String(new FormData(event.currentTarget).get('email')).trim()); }}>
          {ask.error && <Notice tone="negative">{problemWords(ask.error)}</Notice>}
          <TextInput label={common.email} name="email" type="email" autoComplete="username" required error={fieldError(ask.error, '/email')} />
          <Button type="submit" loading={ask.isPending}>{text.sendLink}</Button>
        </form>
      )}
    </OutsidePage>
  );
}
