import { Button, Group, NumberInput, PasswordInput, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap, withTag } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import { PageTitle } from '../ui/PageTitle';
import css from './session.module.css';

const steps = ['You', 'Business', 'Invoices', 'HubSpot'] as const;
const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'INR', 'BRL', 'MXN', 'SGD', 'HKD', 'NZD', 'ZAR', 'AED', 'KWD'];
const zones = Intl.supportedValuesOf('timeZone');

// First run: who you are, what you invoice as, how invoices look, HubSpot. The workspace is made after the second step;
// the rest can be changed any time in Settings.
export function SetupPage() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [step, setStep] = useState(0);
  const [you, setYou] = useState({ name: '', email: '', password: '' });
  const [weak, setWeak] = useState('');

  const create = useMutation({
    mutationFn: (workspace: { name: string; currency: string; timeZone: string }) => unwrap(api.POST('/api/setup', { body: { workspace, user: you } })),
    onSuccess: session => {
      client.setQueryData(['session'], session);
      setStep(2);
    },
  });
  const invoices = useMutation({
    mutationFn: async (body: { invoicePrefix: string; paymentTermsDays: number; bankDetails: string }) => {
      const { etag } = await withTag(api.GET('/api/workspace'));
      return unwrap(api.PATCH('/api/workspace', { params: { header: { 'If-Match': etag } }, body }));
    },
    onSuccess: () => setStep(3),
  });

  const values = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    return Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
  };
  return (
    <main className={css.page}>
      <div className={css.card}>
        <span className={css.brand}>Every</span>
        <PageTitle>Set up Every</PageTitle>
        <ol className={css.steps} aria-label="Steps">
          {steps.map((name, i) => <li key={name} aria-current={i === step ? 'step' : undefined}>{i + 1}. {name}</li>)}
        </ol>
        {step === 0 && (
          <form className={css.form} onSubmit={event => {
            const v = values(event);
            if ((v['password'] ?? '').length < 12) return setWeak('At least 12 characters. A few words make a good password.');
            setWeak('');
            setYou({ name: v['name'] ?? '', email: v['email'] ?? '', password: v['password'] ?? '' });
            setStep(1);
          }}>
            <TextInput label="Your name" name="name" autoComplete="name" defaultValue={you.name} required />
            <TextInput label="Email" name="email" type="email" autoComplete="username" defaultValue={you.email} required />
            <PasswordInput label="Password" name="password" autoComplete="new-password" description="At least 12 characters" error={weak || undefined} required visibilityToggleButtonProps={{ 'aria-label': 'Show the characters' }} />
            <Group justify="flex-end"><Button type="submit">Continue</Button></Group>
          </form>
        )}
        {step === 1 && (
          <form className={css.form} onSubmit={event => {
            const v = values(event);
            create.mutate({ name: v['business'] ?? '', currency: v['currency'] ?? 'USD', timeZone: v['zone'] ?? 'UTC' });
          }}>
            {create.error && <Notice tone="negative">{fieldError(create.error, '/user/email') ?? problemWords(create.error)}</Notice>}
            <TextInput label="Business name" name="business" autoComplete="organization" error={fieldError(create.error, '/workspace/name')} required />
            <Select label="Currency" name="currency" data={currencies} defaultValue="USD" searchable allowDeselect={false} />
            <Select label="Time zone" name="zone" data={zones} defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone} searchable allowDeselect={false} />
            <Group justify="space-between">
              <Button variant="default" onClick={() => setStep(0)}>Back</Button>
              <Button type="submit" loading={create.isPending}>Continue</Button>
            </Group>
          </form>
        )}
        {step === 2 && (
          <form className={css.form} onSubmit={event => {
            const v = values(event);
            invoices.mutate({ invoicePrefix: v['prefix'] ?? 'INV-', paymentTermsDays: Number(v['terms'] ?? 30), bankDetails: v['bank'] ?? '' });
          }}>
            {invoices.error && <Notice tone="negative">{problemWords(invoices.error)}</Notice>}
            <TextInput label="Invoice numbers begin with" name="prefix" defaultValue="INV-" description="The first is INV-0001" />
            <NumberInput label="Payment terms, days" name="terms" defaultValue={30} min={0} max={365} hideControls />
            <Textarea label="Bank details" name="bank" autosize minRows={2} description="Shown on every invoice under How to pay" />
            <Group justify="flex-end"><Button type="submit" loading={invoices.isPending}>Continue</Button></Group>
          </form>
        )}
        {step === 3 && (
          <div className={css.form}>
            <Text size="sm">You're set. Next: bring in your clients. Every only reads from HubSpot; nothing there is ever changed.</Text>
            <Group justify="space-between">
              <Button variant="default" onClick={() => void navigate({ to: '/' })}>Not now</Button>
              <Button onClick={() => void navigate({ to: '/settings/integrations/hubspot' })}>Connect HubSpot</Button>
            </Group>
          </div>
        )}
      </div>
    </main>
  );
}
