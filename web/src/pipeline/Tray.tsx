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

interface Props {
  waiting: number;
  onDrop: (deal: Deal) => void;
  onBulk: () => void;
}

// Drop a won deal here and it becomes a draft; the button does the same for all that wait.
export function Tray({ waiting, onDrop, onBulk }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<'' | 'drag' | 'over'>('');
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const dragged = (data: Record<string, unknown>) => data['deal'] as Deal;
    return combine(
      monitorForElements({
        onDragStart: ({ source }) => dragged(source.data).state === 'won' && setDrag('drag'),
        onDrop: () => setDrag(''),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => dragged(source.data).state === 'won',
        onDragEnter: () => setDrag('over'),
        onDragLeave: () => setDrag('drag'),
        onDrop: ({ source }) => onDrop(dragged(source.data)),
      }),
    );
  }, [onDrop]);
  return (
    <div ref={ref} className={css.tray} data-state={drag || undefined} data-invoice-tray="">
      <IconFileInvoice size={18} aria-hidden />
      <span>{drag ? words.dropHere : waiting > 0 ? words.waiting(waiting) : words.allInvoiced}</span>
      {waiting > 0 && (
        <Button size="xs" variant="light" onClick={onBulk}>
          {words.createDrafts(waiting)}
        </Button>
      )}
      <May need="settings.write"><Link to="/settings/drafts">{words.draftRules}</Link></May>
    </div>
  );
}
