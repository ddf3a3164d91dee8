import { Button, Group, PasswordInput, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import { PageTitle } from '../ui/PageTitle';
import css from './session.module.css';
import { text } from './setup.text';

const InvoiceStep = lazy(withWords(() => import('./InvoiceStep')));
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

  const values = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    return Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
  };
  return (
    <main className={css.page}>
      <div className={css.card}>
        <span className={css.brand}>Every</span>
        <PageTitle>{text.setUp}</PageTitle>
        <ol className={css.steps} aria-label={text.steps}>
          {text.stepNames.map((name, i) => <li key={name} aria-current={i === step ? 'step' : undefined}>{i + 1}. {name}</li>)}
        </ol>
        {step === 0 && (
          <form className={css.form} onSubmit={event => {
            const v = values(event);
            if ((v['password'] ?? '').length < 12) return setWeak(text.weak);
            setWeak('');
            setYou({ name: v['name'] ?? '', email: v['email'] ?? '', password: v['password'] ?? '' });
            setStep(1);
          }}>
            <TextInput label={common.yourName} name="name" autoComplete="name" defaultValue={you.name} required />
            <TextInput label={common.email} name="email" type="email" autoComplete="username" defaultValue={you.email} required />
            <PasswordInput label={common.password} name="password" autoComplete="new-password" description={text.atLeast} error={weak || undefined} required visibilityToggleButtonProps={{ 'aria-label': common.showCharacters }} />
            <Group justify="flex-end"><Button type="submit">{common.continue}</Button></Group>
          </form>
        )}
        {step === 1 && (
          <form className={css.form} onSubmit={event => {
            const v = values(event);
            create.mutate({ name: v['business'] ?? '', currency: v['currency'] ?? 'USD', timeZone: v['zone'] ?? 'UTC' });
          }}>
            {create.error && <Notice tone="negative">{fieldError(create.error, '/user/email') ?? problemWords(create.error)}</Notice>}
            <TextInput label={text.business} name="business" autoComplete="organization" error={fieldError(create.error, '/workspace/name')} required />
            <Select label={text.currency} name="currency" data={currencies} defaultValue="USD" searchable allowDeselect={false} />
            <Select label={text.zone} name="zone" data={zones} defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone} searchable allowDeselect={false} />
            <Group justify="space-between">
              <Button variant="default" onClick={() => setStep(0)}>{common.back}</Button>
              <Button type="submit" loading={create.isPending}>{common.continue}</Button>
            </Group>
          </form>
        )}
        {step === 2 && <Suspense><InvoiceStep onDone={() => setStep(3)} /></Suspense>}
        {step === 3 && (
          <div className={css.form}>
            <Text size="sm">{text.youAreSet}</Text>
            <Group justify="space-between">
              <Button variant="default" onClick={() => void navigate({ to: '/' })}>{text.notNow}</Button>
              <Button onClick={() => void navigate({ to: '/settings/integrations/hubspot' })}>{text.connect}</Button>
            </Group>
          </div>
        )}
      </div>
    </main>
  );
}
