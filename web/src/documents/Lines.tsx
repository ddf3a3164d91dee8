// The lines of a document, being edited and as the client sees them: invoices and proposals share them.
import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { newKey } from '../api/key';
import { fieldError } from '../api/problem';
import { formatMoney } from '../text/format';
import { DecimalInput } from '../ui/DecimalInput';
import page from '../ui/page.module.css';
import css from './editor.module.css';
import { text } from './text';
import { digitsOf, type LineText, type totalsOf } from './totals';
import { fillIn, type Written } from './written';

type Kept = Pick<Schemas['InvoiceLine'], 'id' | 'description' | 'quantity' | 'unitPrice' | 'discountPercent' | 'discountAmount' | 'taxRatePercent' | 'total'>;
export interface EditedLine extends LineText {
  id: string;
  description: string;
}

export const editedLine = (line: Kept): EditedLine => ({ id: line.id, description: line.description, quantity: line.quantity, price: line.unitPrice.amount, discount: line.discountPercent ?? '', discountAmount: line.discountAmount?.amount ?? '', tax: line.taxRatePercent ?? '' });
export const freshLine = (): EditedLine => ({ id: newKey(), description: '', quantity: '1', price: '0', discount: '', tax: '' });
export const lineBody = (line: EditedLine, currency: string) => ({ id: line.id, description: line.description, quantity: line.quantity || '0', unitPrice: { amount: line.price || '0', currency }, discountPercent: line.discount || null, discountAmount: line.discountAmount ? { amount: line.discountAmount, currency } : null, taxRatePercent: line.tax || null });

export function LinesEditor<Line extends EditedLine>({ lines, totals, currency, problem, onChange, fresh, extra }: {
  lines: Line[]; totals: readonly (string | undefined)[]; currency: string; problem: unknown; onChange: (lines: Line[]) => void; fresh: () => Line; extra?: (line: Line, set: (part: Partial<Line>) => void) => ReactNode;
}) {
  const field = (label: string, line: Line, at: number, value: string, pointer: string, set: (text: string) => Partial<EditedLine>, places = 6) => (
    <DecimalInput label={label} inputWrapperOrder={['label', 'error', 'input']} places={places} value={value} error={fieldError(problem, `/lines/${at}/${pointer}`)} onChange={text => put(at, { ...line, ...set(text) })} />
  );
  const put = (at: number, line: Line) => onChange(lines.map((one, i) => (i === at ? line : one)));
  return (
    <>
      <ol className={css.lines}>
        {lines.map((line, i) => (
          <li key={line.id} className={css.line}>
            <Textarea className={css.what} label={text.item} autosize minRows={1} value={line.description} onChange={event => put(i, { ...line, description: event.currentTarget.value })} />
            {field(text.quantity, line, i, line.quantity, 'quantity', quantity => ({ quantity }))}
            {field(text.price, line, i, line.price, 'unitPrice/amount', price => ({ price }), digitsOf(currency))}
            {field(text.discountPercent, line, i, line.discount, 'discountPercent', discount => ({ discount, discountAmount: '' }))}
            {field(text.taxPercent, line, i, line.tax, 'taxRatePercent', tax => ({ tax }))}
            <span className={css.total}>{formatMoney({ amount: totals[i] ?? '0', currency })}</span>
            <ActionIcon variant="subtle" color="gray" aria-label={text.removeLine(i + 1)} onClick={() => onChange(lines.filter((_, k) => k !== i))}><IconTrash size={16} aria-hidden /></ActionIcon>
            {extra?.(line, part => put(i, { ...line, ...part }))}
          </li>
        ))}
      </ol>
      <Button size="xs" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange([...lines, fresh()])}>{text.addLine}</Button>
    </>
  );
}

export function TypedSums({ totals, taxInclusive, currency }: { totals: ReturnType<typeof totalsOf>; taxInclusive: boolean; currency: string }) {
  const money = (amount: string) => formatMoney({ amount, currency });
  return (
    <dl className={page.totals}>
      <div><dt>{text.subtotal}</dt><dd>{money(totals.subtotal)}</dd></div>
      <div><dt>{text.discount}</dt><dd>{money(totals.discount)}</dd></div>
      <div><dt>{taxInclusive ? text.taxIncluded : text.tax}</dt><dd>{money(totals.tax)}</dd></div>
      <div data-strong=""><dt>{text.total}</dt><dd>{money(totals.total)}</dd></div>
    </dl>
  );
}

// As the client sees them. `before`: what stands before a line's text.
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
