import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './connect.text';
import { connect } from './connect';
import { useRefreshHubSpot, type Status as HubSpot } from './data';

// The two ways in: HubSpot's consent page, or a token.
export default function NotConnected({ status }: { status: HubSpot }) {
  const refresh = useRefreshHubSpot();
  const [problem, setProblem] = useState('');
  const token = useMutation({ mutationFn: (pasted: string) => unwrap(api.POST('/api/hubspot/auth/token', { body: { token: pasted } })), onSuccess: refresh });
  return (
    <div className={page.columns}>
      <section className={page.card} aria-labelledby="connect">
        <h2 id="connect">{text.connect}</h2>
        <Text size="sm" mb="md">{text.onlyReads}</Text>
        {problem && <Notice tone="negative">{problem}</Notice>}
        {status.connection.configured ? (
          <Button onClick={() => void connect().catch(error => setProblem(problemWords(error)))}>{text.connect}</Button>
        ) : (
          <Text size="sm" c="dimmed">{text.noApp('EVERY_HUBSPOT_CLIENT_ID', 'EVERY_HUBSPOT_CLIENT_SECRET')}</Text>
        )}
      </section>
      <section className={page.card} aria-labelledby="token">
        <h2 id="token">{text.orToken}</h2>
        <Text size="sm" c="dimmed" mb="sm">{text.tokenNeeds}</Text>
        <form style={{ display: 'grid', gap: 10 }} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); token.mutate(String(new FormData(event.currentTarget).get('token')).trim()); }}>
          {token.error && <Notice tone="negative">{problemWords(token.error)}</Notice>}
          <PasswordInput label={text.token} name="token" required autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />
          <Group justify="flex-end"><Button type="submit" variant="default" loading={token.isPending}>{text.withToken}</Button></Group>
        </form>
      </section>
    </div>
  );
}
