// The close dates that the board can be narrowed to, as days of the workspace.
import { addDays } from '../text/format';

export const closes = ['past', 'month', 'next', 'quarter'] as const;
export type Closes = (typeof closes)[number];

const month = (day: string, step: number): string => {
  const [year, at] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, at - 1 + step, 1)).toISOString().slice(0, 10);
};

export function closeRange(choice: string | undefined, today: string): { from?: string; to?: string } {
  if (choice === 'past') return { to: addDays(today, -1) };
  if (choice === 'month') return { from: month(today, 0), to: addDays(month(today, 1), -1) };
  if (choice === 'next') return { from: month(today, 1), to: addDays(month(today, 2), -1) };
  if (choice === 'quarter') {
    const into = (Number(today.slice(5, 7)) - 1) % 3;
    return { from: month(today, -into), to: addDays(month(today, 3 - into), -1) };
  }
  return {};
}
