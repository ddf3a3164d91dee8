import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { digitsOf } from '../documents/totals';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { DecimalInput } from '../ui/DecimalInput';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './dialogs.text';
import { minorOf, sumOf } from './sums';

type Invoice = Schemas['Invoice'];

interface Props {
  invoice: Invoice;
  settlesDrift?: boolean; // it answers a change of the invoice's deal
  start?: { reason: string; amounts?: Record<string, string> };
  onClose: () => void;
  onDone: (note: Invoice) => void;
}

// Takes back what is left of an invoice, or an amount of each line. The note is issued at once.
export function CreditDialog({ invoice, settlesDrift = false, start, onClose, onDone }: Props) {
  const once = useOnce();
  const [whole, setWhole] = useState(start?.amounts === undefined);
  const [amounts, setAmounts] = useState<Record<string, string>>(start?.amounts ?? {});
  const [reason, setReason] = useState(start?.reason ?? '');
  const lines = invoice.lines.filter(line => line.creditable && minorOf(line.creditable.amount, invoice.currency) > 0n);
  const parts = lines.filter(line => (amounts[line.id] ?? '').trim() !== '');
  const credit = useMutation({
    mutationFn: () =>
      once(header => unwrap(api.POST('/api/invoices/{id}/credit-notes', {
        params: { path: { id: invoice.id }, header },
        body: { reason, settlesDrift, ...(whole ? {} : { lines: parts.map(line => ({ lineId: line.id, amount: { amount: (amounts[line.id] ?? '').trim(), currency: invoice.currency } })) }) },
      }))),
    onSuccess: onDone,
  });
  const total = whole ? invoice.creditable : sumOf(parts.map(line => amounts[line.id] ?? ''), invoice.currency);
  return (
    <Modal opened onClose={onClose} title={text.noteFor(invoice.number ?? '')} size="lg">
      <form onSubmit={(event: FormEvent) => { event.preventDefault(); credit.mutate(); }}>
        <Stack gap="sm">
          {credit.error && <Notice tone="negative">{problemWords(credit.error)}</Notice>}
          <Radio.Group label={text.whatIsCredited} value={whole ? 'whole' : 'lines'} onChange={value => setWhole(value === 'whole')}>
            <Stack gap={6} mt={6}>
              <Radio value="whole" label={text.allLeft(invoice.creditable ? formatMoney(invoice.creditable) : '')} />
              <Radio value="lines" label={text.byLine} disabled={lines.length === 0} />
            </Stack>
          </Radio.Group>
          {!whole && (
            <ul className={page.rows}>
              {lines.map(line => (
                <li key={line.id}>
                  <span>{line.description} <span className={page.dim}>{line.creditable && text.leftWithTax(formatMoney(line.creditable))}</span></span>
                  <DecimalInput aria-label={text.creditFor(line.description, invoice.currency)} places={digitsOf(invoice.currency)} w={140} placeholder="0" value={amounts[line.id] ?? ''} onChange={value => { credit.reset(); setAmounts(old => ({ ...old, [line.id]: value })); }} error={fieldError(credit.error, `/lines/${parts.indexOf(line)}/amount/amount`) ?? fieldError(credit.error, `/lines/${parts.indexOf(line)}/amount`)} />
                </li>
              ))}
            </ul>
          )}
          <TextInput label={text.reason} description={text.reasonHint} required value={reason} onChange={event => setReason(event.currentTarget.value)} error={fieldError(credit.error, '/reason')} data-autofocus />
          <p className={page.dim}>{text.creditHint(invoice.client.name)}</p>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" loading={credit.isPending} disabled={!total || minorOf(total.amount, invoice.currency) <= 0n}>{text.issueNote(total ? formatMoney(total) : null)}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
