import { Button, Group, NumberInput, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, withTag } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { today } from '../text/format';
import { Notice } from '../ui/Notice';
import css from './session.module.css';
import { useFirstField, useSaveStep } from './setup';
import { text } from './setup.text';

// How invoices look.
export default function InvoiceStep({ onBack, onDone }: { onBack: () => void; onDone: () => void }) {
  const workspace = useQuery({ queryKey: ['workspace'], queryFn: () => withTag(api.GET('/api/workspace')) });
  const form = useFirstField<HTMLFormElement>(workspace.data !== undefined);
  const save = useSaveStep(onDone);
  const [typed, setTyped] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const v = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    save.mutate({ invoicePrefix: v['prefix'] ?? 'INV-', paymentTermsDays: Number(v['terms'] ?? 30), bankDetails: v['bank'] ?? '', setup: 'hubspot' });
  };
  const w = workspace.data?.data;
  if (!w) return workspace.error ? <Notice tone="negative" action={{ label: common.tryAgain, run: () => void workspace.refetch() }}>{problemWords(workspace.error)}</Notice> : <Skeleton height={260} radius={8} />;
  return (
    <form ref={form} className={css.form} onSubmit={submit}>
      {save.error && !fieldError(save.error, '/invoicePrefix') && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <TextInput label={text.prefix} name="prefix" defaultValue={w.invoicePrefix} maxLength={20} description={text.firstNumber(`${(typed ?? w.invoicePrefix).replaceAll('{year}', today().slice(0, 4))}${'1'.padStart(w.invoiceDigits, '0')}`)} onChange={event => setTyped(event.currentTarget.value)} error={fieldError(save.error, '/invoicePrefix')} />
      <NumberInput label={text.terms} name="terms" defaultValue={w.paymentTermsDays} min={0} max={365} hideControls />
      <Textarea label={text.bank} name="bank" autosize minRows={2} defaultValue={w.bankDetails} description={text.bankHint} />
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>{common.back}</Button>
        <Button type="submit" loading={save.isPending}>{common.continue}</Button>
      </Group>
    </form>
  );
}
