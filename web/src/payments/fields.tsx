import { NativeSelect, TextInput } from '@mantine/core';
import type { Schemas } from '../api/client';
import { fieldError } from '../api/problem';
import { today } from '../text/format';

export const methods: Record<string, string> = { bank_transfer: 'Bank transfer', card: 'Card', cash: 'Cash', check: 'Check', direct_debit: 'Direct debit', other: 'Other' };

// When, how and why: the same for every payment.
export function PaymentFields({ error }: { error: unknown }) {
  return (
    <>
      <TextInput label="Date" name="date" type="date" required defaultValue={today()} error={fieldError(error, '/date')} />
      <NativeSelect label="Method" name="method" data={Object.entries(methods).map(([value, label]) => ({ value, label }))} />
      <TextInput label="Reference" name="reference" error={fieldError(error, '/reference')} />
      <TextInput label="Note" name="note" error={fieldError(error, '/note')} />
    </>
  );
}

export const fieldsOf = (form: FormData) => ({
  date: String(form.get('date')), method: String(form.get('method')) as Schemas['PaymentMethod'], reference: String(form.get('reference')), note: String(form.get('note')),
});
