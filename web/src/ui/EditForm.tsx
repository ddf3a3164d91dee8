import { Button, Group, Text } from '@mantine/core';
import { Fragment, lazy, Suspense, type FormEvent, type ReactNode } from 'react';
import { fieldError, problemWords } from '../api/problem';
import { May, Settled, type Permission } from '../session/may';
import { useSession } from '../session/useSession';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import type { Kind } from './changed.text';
import type { Values } from './edited';
import { Notice } from './Notice';
import page from './page.module.css';
import { useEdited, type Edited } from './useEdited';

const Versions = lazy(withWords(() => import('./Versions')));
type Say<V> = (values: V) => readonly (readonly [label: string, text: string])[];

// That somebody else saved another version, and the choice between it and what was typed; else nothing.
export function OtherVersion<Data, V extends Values>({ form, what, say }: { form: ReturnType<typeof useEdited<Data, V>>; what: Kind; say: Say<V> }) {
  const me = useSession()?.user.name;
  const { ask } = form;
  if (!ask) return null;
  const opened = new Map(say(ask.opened)), typed = new Map(say(ask.typed)), there = new Map(say(ask.saved));
  const fields = [...new Set([...there.keys(), ...typed.keys()])].map(label => ({ label, saved: there.get(label) ?? '', typed: typed.get(label) ?? '' })).filter(one => one.saved !== one.typed || one.saved !== (opened.get(one.label) ?? ''));
  return (
    <Suspense>
      <Versions what={what} who={ask.version.by === me ? null : ask.version.by} at={ask.version.at} fields={fields} onSaved={form.takeTheirs} onTyped={form.keepMine} />
    </Suspense>
  );
}

interface Props<Data, V extends Values> extends Edited<Data, V> {
  what: Kind;
  title: string;
  verb: string;
  note?: string | null;
  need: Permission;
  atFields?: readonly string[]; // pointers of problems that are told at their field alone
  say: Say<V>;
  more?: (form: ReturnType<typeof useEdited<Data, V>>) => ReactNode; // beside the button
  children: (values: V, problem: unknown) => ReactNode; // the fields, with the values that they begin with
}

const valuesIn = (form: HTMLFormElement, like: Values): Values => {
  const data = new FormData(form);
  return Object.fromEntries(Object.keys(like).map(name => [name, String(data.get(name) ?? '')]));
};

// A card with a form that saves alone, over the version that its values came with.
export function EditForm<Data, V extends Values>({ what, title, verb, note, need, atFields = [], say, more, children, ...edited }: Props<Data, V>) {
  const form = useEdited(edited);
  const read = (event: FormEvent<HTMLFormElement>) => valuesIn(event.currentTarget, form.shown) as V;
  return (
    <form className={page.card} style={{ display: 'grid', gap: 12 }} onChange={event => form.type(read(event))} onSubmit={event => { event.preventDefault(); form.submit(read(event)); }}>
      <h2>{title}</h2>
      {note && <Text size="sm" c="dimmed">{note}</Text>}
      {form.problem && !atFields.some(field => fieldError(form.problem, field)) && <Notice tone="negative">{problemWords(form.problem)}</Notice>}
      <OtherVersion form={form} what={what} say={say} />
      <Settled need={need} quiet><Fragment key={form.round}>{children(form.shown, form.problem)}</Fragment></Settled>
      <May need={need}><Group justify="flex-end">
        {form.saved && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        {more?.(form)}
        <Button type="submit" loading={form.pending}>{verb}</Button>
      </Group></May>
    </form>
  );
}
