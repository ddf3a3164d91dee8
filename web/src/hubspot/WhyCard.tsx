import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';

// "Why isn't this contact here?": one answer with the trail that leads to it.
export function WhyCard() {
  const why = useMutation({
    mutationFn: (text: string) => {
      const id = /(\d+)\/?$/.exec(text)?.[1];
      return unwrap(api.GET('/api/hubspot/why', { params: { query: text.includes('@') || !id ? { email: text } : { id } } }));
    },
  });
  return (
    <section className={page.card} aria-labelledby="why">
      <h2 id="why">Why isn't this contact here?</h2>
      <form onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); why.mutate(String(new FormData(event.currentTarget).get('who')).trim()); }}>
        <Group align="flex-end" gap="sm">
          <TextInput label="Email or HubSpot link" name="who" required style={{ flex: 1 }} />
          <Button type="submit" variant="default" loading={why.isPending}>Check</Button>
        </Group>
      </form>
      {why.error && <Notice tone="negative">{problemWords(why.error)}</Notice>}
      {why.data && (
        <div role="status" style={{ marginBlockStart: 12 }}>
          <Text size="sm" fw={560}>{why.data.detail}</Text>
          <ul className={page.rows}>
            {why.data.trail.map(step => <li key={step.text}><span>{step.ok ? '✓' : '✗'} {step.text}</span></li>)}
          </ul>
          {why.data.clientId && <Link to="/clients/$id" params={{ id: why.data.clientId }}>Open</Link>}
          {why.data.url && !why.data.clientId && <a href={why.data.url} target="_blank" rel="noreferrer">Open in HubSpot<span className="visually-hidden"> (opens in a new tab)</span></a>}
        </div>
      )}
    </section>
  );
}
