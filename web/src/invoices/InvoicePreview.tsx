import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { formatDate, formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { text as words } from './text';

// What the list of invoices has no room for: what is asked for, and what is still due.
export default function InvoicePreview({ id }: { id: string }) {
  const invoice = useQuery({ queryKey: ['invoices', 'one', id], queryFn: () => unwrap(api.GET('/api/invoices/{id}', { params: { path: { id } } })) });
  if (!invoice.data) return null;
  const { lines, due, dueDate, status } = invoice.data;
  return (
    <>
      <ul className={page.rows}>
        {lines.map(line => <li key={line.id}><bdi>{line.description}</bdi><span className="tabular">{formatMoney(line.total)}</span></li>)}
      </ul>
      {status === 'issued' && <p className={page.dim}>{words.amountDueOn(formatMoney(due), dueDate ? formatDate(dueDate) : null)}</p>}
    </>
  );
}
