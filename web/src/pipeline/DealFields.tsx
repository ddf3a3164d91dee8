import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldError } from '../api/problem';
import { digitsOf } from '../documents/totals';
import { common } from '../text/common';
import { ClientPicker } from '../ui/ClientPicker';
import { DecimalInput } from '../ui/DecimalInput';
import type { Deal } from './data';
import { text as words } from './text';

// Texts, as they are typed. `client` is the name of the one that `clientId` names.
export const valuesOf = (deal: Deal, currency: string) => ({ name: deal.name, clientId: deal.client?.id ?? '', client: deal.client?.name ?? '', amount: deal.amount?.amount ?? '', currency: deal.amount?.currency ?? currency, closeDate: deal.closeDate ?? '' });
export type DealValues = ReturnType<typeof valuesOf>;
export const amountOf = ({ amount, currency }: DealValues) => (amount.trim() === '' ? null : { amount: amount.trim(), currency: currency.trim().toUpperCase() });
// Whether the problem is said beside a field of it.
export const saidBeside = (error: unknown) => ['/name', '/client', '/amount', '/amount/amount', '/amount/currency', '/closeDate'].some(pointer => fieldError(error, pointer));

interface Props {
  values: DealValues;
  onChange: (change: Partial<DealValues>) => void;
  error: unknown;
  free?: (field: string) => boolean; // whether it is ours to say; all of it when absent
}

// What a deal says, for who makes or changes one. A name that was typed and is no client's is not sent: the form waits.
export function DealFields({ values, onChange, error, free = () => true }: Props) {
  const places = /^[a-z]{3}$/i.test(values.currency) ? digitsOf(values.currency) : 3; // half typed
  const [unknown, setUnknown] = useState(false);
  return (
    <>
      {free('name') && <TextInput label={common.name} required maxLength={500} value={values.name} onChange={event => onChange({ name: event.currentTarget.value })} error={fieldError(error, '/name')} data-autofocus />}
      {free('client') && (
        <ClientPicker label={common.client} value={values.client} error={fieldError(error, '/client') ?? (unknown ? words.chooseFromList : undefined)} onPick={(id, name) => { setUnknown(false); onChange({ clientId: id, client: name }); }}
          onType={(typed, input) => { onChange({ clientId: '', client: '' }); setUnknown(false); input.setCustomValidity(typed.trim() ? words.chooseFromList : ''); }} onLeave={input => setUnknown(!input.validity.valid)} />
      )}
      {free('amount') && (
        <Group grow align="flex-start">
          <DecimalInput label={common.amount} places={places} value={values.amount} onChange={amount => onChange({ amount })} error={fieldError(error, '/amount/amount') ?? fieldError(error, '/amount')} />
          <TextInput label={words.currency} maxLength={3} value={values.currency} onChange={event => onChange({ currency: event.currentTarget.value })} error={fieldError(error, '/amount/currency')} />
        </Group>
      )}
      {free('closeDate') && <TextInput label={words.closeDate} type="date" value={values.closeDate} onChange={event => onChange({ closeDate: event.currentTarget.value })} error={fieldError(error, '/closeDate')} />}
    </>
  );
}
