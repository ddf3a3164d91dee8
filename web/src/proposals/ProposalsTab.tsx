import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { May } from '../session/may';
import { formatDate, formatMoney } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';

function Rows({ items }: { items: readonly Schemas['ProposalSummary'][] }) {
  return (
    <ul className={page.rows}>
      {items.map(proposal => (
        <li key={proposal.id}>
          <Link to="/proposals/$id" params={{ id: proposal.id }}>{[proposal.number, proposal.title].filter(Boolean).join(' · ') || 'Draft proposal'}</Link>
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
  if (proposals.error) return <Notice tone="negative" action={{ label: 'Try again', run: () => void proposals.refetch() }}>Proposals could not be loaded. Everything else is up to date.</Notice>;
  if (proposals.data?.items.length === 0) return <EmptyState text="No proposals yet." action={<May need="invoices.write"><Button component={Link} to="/proposals/new" search={{ client: clientId } as never}>New proposal</Button></May>} />;
  return <Rows items={proposals.data?.items ?? []} />;
}

// What was offered for a deal; nothing when nothing was.
export function DealProposals({ dealId }: { dealId: string }) {
  const proposals = useQuery({ queryKey: ['proposals', 'of-deal', dealId], queryFn: () => unwrap(api.GET('/api/proposals', { params: { query: { deal: dealId, limit: 50 } } })) });
  if (!proposals.data?.items.length) return null;
  return (
    <section className={page.card} aria-labelledby="deal-proposals">
      <h2 id="deal-proposals">Proposals</h2>
      <Rows items={proposals.data.items} />
    </section>
  );
}
