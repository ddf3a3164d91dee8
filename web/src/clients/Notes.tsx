import { Button, Group, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { problemWords } from '../api/problem';
import { May } from '../session/may';
import { common } from '../text/common';
import { ago, formatTime } from '../text/format';
import { OtherVersion } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { useEdited } from '../ui/useEdited';
import { text as words } from './text';

type Note = Schemas['Note'];
type Past = Schemas['NotePast'];

const shownFirst = 3; // beside the other cards
const read = (id: string) => withTag(api.GET('/api/notes/{id}', { params: { path: { id } } }));
const latest = async (id: string) => {
  const now = await read(id), [last] = now.data.before;
  return { ...now, by: now.data.deletedBy ?? last?.by ?? now.data.author, at: now.data.deletedAt ?? now.data.updatedAt };
};
const sayText = (v: { text: string }) => [[words.note, v.text]] as const;

function EditNote({ stored, onDone }: { stored: Tagged<Past>; onDone: () => void }) {
  const path = { id: stored.data.id };
  const form = useEdited<Past, { text: string }>({
    stored,
    valuesOf: note => ({ text: note.text }),
    put: (values, etag) => withTag(api.PATCH('/api/notes/{id}', { params: { path, header: { 'If-Match': etag } }, body: values })),
    latest: () => latest(path.id),
    onSaved: onDone,
  });
  const text = form.typed?.text ?? form.shown.text;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form style={{ inlineSize: '100%', display: 'grid', gap: 8 }} onSubmit={(event: FormEvent) => { event.preventDefault(); form.submit({ text }); }}>
      {form.problem && <Notice tone="negative">{problemWords(form.problem)}</Notice>}
      <OtherVersion form={form} what="note" say={sayText} />
      <Textarea key={form.round} label={words.note} autosize minRows={2} defaultValue={form.shown.text} ref={field} onChange={event => form.type({ text: event.currentTarget.value })} />
      <Group justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={onDone}>{common.cancel}</Button>
        <Button size="xs" type="submit" disabled={!text.trim()} loading={form.pending}>{words.saveNote}</Button>
      </Group>
    </form>
  );
}

// What it said before, read when somebody asks.
function Before({ id }: { id: string }) {
  const past = useQuery({ queryKey: ['clients', 'note', id], queryFn: () => unwrap(api.GET('/api/notes/{id}', { params: { path: { id } } })) });
  if (past.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void past.refetch() }}>{problemWords(past.error)}</Notice>;
  return (
    <ol className={page.rows} style={{ inlineSize: '100%' }} aria-label={words.earlierVersions}>
      {past.data?.before.map(one => (
        <li key={one.at}>
          <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} className={page.dim}>{one.text}</span>
          <span className={page.dim}>{words.rewritten(one.by, formatTime(one.at))}</span>
        </li>
      ))}
    </ol>
  );
}

function NoteRow({ note, onChanged }: { note: Note; onChanged: () => void }) {
  const [editing, setEditing] = useState<Tagged<Past> | null>(null);
  const [before, setBefore] = useState(false);
  const shown = useId();
  const failed = (error: unknown) => toast({ title: problemWords(error), tone: 'negative' });
  const edit = useMutation({ mutationFn: () => read(note.id), onSuccess: setEditing, onError: failed });
  const path = { id: note.id };
  const remove = useMutation({
    mutationFn: async () => { const { etag } = await read(note.id); await unwrap(api.DELETE('/api/notes/{id}', { params: { path, header: { 'If-Match': etag } } })); },
    onSuccess: () => {
      onChanged();
      toast({ title: words.noteDeleted, message: words.noteKept, actions: [{ label: common.undo, run: () => unwrap(api.POST('/api/notes/{id}/restore', { params: { path } })).then(onChanged, failed) }] });
    },
    onError: failed,
  });
  if (editing) return <li><EditNote stored={editing} onDone={() => { setEditing(null); onChanged(); }} /></li>;
  const small = { size: 'compact-xs', variant: 'subtle' } as const;
  return (
    <li>
      <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', flexBasis: '100%' }}>{note.text}</span>
      <span className={page.dim}><bdi>{note.author}</bdi>, <time dateTime={note.createdAt} title={formatTime(note.createdAt)}>{ago(note.createdAt)}</time></span>
      <Group gap={4}>
        {note.edited && <Button {...small} aria-expanded={before} aria-controls={shown} onClick={() => setBefore(!before)}>{words.edited}</Button>}
        {note.editable && <Button {...small} loading={edit.isPending} aria-label={words.editNote(note.text.slice(0, 40))} onClick={() => edit.mutate()}>{words.edit}</Button>}
        {note.editable && <Button {...small} color="red" loading={remove.isPending} aria-label={words.deleteNote(note.text.slice(0, 40))} onClick={() => remove.mutate()}>{words.delete}</Button>}
      </Group>
      <div id={shown} hidden={!before} style={{ inlineSize: '100%' }}>{before && <Before id={note.id} />}</div>
    </li>
  );
}

// What people wrote down about a client. `all`: on the client's own page of them.
export function NotesCard({ clientId, all }: { clientId: string; all?: boolean }) {
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const once = useOnce();
  const notes = useQuery({ queryKey: ['clients', 'notes', clientId], queryFn: () => unwrap(api.GET('/api/clients/{id}/notes', { params: { path: { id: clientId } } })) });
  const changed = () => { for (const key of [['clients', 'notes', clientId], ['clients', 'note'], ['activity']]) void queries.invalidateQueries({ queryKey: key }); };
  const add = useMutation({
    mutationFn: () => once(header => unwrap(api.POST('/api/clients/{id}/notes', { params: { path: { id: clientId }, header }, body: { text } }))),
    onSuccess: () => {
      setText('');
      changed();
    },
  });
  const items = notes.data?.items ?? [], shown = all ? items : items.slice(0, shownFirst);
  return (
    <section className={page.card} aria-labelledby="notes">
      <h2 id="notes">{words.notes}</h2>
      <May need="records.write"><Textarea label={words.newNote} autosize minRows={2} value={text} onChange={event => setText(event.currentTarget.value)} />
      {add.error && <Notice tone="negative">{problemWords(add.error)}</Notice>}
      <Group justify="flex-end" mt="xs"><Button size="xs" variant="light" disabled={!text.trim()} loading={add.isPending} onClick={() => add.mutate()}>{words.addNote}</Button></Group></May>
      {notes.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void notes.refetch() }}>{words.notesNotLoaded}</Notice>}
      {all && notes.data?.total === 0 && <p className={page.dim}>{words.noNotes}</p>}
      <ul className={page.rows}>{shown.map(note => <NoteRow key={note.id} note={note} onChanged={changed} />)}</ul>
      {shown.length < items.length && <Link to="/clients/$id" params={{ id: clientId }} search={{ tab: 'notes' } as never}>{words.allNotes(items.length)}</Link>}
    </section>
  );
}
