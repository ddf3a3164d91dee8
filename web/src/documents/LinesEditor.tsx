// The lines of a document, being edited: invoices and proposals share them.
import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { newKey } from '../api/key';
import { fieldError } from '../api/problem';
import { withWords } from '../text/catalogue';
import { decimalPoint, formatMoney } from '../text/format';
import { DecimalInput } from '../ui/DecimalInput';
import page from '../ui/page.module.css';
import css from './editor.module.css';
import type { Kept } from './Lines';
import { readQuantity } from './quantity';
import { moved, pastedRows } from './rows';
import { TaxField } from './TaxField';
import { typedTax, useTaxes, type LineTax } from './taxes';
import { text } from './text';
import { digitsOf, type LineText, type totalsOf } from './totals';

const LineHandle = lazy(withWords(() => import('./LineHandle')));
// Said aloud; the library that does comes with the first thing to say.
const announce = (what: string) => void import('@atlaskit/pragmatic-drag-and-drop-live-region').then(live => live.announce(what));

export interface EditedLine extends LineText, LineTax {
  id: string;
  description: string;
}

export const editedLine = (line: Kept): EditedLine => ({ id: line.id, description: line.description, quantity: line.quantity, price: line.unitPrice.amount, discount: line.discountPercent ?? '', discountAmount: line.discountAmount?.amount ?? '', tax: line.taxRatePercent ?? '', taxName: line.taxName, taxTreatment: line.taxTreatment, taxReason: line.taxReason });
export const freshLine = (): EditedLine => ({ id: newKey(), description: '', quantity: '1', price: '0', discount: '', ...typedTax('') });
export const lineBody = (line: EditedLine, currency: string) => ({ id: line.id, description: line.description, quantity: line.quantity || '0', unitPrice: { amount: line.price || '0', currency }, discountPercent: line.discount || null, discountAmount: line.discountAmount ? { amount: line.discountAmount, currency } : null, taxRatePercent: line.tax || null, taxName: line.taxName || null, taxTreatment: line.taxTreatment, taxReason: line.taxReason || null });

const moveKeys = ['Alt+ArrowUp', 'Alt+ArrowDown'].join(' ');

export function LinesEditor<Line extends EditedLine>({ lines, totals, currency, problem, onChange, fresh, extra }: {
  lines: Line[]; totals: readonly (string | undefined)[]; currency: string; problem: unknown; onChange: (lines: Line[]) => void; fresh: () => Line; extra?: (line: Line, set: (part: Partial<Line>) => void) => ReactNode;
}) {
  const taxes = useTaxes();
  const begin = (): Line => ({ ...fresh(), ...taxes.begin });
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<(() => void) | null>(null); // once the lines are there
  useEffect(() => {
    focusNext.current?.();
    focusNext.current = null;
  });
  const itemOf = (at: number) => list.current?.children[at]?.querySelector('textarea');
  const add = () => {
    focusNext.current = () => itemOf(lines.length)?.focus();
    onChange([...lines, begin()]);
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= lines.length || to === from) return;
    const focus = document.activeElement; // goes with its line
    focusNext.current = () => focus instanceof HTMLElement && focus.focus();
    onChange(moved(lines, from, to));
    announce(text.movedTo(from + 1, to + 1));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, at: number) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(at, at + (event.key === 'ArrowUp' ? -1 : 1));
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.inputMode === 'decimal' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (at === lines.length - 1) add();
      else itemOf(at + 1)?.focus();
    }
  };
  // A line that says nothing yet makes room for the first row.
  const onPaste = (event: ClipboardEvent, at: number) => {
    const rows = pastedRows(event.clipboardData.getData('text/plain'), decimalPoint(), digitsOf(currency));
    if (rows.length === 0) return;
    event.preventDefault();
    const line = lines[at];
    const empty = line !== undefined && line.description === '' && (line.price === '0' || line.price === '');
    const filled = rows.map(({ tax, ...row }, i) => ({ ...(empty && i === 0 ? line : begin()), ...row, ...(tax && typedTax(tax)) }));
    const from = empty ? at : at + 1;
    focusNext.current = () => itemOf(from + rows.length - 1)?.focus();
    onChange([...lines.slice(0, from), ...filled, ...lines.slice(at + 1)]);
    announce(text.pasted(rows.length));
  };
  const field = (label: string, line: Line, at: number, value: string, pointer: string, set: (text: string) => Partial<EditedLine>, places = 6, read?: typeof readQuantity) => (
    <DecimalInput label={label} inputWrapperOrder={['label', 'error', 'input']} places={places} {...(read ? { read } : {})} value={value} error={fieldError(problem, `/lines/${at}/${pointer}`)} onChange={text => put(at, { ...line, ...set(text) })} />
  );
  const put = (at: number, line: Line) => onChange(lines.map((one, i) => (i === at ? line : one)));
  return (
    <>
      <ol className={css.lines} ref={list}>
        {lines.map((line, i) => (
          // Keys of the fields within it, wherever the focus is.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li key={line.id} className={css.line} onKeyDown={event => onKeyDown(event, i)}>
            {lines.length > 1 && <Suspense fallback={<span className={css.handle} />}><LineHandle id={line.id} at={i} of={lines.length} onMove={move} /></Suspense>}
            <Textarea className={css.what} label={text.item} autosize minRows={1} value={line.description} aria-keyshortcuts={moveKeys} onPaste={event => onPaste(event, i)} onChange={event => put(i, { ...line, description: event.currentTarget.value })} />
            {field(text.quantity, line, i, line.quantity, 'quantity', quantity => ({ quantity }), 6, readQuantity)}
            {field(text.price, line, i, line.price, 'unitPrice/amount', price => ({ price }), digitsOf(currency))}
            {field(text.discountPercent, line, i, line.discount, 'discountPercent', discount => ({ discount, discountAmount: '' }))}
            <TaxField tax={line} rates={taxes.rates} typed={field(text.taxPercent, line, i, line.tax, 'taxRatePercent', typedTax)} onChange={tax => put(i, { ...line, ...tax })} />
            <span className={css.total}>{formatMoney({ amount: totals[i] ?? '0', currency })}</span>
            <ActionIcon variant="subtle" color="gray" aria-label={text.removeLine(i + 1)} onClick={() => onChange(lines.filter((_, k) => k !== i))}><IconTrash size={16} aria-hidden /></ActionIcon>
            {extra?.(line, part => put(i, { ...line, ...part }))}
          </li>
        ))}
      </ol>
      <Button size="xs" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>{text.addLine}</Button>
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

