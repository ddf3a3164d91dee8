import { Button, Group, Select, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import type { Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import css from './session.module.css';
import { useFirstField, useSaveStep } from './setup';
import { text } from './setup.text';

const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'INR', 'BRL', 'MXN', 'SGD', 'HKD', 'NZD', 'ZAR', 'AED', 'KWD'];
const zones = Intl.supportedValuesOf('timeZone');

// What one invoices as. Until it was saved the workspace has no name of its own: `saved` is null.
export default function BusinessStep({ saved, onBack, onDone }: { saved: Schemas['SessionWorkspace'] | null; onBack: () => void; onDone: () => void }) {
  const form = useFirstField<HTMLFormElement>();
  const save = useSaveStep(onDone);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const v = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    save.mutate({ name: v['business'] ?? '', currency: v['currency'] ?? 'USD', timeZone: v['zone'] ?? 'UTC', setup: 'invoices' });
  };
  return (
    <form ref={form} className={css.form} onSubmit={submit}>
      {save.error && !fieldError(save.error, '/name') && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <TextInput label={text.business} name="business" autoComplete="organization" defaultValue={saved?.name} error={fieldError(save.error, '/name')} required />
      <Select label={text.currency} name="currency" data={currencies} defaultValue={saved?.currency ?? 'USD'} searchable allowDeselect={false} />
      <Select label={text.zone} name="zone" data={zones} defaultValue={saved?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone} searchable allowDeselect={false} />
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>{common.back}</Button>
        <Button type="submit" loading={save.isPending}>{common.continue}</Button>
      </Group>
    </form>
  );
}
