import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Button } from '@mantine/core';
import { IconFileInvoice } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { May } from '../session/may';
import type { Deal } from './data';
import css from './pipeline.module.css';
import { text as words } from './text';
import type { Picked } from './useSelection';

interface Props {
  waiting: number;
  picked: Picked;
  onDrop: (deal: Deal) => void;
  onBulk: () => void;
}

// Drop a won deal here and it becomes a draft, or one of several that were chosen, and all of them do; the button does the same for all that wait.
export function Tray({ waiting, picked, onDrop, onBulk }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<'' | 'drag' | 'over'>('');
  const [many, setMany] = useState(0); // that would come along
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const dragged = (data: Record<string, unknown>) => data['deal'] as Deal;
    const takes = (deal: Deal) => deal.state === 'won' || (picked.has(deal.id) && [...picked.values()].some(one => one.state === 'won'));
    return combine(
      monitorForElements({
        onDragStart: ({ source }) => {
          if (!takes(dragged(source.data))) return;
          setDrag('drag');
          setMany(picked.has(dragged(source.data).id) ? picked.size : 1);
        },
        onDrop: () => setDrag(''),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => takes(dragged(source.data)),
        onDragEnter: () => setDrag('over'),
        onDragLeave: () => setDrag('drag'),
        onDrop: ({ source }) => onDrop(dragged(source.data)),
      }),
    );
  }, [onDrop, picked]);
  return (
    <div ref={ref} className={css.tray} data-state={drag || undefined} data-invoice-tray="">
      <IconFileInvoice size={18} aria-hidden />
      <span>{drag ? (many > 1 ? words.dropMany(many) : words.dropHere) : waiting > 0 ? words.waiting(waiting) : words.allInvoiced}</span>
      {waiting > 0 && (
        <Button size="xs" variant="light" onClick={onBulk}>
          {words.createDrafts(waiting)}
        </Button>
      )}
      <May need="settings.write"><Link to="/settings/drafts">{words.draftRules}</Link></May>
    </div>
  );
}
