import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { roleWord, useMay, type Role } from '../session/may';
import { formatDate } from '../text/format';
import { Notice } from '../ui/Notice';
import { toast } from '../ui/toast';

const roles: readonly (readonly [Role, string])[] = [
  ['viewer', 'Sees everything, changes nothing'],
  ['member', 'Works with clients, invoices and syncs'],
  ['admin', 'And with settings, HubSpot and people'],
  ['owner', 'And decides who is an owner'],
];

export async function copyLink(url: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(url);
    toast({ title: 'Link copied' });
  } catch {
    toast({ title: 'The link could not be copied. Select it and copy it.', tone: 'negative' });
  }
}

// The link is told once; whoever has it joins as the one invited.
export function LinkOnce({ invitation }: { invitation: Schemas['Invitation'] }) {
  return (
    <Stack gap="sm">
      <Notice title={invitation.mail ? `A mail to ${invitation.email} is on its way.` : `Hand this link over to ${invitation.email}.`}>
        {invitation.mail ? 'The link can be handed over as well.' : 'No mail is set up here, so nothing was sent.'} It works once, until {formatDate(invitation.expiresAt.slice(0, 10))}.
      </Notice>
      <TextInput label="Link" value={invitation.url ?? ''} readOnly onFocus={event => event.currentTarget.select()} />
      <Group justify="flex-end"><Button variant="default" onClick={() => void copyLink(invitation.url ?? '')}>Copy link</Button></Group>
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
    <Modal opened onClose={onClose} title="Invite somebody">
      {invite.data ? (
        <Stack gap="sm">
          <LinkOnce invitation={invite.data} />
          <Group justify="flex-end"><Button onClick={onClose}>Done</Button></Group>
        </Stack>
      ) : (
        <form style={{ display: 'grid', gap: 14 }} onSubmit={event => { event.preventDefault(); invite.mutate(String(new FormData(event.currentTarget).get('email')).trim()); }}>
          {invite.error && !fieldError(invite.error, '/email') && <Notice tone="negative">{problemWords(invite.error)}</Notice>}
          <TextInput label="Email" name="email" type="email" required data-autofocus error={fieldError(invite.error, '/email')} />
          <Radio.Group label="Role" value={role} onChange={value => setRole(value as Role)}>
            <Stack gap="xs" mt="xs">
              {roles.filter(([one]) => one !== 'owner' || may('workspace.own')).map(([one, what]) => <Radio key={one} value={one} label={roleWord(one)} description={what} />)}
            </Stack>
          </Radio.Group>
          <Text size="sm" c="dimmed">The invitation is good for a week and can be taken back.</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={invite.isPending}>Invite</Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
