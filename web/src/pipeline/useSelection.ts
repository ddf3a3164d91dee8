import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Deal, Filters } from './data';
import { text as words } from './text';
import { called } from './useMove';

export type Picked = ReadonlyMap<string, Deal>;
const none: Picked = new Map();

// The cards that a person chose, as they were shown. What the board shows next to it (a sync, another person) changes
// nothing of that; who asks for other cards, by a filter, begins anew: nothing is chosen that is not on the board.
export function useSelection(filters: Filters, view: string | undefined) {
  const [picked, setPicked] = useState<Picked>(none);
  const now = useRef(picked);
  const put = useCallback((next: Picked) => {
    now.current = next;
    setPicked(next);
  }, []);
  useEffect(() => { if (now.current.size > 0) put(none); }, [filters, view, put]);

  const toggle = useCallback((deal: Deal) => {
    const next = new Map(now.current);
    const on = !next.delete(deal.id);
    if (on) next.set(deal.id, deal);
    put(next);
    announce(words.pickedSaid(called(deal), on, next.size));
  }, [put]);
  const clear = useCallback(() => {
    put(none);
    announce(words.pickedNone);
  }, [put]);
  // Those that are no longer there.
  const drop = useCallback((ids: readonly string[]) => {
    const gone = ids.filter(id => now.current.has(id));
    if (gone.length === 0) return;
    const next = new Map(now.current);
    for (const id of gone) next.delete(id);
    put(next);
    announce(words.pickedGone(gone.length, next.size));
  }, [put]);
  return { picked, toggle, clear, drop };
}
