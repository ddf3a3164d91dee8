import { Button, Group, NativeSelect, NumberInput, PasswordInput, Skeleton, Tabs, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { whoChangedSettings } from '../api/who';
import { fill } from '../mail/words';
import { Settled } from '../session/may';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { addDays, formatDate, formatMoney, today } from '../text/format';
import { EditForm, OtherVersion } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useEdited } from '../ui/useEdited';
import { SettingsHead } from './SettingsHead';
import { text as say } from './text';

type Settings = Schemas['MailSettings'];
type Patch = Schemas['MailSettingsPatch'];
const kinds = [
  { kind: 'invoice', subject: 'subject', text: 'text' },
  { kind: 'reminder', subject: 'reminderSubject', text: 'reminderText' },
  { kind: 'proposal', subject: 'proposalSubject', text: 'proposalText' },
] as const;

// Both forms are of one record, and have one version.
function useMail(stored: Tagged<Settings>) {
  const queries = useQueryClient();
  return {
    stored,
    put: (body: Patch, etag: string) => withTag(api.PATCH('/api/workspace/mail', { params: { header: { 'If-Match': etag } }, body })),
    latest: async () => ({ ...(await withTag(api.GET('/api/workspace/mail'))), ...(await whoChangedSettings(['mail.updated', 'mail.password_changed'])) }),
    onSaved: () => void queries.invalidateQueries({ queryKey: ['workspace', 'mail'] }),
  };
}

const serverOf = ({ fromName, fromAddress, host, port, security, user }: Settings) => ({ fromName, fromAddress, host, port: String(port), security: security as string, user, password: '' }); // it is never told
type Server = ReturnType<typeof serverOf>;
const securities = () => [{ value: 'starttls', label: say.starttls }, { value: 'tls', label: say.tls }, { value: 'none', label: say.none }];
const sayServer = (v: Server) => [[say.senderName, v.fromName], [say.senderAddress, v.fromAddress], [say.mailServer, v.host], [say.port, v.port], [say.encryption, securities().find(one => one.value === v.security)?.label ?? ''], [say.user, v.user]] as const;
const serverBody = (v: Server): Patch => ({ host: v.host.trim(), port: Number(v.port), security: v.security as Settings['security'], user: v.user.trim(), fromAddress: v.fromAddress.trim(), fromName: v.fromName.trim(), ...(v.password ? { password: v.password } : {}) });

function ServerForm({ stored }: { stored: Tagged<Settings> }) {
  const { put, ...mail } = useMail(stored);
  const { installation } = stored.data; // what serves who enters nothing
  return (
    <EditForm {...mail} what="settings" need="settings.write" title={say.serverAndSender} verb={say.saveServer} valuesOf={serverOf} say={sayServer} put={(values, etag) => put(serverBody(values), etag)}>
      {(now, problem) => (
        <>
          {installation && <p className={page.dim} style={{ margin: 0 }}>{say.installation(installation.host, installation.fromAddress)}</p>}
          <TextInput label={say.senderName} description={say.senderHint} name="fromName" defaultValue={now.fromName} />
          <TextInput label={say.senderAddress} name="fromAddress" type="email" required={!installation} placeholder={installation?.fromAddress} defaultValue={now.fromAddress} error={fieldError(problem, '/fromAddress')} />
          <Group grow align="flex-start">
            <TextInput label={say.mailServer} name="host" placeholder={installation?.host ?? 'smtp.example.com'} required={!installation} defaultValue={now.host} error={fieldError(problem, '/host')} />
            <NumberInput label={say.port} name="port" defaultValue={now.port} min={1} max={65535} hideControls error={fieldError(problem, '/port')} />
          </Group>
          <NativeSelect label={say.encryption} name="security" defaultValue={now.security} data={securities()} />
          <Group grow align="flex-start">
            <TextInput label={say.user} name="user" autoComplete="off" defaultValue={now.user} />
            <PasswordInput label={common.password} name="password" autoComplete="new-password" placeholder={stored.data.hasPassword ? say.keptAsIs : ''} />
          </Group>
        </>
      )}
    </EditForm>
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

// As they are said; the product's own words are not kept: they may get better.
const templatesOf = (s: Settings) => Object.fromEntries(kinds.flatMap(k => [[k.subject, s[k.subject] || s.defaults[k.kind].subject], [k.text, s[k.text] || s.defaults[k.kind].text]])) as Record<(typeof kinds)[number]['subject' | 'text'], string>;
type Templates = ReturnType<typeof templatesOf>;
const sayTemplates = (v: Templates) => kinds.flatMap(k => [[`${say.kinds[k.kind]}: ${say.subject}`, v[k.subject]] as const, [`${say.kinds[k.kind]}: ${say.message}`, v[k.text]] as const]);
const templatesBody = (v: Templates, { defaults }: Settings): Patch => Object.fromEntries(kinds.flatMap(k => [[k.subject, v[k.subject] === defaults[k.kind].subject ? '' : v[k.subject]], [k.text, v[k.text] === defaults[k.kind].text ? '' : v[k.text]]]));

function Templates({ stored }: { stored: Tagged<Settings> }) {
  const session = useSession();
  const settings = stored.data;
  const { put, ...mail } = useMail(stored);
  const form = useEdited({ ...mail, valuesOf: templatesOf, put: (values, etag) => put(templatesBody(values, settings), etag) });
  const words = form.typed ?? form.shown;
  const [kind, setKind] = useState<(typeof kinds)[number]>(kinds[0]);
  const sum = formatMoney({ amount: '1250.00', currency: session?.workspace.currency ?? 'USD' });
  const day = formatDate(addDays(today(), 14));
  const ofKind: Record<string, string> = kind.kind === 'proposal' ? { number: 'PRO-0007', title: say.example.title, validUntil: day } : { number: 'INV-0042', due: sum, dueDate: day };
  const example: Record<string, string> = { ...ofKind, client: say.example.client, total: sum, sender: settings.fromName || (session?.workspace.name ?? ''), link: `${location.origin}/i/…` };
  const own = settings.defaults[kind.kind];
  const now = { subject: words[kind.subject], text: words[kind.text] };
  const change = (part: Partial<typeof own>) => {
    const next = { ...now, ...part };
    form.type({ ...words, [kind.subject]: next.subject, [kind.text]: next.text });
  };
  return (
    <form className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={event => { event.preventDefault(); form.submit(words); }}>
      <h2>{say.whatMailsSay}</h2>
      {form.problem && <Notice tone="negative">{problemWords(form.problem)}</Notice>}
      <OtherVersion form={form} what="settings" say={sayTemplates} />
      <Tabs value={kind.kind} onChange={value => setKind(kinds.find(k => k.kind === value) ?? kinds[0])}>
        <Tabs.List>{kinds.map(k => <Tabs.Tab key={k.kind} value={k.kind} aria-controls={undefined}>{say.kinds[k.kind]}</Tabs.Tab>)}</Tabs.List>
      </Tabs>
      <TextInput label={say.subject} required value={now.subject} maxLength={500} onChange={event => change({ subject: event.currentTarget.value })} error={fieldError(form.problem, `/${kind.subject}`)} />
      <Textarea label={say.message} required autosize minRows={7} value={now.text} maxLength={10_000} onChange={event => change({ text: event.currentTarget.value })} error={fieldError(form.problem, `/${kind.text}`)} />
      <p className={page.dim} style={{ margin: 0 }}>{say.replaced(Object.keys(example).map(name => `{${name}}`).join(', '))}</p>
      <section className={page.document} aria-label={say.preview}>
        <strong>{fill(now.subject, example)}</strong>
        <p style={{ whiteSpace: 'pre-wrap', margin: '10px 0 0', overflowWrap: 'anywhere' }}>{fill(now.text, example)}</p>
      </section>
      <Group justify="flex-end">
        {form.saved && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        {(now.subject !== own.subject || now.text !== own.text) && <Button variant="subtle" onClick={() => change(own)}>{say.standardWords}</Button>}
        <Button type="submit" loading={form.pending}>{say.saveTemplates}</Button>
      </Group>
    </form>
  );
}

// How mail leaves the workspace, from whom, and what it says.
export function EmailPage() {
  const settings = useQuery({ queryKey: ['workspace', 'mail'], queryFn: () => withTag(api.GET('/api/workspace/mail')) });
  return (
    <>
      <SettingsHead title={common.email} />
      {settings.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void settings.refetch() }}>{problemWords(settings.error)}</Notice>}
      {!settings.data && !settings.error && <Skeleton height={400} radius={12} />}
      {settings.data && (
        <Settled need="settings.write">
        <div className={page.columns}>
          <div className={page.stack}>
            <ServerForm stored={settings.data} />
            <TestForm />
          </div>
          <Templates stored={settings.data} />
        </div>
        </Settled>
      )}
    </>
  );
}
