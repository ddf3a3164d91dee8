import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { problemWords } from '../api/problem';
import { May } from '../session/may';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import { toast } from '../ui/toast';
import { deleteDeal, useRefreshPipeline, type Deal } from './data';
import { text as words } from './text';

// For deals that were made here: what came from HubSpot goes there.
export function DeleteDeal({ deal, onDone }: { deal: Deal; onDone: () => void }) {
  const refresh = useRefreshPipeline();
  const [asking, setAsking] = useState(false);
  const name = deal.name || words.unnamed;
  const remove = useMutation({
    mutationFn: () => deleteDeal(deal.id),
    onSuccess: () => {
      setAsking(false);
      onDone();
      toast({ title: words.deleted(name) });
      void refresh();
    },
  });
  if (deal.hubspot || deal.invoice) return null;
  return (
    <May need="records.write">
      <div><Button variant="subtle" color="red" size="xs" onClick={() => { remove.reset(); setAsking(true); }}>{words.deleteDeal}</Button></div>
      <ConfirmDialog opened={asking} title={words.deleteThis(name)} verb={words.deleteDeal} danger busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(false)}>
        {words.deleteBody}
        {remove.error && <Notice tone="negative">{problemWords(remove.error)}</Notice>}
      </ConfirmDialog>
    </May>
  );
}
