import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  opened: boolean;
  title: string;
  children: ReactNode;
  verb: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

// The title is the question, the body the consequence, the button the verb. Focus starts on Cancel.
export function ConfirmDialog({ opened, title, children, verb, danger, busy, onConfirm, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Text size="sm" component="div">{children}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>Cancel</Button>
        <Button color={danger ? 'red' : 'iris'} onClick={onConfirm} loading={busy ?? false}>{verb}</Button>
      </Group>
    </Modal>
  );
}
