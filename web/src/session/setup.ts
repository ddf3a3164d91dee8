// The first run is kept by the server, step by step: whoever comes back, in another browser too, goes on where it stands.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { sessionQuery } from './useSession';

export const steps = ['you', 'business', 'invoices', 'hubspot'] as const;
export type Step = (typeof steps)[number];

// Saves what a step says, and with it which step is next.
export function useSaveStep(onDone?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['WorkspacePatch']) => {
      const { etag } = await withTag(api.GET('/api/workspace'));
      await unwrap(api.PATCH('/api/workspace', { params: { header: { 'If-Match': etag } }, body }));
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await queries.invalidateQueries({ queryKey: ['workspace'] });
    },
    onSuccess: () => onDone?.(),
  });
}

// The button that led here is gone: the focus goes on with the step's first field.
export function useFirstField<T extends HTMLElement>(there = true) {
  const ref = useRef<T>(null);
  useEffect(() => {
    if (document.activeElement === document.body) ref.current?.querySelector<HTMLElement>('input:not([readonly]), button')?.focus();
  }, [there]);
  return ref;
}
