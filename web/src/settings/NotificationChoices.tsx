import { Skeleton, Switch } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { useMay } from '../session/may';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';

type Choices = Schemas['NotificationChoices'];
type Kind = Choices['items'][number]['kind'];

// What each kind is, and when its mail comes if not at once.
const kinds: Record<Kind, { what: string; when?: string }> = {
  attention: { what: 'Sync with errors', when: 'Once a day at most' },
  sync_failing: { what: 'Sync failed twice in a row' },
  connection_lost: { what: 'Reconnection needed' },
  matches_waiting: { what: 'Matches waiting', when: 'Mondays at 8:00' },
  won_without_invoice: { what: 'Deal won', when: 'Several in one mail' },
  invoice_viewed: { what: 'Invoice viewed', when: 'Several in one mail' },
  invoice_paid: { what: 'Invoice paid', when: 'Several in one mail' },
  overdue_invoices: { what: 'Invoice overdue', when: 'Mornings at 8:00' },
  proposal_accepted: { what: 'Proposal accepted' },
  proposal_declined: { what: 'Proposal declined' },
  import_done: { what: 'Import done', when: 'If it took over 5 minutes' },
};
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
      <h2 id="notifications">Notifications</h2>
      {choices.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void choices.refetch() }}>{problemWords(choices.error)}</Notice>}
      {!said && !choices.error && <Skeleton height={300} radius={8} />}
      {said && !said.ready && <p className={page.dim}>No mail server is set up here, so nothing is mailed. {may('settings.write') && <Link to="/settings/email">Set it up</Link>}</p>}
      {said?.problem && <Notice tone="negative">The last mail to you was not sent: {said.problem}</Notice>}
      {said && (
        <table className={page.table}>
          <thead><tr><th scope="col">About</th><th scope="col">Bell</th><th scope="col">Email</th></tr></thead>
          <tbody>
            {said.items.map(({ kind, email }) => (
              <tr key={kind}>
                <td>{kinds[kind].what}{kinds[kind].when && <><br /><span className={page.dim}>{kinds[kind].when}</span></>}</td>
                <td><IconCheck size={16} role="img" aria-label="Always" /></td>
                <td><Switch aria-label={`Email: ${kinds[kind].what}`} checked={email} styles={{ track: { borderColor: 'var(--field)' } }} onChange={event => choose.mutate({ kind, email: event.currentTarget.checked })} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
