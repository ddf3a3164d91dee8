// What the board shows once a deal is moved, before the server has said so: exact sums, by the server's own rule. It says
// the rest when it has answered.
import { decimalOf, digitsOf, mulDivHalfEven, parseDecimal } from '../documents/totals';
import type { Board, Deal, Money } from './data';

const scale = 6; // of a probability, as the server keeps it

function added(sums: readonly Money[], money: Money | null, sign: 1n | -1n): Money[] {
  if (!money) return [...sums];
  const digits = digitsOf(money.currency);
  const minor = (text: string) => parseDecimal(text, digits) ?? 0n;
  const at = sums.findIndex(sum => sum.currency === money.currency);
  const total = { currency: money.currency, amount: decimalOf(minor(sums[at]?.amount ?? '0') + sign * minor(money.amount), digits) };
  return at < 0 ? [...sums, total] : sums.map((sum, i) => (i === at ? total : sum));
}

export function weightedOf({ amount, probability }: Deal): Money | null {
  if (!amount) return null;
  const digits = digitsOf(amount.currency);
  const likely = parseDecimal((probability ?? 0).toFixed(scale), scale) ?? 0n;
  return { currency: amount.currency, amount: decimalOf(mulDivHalfEven(parseDecimal(amount.amount, digits) ?? 0n, likely, 10n ** BigInt(scale)), digits) };
}

const waits = (deal: Deal) => deal.state === 'won' && !deal.invoice;

// `was` in its stage becomes `now` in another.
export function movedBoard(board: Board, was: Deal, now: Deal): Board {
  const stages = board.stages.map(stage => {
    const sign = stage.id === was.stage.id ? -1n : stage.id === now.stage.id ? 1n : null;
    if (sign === null) return stage;
    const deal = sign < 0n ? was : now;
    return { ...stage, count: stage.count + Number(sign), totals: added(stage.totals, deal.amount, sign), weighted: added(stage.weighted, weightedOf(deal), sign) };
  });
  let { open, weighted, wonNotInvoiced: { count, totals } } = board.summary;
  for (const [deal, sign] of [[was, -1n], [now, 1n]] as const) {
    const stage = board.stages.find(one => one.id === deal.stage.id);
    if (!stage) continue; // of another pipeline
    if (!stage.closed) {
      open = added(open, deal.amount, sign);
      weighted = added(weighted, weightedOf(deal), sign);
    }
    if (waits(deal)) {
      count += Number(sign);
      totals = added(totals, deal.amount, sign);
    }
  }
  return { ...board, stages, summary: { open, weighted, wonNotInvoiced: { count, totals } } };
}

// A column's rows as far as they were fetched: page number -> rows, newest close date first.
export type Pages = ReadonlyMap<number, readonly Deal[]>;

// Without the deal: what follows moves up, as far as what follows is known.
export function takenOut(pages: Pages, id: string): Pages {
  const out = new Map(pages);
  const from = [...pages].find(([, rows]) => rows.some(row => row.id === id))?.[0];
  if (from === undefined) return out;
  for (let page = from; out.has(page); ++page) {
    const kept = page === from ? pages.get(page)!.filter(row => row.id !== id) : pages.get(page)!.slice(1);
    const next = pages.get(page + 1)?.[0];
    out.set(page, next ? [...kept, next] : kept);
  }
  return out;
}

// With the deal where its close date puts it, and which row that is; null when that place was not fetched.
export function putIn(pages: Pages, deal: Deal, pageSize: number, count: number): { pages: Pages; row: number | null } {
  const before = (one: Deal) => (one.closeDate ?? '') >= (deal.closeDate ?? '');
  const out = new Map(pages);
  for (const page of [...pages.keys()].sort((a, b) => a - b)) {
    const rows = pages.get(page)!;
    let at = rows.findIndex(row => !before(row));
    const ends = page * pageSize + rows.length >= count;
    if (at < 0 && (ends || (rows.length > 0 && !pages.has(page + 1) && rows.length < pageSize))) at = rows.length;
    if (at < 0 || (at === 0 && page > 0 && !pages.has(page - 1))) continue;
    let carried: Deal | undefined = deal;
    for (let next = page; carried && (out.has(next) || next === page); ++next) {
      const grown: Deal[] = [...(out.get(next) ?? [])];
      grown.splice(next === page ? at : 0, 0, carried);
      carried = grown.length > pageSize ? grown.pop() : undefined;
      out.set(next, grown);
    }
    return { pages: out, row: page * pageSize + at };
  }
  return { pages, row: null };
}
