import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { problemWords } from '../api/problem';
import { useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { toast } from '../ui/toast';
import { useRefreshPipeline, type Deal, type Filters, type Stage } from './data';
import type { Place, Table } from './moving';
import { text as words } from './text';

const moving = withWords(() => import('./moving'));

export type Refusal = 'locked' | 'role' | 'closed';

// Why a deal may not go to a stage: HubSpot manages it, this role only reads, or the stage is used no more.
export function refusal(deal: Deal, to: Stage | null, mayEdit: boolean): Refusal | null {
  if (deal.lockedFields.includes('stage')) return 'locked';
  if (!mayEdit) return 'role';
  return to && !to.takesDeals ? 'closed' : null;
}

export const called = (deal: Deal): string => deal.client?.name ?? (deal.name || words.unnamed);
export const refusalWords = (why: Refusal): string => ({ locked: words.locked, role: words.readOnly, closed: words.takesNone })[why];

interface Options {
  filters: Filters;
  onLocked: (deal: Deal) => void;
  onPlace: (place: Place | null) => void;
}

// Drag, menu, key and panel all end here.
export function useMove({ filters, onLocked, onPlace }: Options) {
  const queries = useQueryClient();
  const refresh = useRefreshPipeline();
  const mayEdit = useMay()('records.write');
  const last = useRef<Table['last']>(new Map());

  const refuse = useCallback((deal: Deal, why: Refusal) => {
    announce(why === 'locked' ? words.lockedSaid(called(deal)) : words.notMoved(refusalWords(why)));
    if (why === 'locked') onLocked(deal);
    else toast({ title: words.notMoved(refusalWords(why)), tone: 'negative' });
  }, [onLocked]);

  const move = useCallback(
    (deal: Deal, to: Stage, follow: boolean) => {
      if (deal.stage.id === to.id) return;
      const why = refusal(deal, to, mayEdit);
      if (why) return refuse(deal, why);
      moving()
        .then(({ carryOut }) => carryOut({ queries, filters, refresh, onPlace, last: last.current }, deal, to, { follow }))
        .catch((error: unknown) => toast({ title: words.notMoved(problemWords(error).replace(/\.$/, '')), tone: 'negative' }));
    },
    [queries, filters, refresh, onPlace, mayEdit, refuse],
  );
  const isMoving = useCallback(() => last.current.size > 0, []); // until the board is fetched again
  return { move, refuse, mayEdit, isMoving, ready: moving };
}
