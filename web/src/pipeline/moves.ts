import type { Deal, Stage } from './data';

// Where the arrow keys lead on the board: ↑↓ within a column, ←→ to the next column with deals at the same height.
export interface Spot {
  column: number;
  row: number;
}

// The next stage to the right (1) or to the left (-1) that takes deals.
export function neighbour<T extends { id: string; takesDeals: boolean }>(stages: readonly T[], from: string, step: 1 | -1): T | undefined {
  const at = stages.findIndex(stage => stage.id === from);
  const beyond = step > 0 ? stages.slice(at + 1) : stages.slice(0, Math.max(0, at)).reverse();
  return at < 0 ? undefined : beyond.find(stage => stage.takesDeals);
}

// A deal as it is once it is in another stage.
export function movedDeal(deal: Deal, to: Stage, probability: number | null = to.probability): Deal {
  const { id, label, group, closed, won } = to;
  return { ...deal, stage: { id, label, group, closed, won }, state: won ? 'won' : closed ? 'lost' : 'open', probability };
}

export function move(spot: Spot, key: string, counts: readonly number[]): Spot | null {
  const count = counts[spot.column] ?? 0;
  switch (key) {
    case 'ArrowDown':
      return spot.row + 1 < count ? { ...spot, row: spot.row + 1 } : null;
    case 'ArrowUp':
      return spot.row > 0 ? { ...spot, row: spot.row - 1 } : null;
    case 'Home':
      return { ...spot, row: 0 };
    case 'End':
      return { ...spot, row: Math.max(0, count - 1) };
    case 'ArrowRight':
    case 'ArrowLeft': {
      const step = key === 'ArrowRight' ? 1 : -1;
      for (let column = spot.column + step; column >= 0 && column < counts.length; column += step) {
        const there = counts[column] ?? 0;
        if (there > 0) return { column, row: Math.min(spot.row, there - 1) };
      }
      return null;
    }
    default:
      return null;
  }
}
