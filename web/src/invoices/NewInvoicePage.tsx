import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { keyAfter, newKey } from '../api/key';
import { common } from '../text/common';
import { ClientPicker } from '../ui/ClientPicker';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { text } from './text';

// Who is it for? Then the draft exists and the editor opens.
export function NewInvoicePage() {
  const { client } = useSearch({ strict: false }) as { client?: string };
  const navigate = useNavigate();
  const keys = useRef(new Map<string, string>()); // one for each client: after a lost answer the same pick is the same wish
  const keyOf = (clientId: string) => {
    const key = keys.current.get(clientId) ?? newKey();
    keys.current.set(clientId, key);
    return key;
  };
  const create = useMutation({
    mutationFn: (clientId: string) => unwrap(api.POST('/api/invoices', { params: { header: { 'Idempotency-Key': keyOf(clientId) } }, body: { clientId } })),
    onSuccess: invoice => void navigate({ to: '/invoices/$id/edit', params: { id: invoice.id }, replace: true }),
    onError: (error, clientId) => keys.current.set(clientId, keyAfter(error, keyOf(clientId))),
  });
  const { mutate } = create;
  useEffect(() => {
    if (client) mutate(client);
  }, [client, mutate]);
  return (
    <>
      <PageTitle>{text.newInvoice}</PageTitle>
      {create.error && <Notice tone="negative">{problemWords(create.error)}</Notice>}
      <div className={page.card} style={{ maxWidth: 560 }}>
        <ClientPicker label={common.client} onPick={id => mutate(id)} />
        <Group justify="flex-end" mt="md"><Button component={Link} to="/invoices" variant="default">{common.cancel}</Button></Group>
      </div>
    </>
  );
}
