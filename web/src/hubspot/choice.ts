// What is ticked for the next import. The server keeps it, so that it is there after a reload and before a second person; what
// was ticked here just now is shown at once and kept a moment later.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, withTag, type Schemas } from '../api/client';
import { Problem } from '../api/problem';
import { useMay } from '../session/may';
import { useSession } from '../session/useSession';
import { asSelect, everything, type Selection } from '../ui/selection';
import { toast } from '../ui/toast';
import { text } from './dialog.text';
import { sayProblem } from './problems';

type Kept = Schemas['ImportChoice'];
export interface Choice {
  selection: Selection;
  includeDeals: boolean;
  includeNoEmail: boolean;
}
export const choiceKey = ['review', 'choice'] as const;
const rest_ms = 300;
const usual: Choice = { selection: everything, includeDeals: true, includeNoEmail: false };

export const choiceOf = ({ select, includeDeals, includeNoEmail }: Pick<Kept, 'select' | 'includeDeals' | 'includeNoEmail'>): Choice => ({
  selection: 'ids' in select ? { all: false, ids: new Set(select.ids) } : { all: true, ids: new Set(select.except) },
  includeDeals, includeNoEmail,
});
export const bodyOf = ({ selection, includeDeals, includeNoEmail }: Choice): Schemas['ImportChoiceRequest'] => ({ select: asSelect(selection), includeDeals, includeNoEmail });

export function useImportChoice() {
  const queries = useQueryClient();
  const keeps = useMay()('sync.run');
  const me = useSession()?.user.name;
  const known = useQuery({ queryKey: choiceKey, queryFn: () => withTag(api.GET('/api/hubspot/import/choice')) });
  const [mine, setMine] = useState<Choice | null>(null); // not kept yet
  const etag = known.data?.etag;
  const save = useMutation({
    mutationFn: (choice: Choice) => withTag(api.PUT('/api/hubspot/import/choice', { params: { header: { 'If-Match': etag ?? '' } }, body: bodyOf(choice) })),
    onSuccess: (kept, sent) => {
      queries.setQueryData(choiceKey, kept);
      setMine(now => (now === sent ? null : now));
    },
    // Somebody else was quicker: theirs is what is shown, and who they are is said.
    onError: error => {
      setMine(null);
      void queries.invalidateQueries({ queryKey: choiceKey });
      if (error instanceof Problem && error.code === 'stale') toast({ title: error.detail, message: text.theirsShown });
      else sayProblem(error);
    },
  });
  const { isPending, mutate } = save;
  useEffect(() => {
    if (mine === null || isPending || !keeps || etag === undefined) return;
    const timer = setTimeout(() => mutate(mine), rest_ms);
    return () => clearTimeout(timer);
  }, [mine, isPending, keeps, etag, mutate]);
  const kept = known.data?.data;
  const choice = mine ?? (kept ? choiceOf(kept) : usual);
  return {
    ...choice,
    by: mine === null && kept?.by && kept.by !== me ? { name: kept.by, at: kept.at ?? '' } : null,
    change: (part: Partial<Choice>) => setMine({ ...choice, ...part }),
    begun: () => setMine(null), // an import takes it, and the next begins anew
  };
}
