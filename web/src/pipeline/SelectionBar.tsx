import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { previewDrafts } from './data';
import css from './pipeline.module.css';
import { text as words } from './text';
import type { Picked } from './useSelection';

interface Props {
  picked: Picked;
  onDrafts: () => void;
  onClear: () => void;
  onGone: (ids: readonly string[]) => void;
}

// What is done with the chosen cards. The server says which of them can become drafts, again whenever the board changes,
// and which are no longer there.
export default function SelectionBar({ picked, onDrafts, onClear, onGone }: Props) {
  const all = useMemo(() => [...picked.keys()], [picked]);
  const [ids] = useDebouncedValue(all, 150);
  const { data } = useQuery({ queryKey: ['deals', 'chosen', ids], queryFn: () => previewDrafts({ ids }), placeholderData: keepPreviousData, gcTime: 0 });
  useEffect(() => {
    if (data) onGone(data.items.filter(item => item.code === 'not_found').map(item => item.dealId));
  }, [data, onGone]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role="dialog"]') && !(event.target as HTMLElement).matches('input[type="search"]')) onClear();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onClear]);
  const here = data?.items.filter(item => picked.has(item.dealId));
  const ready = here?.filter(item => item.ok).length;
  return (
    <div className={css.chosen} role="group" aria-label={words.selection}>
      <span>{words.selected(picked.size)}</span>
      {ready !== undefined && ready < picked.size && <span className={css.dim}>{words.canDraft(ready)}</span>}
      <Button size="xs" onClick={onDrafts}>{words.createTheirs}</Button>
      <Button size="xs" variant="default" onClick={onClear} aria-keyshortcuts="Escape" title={`${words.clearSelection} (Esc)`}>{words.clearSelection}</Button>
    </div>
  );
}
