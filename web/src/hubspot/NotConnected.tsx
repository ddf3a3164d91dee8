import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { connect, useRefreshHubSpot, type Status as HubSpot } from './data';

// The two ways in: HubSpot's consent page, or a token.
export default function NotConnected({ status }: { status: HubSpot }) {
  const refresh = useRefreshHubSpot();
  const [problem, setProblem] = useState('');
  const token = useMutation({ mutationFn: (text: string) => unwrap(api.POST('/api/hubspot/auth/token', { body: { token: text } })), onSuccess: refresh });
  return (
    <div className={page.columns}>
      <section className={page.card} aria-labelledby="connect">
        <h2 id="connect">Connect HubSpot</h2>
        <Text size="sm" mb="md">Bring in contacts and deals. Every only reads; nothing in HubSpot is ever changed.</Text>
        {problem && <Notice tone="negative">{problem}</Notice>}
        {status.connection.configured ? (
          <Button onClick={() => void connect().catch(error => setProblem(problemWords(error)))}>Connect HubSpot</Button>
        ) : (
          <Text size="sm" c="dimmed">This installation has no HubSpot app of its own yet (EVERY_HUBSPOT_CLIENT_ID and EVERY_HUBSPOT_CLIENT_SECRET). A pasted token works without one.</Text>
        )}
      </section>
      <section className={page.card} aria-labelledby="token">
        <h2 id="token">Or paste a token</h2>
        <Text size="sm" c="dimmed" mb="sm">A Service Key or a private app's token, with read access to contacts, companies, deals and owners. It is stored sealed.</Text>
        <form style={{ display: 'grid', gap: 10 }} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); token.mutate(String(new FormData(event.currentTarget).get('token')).trim()); }}>
          {token.error && <Notice tone="negative">{problemWords(token.error)}</Notice>}
          <PasswordInput label="Token" name="token" required autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': 'Show the characters' }} />
          <Group justify="flex-end"><Button type="submit" variant="default" loading={token.isPending}>Connect with the token</Button></Group>
        </form>
      </section>
    </div>
  );
}
