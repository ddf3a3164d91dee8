import type { Schemas } from '../api/client';
import { Addressee, DocumentHead, LinesTable } from '../documents/Lines';
import { formatDate, formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { text } from './text';

type Invoice = Schemas['Invoice'];
// The invoice as the client sees it.
export function Document({ invoice }: { invoice: Invoice }) {
  return (
    <article className={page.document} aria-label={text.document}>
      <DocumentHead from={invoice.from} what={invoice.kind === 'credit_note' ? text.creditNote : text.invoice} number={invoice.number ?? text.draftNotIssued} />
      <div className={page.parties}>
        <Addressee label={text.billTo} party={invoice.billTo} />
        <div style={{ textAlign: 'end' }}>
          {invoice.issueDate ? `${text.issuedOn(formatDate(invoice.issueDate))}\n` : ''}
          {invoice.dueDate ? `${text.dueOn(formatDate(invoice.dueDate))}\n` : ''}
          {invoice.about ? text.creditsOf(invoice.about.number, invoice.about.issueDate ? formatDate(invoice.about.issueDate) : null) : text.net(invoice.paymentTermsDays)}
          {invoice.poNumber ? `\n${text.po(invoice.poNumber)}` : ''}
        </div>
      </div>
      <LinesTable name={text.lines} first={text.item} lines={invoice.lines} />
      <dl className={page.totals}>
        <div><dt>{text.subtotal}</dt><dd>{formatMoney(invoice.subtotal)}</dd></div>
        {Number(invoice.discountTotal.amount) !== 0 && <div><dt>{text.discount}</dt><dd>−{formatMoney(invoice.discountTotal)}</dd></div>}
        {Number(invoice.taxTotal.amount) !== 0 && <div><dt>{invoice.taxInclusive ? text.taxIncluded : text.tax}</dt><dd>{formatMoney(invoice.taxTotal)}</dd></div>}
        <div><dt>{text.total}</dt><dd>{formatMoney(invoice.total)}</dd></div>
        {Number(invoice.paid.amount) !== 0 && <div><dt>{text.paid}</dt><dd>−{formatMoney(invoice.paid)}</dd></div>}
        {Number(invoice.credited.amount) !== 0 && <div><dt>{text.credited}</dt><dd>−{formatMoney(invoice.credited)}</dd></div>}
        {invoice.kind === 'credit_note' ? <div data-strong=""><dt>{text.credit}</dt><dd>{formatMoney(invoice.total)}</dd></div> : <div data-strong=""><dt>{text.amountDue}</dt><dd>{formatMoney(invoice.due)}</dd></div>}
      </dl>
      {invoice.notes && <p style={{ whiteSpace: 'pre-wrap' }}>{invoice.notes}</p>}
      {invoice.footer && <p className={page.dim} style={{ whiteSpace: 'pre-wrap' }}>{invoice.footer}</p>}
    </article>
  );
}
