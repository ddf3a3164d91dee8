import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { newKey } from '../api/key';
import { useOnce } from '../api/once';
import { problemWords } from '../api/problem';
import { useRefreshMoney } from '../payments/undo';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { minorOf, moneyOf } from './sums';
import { text } from './text';

// The client has money here that no invoice has used yet: one click pays this one with it, and can be undone.
export function UseCredit({ invoice }: { invoice: Schemas['Invoice'] }) {
  const refresh = useRefreshMoney();
  const once = useOnce();
  const { id, currency } = invoice;
  const there = minorOf(invoice.clientCredit.amount, currency), due = minorOf(invoice.due.amount, currency);
  const failed = (error: unknown) => {
    refresh();
    toast({ title: problemWords(error), tone: 'negative' });
  };
  const undo = async (before: Schemas['Invoice'], after: Schemas['Invoice']) => {
    try {
      for (const now of after.payments) {
        const was = before.payments.find(one => one.id === now.id);
        if (was?.amount.amount === now.amount.amount) continue;
        await unwrap(api.DELETE('/api/invoices/{id}/credit', { params: { path: { id } }, body: { paymentId: now.id, reason: text.undone } }));
        if (was) await unwrap(api.POST('/api/invoices/{id}/credit', { params: { path: { id }, header: { 'Idempotency-Key': newKey() } }, body: { amount: was.amount } }));
      }
      refresh();
    } catch (error) {
      failed(error);
    }
  };
  const use = useMutation({
    mutationFn: () => once(header => unwrap(api.POST('/api/invoices/{id}/credit', { params: { path: { id }, header } }))),
    onSuccess: after => {
      refresh();
      toast({ title: text.creditUsed, message: text.isDueNow(formatMoney(after.due)), actions: [{ label: common.undo, run: () => undo(invoice, after) }] });
    },
    onError: failed,
  });
  if (there <= 0n || due <= 0n) return null;
  return (
    <p className={page.dim}>
      {text.hasCredit(invoice.client.name, formatMoney(invoice.clientCredit))}{' '}
      <Button size="compact-xs" variant="light" loading={use.isPending} onClick={() => use.mutate()}>{text.use(formatMoney(moneyOf(there < due ? there : due, currency)))}</Button>
    </p>
  );
}
