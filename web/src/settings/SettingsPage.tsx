import { Button, Group, NumberInput, Skeleton, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { May, Settled } from '../session/may';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { BillingDetails } from './BillingDetails';
import { LogoCard } from './LogoCard';

// Business, invoicing, people; the integrations have a page of their own.
export function SettingsPage() {
  const queries = useQueryClient();
  const [dirty, setDirty] = useState(false);
  const workspace = useQuery({ queryKey: ['workspace'], queryFn: () => withTag(api.GET('/api/workspace')) });
  const users = useQuery({ queryKey: ['users'], queryFn: () => unwrap(api.GET('/api/users')) });
  const save = useMutation({
    mutationFn: (body: Schemas['WorkspacePatch']) => unwrap(api.PATCH('/api/workspace', { params: { header: { 'If-Match': workspace.data?.etag ?? '' } }, body })),
    onSuccess: () => {
      setDirty(false);
      for (const key of ['workspace', 'session']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const w = workspace.data?.data;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    save.mutate({
      name: text('name'), currency: text('currency').toUpperCase(), timeZone: text('zone'), taxId: text('taxId'), invoicePrefix: text('prefix'), paymentTermsDays: Number(text('terms')), bankDetails: text('bank'),
      address: { street: text('street'), street2: text('street2'), city: text('city'), region: text('region'), postalCode: text('postalCode'), country: text('country') },
    });
  };
  return (
    <>
      <PageTitle>Settings</PageTitle>
      <div className={page.columns}>
        <div className={page.stack}>
          {workspace.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void workspace.refetch() }}>Settings could not be loaded.</Notice>}
          {!w && !workspace.error && <Skeleton height={400} radius={12} />}
          {w && (
            <Settled need="settings.write">
            <form key={workspace.data?.etag} className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={submit} onChange={() => setDirty(true)}>
              <h2>Business and invoicing</h2>
              {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
              <TextInput label="Business name" name="name" defaultValue={w.name} required error={fieldError(save.error, '/name')} />
              <Group grow>
                <TextInput label="Currency" name="currency" defaultValue={w.currency} required error={fieldError(save.error, '/currency')} />
                <TextInput label="Time zone" name="zone" defaultValue={w.timeZone} required error={fieldError(save.error, '/timeZone')} />
              </Group>
              <TextInput label="Street" name="street" defaultValue={w.address.street} />
              <TextInput label="Street, second line" name="street2" defaultValue={w.address.street2} />
              <Group grow>
                <TextInput label="Postal code" name="postalCode" defaultValue={w.address.postalCode} />
                <TextInput label="City" name="city" defaultValue={w.address.city} />
              </Group>
              <Group grow>
                <TextInput label="Region" name="region" defaultValue={w.address.region} />
                <TextInput label="Country" name="country" defaultValue={w.address.country} />
              </Group>
              <TextInput label="Tax ID" name="taxId" defaultValue={w.taxId} />
              <Group grow>
                <TextInput label="Invoice numbers begin with" name="prefix" defaultValue={w.invoicePrefix} />
                <NumberInput label="Payment terms, days" name="terms" defaultValue={w.paymentTermsDays} min={0} max={365} hideControls />
              </Group>
              <Textarea label="Bank details" name="bank" autosize minRows={2} defaultValue={w.bankDetails} />
              <Group justify="flex-end">
                {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">Saved</Text>}
                <Button type="submit" loading={save.isPending}>Save settings</Button>
              </Group>
            </form>
            <BillingDetails />
            </Settled>
          )}
        </div>
        <div className={page.stack}>
          <LogoCard />
          <section className={page.card} aria-labelledby="integrations">
            <h2 id="integrations">Integrations</h2>
            <ul className={page.rows}><li><span>HubSpot</span><Link to="/settings/integrations/hubspot">Open</Link></li></ul>
          </section>
          <section className={page.card} aria-labelledby="email">
            <h2 id="email">Email</h2>
            <ul className={page.rows}><li><span>Server, sender and what mails say</span><Link to="/settings/email">Open</Link></li></ul>
          </section>
          <May need="workspace.own">
            <section className={page.card} aria-labelledby="model">
              <h2 id="model">Language model</h2>
              <ul className={page.rows}><li><span>One of your choice reads the chat</span><Link to="/settings/model">Open</Link></li></ul>
            </section>
          </May>
          <section className={page.card} aria-labelledby="people">
            <h2 id="people">People</h2>
            <ul className={page.rows}>
              <li><span>Your account <span className={page.dim}>name, password, sessions</span></span><Link to="/settings/account">Open</Link></li>
              <li><span>People and roles <span className={page.dim}>{users.data ? (users.data.total === 1 ? 'only you' : `${users.data.total} people`) : ''}</span></span><Link to="/settings/people">Open</Link></li>
              <May need="audit.read"><li><span>Audit log <span className={page.dim}>who did what</span></span><Link to="/settings/audit">Open</Link></li></May>
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}
