import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { useOnce } from '../api/once';
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
  const once = useOnce(); // for each client: after a lost answer the same pick is the same wish
  const create = useMutation({
    mutationFn: (clientId: string) => once(header => unwrap(api.POST('/api/invoices', { params: { header }, body: { clientId } })), clientId),
    onSuccess: invoice => void navigate({ to: '/invoices/$id/edit', params: { id: invoice.id }, replace: true }),
  });
  const { mutate } = create;
  useEffect(() => {
    if (client) mutate(client);
  }, [client, mutate]);
  return (
    <>
      <PageTitle>{text.newInvoice}</PageTitle>
      {create.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => mutate(create.variables) }}>{problemWords(create.error)}</Notice>}
      <div className={page.card} style={{ maxWidth: 560 }}>
        <ClientPicker label={common.client} creates onPick={id => mutate(id)} />
        <Group justify="flex-end" mt="md"><Button component={Link} to="/invoices" variant="default">{common.cancel}</Button></Group>
      </div>
    </>
  );
}
