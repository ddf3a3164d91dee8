import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { roleWord, useMay, type Role } from '../session/may';
import { common } from '../text/common';
import { formatDate } from '../text/format';
import { Notice } from '../ui/Notice';
import { toast } from '../ui/toast';
import { text } from './text';

const roles: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];

export async function copyLink(url: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(url);
    toast({ title: text.linkCopied });
  } catch {
    toast({ title: text.linkNotCopied, tone: 'negative' });
  }
}

// The link is told once; whoever has it joins as the one invited.
export function LinkOnce({ invitation }: { invitation: Schemas['Invitation'] }) {
  return (
    <Stack gap="sm">
      <Notice title={invitation.mail ? text.mailOnItsWay(invitation.email) : text.handOverTo(invitation.email)}>
        {text.linkHint(Boolean(invitation.mail), formatDate(invitation.expiresAt.slice(0, 10)))}
      </Notice>
      <TextInput label={text.theLink} value={invitation.url ?? ''} readOnly onFocus={event => event.currentTarget.select()} />
      <Group justify="flex-end"><Button variant="default" onClick={() => void copyLink(invitation.url ?? '')}>{text.copyLink}</Button></Group>
    </Stack>
  );
}

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const may = useMay();
  const [role, setRole] = useState<Role>('member');
  const invite = useMutation({
    mutationFn: (email: string) => unwrap(api.POST('/api/invitations', { body: { email, role } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['invitations'] }),
  });
  return (
    <Modal opened onClose={onClose} title={text.inviteSomebody}>
      {invite.data ? (
        <Stack gap="sm">
          <LinkOnce invitation={invite.data} />
          <Group justify="flex-end"><Button onClick={onClose}>{text.done}</Button></Group>
        </Stack>
      ) : (
        <form style={{ display: 'grid', gap: 14 }} onSubmit={event => { event.preventDefault(); invite.mutate(String(new FormData(event.currentTarget).get('email')).trim()); }}>
          {invite.error && !fieldError(invite.error, '/email') && <Notice tone="negative">{problemWords(invite.error)}</Notice>}
          <TextInput label={common.email} name="email" type="email" required data-autofocus error={fieldError(invite.error, '/email')} />
          <Radio.Group label={text.role} value={role} onChange={value => setRole(value as Role)}>
            <Stack gap="xs" mt="xs">
              {roles.filter(one => one !== 'owner' || may('workspace.own')).map(one => <Radio key={one} value={one} label={roleWord(one)} description={text.roles[one]} />)}
            </Stack>
          </Radio.Group>
          <Text size="sm" c="dimmed">{text.goodForWeek}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" loading={invite.isPending}>{text.invite}</Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
