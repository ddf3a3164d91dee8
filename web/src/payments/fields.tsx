import { NativeSelect, TextInput } from '@mantine/core';
import type { Schemas } from '../api/client';
import { fieldError } from '../api/problem';
import { common } from '../text/common';
import { today } from '../text/format';
import { text } from './text';

export const methods = (): Record<string, string> => text.methods;

// When, how and why: the same for every payment.
export function PaymentFields({ error }: { error: unknown }) {
  return (
    <>
      <TextInput label={common.date} name="date" type="date" required defaultValue={today()} error={fieldError(error, '/date')} />
      <NativeSelect label={text.method} name="method" data={Object.entries(methods()).map(([value, label]) => ({ value, label }))} />
      <TextInput label={text.reference} name="reference" error={fieldError(error, '/reference')} />
      <TextInput label={text.note} name="note" error={fieldError(error, '/note')} />
    </>
  );
}

export const fieldsOf = (form: FormData) => ({
  date: String(form.get('date')), method: String(form.get('method')) as Schemas['PaymentMethod'], reference: String(form.get('reference')), note: String(form.get('note')),
});
