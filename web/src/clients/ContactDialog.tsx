import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { whoChangedClient } from '../api/who';
import { list } from '../text/catalogue';
import { common } from '../text/common';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { OtherVersion } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { LockedGroup } from '../ui/LockedGroup';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { useEdited } from '../ui/useEdited';
import { text } from './contact.text';

type Contact = Schemas['Contact'];
type Role = Schemas['ContactRole'];
const roles = ['primary', 'cc', 'none'] as const;
const empty = { firstName: '', lastName: '', email: '', emails: '', phone: '', mobile: '', jobTitle: '', invoiceRole: 'none', proposalRole: 'none' };
type Values = typeof empty;
type Own = 'firstName' | 'lastName' | 'email' | 'emails' | 'phone' | 'mobile' | 'jobTitle';
const owns: readonly Own[] = ['firstName', 'lastName', 'email', 'emails', 'phone', 'mobile', 'jobTitle'];
const labels = (): Record<keyof Values, string> => ({ firstName: text.firstName, lastName: text.lastName, email: common.email, emails: text.moreEmails, phone: text.phone, mobile: text.mobile, jobTitle: text.jobTitle, invoiceRole: text.invoices, proposalRole: text.proposals });

const placeAt = (contact: Contact, client: string) => contact.clients.find(one => one.id === client);
const valuesAt = (client: string) => (c: Contact): Values => ({ firstName: c.firstName, lastName: c.lastName, email: c.email ?? '', emails: c.emails.join(', '), phone: c.phone, mobile: c.mobile, jobTitle: c.jobTitle, invoiceRole: placeAt(c, client)?.invoiceRole ?? 'none', proposalRole: placeAt(c, client)?.proposalRole ?? 'none' });
const say = (v: Values) => [...owns.map(name => [labels()[name], v[name]] as const), [text.invoices, text.role[v.invoiceRole as Role]] as const, [text.proposals, text.role[v.proposalRole as Role]] as const];
// What is not locked, as it is sent.
const bodyOf = (v: Values, locked: readonly string[]) => ({
  ...Object.fromEntries(owns.filter(name => !locked.includes(name)).map(name => [name, name === 'emails' ? v.emails.split(',').map(one => one.trim()).filter(Boolean) : v[name].trim()])),
});
const read = (form: HTMLFormElement, like: Values): Values => {
  const data = new FormData(form);
  return Object.fromEntries(Object.entries(like).map(([name, value]) => [name, String(data.get(name) ?? value)])) as Values;
};

function RoleFields({ now }: { now: Values }) {
  const data = roles.map(value => ({ value, label: text.role[value] }));
  return (
    <>
      <Group grow>
        <NativeSelect label={text.invoices} name="invoiceRole" defaultValue={now.invoiceRole} data={data} />
        <NativeSelect label={text.proposals} name="proposalRole" defaultValue={now.proposalRole} data={data} />
      </Group>
      <p className={page.dim}>{text.onePrimary}</p>
    </>
  );
}

function OwnFields({ now, locked, problem, onEmail }: { now: Values; locked: readonly string[]; problem: unknown; onEmail?: (email: string) => void }) {
  const field = (name: Own, more: object = {}) => !locked.includes(name) && <TextInput label={labels()[name]} name={name} defaultValue={now[name]} error={fieldError(problem, `/${name}`)} {...more} />;
  return (
    <>
      <Group grow>{field('firstName')}{field('lastName')}</Group>
      {field('email', { type: 'email', ...(onEmail && { onChange: (event: { currentTarget: HTMLInputElement }) => onEmail(event.currentTarget.value) }) })}
      {field('emails')}
      <Group grow>{field('phone', { type: 'tel' })}{field('mobile', { type: 'tel' })}</Group>
      {field('jobTitle')}
    </>
  );
}

interface Props {
  clientId: string;
  contact: Contact | null; // null: a new one
  onClose: () => void;
}

function NewContact({ clientId, onClose }: Props) {
  const queries = useQueryClient();
  const once = useOnce();
  const [email, setEmail] = useState('');
  const [asked] = useDebouncedValue(email.trim(), 300);
  const twin = useQuery({ queryKey: ['contacts', 'twin', asked], enabled: asked.includes('@'), queryFn: ({ signal }) => unwrap(api.GET('/api/contacts', { params: { query: { q: asked, limit: 1 } }, signal })) });
  const known = twin.data?.items.find(one => one.email?.toLowerCase() === asked.toLowerCase() && !placeAt(one, clientId));
  const add = useMutation({
    mutationFn: (body: Schemas['ClientContactCreate']) => once(header => unwrap(api.POST('/api/clients/{id}/contacts', { params: { path: { id: clientId }, header }, body })), JSON.stringify(body)),
    onSuccess: () => {
      for (const key of ['contacts', 'clients']) void queries.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });
  const rolesOf = (v: Values) => Object.fromEntries((['invoiceRole', 'proposalRole'] as const).filter(name => v[name] !== 'none').map(name => [name, v[name]]));
  return (
    <form className={page.stack} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); const v = read(event.currentTarget, empty); add.mutate({ ...bodyOf(v, []), ...rolesOf(v) }); }}>
      {add.error && <Notice tone="negative">{problemWords(add.error)}</Notice>}
      <OwnFields now={empty} locked={[]} problem={add.error} onEmail={setEmail} />
      {known && <Notice tone="warn" action={{ label: text.useThem, run: () => add.mutate({ contactId: known.id }) }}>{text.exists(known.name, list(known.clients.map(one => one.name)))}</Notice>}
      <RoleFields now={empty} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{common.cancel}</Button>
        <Button type="submit" loading={add.isPending}>{text.save}</Button>
      </Group>
    </form>
  );
}

function ChangeContact({ clientId, stored, onClose }: { clientId: string; stored: Tagged<Contact>; onClose: () => void }) {
  const queries = useQueryClient();
  const contact = stored.data, path = { id: contact.id }, locked = contact.lockedFields;
  const [detaching, setDetaching] = useState(false);
  const place = placeAt(contact, clientId);
  const refresh = () => { for (const key of ['contacts', 'clients', 'activity']) void queries.invalidateQueries({ queryKey: [key] }); };
  const form = useEdited<Contact, Values>({
    stored,
    valuesOf: valuesAt(clientId),
    put: (v, etag) => withTag(api.PATCH('/api/contacts/{id}', { params: { path, header: { 'If-Match': etag } }, body: { ...bodyOf(v, locked), clients: [{ id: clientId, invoiceRole: v.invoiceRole as Role, proposalRole: v.proposalRole as Role }] } })),
    latest: async () => ({ ...(await withTag(api.GET('/api/contacts/{id}', { params: { path } }))), ...(await whoChangedClient(clientId, ['contact.updated', 'sync.changed'], contact.id)) }),
    onSaved: () => { refresh(); onClose(); },
  });
  const detach = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/clients/{id}/contacts/{contact}', { params: { path: { id: clientId, contact: contact.id } } })),
    onSuccess: () => {
      refresh();
      onClose();
      const back = () => unwrap(api.POST('/api/clients/{id}/contacts', { params: { path: { id: clientId } }, body: { contactId: contact.id, ...(place && { invoiceRole: place.invoiceRole, proposalRole: place.proposalRole }) } })).then(refresh);
      toast({ title: text.detached(contact.name), actions: [{ label: common.undo, run: () => back().catch((error: unknown) => toast({ title: problemWords(error), tone: 'negative' })) }] });
    },
    onError: error => { setDetaching(false); toast({ title: problemWords(error), tone: 'negative' }); },
  });
  const shown = valuesAt(clientId)(contact);
  return (
    <form className={page.stack} onChange={event => form.type(read(event.currentTarget, form.shown))} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); form.submit(read(event.currentTarget, form.shown)); }}>
      {form.problem && <Notice tone="negative">{problemWords(form.problem)}</Notice>}
      <OtherVersion form={form} what="contact" say={say} />
      {locked.length > 0 && <LockedGroup locked href={contact.hubspot?.url ?? null} updatedAt={contact.syncedAt} rows={owns.filter(name => locked.includes(name)).map(name => [labels()[name], shown[name]] as const)} />}
      <Fragment key={form.round}>
        <OwnFields now={form.shown} locked={locked} problem={form.problem} />
        <RoleFields now={form.shown} />
      </Fragment>
      {place?.managed && <p className={page.dim}>{text.managed}</p>}
      <Group justify="space-between">
        {place && !place.managed ? <Button variant="subtle" color="red" onClick={() => setDetaching(true)}>{text.detach}</Button> : <span />}
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" loading={form.pending}>{text.save}</Button>
        </Group>
      </Group>
      <ConfirmDialog opened={detaching} title={text.detachTitle(contact.name)} verb={text.detach} danger busy={detach.isPending} onConfirm={() => detach.mutate()} onClose={() => setDetaching(false)}>{text.detachHint}</ConfirmDialog>
    </form>
  );
}

// A contact of a client: who it is, and which documents they get there.
export default function ContactDialog({ clientId, contact, onClose }: Props) {
  const stored = useQuery({ queryKey: ['contacts', 'one', contact?.id], queryFn: () => withTag(api.GET('/api/contacts/{id}', { params: { path: { id: contact?.id ?? '' } } })), enabled: contact !== null, staleTime: 0 });
  return (
    <Modal opened onClose={onClose} title={contact ? text.change(contact.name) : text.add} size="lg">
      {!contact && <NewContact clientId={clientId} contact={null} onClose={onClose} />}
      {stored.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void stored.refetch() }}>{problemWords(stored.error)}</Notice>}
      {contact && stored.data && <ChangeContact clientId={clientId} stored={stored.data} onClose={onClose} />}
    </Modal>
  );
}
