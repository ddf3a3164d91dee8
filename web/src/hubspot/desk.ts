// The match desk's bookkeeping: where the next undecided one is, and what the last decision was.
export interface Row {
  id: string;
  decided: boolean;
}

// After a decision at `at`: the next undecided one, looking down and then from the top; null when all are decided.
export function nextUndecided(rows: readonly Row[], at: number): number | null {
  for (let step = 1; step <= rows.length; ++step) {
    const i = (at + step) % rows.length;
    if (rows[i] && !rows[i].decided) return i;
  }
  return null;
}

export const keyDecision: Record<string, 'replace' | 'skip' | 'create'> = { r: 'replace', s: 'skip', c: 'create' };
