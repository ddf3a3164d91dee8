import { Button, Group, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, unwrap, withTag } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import css from './session.module.css';
import { text } from './setup.text';

// How invoices look, the third step of the first run.
export default function InvoiceStep({ onDone }: { onDone: () => void }) {
  const invoices = useMutation({
    mutationFn: async (body: { invoicePrefix: string; paymentTermsDays: number; bankDetails: string }) => {
      const { etag } = await withTag(api.GET('/api/workspace'));
      return unwrap(api.PATCH('/api/workspace', { params: { header: { 'If-Match': etag } }, body }));
    },
    onSuccess: onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const v = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    invoices.mutate({ invoicePrefix: v['prefix'] ?? 'INV-', paymentTermsDays: Number(v['terms'] ?? 30), bankDetails: v['bank'] ?? '' });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {invoices.error && <Notice tone="negative">{problemWords(invoices.error)}</Notice>}
      <TextInput label={text.prefix} name="prefix" defaultValue="INV-" description={text.firstNumber} />
      <NumberInput label={text.terms} name="terms" defaultValue={30} min={0} max={365} hideControls />
      <Textarea label={text.bank} name="bank" autosize minRows={2} description={text.bankHint} />
      <Group justify="flex-end"><Button type="submit" loading={invoices.isPending}>{common.continue}</Button></Group>
    </form>
  );
}
