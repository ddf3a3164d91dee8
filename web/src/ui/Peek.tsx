import { Button, Drawer } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import page from './page.module.css';
import { text } from './text';

interface Props {
  name: string;
  facts: readonly { label: string; value: ReactNode }[];
  more?: ReactNode;
  onOpen: () => void;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
}

// A row of a list beside it, with what the list has no room for. The arrows lead on without closing.
export default function Peek({ name, facts, more, onOpen, onStep, onClose }: Props) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
      if (!step || event.defaultPrevented || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      onStep(step);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onStep]);
  return (
    <Drawer opened onClose={onClose} position="right" size={420} title={<bdi>{name}</bdi>}>
      <div className={page.stack}>
        <dl className={page.facts}>{facts.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
        {more}
        <div><Button onClick={onOpen} data-autofocus>{text.openRow}</Button></div>
      </div>
    </Drawer>
  );
}
