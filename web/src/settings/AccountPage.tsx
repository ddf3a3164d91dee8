import { Button, Group, NativeSelect, PasswordInput, Skeleton, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { keysAreOn, switchKeys } from '../app/keys';
import { chooseLanguage } from '../session/chooseLanguage';
import { roleWord } from '../session/may';
import { useChangePreferences, useChooseTheme, usePreferences, type Theme } from '../session/preferences';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { ago, formatTime } from '../text/format';
import { language, languages, type Language } from '../text/language';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import { NotificationChoices } from './NotificationChoices';
import { SettingsHead } from './SettingsHead';
import { text } from './text';

function NameForm() {
  const session = useSession();
  const queries = useQueryClient();
  const [dirty, setDirty] = useState(false);
  const save = useMutation({ mutationFn: (name: string) => unwrap(api.PUT('/api/account', { body: { name } })), onSuccess: () => { setDirty(false); for (const key of ['session', 'users']) void queries.invalidateQueries({ queryKey: [key] }); } });
  return (
    <form className={page.card} style={{ display: 'grid', gap: 12 }} onChange={() => setDirty(true)} onSubmit={event => { event.preventDefault(); save.mutate(String(new FormData(event.currentTarget).get('name')).trim()); }}>
      <h2>{text.you}</h2>
      {save.error && !fieldError(save.error, '/name') && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <TextInput label={common.name} name="name" autoComplete="name" required defaultValue={session?.user.name} error={fieldError(save.error, '/name')} />
      <TextInput label={common.email} value={session?.user.email ?? ''} readOnly description={text.signInWith} />
      <TextInput label={text.role} value={session ? roleWord(session.user.role) : ''} readOnly />
      <Group justify="flex-end">
        {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        <Button type="submit" loading={save.isPending}>{text.saveName}</Button>
      </Group>
    </form>
  );
}

function PasswordForm() {
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const change = useMutation({ mutationFn: (body: { current: string; password: string }) => unwrap(api.PUT('/api/account/password', { body }) as never), onSuccess: () => { setDone(done + 1); void queries.invalidateQueries({ queryKey: ['sessions'] }); } });
  return (
    <form key={done} className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={event => {
      event.preventDefault();
      const form = new FormData(event.currentTarget);
      change.mutate({ current: String(form.get('current')), password: String(form.get('password')) });
    }}>
      <h2>{common.password}</h2>
      {change.error && change.error instanceof Error && !fieldError(change.error, '/current') && !fieldError(change.error, '/password') && <Notice tone="negative">{problemWords(change.error)}</Notice>}
      {done > 0 && change.isSuccess && <Notice>{text.passwordChanged}</Notice>}
      <PasswordInput label={text.currentPassword} name="current" autoComplete="current-password" required error={fieldError(change.error, '/current')} aria-invalid={Boolean(fieldError(change.error, '/current'))} visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />
      <PasswordInput label={common.newPassword} name="password" autoComplete="new-password" description={common.passwordRule} minLength={12} required error={fieldError(change.error, '/password')} aria-invalid={Boolean(fieldError(change.error, '/password'))} visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />
      <Group justify="flex-end"><Button type="submit" loading={change.isPending}>{text.changePassword}</Button></Group>
    </form>
  );
}

function Sessions() {
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => unwrap(api.GET('/api/account/sessions')) });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['sessions'] });
  const failed = (error: unknown) => { refresh(); toast({ title: problemWords(error), tone: 'negative' }); };
  const end = useMutation({ mutationFn: (id: string) => unwrap(api.DELETE('/api/account/sessions/{id}', { params: { path: { id } } }) as never), onSuccess: () => { refresh(); toast({ title: text.sessionEnded }); }, onError: failed });
  const others = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/account/sessions')), onSuccess: done => { refresh(); toast({ title: text.othersEnded(done.ended) }); }, onError: failed });
  const many = (sessions.data?.items.length ?? 0) > 1;
  return (
    <section className={page.card} aria-labelledby="sessions">
      <div className={page.head}>
        <h2 id="sessions">{text.signedIn}</h2>
        {many && <Button size="xs" variant="default" loading={others.isPending} onClick={() => others.mutate()}>{text.endOthers}</Button>}
      </div>
      {sessions.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void sessions.refetch() }}>{problemWords(sessions.error)}</Notice>}
      {!sessions.data && !sessions.error && <Skeleton height={80} radius={8} />}
      <ul className={page.rows}>
        {sessions.data?.items.map(one => (
          <li key={one.id}>
            <span>
              {one.device ?? text.unknownDevice} {one.current && <Status kind="session" value="current" />}<br />
              <span className={page.dim}>{one.address ? `${text.fromAddress(one.address)} · ` : ''}{one.current ? text.inUse : text.seen(<time dateTime={one.lastSeenAt} title={formatTime(one.lastSeenAt)}>{ago(one.lastSeenAt)}</time>)} · {text.since(formatTime(one.createdAt))}</span>
            </span>
            {!one.current && <Button size="compact-xs" variant="default" loading={end.isPending && end.variables === one.id} onClick={() => end.mutate(one.id)} aria-label={text.endSessionOf(one.device)}>{text.endSession}</Button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

// The language is kept on this device, theme and zone wherever one signs in. In another language or zone the page is loaded
// again.
function ScreenCard() {
  const session = useSession();
  const { theme, timeZone } = usePreferences() ?? { theme: null, timeZone: null };
  const chooseTheme = useChooseTheme();
  const save = useChangePreferences();
  const zones = Intl.supportedValuesOf('timeZone');
  const [keys, setKeys] = useState(keysAreOn());
  return (
    <section className={page.card} style={{ display: 'grid', gap: 12 }}>
      <h2>{text.screens}</h2>
      {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <NativeSelect label={text.theme} value={theme ?? 'auto'} onChange={event => chooseTheme(event.currentTarget.value as Theme)} data={(['auto', 'light', 'dark'] as const).map(value => ({ value, label: text.themes[value] }))} />
      <NativeSelect label={text.ownZone} description={text.ownZoneHint} value={timeZone ?? ''} onChange={event => save.mutate({ timeZone: event.currentTarget.value || null }, { onSuccess: () => location.reload() })}
        data={[{ value: '', label: text.workspaceZone(session?.workspace.timeZone ?? '') }, ...(timeZone && !zones.includes(timeZone) ? [timeZone] : []), ...zones]} />
      <Switch label={text.singleKeys} description={text.singleKeysHint} checked={keys} onChange={event => { switchKeys(event.currentTarget.checked); setKeys(event.currentTarget.checked); }} styles={{ track: { boxShadow: 'var(--field) 0 0 0 .0625rem' } }} />
      <NativeSelect label={text.language} description={text.languageHint} value={language} onChange={event => void chooseLanguage(event.currentTarget.value as Language)} data={languages.map(([value, label]) => ({ value, label }))} />
    </section>
  );
}

// What belongs to the person: name, screens, password, what they are mailed of, sessions.
export function AccountPage() {
  return (
    <>
      <SettingsHead title={text.yourAccount} />
      <div className={page.columns}>
        <div className={page.stack}><NameForm /><ScreenCard /><PasswordForm /></div>
        <div className={page.stack}><NotificationChoices /><Sessions /></div>
      </div>
    </>
  );
}
