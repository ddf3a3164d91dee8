import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { ActionIcon, Menu } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import css from './editor.module.css';
import { text } from './text';

interface Props {
  id: string;
  at: number;
  of: number;
  onMove: (from: number, to: number) => void;
}

// Takes a line to another place: by dragging, by its menu, by Alt and an arrow from any field of the line.
export default function LineHandle({ id, at, of, onMove }: Props) {
  const handle = useRef<HTMLButtonElement>(null);
  const now = useRef({ at, onMove });
  useEffect(() => { now.current = { at, onMove }; });
  useEffect(() => {
    const button = handle.current, line = button?.closest('li');
    if (!button || !line) return;
    const off = () => line.removeAttribute('data-over');
    return combine(
      draggable({ element: line, dragHandle: button, getInitialData: () => ({ line: id, at: now.current.at }), onDragStart: () => line.setAttribute('data-dragging', ''), onDrop: () => line.removeAttribute('data-dragging') }),
      dropTargetForElements({
        element: line,
        canDrop: ({ source }) => typeof source.data['line'] === 'string' && source.data['line'] !== id,
        onDrag: ({ source }) => line.setAttribute('data-over', Number(source.data['at']) < now.current.at ? 'below' : 'above'),
        onDragLeave: off,
        onDrop: ({ source }) => { off(); now.current.onMove(Number(source.data['at']), now.current.at); },
      }),
    );
  }, [id]);
  return (
    <Menu position="bottom-start">
      <Menu.Target><ActionIcon ref={handle} className={css.handle} variant="subtle" color="gray" aria-label={text.moveLine(at + 1)}><IconGripVertical size={16} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={at === 0} onClick={() => onMove(at, at - 1)}>{text.up}</Menu.Item>
        <Menu.Item disabled={at === of - 1} onClick={() => onMove(at, at + 1)}>{text.down}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
