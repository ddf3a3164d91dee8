import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { May } from '../session/may';
import { common } from '../text/common';
import { formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import { text } from './text';
import { isLater, takeBack } from './undo';

type Mail = Schemas['Mail'];
const lists = {
  invoices: (id: string) => unwrap(api.GET('/api/invoices/{id}/mails', { params: { path: { id } } })),
  proposals: (id: string) => unwrap(api.GET('/api/proposals/{id}/mails', { params: { path: { id } } })),
};

function about(mail: Mail): string {
  if (mail.state === 'sent' && mail.sentAt) return formatTime(mail.sentAt);
  if (mail.state === 'queued' && mail.dueAt) return mail.attempts > 0 ? text.triedAgain(formatTime(mail.dueAt)) : isLater(mail) ? text.leavesAt(formatTime(mail.dueAt)) : text.inAMoment;
  return formatTime(mail.createdAt);
}

// Every mail of a document with what became of it; what did not arrive can be tried again.
export function MailsCard({ of, id }: { of: keyof typeof lists; id: string }) {
  const queries = useQueryClient();
  const mails = useQuery({ queryKey: [of, 'mails', id], queryFn: () => lists[of](id) });
  const refresh = () => void queries.invalidateQueries({ queryKey: [of] });
  const failed = (error: unknown) => { refresh(); toast({ title: problemWords(error), tone: 'negative' }); };
  const retry = useMutation({ mutationFn: (mail: string) => unwrap(api.POST('/api/mails/{id}/retry', { params: { path: { id: mail } } })), onSuccess: refresh, onError: failed });
  const undo = useMutation({ mutationFn: takeBack, onSuccess: refresh, onError: failed });
  if (mails.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void mails.refetch() }}>{text.mailsNotLoaded}</Notice>;
  if (!mails.data?.items.length) return null;
  return (
    <section className={page.card} aria-labelledby="mails">
      <h2 id="mails">{text.mails}</h2>
      <ul className={page.rows}>
        {mails.data.items.map(mail => (
          <li key={mail.id}>
            <span style={{ overflowWrap: 'anywhere' }}>
              {text.kindTo(mail.kind, [...mail.to, ...mail.cc].join(', '))}
              <span className={page.dim} style={{ display: 'block' }}>{about(mail)}{mail.problem && mail.state !== 'sent' ? ` · ${mail.problem}` : ''}</span>
            </span>
            <span>
              <Status kind="mail" value={mail.state} />{' '}
              <May need="invoices.write">{['refused', 'failed', 'unknown'].includes(mail.state) && <Button size="compact-xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate(mail.id)}>{common.tryAgain}</Button>}</May>
              <May need="invoices.write">{mail.state === 'queued' && <Button size="compact-xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate(mail.id)}>{mail.attempts > 0 ? text.stopTrying : isLater(mail) ? text.doNotSend : text.undoSend}</Button>}</May>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
