// Which invoices a payment pays when nobody says otherwise: the longest due first, as far as it goes.
import { minorOf, moneyOf } from '../invoices/sums';

interface Open {
  id: string;
  due: { amount: string };
}

export function allot(amount: string, currency: string, invoices: readonly Open[]): Record<string, string> {
  let left = minorOf(amount, currency);
  const parts: Record<string, string> = {};
  for (const invoice of invoices) {
    const due = minorOf(invoice.due.amount, currency);
    const part = left < due ? left : due;
    if (part <= 0n) break;
    parts[invoice.id] = moneyOf(part, currency).amount;
    left -= part;
  }
  return parts;
}
