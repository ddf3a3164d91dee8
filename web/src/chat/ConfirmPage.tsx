import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { ProposalCard } from './ProposalCard';
import { text } from './text';

// Where an assistant's proposal waits for a person: what it would do, and the one click that does it.
export function ConfirmPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const proposal = useQuery({ queryKey: ['chat', 'proposal', id], queryFn: () => unwrap(api.GET('/api/chat/proposals/{id}', { params: { path: { id } } })) });
  return (
    <>
      <PageTitle>{text.assistantAsks}</PageTitle>
      {proposal.data?.state === 'open' && <p className={page.dim} style={{ margin: 0 }}>{text.nothingYet}</p>}
      {proposal.error && <Notice tone="negative">{problemWords(proposal.error)}</Notice>}
      {!proposal.data && !proposal.error && <Skeleton height={160} radius={12} />}
      {proposal.data && (
        <section aria-labelledby="asked" className={page.card} style={{ maxInlineSize: 560 }}>
          <h2 id="asked">{text.askedFor}</h2>
          <ProposalCard proposal={proposal.data} conversation="proposal" say={() => void navigate({ to: '/' })} />
        </section>
      )}
    </>
  );
}
