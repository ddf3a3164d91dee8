import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import page from '../ui/page.module.css';
import { text } from './connection.text';
import { useRefreshHubSpot, type Status } from './data';
import { sayProblem } from './problems';

export function DisconnectCard({ status, onDone }: { status: Status; onDone: (words: string) => void }) {
  const refresh = useRefreshHubSpot();
  const [asking, setAsking] = useState(false);
  const disconnect = useMutation({
    mutationFn: () => unwrap(api.POST('/api/hubspot/disconnect')),
    onSuccess: receipt => {
      setAsking(false);
      refresh();
      onDone(receipt.tokensRevoked ? text.disconnected(receipt.clients) : `${text.disconnected(receipt.clients)} ${text.notRevoked}`);
    },
    onError: error => {
      setAsking(false);
      sayProblem(error);
    },
  });
  const { recordsSynced } = status.sync;
  return (
    <section className={page.card} aria-labelledby="disconnect">
      <h2 id="disconnect">{text.disconnect}</h2>
      <Text size="sm" mb="sm" c="dimmed">{text.disconnectMeans}</Text>
      <Button variant="default" onClick={() => setAsking(true)}>{text.disconnectAsk}</Button>
      <ConfirmDialog opened={asking} title={text.disconnectSure} verb={text.disconnectHubSpot} danger busy={disconnect.isPending} onConfirm={() => disconnect.mutate()} onClose={() => setAsking(false)}>
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          <li>{status.run ? text.accessRemovedRunning : text.accessRemoved}</li>
          <li>{text.recordsStay(recordsSynced.contacts, recordsSynced.deals)}</li>
          <li>{text.fieldsUnlock}</li>
          <li>{text.reconnectLater}</li>
        </ul>
      </ConfirmDialog>
    </section>
  );
}
