import { Button, Group, Input, Select, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type FormEvent } from 'react';
import { api, withTag } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { text as logoWords } from '../settings/logo.text';
import { LogoPicker } from '../settings/LogoPicker';
import { address as addressWords } from '../text/address';
import { common } from '../text/common';
import { countries } from '../text/countries';
import { Notice } from '../ui/Notice';
import css from './session.module.css';
import { useFirstField, useSaveStep } from './setup';
import { text } from './setup.text';

const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'INR', 'BRL', 'MXN', 'SGD', 'HKD', 'NZD', 'ZAR', 'AED', 'KWD'];
const zones = Intl.supportedValuesOf('timeZone');

// What one invoices as: the head of every document. Until it was saved, `done`, the workspace has no name of its own.
export default function BusinessStep({ done, onBack, onDone }: { done: boolean; onBack: () => void; onDone: () => void }) {
  const workspace = useQuery({ queryKey: ['workspace'], queryFn: () => withTag(api.GET('/api/workspace')) });
  const form = useFirstField<HTMLFormElement>(workspace.data !== undefined);
  const save = useSaveStep(onDone);
  const lands = useMemo(countries, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const country = said('country');
    // Documents have its name, phone numbers are read by its code.
    const address = { street: said('street'), postalCode: said('postalCode'), city: said('city'), region: said('region'), country: lands.find(one => one.value === country)?.label ?? '' };
    save.mutate({ name: said('business'), currency: said('currency') || 'USD', timeZone: said('zone') || 'UTC', country, address, setup: 'invoices' });
  };
  const w = workspace.data?.data;
  if (!w) return workspace.error ? <Notice tone="negative" action={{ label: common.tryAgain, run: () => void workspace.refetch() }}>{problemWords(workspace.error)}</Notice> : <Skeleton height={420} radius={8} />;
  return (
    <form ref={form} className={css.form} onSubmit={submit}>
      {save.error && !fieldError(save.error, '/name') && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <TextInput label={text.business} name="business" autoComplete="organization" defaultValue={done ? w.name : ''} error={fieldError(save.error, '/name')} required />
      <Select label={addressWords.country} name="country" data={lands} defaultValue={w.country || null} searchable clearable clearButtonProps={{ 'aria-label': text.noCountry }} nothingFoundMessage={text.noSuchCountry} />
      <TextInput label={addressWords.street} name="street" autoComplete="address-line1" defaultValue={w.address.street} />
      <Group grow gap="sm">
        <TextInput label={addressWords.postalCode} name="postalCode" autoComplete="postal-code" defaultValue={w.address.postalCode} />
        <TextInput label={addressWords.city} name="city" autoComplete="address-level2" defaultValue={w.address.city} />
      </Group>
      <TextInput label={addressWords.region} name="region" autoComplete="address-level1" defaultValue={w.address.region} />
      <Select label={text.currency} name="currency" data={currencies} defaultValue={done ? w.currency : 'USD'} searchable allowDeselect={false} />
      <Select label={text.zone} name="zone" data={zones} defaultValue={done ? w.timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone} searchable allowDeselect={false} />
      <div role="group" aria-labelledby="logo-of">
        <Input.Label id="logo-of" labelElement="div">{logoWords.logo}</Input.Label>
        <LogoPicker />
      </div>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>{common.back}</Button>
        <Button type="submit" loading={save.isPending}>{common.continue}</Button>
      </Group>
    </form>
  );
}
