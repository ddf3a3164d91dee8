import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { proposalWords } from '../invoices/drift';
import { formatMoney } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './text';

// Invoiced deals that changed, in HubSpot or here, each with what is proposed; it is done on the invoice.
export function DriftsDialog({ onClose }: { onClose: () => void }) {
  const drifts = useQuery({ queryKey: ['deals', 'drifts'], queryFn: () => unwrap(api.GET('/api/deals/drifts')) });
  return (
    <Modal opened onClose={onClose} title={text.driftsTitle} size="lg">
      {drifts.error && <Notice tone="negative">{problemWords(drifts.error)}</Notice>}
      <ul className={page.rows}>
        {drifts.data?.items.map(one => (
          <li key={one.invoice.id}>
            <span>
              <Link to="/invoices/$id" params={{ id: one.invoice.id }}>{one.invoice.number ?? text.draft}</Link> {one.client.name} <span className={page.dim}>{one.deal.name}</span>
              <span className={page.dim} style={{ display: 'block' }}>{proposalWords(one.proposal, one.difference ? formatMoney({ ...one.difference, amount: one.difference.amount.replace(/^-/, '') }) : '')}</span>
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
