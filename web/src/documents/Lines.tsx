// The lines of a document as the client sees them: invoices and proposals share them.
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import page from '../ui/page.module.css';
import { fillIn, type Written } from './written';

export type Kept = Pick<Schemas['InvoiceLine'], 'id' | 'description' | 'quantity' | 'unitPrice' | 'discountPercent' | 'discountAmount' | 'taxRatePercent' | 'taxName' | 'taxTreatment' | 'taxReason' | 'total'>;

// `before`: what stands before a line's text.
export function LinesTable<Line extends Kept>({ written: { words, money, number, percent }, name, first, lines, before }: { written: Written; name: string; first: string; lines: readonly Line[]; before?: (line: Line) => ReactNode }) {
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={page.scroll} tabIndex={0} role="region" aria-label={name}>
      <table className={page.table}>
        <thead>
          <tr><th scope="col">{first}</th><th scope="col" data-number>{words.quantity}</th><th scope="col" data-number>{words.price}</th><th scope="col" data-number>{words.tax}</th><th scope="col" data-number>{words.total}</th></tr>
        </thead>
        <tbody>
          {lines.map(line => {
            const off = line.discountPercent ? percent(line.discountPercent) : line.discountAmount ? money(line.discountAmount) : null;
            return (
              <tr key={line.id}>
                <td>{before?.(line)}<bdi>{line.description}</bdi>{off !== null && <span className={page.dim}> · {fillIn(words.off, off)}</span>}</td>
                <td data-number>{number(line.quantity)}</td>
                <td data-number>{money(line.unitPrice)}</td>
                <td data-number>{line.taxRatePercent ? percent(line.taxRatePercent) : ''}</td>
                <td data-number>{money(line.total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export function DocumentHead({ from, what, number }: { from: Schemas['Party']; what: string; number: string }) {
  return (
    <div className={page.head}>
      <strong><bdi>{from.name}</bdi></strong>
      <div style={{ textAlign: 'end' }}>
        <h2>{what}</h2>
        <span>{number}</span>
      </div>
    </div>
  );
}

const partyLines = (party: Schemas['Party'], taxId: string) =>
  [party.legalName !== party.name ? party.legalName : '', party.address.street, party.address.street2, [party.address.postalCode, party.address.city].filter(Boolean).join(' '), party.address.region, party.address.country, party.email ?? '', party.taxId ? fillIn(taxId, party.taxId) : ''].filter(Boolean).join('\n');

export function Addressee({ written, label, party }: { written: Written; label: string; party: Schemas['Party'] }) {
  return (
    <div>
      <span className={page.dim}>{label}</span>
      {'\n'}
      <strong><bdi>{party.name}</bdi></strong>
      {'\n'}
      {partyLines(party, written.words.taxId)}
    </div>
  );
}
