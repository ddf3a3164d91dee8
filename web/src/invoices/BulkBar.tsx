import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api } from '../api/client';
import type { operations } from '../api/schema.d';
import { download } from '../api/download';
import { problemWords } from '../api/problem';
import { toastSendingMany } from '../mail/undo';
import { May } from '../session/may';
import { withWords } from '../text/catalogue';
import { toast } from '../ui/toast';
import type { BulkKind } from './BulkDialog';
import { text as words } from './text';

const BulkMailDialog = lazy(withWords(() => import('./BulkMailDialog')));
const BulkDialog = lazy(withWords(() => import('./BulkDialog')));
const most = 200; // of what is done one by one
type Export = operations['downloadInvoices']['requestBody']['content']['application/json'];

interface Props {
  picked: number;
  notes: boolean; // of the list of credit notes
  ids: (most: number) => Promise<string[]>;
  toExport: () => Export; // the same as a wish: of any length
  onClear: () => void;
}

// What is done with the chosen ones.
export function BulkBar({ picked, notes, ids, toExport, onClear }: Props) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'invoice' | 'reminder' | BulkKind | null>(null);
  const tooMany = picked > most;
  const refresh = () => { for (const key of ['invoices', 'clients', 'home', 'reports']) void queries.invalidateQueries({ queryKey: [key] }); };
  const chosen = () => ids(most);
  const failed = (error: unknown) => toast({ title: problemWords(error), tone: 'negative' });
  const pdf = useMutation({ mutationFn: async () => download(api.POST('/api/invoices/pdf', { body: { ids: await chosen() }, parseAs: 'blob' })), onError: failed });
  const csv = useMutation({ mutationFn: () => download(api.POST('/api/invoices/export', { body: toExport(), parseAs: 'blob' })), onError: failed });
  const close = () => setAsking(null);
  const one = { size: 'xs', variant: 'default' } as const;
  return (
    <Group gap="sm">
      <span aria-live="polite">{words.selected(picked, tooMany ? most : null)}</span>
      <May need="invoices.write">
        {!notes && <Button size="xs" disabled={tooMany} onClick={() => setAsking('invoice')}>{words.send}</Button>}
        {!notes && <Button {...one} disabled={tooMany} onClick={() => setAsking('reminder')}>{words.remind}</Button>}
        <Button {...one} disabled={tooMany} onClick={() => setAsking('sent')}>{words.markSentMore}</Button>
        {!notes && <Button {...one} disabled={tooMany} onClick={() => setAsking('void')}>{words.voidMore}</Button>}
      </May>
      <Button {...one} disabled={tooMany} loading={pdf.isPending} onClick={() => pdf.mutate()}>{words.downloadPdf}</Button>
      <Button {...one} loading={csv.isPending} onClick={() => csv.mutate()}>{words.exportCsv}</Button>
      <Button {...one} onClick={onClear}>{words.clear}</Button>
      {(asking === 'invoice' || asking === 'reminder') && (
        <Suspense>
          <BulkMailDialog kind={asking} ids={chosen} onClose={close} onSent={(what, mails, left) => { close(); onClear(); refresh(); toastSendingMany(what, mails, left, refresh); }} />
        </Suspense>
      )}
      {(asking === 'sent' || asking === 'void') && <Suspense><BulkDialog kind={asking} ids={chosen} onDone={refresh} onClose={close} /></Suspense>}
    </Group>
  );
}
