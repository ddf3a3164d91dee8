// Lines that come from elsewhere: rows of a spreadsheet, pasted into a document, and lines that change places.
import { hasUnread, readDecimal, unread } from '../text/decimal';
import { readQuantity } from './quantity';

export interface Row {
  description: string;
  quantity: string;
  price: string;
  tax: string;
}

const numbers = { 2: ['price'], 3: ['quantity', 'price'], 4: ['quantity', 'price', 'tax'] } as const;

// Cells as spreadsheets put them on the clipboard: tabs between them, one in quotes may have line ends in it.
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '', quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i]!;
    if (quoted && c === '"' && text[i + 1] === '"') { cell += '"'; ++i; }
    else if (c === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && (c === '\t' || c === '\n')) {
      rows.at(-1)!.push(cell.trim());
      cell = '';
      if (c === '\n') rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  rows.at(-1)!.push(cell.trim());
  return rows.filter(row => row.some(one => one !== ''));
}

// Without its currency or percent sign.
const amountIn = (cell: string) => cell.replace(/^(?:[A-Z]{0,2}\p{Sc}|[A-Z]{3})\s*/u, '').replace(/\s*(?:\p{Sc}|[A-Z]{3}|%)$/u, '');

// The rows of a table: what, quantity, price, tax; what and price where there are two columns. Nothing: it is no table. A
// cell that is no number stays as it is, for whoever pasted it; a row of such cells only is the table's head.
export function pastedRows(text: string, point: string, places: number): Row[] {
  if (!text.includes('\t')) return [];
  const rows: Row[] = [];
  for (const [at, cells] of cellsOf(text).entries()) {
    const names = numbers[Math.min(Math.max(cells.length, 2), 4) as 2 | 3 | 4];
    const row: Row = { description: cells[0] ?? '', quantity: '1', price: '0', tax: '' };
    for (const [i, name] of names.entries()) {
      const cell = cells[i + 1] ?? '';
      if (cell === '') continue;
      const typed = name === 'quantity' ? cell : amountIn(cell);
      const read = name === 'quantity' ? readQuantity(typed, point, 6) : readDecimal(typed, point, name === 'price' ? places : 6);
      row[name] = 'value' in read && read.value !== '' ? read.value : unread(cell);
    }
    const head = at === 0 && names.every((name, i) => (cells[i + 1] ?? '') === '' || hasUnread(row[name])) && cells.slice(1).some(cell => cell !== '');
    if (!head) rows.push(row);
  }
  return rows;
}

export function moved<One>(list: readonly One[], from: number, to: number): One[] {
  const out = [...list];
  const [one] = out.splice(from, 1);
  if (one !== undefined) out.splice(Math.max(0, Math.min(to, out.length)), 0, one);
  return out;
}
