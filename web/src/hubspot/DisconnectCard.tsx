import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { formatInt } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { useRefreshHubSpot, type Status } from './data';

export function DisconnectCard({ status, onDone }: { status: Status; onDone: (words: string) => void }) {
  const refresh = useRefreshHubSpot();
  const [asking, setAsking] = useState(false);
  const disconnect = useMutation({
    mutationFn: () => unwrap(api.POST('/api/hubspot/disconnect')),
    onSuccess: receipt => {
      setAsking(false);
      refresh();
      onDone(`HubSpot is disconnected. ${formatInt(receipt.clients)} clients are now editable.${receipt.tokensRevoked ? '' : ' HubSpot did not confirm that access was revoked; it is erased here in any case.'}`);
    },
    onError: error => {
      setAsking(false);
      toast({ title: problemWords(error), tone: 'negative' });
    },
  });
  const { recordsSynced } = status.sync;
  return (
    <section className={page.card} aria-labelledby="disconnect">
      <h2 id="disconnect">Disconnect</h2>
      <Text size="sm" mb="sm" c="dimmed">Access is removed and syncing stops. No data is deleted.</Text>
      <Button variant="default" onClick={() => setAsking(true)}>Disconnect HubSpot…</Button>
      <ConfirmDialog opened={asking} title="Disconnect HubSpot?" verb="Disconnect HubSpot" danger busy={disconnect.isPending} onConfirm={() => disconnect.mutate()} onClose={() => setAsking(false)}>
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          <li>Access is removed and syncing stops.{status.run ? ' The running sync stops first; records already imported stay.' : ''}</li>
          <li>{formatInt(recordsSynced.contacts)} contacts and {formatInt(recordsSynced.deals)} deals stay, with all invoices.</li>
          <li>Their HubSpot fields become editable here and the badges go away.</li>
          <li>You can reconnect later; records are matched again by HubSpot ID, then by email.</li>
        </ul>
      </ConfirmDialog>
    </section>
  );
}
