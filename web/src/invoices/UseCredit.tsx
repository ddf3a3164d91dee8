import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { newKey } from '../api/key';
import { problemWords } from '../api/problem';
import { useRefreshMoney } from '../payments/undo';
import { formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { minorOf, moneyOf } from './sums';

// The client has money here that no invoice has used yet: one click pays this one with it, and can be undone.
export function UseCredit({ invoice }: { invoice: Schemas['Invoice'] }) {
  const refresh = useRefreshMoney();
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
        await unwrap(api.DELETE('/api/invoices/{id}/credit', { params: { path: { id } }, body: { paymentId: now.id, reason: 'Undone right after it was used' } }));
        if (was) await unwrap(api.POST('/api/invoices/{id}/credit', { params: { path: { id }, header: { 'Idempotency-Key': newKey() } }, body: { amount: was.amount } }));
      }
      refresh();
    } catch (error) {
      failed(error);
    }
  };
  const use = useMutation({
    mutationFn: () => unwrap(api.POST('/api/invoices/{id}/credit', { params: { path: { id }, header: { 'Idempotency-Key': newKey() } } })),
    onSuccess: after => {
      refresh();
      toast({ title: 'Credit used', message: `${formatMoney(after.due)} is due now`, actions: [{ label: 'Undo', run: () => undo(invoice, after) }] });
    },
    onError: failed,
  });
  if (there <= 0n || due <= 0n) return null;
  return (
    <p className={page.dim}>
      {invoice.client.name} has {formatMoney(invoice.clientCredit)} of credit.{' '}
      <Button size="compact-xs" variant="light" loading={use.isPending} onClick={() => use.mutate()}>Use {formatMoney(moneyOf(there < due ? there : due, currency))}</Button>
    </p>
  );
}
