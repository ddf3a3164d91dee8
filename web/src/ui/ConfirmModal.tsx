import { Button, Group, Modal, Text } from '@mantine/core';
import { common } from '../text/common';
import type { Confirm } from './ConfirmDialog';

// Focus starts on Cancel.
export default function ConfirmModal({ opened, title, children, verb, cancel = common.cancel, danger, busy, onConfirm, onClose }: Confirm) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Text size="sm" component="div">{children}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>{cancel}</Button>
        <Button color={danger ? 'red' : 'iris'} onClick={onConfirm} loading={busy ?? false}>{verb}</Button>
      </Group>
    </Modal>
  );
}
