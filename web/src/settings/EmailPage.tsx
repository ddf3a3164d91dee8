import { Button, Group, NativeSelect, NumberInput, PasswordInput, Skeleton, Tabs, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { fill } from '../mail/words';
import { Settled } from '../session/may';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { addDays, formatDate, formatMoney, today } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { text as say } from './text';

type Settings = Schemas['MailSettings'];
type Patch = Schemas['MailSettingsPatch'];
const kinds = [
  { kind: 'invoice', subject: 'subject', text: 'text' },
  { kind: 'reminder', subject: 'reminderSubject', text: 'reminderText' },
  { kind: 'proposal', subject: 'proposalSubject', text: 'proposalText' },
] as const;

function useSave(etag: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Patch) => unwrap(api.PATCH('/api/workspace/mail', { params: { header: { 'If-Match': etag } }, body })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['workspace', 'mail'] }),
  });
}

function ServerForm({ settings, etag }: { settings: Settings; etag: string }) {
  const save = useSave(etag);
  const [dirty, setDirty] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const password = String(form.get('password') ?? '');
    setDirty(false);
    save.mutate({ host: text('host'), port: Number(text('port')), security: text('security') as Settings['security'], user: text('user'), fromAddress: text('fromAddress'), fromName: text('fromName'), ...(password ? { password } : {}) });
  };
  return (
    <form key={etag} className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={submit} onChange={() => setDirty(true)}>
      <h2>{say.serverAndSender}</h2>
      {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <TextInput label={say.senderName} description={say.senderHint} name="fromName" defaultValue={settings.fromName} />
      <TextInput label={say.senderAddress} name="fromAddress" type="email" required defaultValue={settings.fromAddress} error={fieldError(save.error, '/fromAddress')} />
      <Group grow align="flex-start">
        <TextInput label={say.mailServer} name="host" placeholder="smtp.example.com" required defaultValue={settings.host} error={fieldError(save.error, '/host')} />
        <NumberInput label={say.port} name="port" defaultValue={settings.port} min={1} max={65535} hideControls error={fieldError(save.error, '/port')} />
      </Group>
      <NativeSelect label={say.encryption} name="security" defaultValue={settings.security} data={[{ value: 'starttls', label: say.starttls }, { value: 'tls', label: say.tls }, { value: 'none', label: say.none }]} />
      <Group grow align="flex-start">
        <TextInput label={say.user} name="user" autoComplete="off" defaultValue={settings.user} />
        <PasswordInput label={common.password} name="password" autoComplete="new-password" placeholder={settings.hasPassword ? say.keptAsIs : ''} />
      </Group>
      <Group justify="flex-end">
        {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        <Button type="submit" loading={save.isPending}>{say.saveServer}</Button>
      </Group>
    </form>
  );
}

function TestForm() {
  const session = useSession();
  const test = useMutation({ mutationFn: (to: string) => unwrap(api.POST('/api/workspace/mail/test', { body: { to } })) });
  return (
    <form className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={event => { event.preventDefault(); test.mutate(String(new FormData(event.currentTarget).get('testTo')).trim()); }}>
      <h2>{say.testMessage}</h2>
      {test.error && <Notice tone="negative">{problemWords(test.error)}</Notice>}
      {test.data && <Notice>{say.took(test.data.to, test.data.reply)}</Notice>}
      <TextInput label={say.sendItTo} name="testTo" type="email" required defaultValue={session?.user.email ?? ''} error={fieldError(test.error, '/to')} />
      <Group justify="flex-end"><Button type="submit" variant="default" loading={test.isPending}>{say.sendTest}</Button></Group>
    </form>
  );
}

function Templates({ settings, etag }: { settings: Settings; etag: string }) {
  const session = useSession();
  const save = useSave(etag);
  const [dirty, setDirty] = useState(false);
  const [kind, setKind] = useState<(typeof kinds)[number]>(kinds[0]);
  const [words, setWords] = useState(() => Object.fromEntries(kinds.map(k => [k.kind, { subject: settings[k.subject] || settings.defaults[k.kind].subject, text: settings[k.text] || settings.defaults[k.kind].text }])));
  const sum = formatMoney({ amount: '1250.00', currency: session?.workspace.currency ?? 'USD' });
  const day = formatDate(addDays(today(), 14));
  const ofKind: Record<string, string> = kind.kind === 'proposal' ? { number: 'PRO-0007', title: say.example.title, validUntil: day } : { number: 'INV-0042', due: sum, dueDate: day };
  const example: Record<string, string> = { ...ofKind, client: say.example.client, total: sum, sender: settings.fromName || (session?.workspace.name ?? ''), link: `${location.origin}/i/…` };
  const own = settings.defaults[kind.kind];
  const now = words[kind.kind] ?? own;
  const change = (part: Partial<typeof own>) => {
    setDirty(true);
    setWords({ ...words, [kind.kind]: { ...now, ...part } });
  };
  // The product's own words are not kept: they may get better.
  const submit = () => {
    setDirty(false);
    save.mutate(Object.fromEntries(kinds.flatMap(k => {
      const { subject, text } = words[k.kind] ?? settings.defaults[k.kind];
      return [[k.subject, subject === settings.defaults[k.kind].subject ? '' : subject], [k.text, text === settings.defaults[k.kind].text ? '' : text]];
    })));
  };
  return (
    <form className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={event => { event.preventDefault(); submit(); }}>
      <h2>{say.whatMailsSay}</h2>
      {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <Tabs value={kind.kind} onChange={value => setKind(kinds.find(k => k.kind === value) ?? kinds[0])}>
        <Tabs.List>{kinds.map(k => <Tabs.Tab key={k.kind} value={k.kind} aria-controls={undefined}>{say.kinds[k.kind]}</Tabs.Tab>)}</Tabs.List>
      </Tabs>
      <TextInput label={say.subject} required value={now.subject} maxLength={500} onChange={event => change({ subject: event.currentTarget.value })} error={fieldError(save.error, `/${kind.subject}`)} />
      <Textarea label={say.message} required autosize minRows={7} value={now.text} maxLength={10_000} onChange={event => change({ text: event.currentTarget.value })} error={fieldError(save.error, `/${kind.text}`)} />
      <p className={page.dim} style={{ margin: 0 }}>{say.replaced(Object.keys(example).map(name => `{${name}}`).join(', '))}</p>
      <section className={page.document} aria-label={say.preview}>
        <strong>{fill(now.subject, example)}</strong>
        <p style={{ whiteSpace: 'pre-wrap', margin: '10px 0 0', overflowWrap: 'anywhere' }}>{fill(now.text, example)}</p>
      </section>
      <Group justify="flex-end">
        {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        {(now.subject !== own.subject || now.text !== own.text) && <Button variant="subtle" onClick={() => change(own)}>{say.standardWords}</Button>}
        <Button type="submit" loading={save.isPending}>{say.saveTemplates}</Button>
      </Group>
    </form>
  );
}

// How mail leaves the workspace, from whom, and what it says.
export function EmailPage() {
  const settings = useQuery({ queryKey: ['workspace', 'mail'], queryFn: () => withTag(api.GET('/api/workspace/mail')) });
  return (
    <>
      <div>
        <Link to="/settings">{say.backToSettings}</Link>
        <PageTitle>{common.email}</PageTitle>
      </div>
      {settings.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void settings.refetch() }}>{problemWords(settings.error)}</Notice>}
      {!settings.data && !settings.error && <Skeleton height={400} radius={12} />}
      {settings.data && (
        <Settled need="settings.write">
        <div className={page.columns}>
          <div className={page.stack}>
            <ServerForm settings={settings.data.data} etag={settings.data.etag} />
            <TestForm />
          </div>
          <Templates settings={settings.data.data} etag={settings.data.etag} />
        </div>
        </Settled>
      )}
    </>
  );
}
