import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { withWords } from '../text/catalogue';
import { formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useHubSpotStatus } from './StatusProvider';
import { text } from './why.text';

const WhyActions = lazy(withWords(() => import('./WhyActions').then(part => ({ default: part.WhyActions }))));

// "Why isn't this contact here?": one answer with the trail that leads to it, and what to do about it.
export function WhyCard() {
  const { why: asked } = useSearch({ strict: false }) as { why?: string };
  const field = useRef<HTMLInputElement>(null);
  const why = useMutation({
    mutationFn: (who: string) => {
      const id = /(\d+)\/?(?:[?#].*)?$/.exec(who)?.[1];
      return unwrap(api.GET('/api/hubspot/why', { params: { query: who.includes('@') || !id ? { email: who } : { id: who.includes('/') ? who : id } } }));
    },
  });
  const { mutate } = why;
  useEffect(() => {
    if (!asked) return;
    if (field.current) field.current.value = asked;
    mutate(asked);
    field.current?.scrollIntoView({ block: 'center' });
  }, [asked, mutate]);
  const again = () => { if (field.current) mutate(field.current.value.trim()); };
  // Each run may have changed the answer that is shown; what waits to be read may come with a look between runs, too.
  const sync = useHubSpotStatus()?.sync;
  const run = sync?.lastRun?.id, success = sync?.lastSuccessAt;
  const [after, setAfter] = useState({ run, success });
  const { variables: who, isPending } = why;
  const waits = why.data?.answer === 'arrives_next' || why.data?.answer === 'not_read';
  useEffect(() => {
    if (isPending || (after.run === run && !(waits && after.success !== success))) return;
    setAfter({ run, success });
    if (who !== undefined) mutate(who);
  }, [after, run, success, waits, isPending, who, mutate]);
  return (
    <section className={page.card} aria-labelledby="why">
      <h2 id="why">{text.question}</h2>
      <form onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); again(); }}>
        <Group align="flex-end" gap="sm">
          <TextInput ref={field} label={text.who} name="who" required style={{ flex: 1 }} />
          <Button type="submit" variant="default" loading={why.isPending}>{text.check}</Button>
        </Group>
      </form>
      {why.error && <Notice tone="negative">{problemWords(why.error)}</Notice>}
      {why.data && (
        <div role="status" style={{ marginBlockStart: 12 }}>
          <Text size="sm" fw={560}>{why.data.detail}</Text>
          {why.data.since && <Text size="sm" c="dimmed">{text.since(formatTime(why.data.since))}</Text>}
          <ul className={page.rows}>
            {why.data.trail.map(step => <li key={step.text}><span>{step.ok ? '✓' : '✗'} {step.text}</span></li>)}
          </ul>
          <Suspense><WhyActions why={why.data} onAgain={again} /></Suspense>
        </div>
      )}
    </section>
  );
}
