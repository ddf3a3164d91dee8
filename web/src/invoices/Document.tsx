import type { Schemas } from '../api/client';
import { formatDate, formatMoney } from '../text/format';
import page from '../ui/page.module.css';

type Invoice = Schemas['Invoice'];
type Party = Schemas['Party'];

const lines = (party: Party) =>
  [party.legalName !== party.name ? party.legalName : '', party.address.street, party.address.street2, [party.address.postalCode, party.address.city].filter(Boolean).join(' '), party.address.region, party.address.country, party.email ?? '', party.taxId ? `Tax ID ${party.taxId}` : ''].filter(Boolean).join('\n');

// The invoice as the client sees it.
export function Document({ invoice }: { invoice: Invoice }) {
  return (
    <article className={page.document} aria-label="Document">
      <div className={page.head}>
        <strong>{invoice.from.name}</strong>
        <div style={{ textAlign: 'end' }}>
          <h2>{invoice.kind === 'credit_note' ? 'Credit note' : 'Invoice'}</h2>
          <span>{invoice.number ?? 'Draft, not issued'}</span>
        </div>
      </div>
      <div className={page.parties}>
        <div>
          <span className={page.dim}>Bill to</span>
          {'\n'}
          <strong>{invoice.billTo.name}</strong>
          {'\n'}
          {lines(invoice.billTo)}
        </div>
        <div style={{ textAlign: 'end' }}>
          {invoice.issueDate ? `Issued ${formatDate(invoice.issueDate)}\n` : ''}
          {invoice.dueDate ? `Due ${formatDate(invoice.dueDate)}\n` : ''}
          {invoice.about ? `Credits ${invoice.about.number}${invoice.about.issueDate ? ` of ${formatDate(invoice.about.issueDate)}` : ''}` : `Net ${invoice.paymentTermsDays}`}
          {invoice.poNumber ? `\nPO ${invoice.poNumber}` : ''}
        </div>
      </div>
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={page.scroll} tabIndex={0} role="region" aria-label="Lines">
        <table className={page.table}>
          <thead>
            <tr><th scope="col">Item</th><th scope="col" data-number>Quantity</th><th scope="col" data-number>Price</th><th scope="col" data-number>Tax</th><th scope="col" data-number>Total</th></tr>
          </thead>
          <tbody>
            {invoice.lines.map(line => (
              <tr key={line.id}>
                <td>{line.description}{line.discountPercent ? <span className={page.dim}> · {line.discountPercent} % off</span> : line.discountAmount ? <span className={page.dim}> · {formatMoney(line.discountAmount)} off</span> : ''}</td>
                <td data-number>{line.quantity}</td>
                <td data-number>{formatMoney(line.unitPrice)}</td>
                <td data-number>{line.taxRatePercent ? `${line.taxRatePercent} %` : ''}</td>
                <td data-number>{formatMoney(line.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
