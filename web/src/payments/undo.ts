import { useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { toast } from '../ui/toast';
import { text } from './text';

// What money moves: everything that shows a balance is read again.
export function useRefreshMoney() {
  const queries = useQueryClient();
  return () => {
    for (const key of ['invoices', 'payments', 'clients', 'pipeline', 'deals', 'home', 'reports']) void queries.invalidateQueries({ queryKey: [key] });
  };
}

// Says that a payment was recorded, with a way back for as long as that is said.
export function useTellPayment() {
  const refresh = useRefreshMoney();
  return (payment: Schemas['Payment']) => {
    toast({
      title: text.isRecorded(formatMoney(payment.amount), Number(payment.credit.amount) > 0 ? formatMoney(payment.credit) : null),
      message: payment.client.name,
      actions: [{
        label: common.undo,
        run: async () => {
          try {
            await unwrap(api.DELETE('/api/payments/{id}', { params: { path: { id: payment.id } }, body: { reason: text.undone } }) as never);
            toast({ title: text.takenBack });
          } catch (error) {
            toast({ title: problemWords(error), tone: 'negative' });
          }
          refresh();
        },
      }],
    });
  };
}
