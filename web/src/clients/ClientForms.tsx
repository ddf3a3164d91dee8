import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { May, Settled } from '../session/may';
import { address as addressWords } from '../text/address';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text as words } from './text';

type Client = Schemas['Client'];
type Patch = Schemas['ClientPatch'];

function useSave(client: Client, etag: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Patch) => unwrap(api.PATCH('/api/clients/{id}', { params: { path: { id: client.id }, header: { 'If-Match': etag } }, body })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['clients'] }),
  });
}

function Form({ title, verb, note, save, children, onSubmit }: { title: string; verb: string; note?: string | null; save: ReturnType<typeof useSave>; children: ReactNode; onSubmit: (form: FormData) => void }) {
  const [dirty, setDirty] = useState(false);
  return (
    <form className={page.card} style={{ display: 'grid', gap: 12 }} onChange={() => setDirty(true)} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); setDirty(false); onSubmit(new FormData(event.currentTarget)); }}>
      <h2>{title}</h2>
      {note && <Text size="sm" c="dimmed">{note}</Text>}
      {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <Settled need="records.write" quiet>{children}</Settled>
      <May need="records.write"><Group justify="flex-end">
        {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        <Button type="submit" loading={save.isPending}>{verb}</Button>
      </Group></May>
    </form>
  );
}

// What HubSpot would manage, when it does not.
export function DetailsForm({ client, etag, note }: { client: Client; etag: string; note: string | null }) {
  const save = useSave(client, etag);
  const at = client.address;
  return (
    <Form title={words.details} verb={words.saveDetails} note={note} save={save} onSubmit={form => {
      const text = (name: string) => String(form.get(name) ?? '');
      save.mutate({ name: text('name'), phone: text('phone'), website: text('website'), address: { street: text('street'), street2: text('street2'), city: text('city'), region: text('region'), postalCode: text('postalCode'), country: text('country') } });
    }}>
      <TextInput label={common.name} name="name" defaultValue={client.name} required error={fieldError(save.error, '/name')} />
      <TextInput label={words.phone} name="phone" defaultValue={client.phone} />
      <TextInput label={words.website} name="website" defaultValue={client.website} />
      <TextInput label={addressWords.street} name="street" defaultValue={at.street} />
      <TextInput label={addressWords.street2} name="street2" defaultValue={at.street2} />
      <Group grow>
        <TextInput label={addressWords.postalCode} name="postalCode" defaultValue={at.postalCode} />
        <TextInput label={addressWords.city} name="city" defaultValue={at.city} />
      </Group>
      <Group grow>
        <TextInput label={addressWords.region} name="region" defaultValue={at.region} />
        <TextInput label={addressWords.country} name="country" defaultValue={at.country} />
      </Group>
    </Form>
  );
}

// What Every owns: always editable.
export function BillingForm({ client, etag }: { client: Client; etag: string }) {
  const save = useSave(client, etag);
  return (
    <Form title={words.billing} verb={words.saveBilling} save={save} onSubmit={form => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      save.mutate({ legalName: text('legalName'), taxId: text('taxId'), currency: text('currency') || null, paymentTermsDays: text('terms') === '' ? null : Number(text('terms')), tags: text('tags').split(',').map(tag => tag.trim()).filter(Boolean) });
    }}>
      <TextInput label={words.legalName} name="legalName" defaultValue={client.legalName} />
      <TextInput label={addressWords.taxId} name="taxId" defaultValue={client.taxId} />
      <Group grow>
        <TextInput label={words.currency} name="currency" defaultValue={client.currency ?? ''} description={words.likeWorkspace} error={fieldError(save.error, '/currency')} />
        <NumberInput label={words.terms} name="terms" defaultValue={client.paymentTermsDays ?? ''} description={words.likeWorkspace} min={0} max={365} hideControls />
      </Group>
      <TextInput label={words.tags} name="tags" defaultValue={client.tags.join(', ')} />
    </Form>
  );
}
