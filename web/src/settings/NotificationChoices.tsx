import { Skeleton, Switch } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { useMay } from '../session/may';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { text } from './notifications.text';

type Choices = Schemas['NotificationChoices'];
type Kind = Choices['items'][number]['kind'];

const key = ['notification-choices'];

export function NotificationChoices() {
  const queries = useQueryClient();
  const may = useMay();
  const choices = useQuery({ queryKey: key, queryFn: () => unwrap(api.GET('/api/account/notifications')) });
  const choose = useMutation({
    mutationFn: ({ kind, email }: { kind: Kind; email: boolean }) => unwrap(api.PUT('/api/account/notifications', { body: { email: { [kind]: email } } })),
    // The switch stands where it was put; what the server says decides.
    onMutate: ({ kind, email }) => queries.setQueryData<Choices>(key, old => old && { ...old, items: old.items.map(one => (one.kind === kind ? { ...one, email } : one)) }),
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const said = choices.data;
  return (
    <section className={page.card} aria-labelledby="notifications">
      <h2 id="notifications">{text.notifications}</h2>
      {choices.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void choices.refetch() }}>{problemWords(choices.error)}</Notice>}
      {!said && !choices.error && <Skeleton height={300} radius={8} />}
      {said && !said.ready && <p className={page.dim}>{text.noServer} {may('settings.write') && <Link to="/settings/email">{text.setUp}</Link>}</p>}
      {said?.problem && <Notice tone="negative">{text.notSent(said.problem)}</Notice>}
      {said && (
        <table className={page.table}>
          <thead><tr><th scope="col">{text.about}</th><th scope="col">{text.bell}</th><th scope="col">{common.email}</th></tr></thead>
          <tbody>
            {said.items.map(({ kind, email }) => (
              <tr key={kind}>
                <td>{text.kinds[kind].what}{text.kinds[kind].when && <><br /><span className={page.dim}>{text.kinds[kind].when}</span></>}</td>
                <td><IconCheck size={16} role="img" aria-label={text.always} /></td>
                <td><Switch aria-label={text.emailOf(text.kinds[kind].what)} checked={email} styles={{ track: { boxShadow: 'var(--field) 0 0 0 .0625rem' } }} onChange={event => choose.mutate({ kind, email: event.currentTarget.checked })} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
