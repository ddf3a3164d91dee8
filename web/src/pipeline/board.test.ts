import { describe, expect, it } from 'vitest';
import { movedBoard, putIn, takenOut, weightedOf } from './board';
import type { Board, Deal, Stage } from './data';
import { movedDeal } from './moves';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const stage = (id: string, more: Partial<Stage> = {}): Stage => ({ id, label: id, group: 'other', probability: 0.2, closed: false, won: false, takesDeals: true, count: 2, totals: [usd('100.00')], weighted: [usd('20.00')], ...more });
const stages = [stage('lead'), stage('talks', { probability: 0.333333, totals: [], weighted: [] }), stage('won', { probability: 1, closed: true, won: true })];
const board = { stages, pipelines: [], pipeline: null, owners: [], summary: { open: [usd('100.00')], weighted: [usd('20.00')], wonNotInvoiced: { count: 0, totals: [] } } } as Board;
const deal = (id: string, more: Partial<Deal> = {}) => ({ id, amount: usd('0.05'), probability: 0.2, state: 'open', stage: { id: 'lead' }, invoice: null, closeDate: null, ...more }) as Deal;

describe('a deal that is moved', () => {
  it('takes its amount from one column to the other, exactly', () => {
    const was = deal('a');
    const after = movedBoard(board, was, movedDeal(was, stages[1]!));
    expect(after.stages.map(one => [one.count, one.totals[0]?.amount, one.weighted[0]?.amount])).toEqual([[1, '99.95', '19.99'], [3, '0.05', '0.02'], [2, '100.00', '20.00']]);
    expect(after.summary).toEqual({ open: [usd('100.00')], weighted: [usd('20.01')], wonNotInvoiced: { count: 0, totals: [] } });
  });
  it('waits for its invoice once it is won, unless it has one', () => {
    const was = deal('a');
    const won = movedDeal(was, stages[2]!);
    expect([won.state, won.probability]).toEqual(['won', 1]);
    expect(movedBoard(board, was, won).summary).toEqual({ open: [usd('99.95')], weighted: [usd('19.99')], wonNotInvoiced: { count: 1, totals: [usd('0.05')] } });
    const billed = { ...was, invoice: { id: 'i', number: null, status: 'draft' } } as Deal;
    expect(movedBoard(board, billed, movedDeal(billed, stages[2]!)).summary.wonNotInvoiced.count).toBe(0);
  });
  it('comes back to the sums that were', () => {
    const was = deal('a', { amount: usd('33.33'), probability: 0.45 });
    const there = movedDeal(was, stages[2]!);
    const back = movedBoard(movedBoard(board, was, there), there, movedDeal(there, stages[0]!, 0.45));
    expect(back.stages[0]).toEqual(board.stages[0]);
    expect(back.stages[2]).toEqual(board.stages[2]);
  });
  it('is weighted half to even, in its own currency', () => {
    expect(weightedOf(deal('a', { amount: usd('0.05'), probability: 0.5 }))?.amount).toBe('0.02');
    expect(weightedOf(deal('a', { amount: { amount: '15', currency: 'JPY' }, probability: 0.5 }))?.amount).toBe('8');
    expect(weightedOf(deal('a', { probability: null }))?.amount).toBe('0.00');
    expect(weightedOf(deal('a', { amount: null }))).toBeNull();
  });
});

describe('the fetched rows of a column', () => {
  const rows = (...dates: (string | null)[]) => dates.map((closeDate, i) => deal(`${closeDate}-${i}`, { closeDate }));
  const ids = (pages: ReadonlyMap<number, readonly Deal[]>) => [...pages].map(([page, list]) => [page, list.map(one => one.closeDate)]);
  it('move up when one leaves', () => {
    const pages = new Map([[0, rows('2026-09-09', '2026-09-08')], [1, rows('2026-09-07', '2026-09-06')], [3, rows('2026-09-03', '2026-09-02')]]);
    expect(ids(takenOut(pages, '2026-09-08-1'))).toEqual([[0, ['2026-09-09', '2026-09-07']], [1, ['2026-09-06']], [3, ['2026-09-03', '2026-09-02']]]);
    expect(takenOut(pages, 'elsewhere')).toEqual(pages);
  });
  it('make room where the close date belongs', () => {
    const pages = new Map([[0, rows('2026-09-09', '2026-09-08')], [1, rows('2026-09-06', null)]]);
    const into = (closeDate: string | null, count = 4) => putIn(pages, deal('new', { closeDate }), 2, count);
    expect(into('2026-10-01').row).toBe(0);
    expect(ids(into('2026-09-08').pages)).toEqual([[0, ['2026-09-09', '2026-09-08']], [1, ['2026-09-08', '2026-09-06']]]);
    expect(into('2026-09-08').row).toBe(2);
    expect(into(null).row).toBe(4);
    expect(into(null, 10).row).toBeNull();
    expect(putIn(new Map([[2, rows('2026-09-03', '2026-09-02')]]), deal('new', { closeDate: '2026-12-01' }), 2, 6).row).toBeNull();
    expect(putIn(new Map([[0, []]]), deal('new'), 2, 0).row).toBe(0);
  });
});
