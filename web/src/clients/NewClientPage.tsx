import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { text as words } from './text';

// A client made here. An email that somebody has already is said before saving.
export function NewClientPage() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [kind, setKind] = useState<'company' | 'person'>('company');
  const [email, setEmail] = useState('');
  const once = useOnce();
  const there = useRef<{ client: Schemas['Client']; wish: string } | null>(null);
  const [asked] = useDebouncedValue(email.trim(), 300);
  const twin = useQuery({ queryKey: ['contacts', 'twin', asked], enabled: asked.includes('@'), queryFn: ({ signal }) => unwrap(api.GET('/api/contacts', { params: { query: { q: asked, limit: 1 } }, signal })) });
  const known = twin.data?.items.find(contact => contact.email?.toLowerCase() === asked.toLowerCase());
  // The client is there when its contact is refused: the next try changes what it says, and makes no second one.
  const made = async ({ kind: sort, ...body }: { kind: 'company' | 'person'; name: string; phone: string; website: string }) => {
    const wish = JSON.stringify(body);
    if (!there.current) {
      const client = await once(header => unwrap(api.POST('/api/clients', { params: { header }, body: { kind: sort, ...body } })), 'client');
      there.current = { client, wish };
    } else if (there.current.wish !== wish) {
      const path = { id: there.current.client.id };
      const { etag } = await withTag(api.GET('/api/clients/{id}', { params: { path } }));
      there.current = { client: await unwrap(api.PATCH('/api/clients/{id}', { params: { path, header: { 'If-Match': etag } }, body })), wish };
    }
    return there.current.client;
  };
  const create = useMutation({
    mutationFn: async (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '');
      const body = { kind, name: text('name'), phone: text('phone'), website: text('website') };
      const client = await made(body);
      if (email.trim()) {
        const [first = '', ...rest] = (kind === 'person' ? text('name') : text('contact')).split(' ');
        await once(header => unwrap(api.POST('/api/clients/{id}/contacts', { params: { path: { id: client.id }, header }, body: { firstName: first, lastName: rest.join(' '), email: email.trim() } })), 'contact');
      }
      return client;
    },
    onSuccess: client => {
      void queries.invalidateQueries({ queryKey: ['clients'] });
      void navigate({ to: '/clients/$id', params: { id: client.id } });
    },
  });
  return (
    <>
      <PageTitle>{words.newClient}</PageTitle>
      {create.error && <Notice tone="negative">{problemWords(create.error)}</Notice>}
      <form className={page.card} style={{ maxWidth: 560, display: 'grid', gap: 14 }} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); create.mutate(new FormData(event.currentTarget)); }}>
        <SegmentedControl aria-label={words.kind} value={kind} onChange={value => setKind(value as 'company')} data={[{ value: 'company', label: words.company }, { value: 'person', label: words.person }]} />
        <TextInput label={common.name} name="name" required error={fieldError(create.error, '/name')} />
        {kind === 'company' && <TextInput label={words.contactName} name="contact" />}
        <TextInput label={common.email} type="email" value={email} onChange={event => setEmail(event.currentTarget.value)} error={fieldError(create.error, '/email')} />
        {known?.clients[0] && (
          <Notice tone="warn">{words.emailTaken(known.name, <Link to="/clients/$id" params={{ id: known.clients[0].id }}>{words.openRecord}</Link>)}</Notice>
        )}
        <TextInput label={words.phone} name="phone" type="tel" />
        {kind === 'company' && <TextInput label={words.website} name="website" />}
        <Group justify="flex-end">
          <Button component={Link} to="/clients" variant="default">{common.cancel}</Button>
          <Button type="submit" loading={create.isPending}>{words.saveClient}</Button>
        </Group>
      </form>
    </>
  );
}
