import { Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { fieldError, Problem, problemWords } from '../api/problem';
import { useOnce } from '../api/once';
import { fieldsOf, PaymentFields } from '../payments/fields';
import { useTellPayment } from '../payments/undo';
import { digitsOf } from '../documents/totals';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { DecimalInput } from '../ui/DecimalInput';
import { Notice } from '../ui/Notice';
import { text } from './dialogs.text';
import { minorOf, moneyOf } from './sums';

interface Props {
  invoice: Schemas['Invoice'];
  onClose: () => void;
  onDone: () => void;
}

// One payment of one invoice. More than is due asks once whether it is meant: the rest becomes the client's credit.
export function PaymentDialog({ invoice, onClose, onDone }: Props) {
  const once = useOnce();
  const busy = useRef(false); // a double click is one
  const tell = useTellPayment();
  const [amount, setAmount] = useState(invoice.due.amount);
  const [over, setOver] = useState(false);
  const record = useMutation({
    mutationFn: (form: FormData) =>
      once(header => unwrap(api.POST('/api/invoices/{id}/payments', {
        params: { path: { id: invoice.id }, header },
        body: { amount: { amount: amount.trim(), currency: invoice.currency }, ...fieldsOf(form), allowOverpayment: over },
      }))),
    onSuccess: payment => {
      onDone();
      tell(payment);
    },
    onError: error => {
      if (error instanceof Problem && error.code === 'overpayment') setOver(true);
    },
    onSettled: () => { busy.current = false; },
  });
  const beyond = moneyOf(minorOf(amount, invoice.currency) - minorOf(invoice.due.amount, invoice.currency), invoice.currency);
  return (
    <Modal opened onClose={onClose} title={text.recordPayment}>
      <form style={{ display: 'grid', gap: 12 }} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); if (busy.current) return; busy.current = true; record.mutate(new FormData(event.currentTarget)); }}>
        {over ? <Notice tone="warn">{text.moreThanDue(formatMoney(beyond))}</Notice> : record.error ? <Notice tone="negative">{problemWords(record.error)}</Notice> : null}
        <DecimalInput label={text.amountIn(invoice.currency)} places={digitsOf(invoice.currency)} required value={amount} onChange={value => { setAmount(value); setOver(false); record.reset(); }} error={fieldError(record.error, '/amount/amount') ?? fieldError(record.error, '/amount')} data-autofocus />
        <PaymentFields error={record.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" loading={record.isPending}>{over ? text.recordAsCredit : text.recordPayment}</Button>
        </Group>
      </form>
    </Modal>
  );
}
