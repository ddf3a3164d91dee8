import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { connect } from './connect';
import { useHubSpotStatus, useRefreshHubSpot, useSyncNow } from './data';
import { sayProblem } from './problems';
import { text as shared } from './text';
import { text } from './why.text';
import { runPath, when } from './words';

type Why = Schemas['WhyAnswer'];

// Brings one contact in, whatever was decided about it before.
function useImportOne(onDone: () => void) {
  const refresh = useRefreshHubSpot();
  const once = useOnce();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ id, decision, noEmail }: { id: string; decision: 'replace' | 'clear' | 'keep'; noEmail: boolean }) => {
      if (decision !== 'keep') await unwrap(api.PUT('/api/hubspot/contacts/{id}', { params: { path: { id } }, body: { decision: decision === 'clear' ? null : 'replace' } }));
      const run = await once(header => unwrap(api.POST('/api/hubspot/import', { params: { header }, body: { select: { ids: [id] }, default: 'ask', ...(noEmail ? { includeNoEmail: true } : {}) } })), id);
      if (!('state' in run)) throw new Error('a run was asked for');
      return run;
    },
    onSuccess: run => {
      refresh();
      toast({ title: text.started, actions: [{ label: text.showIt, run: () => void navigate({ to: runPath(run) }) }] });
      onDone();
    },
    onError: sayProblem,
  });
}

// The buttons that lead on from an answer.
function Actions({ why, onAgain }: { why: Why; onAgain: () => void }) {
  const navigate = useNavigate();
  const syncNow = useSyncNow();
  const bring = useImportOne(onAgain);
  const next = useHubSpotStatus()?.sync.nextRunAt;
  const id = why.objectType === 'contact' ? why.hubspotId : null;
  const step = (name: string) => void navigate({ to: '/settings/integrations/hubspot', search: { import: '1', step: name } as never });
  const importIt = (label: string, decision: 'replace' | 'clear' | 'keep', noEmail = false) => id && <Button size="xs" loading={bring.isPending} onClick={() => bring.mutate({ id, decision, noEmail })}>{label}</Button>;
  const sync = <Button size="xs" loading={syncNow.isPending} onClick={() => syncNow.mutate(false, { onSuccess: onAgain })}>{shared.syncNow}</Button>;
  const edit = why.url && <Button size="xs" variant="default" component="a" href={why.url} target="_blank" rel="noreferrer">{shared.editInHubSpot}<span className="visually-hidden"> {common.newTab}</span></Button>;
  const open = why.clientId ? <Button size="xs" component={Link} to={`/clients/${why.clientId}`}>{text.open}</Button> : why.dealId ? <Button size="xs" component={Link} to="/clients/pipeline" search={{ deal: why.dealId } as never}>{text.open}</Button> : null;
  const lists = <Button size="xs" variant="default" onClick={() => document.getElementById('rules')?.scrollIntoView({ block: 'start' })}>{shared.chooseLists}</Button>;
  const buttons: Partial<Record<Why['answer'], React.ReactNode>> = {
    in_step: <>{open}{edit}</>,
    left_list: <>{open}{lists}</>,
    waiting_client: <>{open}{edit}</>,
    disconnected: open,
    not_selected: id ? importIt(text.importThis, 'keep') : <Button size="xs" onClick={() => step('select')}>{text.chooseWhat}</Button>,
    skipped: importIt(text.importThis, 'clear'),
    skipped_duplicate: <>{importIt(text.changeToReplace, 'replace')}{open}</>,
    undecided: <Button size="xs" onClick={() => step('resolve')}>{shared.resolve}</Button>,
    possible_duplicate: <Button size="xs" onClick={() => step('resolve')}>{shared.resolve}</Button>,
    filtered: lists,
    no_email: <>{edit}{importIt(text.withoutEmail, 'keep', true)}</>,
    failed: <>{edit}<Button size="xs" variant="default" component={Link} to="/settings/integrations/hubspot/attention" search={(why.code ? { code: why.code } : {}) as never}>{text.showAttention}</Button></>,
    arrives_next: sync,
    not_read: sync,
    merged: open ?? edit,
    deleted: open,
    purged: open,
    scope_missing: <Button size="xs" onClick={() => void connect().catch(() => undefined)}>{shared.grantAccess}</Button>,
    unreachable: <Button size="xs" variant="default" onClick={onAgain}>{text.checkAgain}</Button>,
  };
  return (
    <Group gap="xs" mt="xs">
      {buttons[why.answer]}
      {why.answer === 'arrives_next' && next && <Text size="sm" c="dimmed">{text.nextSync(when(next))}</Text>}
    </Group>
  );
}

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
          <Actions why={why.data} onAgain={again} />
        </div>
      )}
    </section>
  );
}
