import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { fieldError, Problem, problemWords } from '../api/problem';
import { newKey } from '../api/key';
import { today } from '../text/format';
import { Notice } from '../ui/Notice';

export const methods: Record<string, string> = { bank_transfer: 'Bank transfer', card: 'Card', cash: 'Cash', check: 'Check', direct_debit: 'Direct debit', other: 'Other' };
type Method = Schemas['PaymentMethod'];

interface Props {
  invoice: Schemas['Invoice'];
  onClose: () => void;
  onDone: () => void;
}

// One payment. More than is due asks once whether it is meant.
export function PaymentDialog({ invoice, onClose, onDone }: Props) {
  const key = useRef(newKey());
  const [amount, setAmount] = useState(invoice.due.amount);
  const [over, setOver] = useState(false);
  const record = useMutation({
    mutationFn: (form: FormData) =>
      unwrap(api.POST('/api/invoices/{id}/payments', {
        params: { path: { id: invoice.id }, header: { 'Idempotency-Key': key.current } },
        body: { amount: { amount: amount.trim(), currency: invoice.currency }, date: String(form.get('date')), method: String(form.get('method')) as Method, reference: String(form.get('reference')), note: String(form.get('note')), allowOverpayment: over },
      })),
    onSuccess: onDone,
    onError: error => {
      // A refused request is no payment: the next try is another request.
      key.current = newKey();
      if (error instanceof Problem && error.code === 'overpayment') setOver(true);
    },
  });
  const tooMuch = record.error instanceof Problem && record.error.code === 'overpayment';
  return (
    <Modal opened onClose={onClose} title="Record payment">
      <form style={{ display: 'grid', gap: 12 }} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); record.mutate(new FormData(event.currentTarget)); }}>
        {tooMuch && record.error instanceof Problem ? <Notice tone="warn">{record.error.detail} Record it as credit?</Notice> : record.error ? <Notice tone="negative">{problemWords(record.error)}</Notice> : null}
        <TextInput label={`Amount, ${invoice.currency}`} inputMode="decimal" required value={amount} onChange={event => { setAmount(event.currentTarget.value); setOver(false); }} error={fieldError(record.error, '/amount/amount')} data-autofocus />
        <TextInput label="Date" name="date" type="date" required defaultValue={today()} />
        <NativeSelect label="Method" name="method" data={Object.entries(methods).map(([value, label]) => ({ value, label }))} />
        <TextInput label="Reference" name="reference" />
        <TextInput label="Note" name="note" />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button type="submit" loading={record.isPending}>{tooMuch ? 'Record as credit' : 'Record payment'}</Button>
        </Group>
      </form>
    </Modal>
  );
}
