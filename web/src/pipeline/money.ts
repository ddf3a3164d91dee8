// Sums of one column or of the whole board come per currency and are never added together: the largest is shown, the
// rest is said to exist.
import type { Money } from './data';

export function leading(sums: readonly Money[], main?: string): { first: Money | null; more: number } {
  const inMain = sums.find(sum => sum.currency === main);
  const first = inMain ?? sums[0] ?? null;
  return { first, more: first ? sums.length - 1 : 0 };
}

// A column's share of the widest one, 0 to 1, by its leading sum.
export function share(sums: readonly Money[], widest: number, main?: string): number {
  const { first } = leading(sums, main);
  return first && widest > 0 ? Math.min(1, Number(first.amount) / widest) : 0;
}
