import type { Schemas } from '../api/client';
import { Addressee, DocumentHead, LinesTable } from '../documents/Lines';
import { TaxReasons, TaxRows } from '../documents/Taxes';
import { Sheet } from '../documents/Sheet';
import { fillIn, type Written } from '../documents/written';
import page from '../ui/page.module.css';
import { text } from './text';

type Invoice = Schemas['Invoice'];

// What stands at the right: its days, its terms or what it credits, the client's number for it.
function facts(invoice: Invoice, { words, date, days }: Written): string {
  const { about, paymentTermsDays: terms } = invoice;
  return [
    invoice.issueDate ? `${words.issueDate} ${date(invoice.issueDate)}` : '',
    invoice.dueDate ? `${words.dueDate} ${date(invoice.dueDate)}` : '',
    about ? (about.issueDate ? fillIn(words.creditsOf, about.number, date(about.issueDate)) : fillIn(words.credits, about.number)) : fillIn(words.net, String(terms), days(terms)),
    invoice.poNumber ? `${words.poNumber} ${invoice.poNumber}` : '',
  ].filter(Boolean).join('\n');
}

// The invoice as the client sees it.
export function Document({ invoice }: { invoice: Invoice }) {
  return (
    <Sheet of={invoice} label={text.document}>
      {written => {
        const { words, money } = written;
        return (
          <>
            <DocumentHead from={invoice.from} what={invoice.kind === 'credit_note' ? words.creditNote : words.invoice} number={invoice.number ?? words.draftNotIssued} />
            <div className={page.parties}>
              <Addressee written={written} label={words.billTo} party={invoice.billTo} />
              <div style={{ textAlign: 'end' }}>{facts(invoice, written)}</div>
            </div>
            <LinesTable written={written} name={words.lines} first={words.item} lines={invoice.lines} />
            <dl className={page.totals}>
              <div><dt>{words.subtotal}</dt><dd>{money(invoice.subtotal)}</dd></div>
              {Number(invoice.discountTotal.amount) !== 0 && <div><dt>{words.discount}</dt><dd>−{money(invoice.discountTotal)}</dd></div>}
              <TaxRows written={written} of={invoice} />
              <div><dt>{words.total}</dt><dd>{money(invoice.total)}</dd></div>
              {Number(invoice.paid.amount) !== 0 && <div><dt>{words.paid}</dt><dd>−{money(invoice.paid)}</dd></div>}
              {Number(invoice.credited.amount) !== 0 && <div><dt>{words.credited}</dt><dd>−{money(invoice.credited)}</dd></div>}
              {invoice.kind === 'credit_note' ? <div data-strong=""><dt>{words.credit}</dt><dd>{money(invoice.total)}</dd></div> : <div data-strong=""><dt>{words.amountDue}</dt><dd>{money(invoice.due)}</dd></div>}
            </dl>
            <TaxReasons of={invoice} />
            {invoice.notes && <p dir="auto" style={{ whiteSpace: 'pre-wrap' }}>{invoice.notes}</p>}
            {invoice.footer && <p dir="auto" className={page.dim} style={{ whiteSpace: 'pre-wrap' }}>{invoice.footer}</p>}
          </>
        );
      }}
    </Sheet>
  );
}
