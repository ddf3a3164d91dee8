import { Button, Group, Modal, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { roleWord } from '../session/may';
import { formatDate } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import { LinkOnce } from './InviteDialog';

type Invitation = Schemas['Invitation'];

function Row({ invitation, onLink }: { invitation: Invitation; onLink: (invitation: Invitation) => void }) {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: ['invitations'] });
  const failed = (error: unknown) => toast({ title: problemWords(error), tone: 'negative' });
  const path = { params: { path: { id: invitation.id } } };
  const link = useMutation({ mutationFn: () => unwrap(api.POST('/api/invitations/{id}/link', path)), onSuccess: onLink, onError: failed });
  const again = useMutation({ mutationFn: () => unwrap(api.POST('/api/invitations/{id}/resend', path)), onSuccess: made => { refresh(); onLink(made); }, onError: failed });
  const revoke = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/invitations/{id}', path) as never), onSuccess: () => { refresh(); toast({ title: `The invitation of ${invitation.email} was revoked` }); }, onError: failed });
  const expired = Date.parse(invitation.expiresAt) <= Date.now();
  return (
    <li>
      <span>
        {invitation.email} <span className={page.dim}>{roleWord(invitation.role)} · by {invitation.invitedBy} · {expired ? 'expired' : `until ${formatDate(invitation.expiresAt.slice(0, 10))}`}</span>{' '}
        {invitation.mail && <Status kind="mail" value={invitation.mail.state} />}
        {invitation.mail?.problem && <span className={page.dim}> {invitation.mail.problem}</span>}
      </span>
      <Group gap="xs">
        {!expired && <Button size="compact-xs" variant="default" loading={link.isPending} onClick={() => link.mutate()}>Link…</Button>}
        <Button size="compact-xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>{invitation.mail ? 'Send again' : 'Renew'}</Button>
        <Button size="compact-xs" variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>Revoke</Button>
      </Group>
    </li>
  );
}

// Who is invited and has not come yet.
export function Invitations() {
  const invitations = useQuery({ queryKey: ['invitations'], queryFn: () => unwrap(api.GET('/api/invitations')) });
  const [link, setLink] = useState<Invitation | null>(null);
  return (
    <section className={page.card} aria-labelledby="invitations">
      <h2 id="invitations">Invited</h2>
      {invitations.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void invitations.refetch() }}>Invitations could not be loaded. Everything else is up to date.</Notice>}
      {!invitations.data && !invitations.error && <Skeleton height={44} radius={8} />}
      {invitations.data?.total === 0 && <p className={page.dim}>Nobody is invited right now.</p>}
      <ul className={page.rows}>{invitations.data?.items.map(one => <Row key={one.id} invitation={one} onLink={setLink} />)}</ul>
      <Modal opened={link !== null} onClose={() => setLink(null)} title="A link to hand over">{link && <LinkOnce invitation={link} />}</Modal>
    </section>
  );
}
