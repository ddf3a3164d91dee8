import { useCallback, useState } from 'react';
import type { Stage } from './data';

// The stages of lost deals that a person folded away, on this device.
const key = 'every.board.folded';
const stored = (): ReadonlySet<string> => {
  try {
    return new Set(JSON.parse(localStorage.getItem(key) ?? '[]') as string[]);
  } catch {
    return new Set();
  }
};

export const canFold = (stage: Stage): boolean => stage.closed && !stage.won;

export function useFolded() {
  const [folded, setFolded] = useState(stored);
  const fold = useCallback((stage: Stage) => setFolded(old => {
    const next = new Set(old);
    if (!next.delete(stage.id)) next.add(stage.id);
    localStorage.setItem(key, JSON.stringify([...next]));
    return next;
  }), []);
  return { folded, fold };
}
