import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { Problem, problemWords } from '../api/problem';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import ConfirmModal from '../ui/ConfirmModal';
import { toast } from '../ui/toast';
import { text } from './fate.text';
import { useStatus } from './useStatus';

type Client = Schemas['Client'];

interface Props {
  kind: 'archive' | 'delete';
  client: Client;
  onClose: () => void;
  onGone?: () => void; // after it was deleted
}

// What becomes of a client that is archived or deleted is said before; what cannot be deleted says why, and can be archived.
export default function Fate({ kind, client, onClose, onGone }: Props) {
  const { put, refresh } = useStatus();
  const [refused, setRefused] = useState(false);
  const path = { client: client.id, limit: 1 };
  const invoices = useQuery({ queryKey: ['invoices', 'count', client.id], queryFn: () => unwrap(api.GET('/api/invoices', { params: { query: path } })), enabled: kind === 'delete' });
  const proposals = useQuery({ queryKey: ['proposals', 'count', client.id], queryFn: () => unwrap(api.GET('/api/proposals', { params: { query: path } })), enabled: kind === 'delete' });
  const archive = useMutation({ mutationFn: () => put(client, 'archived'), onSettled: onClose });
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/clients/{id}', { params: { path: { id: client.id } } })),
    onSuccess: () => {
      onClose();
      toast({ title: text.deleted(client.name) });
      onGone?.();
      refresh();
    },
    onError: error => {
      if (error instanceof Problem && error.code === 'has_documents') return setRefused(true);
      onClose();
      toast({ title: problemWords(error), tone: 'negative' });
    },
  });
  const due = client.balance.map(sum => formatMoney(sum)).join(' · ');
  if (kind === 'archive') return <ConfirmModal opened title={text.archiveTitle(client.name)} verb={text.archive} busy={archive.isPending} onConfirm={() => archive.mutate()} onClose={onClose}><p>{text.archiveHint}</p>{due && <p>{text.owes(due)}</p>}</ConfirmModal>;
  const documents = [invoices.data?.total ?? 0, proposals.data?.total ?? 0] as const;
  const managed = client.lockedFields.length > 0, there = client.status === 'archived';
  if (managed || refused || documents[0] + documents[1] > 0)
    return (
      <ConfirmModal opened title={text.cannotTitle(client.name)} verb={there ? common.close : text.archiveInstead} busy={archive.isPending} onConfirm={() => (there ? onClose() : archive.mutate())} onClose={onClose}>
        {documents[0] + documents[1] > 0 ? text.has(client.name, ...documents) : managed ? text.managed : text.refused}
      </ConfirmModal>
    );
  return <ConfirmModal opened title={text.deleteTitle(client.name)} verb={text.delete} danger busy={remove.isPending || invoices.isPending || proposals.isPending} onConfirm={() => remove.mutate()} onClose={onClose}>{text.deleteHint}</ConfirmModal>;
}
