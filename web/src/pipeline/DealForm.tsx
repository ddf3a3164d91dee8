import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { fieldError, problemWords } from '../api/problem';
import { digitsOf } from '../documents/totals';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { DecimalInput } from '../ui/DecimalInput';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { changeDeal, useRefreshPipeline, type Deal, type DealPatch } from './data';
import { text as words } from './text';

interface Props {
  deal: Deal;
  onDone: () => void;
}

// What a deal says, where HubSpot does not say it: only what a person changed is sent.
export default function DealForm({ deal, onDone }: Props) {
  const session = useSession();
  const refresh = useRefreshPipeline();
  const [shown] = useState(deal); // what a person began with: who is late is told
  const [name, setName] = useState(shown.name);
  const [amount, setAmount] = useState(shown.amount?.amount ?? '');
  const [currency, setCurrency] = useState(shown.amount?.currency ?? session?.workspace.currency ?? '');
  const [closeDate, setCloseDate] = useState(shown.closeDate ?? '');
  const save = useMutation({
    mutationFn: (patch: DealPatch) => changeDeal(shown, patch),
    onSuccess: async () => { await refresh(); onDone(); },
  });
  const places = /^[a-z]{3}$/i.test(currency) ? digitsOf(currency) : 3; // half typed
  const free = (field: string) => !shown.lockedFields.includes(field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const now = amount.trim() === '' ? null : { amount: amount.trim(), currency: currency.trim().toUpperCase() };
    const patch: DealPatch = {};
    if (name !== shown.name) patch.name = name;
    if (now?.amount !== shown.amount?.amount || (now && now.currency !== shown.amount?.currency)) patch.amount = now;
    if (closeDate !== (shown.closeDate ?? '')) patch.closeDate = closeDate || null;
    if (Object.keys(patch).length === 0) onDone();
    else save.mutate(patch);
  };
  const general = save.error && !['/name', '/amount', '/amount/amount', '/amount/currency', '/closeDate'].some(pointer => fieldError(save.error, pointer));
  return (
    <form className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={submit}>
      <h3>{words.editDetails}</h3>
      {general && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      {free('name') && <TextInput label={common.name} required value={name} onChange={event => setName(event.currentTarget.value)} error={fieldError(save.error, '/name')} data-autofocus />}
      {free('amount') && (
        <Group grow align="flex-start">
          <DecimalInput label={common.amount} places={places} value={amount} onChange={setAmount} error={fieldError(save.error, '/amount/amount') ?? fieldError(save.error, '/amount')} />
          <TextInput label={words.currency} maxLength={3} value={currency} onChange={event => setCurrency(event.currentTarget.value)} error={fieldError(save.error, '/amount/currency')} />
        </Group>
      )}
      {free('closeDate') && <TextInput label={words.closeDate} type="date" value={closeDate} onChange={event => setCloseDate(event.currentTarget.value)} error={fieldError(save.error, '/closeDate')} />}
      {shown.invoice && <Text size="sm" c="dimmed">{words.invoicedAlready}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>{common.cancel}</Button>
        <Button type="submit" loading={save.isPending}>{words.saveDetails}</Button>
      </Group>
    </form>
  );
}
