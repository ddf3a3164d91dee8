import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { Problem, problemWords } from '../api/problem';
import { useOnce } from '../api/once';
import { common } from '../text/common';
import { ClientPicker } from '../ui/ClientPicker';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { text } from './text';

// Who is it for? Then the draft exists and the editor opens. From a deal it begins with the deal's client and lines.
export function NewProposalPage() {
  const { client, deal } = useSearch({ strict: false }) as { client?: string; deal?: string };
  const navigate = useNavigate();
  const once = useOnce(); // for each client and deal: after a lost answer the same pick is the same wish
  const create = useMutation({
    mutationFn: (body: Schemas['ProposalCreate']) => once(header => unwrap(api.POST('/api/proposals', { params: { header }, body })), JSON.stringify(body)),
    onSuccess: proposal => void navigate({ to: '/proposals/$id/edit', params: { id: proposal.id }, replace: true }),
  });
  const { mutate } = create;
  useEffect(() => {
    if (deal) mutate({ dealId: deal });
    else if (client) mutate({ clientId: client });
  }, [client, deal, mutate]);
  const needsClient = create.error instanceof Problem && create.error.code === 'deal_no_client';
  return (
    <>
      <PageTitle>{text.newProposal}</PageTitle>
      {create.error && !needsClient && <Notice tone="negative" action={{ label: common.tryAgain, run: () => mutate(create.variables) }}>{problemWords(create.error)}</Notice>}
      {needsClient && <Notice tone="warn">{text.noContact}</Notice>}
      <div className={page.card} style={{ maxWidth: 560 }}>
        <ClientPicker label={common.client} creates onPick={id => mutate({ clientId: id, ...(deal ? { dealId: deal } : {}) })} />
        <Group justify="flex-end" mt="md"><Button component={Link} to="/proposals" variant="default">{common.cancel}</Button></Group>
      </div>
    </>
  );
}
