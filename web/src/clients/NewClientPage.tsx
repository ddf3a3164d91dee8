import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
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
  const [asked] = useDebouncedValue(email.trim(), 300);
  const twin = useQuery({ queryKey: ['contacts', 'twin', asked], enabled: asked.includes('@'), queryFn: ({ signal }) => unwrap(api.GET('/api/contacts', { params: { query: { q: asked, limit: 1 } }, signal })) });
  const known = twin.data?.items.find(contact => contact.email?.toLowerCase() === asked.toLowerCase());
  const create = useMutation({
    mutationFn: async (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '');
      const client = await unwrap(api.POST('/api/clients', { body: { kind, name: text('name'), phone: text('phone'), website: text('website') } }));
      if (email.trim()) {
        const [first = '', ...rest] = (kind === 'person' ? text('name') : text('contact')).split(' ');
        await unwrap(api.POST('/api/clients/{id}/contacts', { params: { path: { id: client.id } }, body: { firstName: first, lastName: rest.join(' '), email: email.trim() } }));
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
