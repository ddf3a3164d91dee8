import { useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { formatMoney } from '../text/format';
import { toast } from '../ui/toast';

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
    const kept = Number(payment.credit.amount) > 0 ? ` · ${formatMoney(payment.credit)} as credit` : '';
    toast({
      title: `Payment recorded: ${formatMoney(payment.amount)}${kept}`,
      message: payment.client.name,
      actions: [{
        label: 'Undo',
        run: async () => {
          try {
            await unwrap(api.DELETE('/api/payments/{id}', { params: { path: { id: payment.id } }, body: { reason: 'Undone right after it was recorded' } }) as never);
            toast({ title: 'Payment taken back' });
          } catch (error) {
            toast({ title: problemWords(error), tone: 'negative' });
          }
          refresh();
        },
      }],
    });
  };
}
