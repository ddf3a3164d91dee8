import { Button, Group, Modal, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { roleWord } from '../session/may';
import { common } from '../text/common';
import { formatDate } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import { LinkOnce } from './InviteDialog';
import { text } from './text';

type Invitation = Schemas['Invitation'];

function Row({ invitation, onLink }: { invitation: Invitation; onLink: (invitation: Invitation) => void }) {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: ['invitations'] });
  const failed = (error: unknown) => toast({ title: problemWords(error), tone: 'negative' });
  const path = { params: { path: { id: invitation.id } } };
  const link = useMutation({ mutationFn: () => unwrap(api.POST('/api/invitations/{id}/link', path)), onSuccess: onLink, onError: failed });
  const again = useMutation({ mutationFn: () => unwrap(api.POST('/api/invitations/{id}/resend', path)), onSuccess: made => { refresh(); onLink(made); }, onError: failed });
  const revoke = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/invitations/{id}', path) as never), onSuccess: () => { refresh(); toast({ title: text.revoked(invitation.email) }); }, onError: failed });
  const expired = Date.parse(invitation.expiresAt) <= Date.now();
  return (
    <li>
      <span>
        {invitation.email} <span className={page.dim}>{roleWord(invitation.role)} · {text.invitedBy(invitation.invitedBy)} · {expired ? text.expired : text.until(formatDate(invitation.expiresAt.slice(0, 10)))}</span>{' '}
        {invitation.mail && <Status kind="mail" value={invitation.mail.state} />}
        {invitation.mail?.problem && <span className={page.dim}> {invitation.mail.problem}</span>}
      </span>
      <Group gap="xs">
        {!expired && <Button size="compact-xs" variant="default" loading={link.isPending} onClick={() => link.mutate()}>{text.link}</Button>}
        <Button size="compact-xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>{invitation.mail ? text.sendAgain : text.renew}</Button>
        <Button size="compact-xs" variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>{text.revoke}</Button>
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
      <h2 id="invitations">{text.invited}</h2>
      {invitations.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void invitations.refetch() }}>{text.invitationsNotLoaded}</Notice>}
      {!invitations.data && !invitations.error && <Skeleton height={44} radius={8} />}
      {invitations.data?.total === 0 && <p className={page.dim}>{text.nobodyInvited}</p>}
      <ul className={page.rows}>{invitations.data?.items.map(one => <Row key={one.id} invitation={one} onLink={setLink} />)}</ul>
      <Modal opened={link !== null} onClose={() => setLink(null)} title={text.linkToHand}>{link && <LinkOnce invitation={link} />}</Modal>
    </section>
  );
}
