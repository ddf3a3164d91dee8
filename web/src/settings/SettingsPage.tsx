import { Button, Group, NumberInput, Skeleton, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { May, Settled } from '../session/may';
import { address as addressWords } from '../text/address';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { BillingDetails } from './BillingDetails';
import { LogoCard } from './LogoCard';
import { text as say } from './text';

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
      <PageTitle>{say.settings}</PageTitle>
      <div className={page.columns}>
        <div className={page.stack}>
          {workspace.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void workspace.refetch() }}>{say.settingsNotLoaded}</Notice>}
          {!w && !workspace.error && <Skeleton height={400} radius={12} />}
          {w && (
            <Settled need="settings.write">
            <form key={workspace.data?.etag} className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={submit} onChange={() => setDirty(true)}>
              <h2>{say.businessAndInvoicing}</h2>
              {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
              <TextInput label={say.businessName} name="name" defaultValue={w.name} required error={fieldError(save.error, '/name')} />
              <Group grow>
                <TextInput label={say.currency} name="currency" defaultValue={w.currency} required error={fieldError(save.error, '/currency')} />
                <TextInput label={say.timeZone} name="zone" defaultValue={w.timeZone} required error={fieldError(save.error, '/timeZone')} />
              </Group>
              <TextInput label={addressWords.street} name="street" defaultValue={w.address.street} />
              <TextInput label={addressWords.street2} name="street2" defaultValue={w.address.street2} />
              <Group grow>
                <TextInput label={addressWords.postalCode} name="postalCode" defaultValue={w.address.postalCode} />
                <TextInput label={addressWords.city} name="city" defaultValue={w.address.city} />
              </Group>
              <Group grow>
                <TextInput label={addressWords.region} name="region" defaultValue={w.address.region} />
                <TextInput label={addressWords.country} name="country" defaultValue={w.address.country} />
              </Group>
              <TextInput label={addressWords.taxId} name="taxId" defaultValue={w.taxId} />
              <Group grow>
                <TextInput label={say.prefix} name="prefix" defaultValue={w.invoicePrefix} />
                <NumberInput label={say.terms} name="terms" defaultValue={w.paymentTermsDays} min={0} max={365} hideControls />
              </Group>
              <Textarea label={say.bankDetails} name="bank" autosize minRows={2} defaultValue={w.bankDetails} />
              <Group justify="flex-end">
                {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
                <Button type="submit" loading={save.isPending}>{say.saveSettings}</Button>
              </Group>
            </form>
            <BillingDetails />
            </Settled>
          )}
        </div>
        <div className={page.stack}>
          <LogoCard />
          <section className={page.card} aria-labelledby="integrations">
            <h2 id="integrations">{say.integrations}</h2>
            <ul className={page.rows}><li><span>HubSpot</span><Link to="/settings/integrations/hubspot">{say.open}</Link></li></ul>
          </section>
          <section className={page.card} aria-labelledby="email">
            <h2 id="email">{common.email}</h2>
            <ul className={page.rows}><li><span>{say.serverWords}</span><Link to="/settings/email">{say.open}</Link></li></ul>
          </section>
          <May need="tokens.manage">
            <section className={page.card} aria-labelledby="tokens">
              <h2 id="tokens">{say.accessTokens}</h2>
              <ul className={page.rows}><li><span>{say.tokensHint}</span><Link to="/settings/tokens">{say.open}</Link></li></ul>
            </section>
          </May>
          <May need="workspace.own">
            <section className={page.card} aria-labelledby="model">
              <h2 id="model">{say.languageModel}</h2>
              <ul className={page.rows}><li><span>{say.modelHint}</span><Link to="/settings/model">{say.open}</Link></li></ul>
            </section>
          </May>
          <section className={page.card} aria-labelledby="people">
            <h2 id="people">{say.people}</h2>
            <ul className={page.rows}>
              <li><span>{say.yourAccount} <span className={page.dim}>{say.accountHint}</span></span><Link to="/settings/account">{say.open}</Link></li>
              <li><span>{say.peopleAndRoles} <span className={page.dim}>{users.data ? say.peopleCount(users.data.total) : ''}</span></span><Link to="/settings/people">{say.open}</Link></li>
              <May need="audit.read"><li><span>{say.auditLog} <span className={page.dim}>{say.auditHint}</span></span><Link to="/settings/audit">{say.open}</Link></li></May>
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}
