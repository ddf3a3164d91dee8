import { Button, Group, Popover, Text } from '@mantine/core';
import { useRef } from 'react';
import { useSyncNow } from '../hubspot/data';
import { May } from '../session/may';
import { text } from './text';
import css from './ui.module.css';

// Why this value cannot be changed here, and how it is changed. Opens over the frame that somebody tried to edit.
export default function LockedWhy({ href, onClose }: { href: string | null; onClose: () => void }) {
  const syncNow = useSyncNow();
  const place = useRef<HTMLSpanElement>(null);
  const close = () => {
    place.current?.parentElement?.focus();
    onClose();
  };
  return (
    <Popover opened onChange={close} position="bottom-start" width={300} trapFocus withRoles={false}>
      <Popover.Target><span ref={place} className={css.why} /></Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={text.managed}>
        <Text size="sm">{text.changeItThere}</Text>
        <Group gap="xs" mt="sm">
          {href && <Button size="xs" component="a" href={href} target="_blank" rel="noreferrer" onClick={close}>{text.editInHubSpot}</Button>}
          <May need="sync.run"><Button size="xs" variant="default" onClick={() => { close(); syncNow.mutate(false); }}>{text.syncNow}</Button></May>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
