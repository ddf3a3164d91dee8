import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { May } from '../session/may';
import { common } from '../text/common';
import { formatDate, formatMoney } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import { text } from './tab.text';

function Rows({ items }: { items: readonly Schemas['ProposalSummary'][] }) {
  return (
    <ul className={page.rows}>
      {items.map(proposal => (
        <li key={proposal.id}>
          <Link to="/proposals/$id" params={{ id: proposal.id }}>{[proposal.number, proposal.title].filter(Boolean).join(' · ') || text.draftProposal}</Link>
          <Status kind="proposal" value={proposal.displayStatus} />
          <span className={page.dim}>{formatDate(proposal.createdAt.slice(0, 10))}</span>
          <span className="tabular">{formatMoney(proposal.total)}</span>
        </li>
      ))}
    </ul>
  );
}

export function ProposalsTab({ clientId }: { clientId: string }) {
  const proposals = useQuery({ queryKey: ['proposals', 'of', clientId], queryFn: () => unwrap(api.GET('/api/proposals', { params: { query: { client: clientId, limit: 200 } } })) });
  if (proposals.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void proposals.refetch() }}>{text.notLoaded}</Notice>;
  if (proposals.data?.items.length === 0) return <EmptyState text={text.noProposals} action={<May need="invoices.write"><Button component={Link} to="/proposals/new" search={{ client: clientId } as never}>{text.newProposal}</Button></May>} />;
  return <Rows items={proposals.data?.items ?? []} />;
}

// What was offered for a deal; nothing when nothing was.
export function DealProposals({ dealId }: { dealId: string }) {
  const proposals = useQuery({ queryKey: ['proposals', 'of-deal', dealId], queryFn: () => unwrap(api.GET('/api/proposals', { params: { query: { deal: dealId, limit: 50 } } })) });
  if (!proposals.data?.items.length) return null;
  return (
    <section className={page.card} aria-labelledby="deal-proposals">
      <h2 id="deal-proposals">{text.proposals}</h2>
      <Rows items={proposals.data.items} />
    </section>
  );
}
