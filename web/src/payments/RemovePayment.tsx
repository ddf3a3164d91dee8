import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { toast } from '../ui/toast';
import { text } from './text';
import { useRefreshMoney } from './undo';

// Takes a whole payment back. The reason stays in the activity.
export function RemovePayment({ id, more, onClose }: { id: string; more: boolean; onClose: () => void }) {
  const refresh = useRefreshMoney();
  const [reason, setReason] = useState('');
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/payments/{id}', { params: { path: { id } }, body: { reason } }) as never),
    onSuccess: () => {
      refresh();
      onClose();
      toast({ title: text.removed });
    },
    onError: error => {
      onClose();
      toast({ title: problemWords(error), tone: 'negative' });
    },
  });
  return (
    <ConfirmDialog opened title={text.removeTitle} verb={text.removePayment} danger busy={remove.isPending} onConfirm={() => reason.trim() && remove.mutate()} onClose={onClose}>
      {text.removeHint(more)}
      <TextInput label={text.reason} mt="sm" required value={reason} onChange={event => setReason(event.currentTarget.value)} />
    </ConfirmDialog>
  );
}
