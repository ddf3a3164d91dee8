// Where the arrow keys lead on the board: ↑↓ within a column, ←→ to the next column with deals at the same height.
export interface Spot {
  column: number;
  row: number;
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
