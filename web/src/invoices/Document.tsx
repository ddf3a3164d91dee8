import type { Schemas } from '../api/client';
import { Addressee, DocumentHead, LinesTable } from '../documents/Lines';
import { formatDate, formatMoney } from '../text/format';
import page from '../ui/page.module.css';

type Invoice = Schemas['Invoice'];
// The invoice as the client sees it.
export function Document({ invoice }: { invoice: Invoice }) {
  return (
    <article className={page.document} aria-label="Document">
      <DocumentHead from={invoice.from} what={invoice.kind === 'credit_note' ? 'Credit note' : 'Invoice'} number={invoice.number ?? 'Draft, not issued'} />
      <div className={page.parties}>
        <Addressee label="Bill to" party={invoice.billTo} />
        <div style={{ textAlign: 'end' }}>
          {invoice.issueDate ? `Issued ${formatDate(invoice.issueDate)}\n` : ''}
          {invoice.dueDate ? `Due ${formatDate(invoice.dueDate)}\n` : ''}
          {invoice.about ? `Credits ${invoice.about.number}${invoice.about.issueDate ? ` of ${formatDate(invoice.about.issueDate)}` : ''}` : `Net ${invoice.paymentTermsDays}`}
          {invoice.poNumber ? `\nPO ${invoice.poNumber}` : ''}
        </div>
      </div>
      <LinesTable name="Lines" first="Item" lines={invoice.lines} />
      <dl className={page.totals}>
        <div><dt>Subtotal</dt><dd>{formatMoney(invoice.subtotal)}</dd></div>
        {Number(invoice.discountTotal.amount) !== 0 && <div><dt>Discount</dt><dd>−{formatMoney(invoice.discountTotal)}</dd></div>}
        {Number(invoice.taxTotal.amount) !== 0 && <div><dt>{invoice.taxInclusive ? 'Tax included' : 'Tax'}</dt><dd>{formatMoney(invoice.taxTotal)}</dd></div>}
        <div><dt>Total</dt><dd>{formatMoney(invoice.total)}</dd></div>
        {Number(invoice.paid.amount) !== 0 && <div><dt>Paid</dt><dd>−{formatMoney(invoice.paid)}</dd></div>}
        {Number(invoice.credited.amount) !== 0 && <div><dt>Credited</dt><dd>−{formatMoney(invoice.credited)}</dd></div>}
        {invoice.kind === 'credit_note' ? <div data-strong=""><dt>Credit</dt><dd>{formatMoney(invoice.total)}</dd></div> : <div data-strong=""><dt>Amount due</dt><dd>{formatMoney(invoice.due)}</dd></div>}
      </dl>
      {invoice.notes && <p style={{ whiteSpace: 'pre-wrap' }}>{invoice.notes}</p>}
      {invoice.footer && <p className={page.dim} style={{ whiteSpace: 'pre-wrap' }}>{invoice.footer}</p>}
    </article>
  );
}
