import { expect, it } from 'vitest';
import { reviewBegins, walk } from './review';

const kinds = ['won_without_invoice', 'overdue_invoices', 'attention'];

it('walks the decisions in their order, one by one, and back', () => {
  const first = walk(reviewBegins, kinds);
  expect(first).toMatchObject({ now: 'won_without_invoice', at: 1, of: 3, back: null });
  const second = walk(first.next, kinds);
  expect(second).toMatchObject({ now: 'overdue_invoices', at: 2, of: 3, back: reviewBegins });
  const third = walk(second.next, kinds);
  expect(third).toMatchObject({ now: 'attention', at: 3, back: first.next });
  expect(walk(third.next, kinds)).toMatchObject({ now: null, left: 3, back: second.next });
});

it('goes on by itself when a decision is done, and does not come to it again', () => {
  const { next } = walk(reviewBegins, kinds);
  expect(walk(next, ['won_without_invoice', 'attention'])).toMatchObject({ now: 'attention', at: 2, of: 2 });
  expect(walk(next, ['attention'])).toMatchObject({ now: 'attention', at: 2, of: 2, left: 0 });
  expect(walk(reviewBegins, [])).toMatchObject({ now: null, left: 0 });
});

it('takes any address for what it is', () => {
  expect(walk('', kinds).now).toBe('won_without_invoice');
  expect(walk('nonsense,,start', kinds)).toMatchObject({ now: 'won_without_invoice', back: reviewBegins });
});
