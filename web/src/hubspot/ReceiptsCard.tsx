import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import css from './hubspot.module.css';
import { plural } from './words';

type Receipt = Schemas['Receipt'];
const shown = 5, step = 50;
const reasons: Record<Schemas['PrivacyReceipt']['reason'], string> = { privacy_deletion: 'HubSpot told of a privacy deletion', purged: 'Gone for good in HubSpot', placeholder: 'HubSpot put a placeholder in its place', owner: 'Asked for here' };

function erased({ erased: e }: Schemas['PrivacyReceipt']): string {
  const parts = [[e.mirrorRecords, 'HubSpot record', 'HubSpot records'], [e.contacts, 'contact', 'contacts'], [e.clients, 'client', 'clients'], [e.notes, 'note', 'notes'], [e.history, 'line of history', 'lines of history'], [e.other, 'mention elsewhere', 'mentions elsewhere']] as const;
  return parts.filter(([n]) => n > 0).map(([n, one, many]) => plural(n, one, many)).join(', ') || 'nothing was left';
}

function Detail({ receipt }: { receipt: Receipt }) {
  const { disconnect, privacyDelete } = receipt;
  if (disconnect)
    return <span className={page.dim}>{plural(disconnect.clients, 'client', 'clients')}, {plural(disconnect.contacts, 'contact', 'contacts')} and {plural(disconnect.deals, 'deal', 'deals')} stayed, {plural(disconnect.unlocked, 'record was', 'records were')} unlocked. {disconnect.tokensRevoked ? 'HubSpot confirmed that access was revoked.' : 'HubSpot did not confirm that access was revoked; it was erased here.'}</span>;
  if (!privacyDelete) return null;
  return (
    <span className={page.dim}>
      {reasons[privacyDelete.reason]}. Erased: {erased(privacyDelete)}.
      {privacyDelete.documents.length > 0 && <> Issued documents keep what they say: {privacyDelete.documents.map((document, i) => <span key={document.id}>{i > 0 ? ', ' : ''}<Link to="/invoices/$id" params={{ id: document.id }}>{document.number}</Link></span>)}.</>}
      {privacyDelete.clientsKept.length > 0 && ` ${plural(privacyDelete.clientsKept.length, 'client stays', 'clients stay')} without personal values, because documents or deals hold on to ${privacyDelete.clientsKept.length === 1 ? 'it' : 'them'}.`}
      {privacyDelete.sameAddress.length > 0 && ` ${plural(privacyDelete.sameAddress.length, 'contact', 'contacts')} made here ${privacyDelete.sameAddress.length === 1 ? 'has' : 'have'} the same address and ${privacyDelete.sameAddress.length === 1 ? 'was' : 'were'} left alone.`}
    </span>
  );
}

// What cannot be undone leaves a receipt: disconnecting, and erasing a person. None of them names anybody.
export function ReceiptsCard() {
  const [limit, setLimit] = useState(shown);
  const list = useQuery({ queryKey: ['hubspot', 'receipts', limit], queryFn: () => unwrap(api.GET('/api/hubspot/receipts', { params: { query: { limit } } })) });
  if (list.error) return <Notice tone="negative" action={{ label: 'Try again', run: () => void list.refetch() }}>Receipts could not be loaded.</Notice>;
  if (!list.data || list.data.total === 0) return null;
  return (
    <section className={page.card} aria-labelledby="receipts">
      <h2 id="receipts">Receipts</h2>
      <ul className={page.rows}>
        {list.data.items.map(receipt => (
          <li key={receipt.id} id={`receipt-${receipt.id}`}>
            <span><b>{receipt.kind === 'disconnect' ? `Disconnected from ${receipt.disconnect?.portal.name ?? 'HubSpot'}` : `HubSpot contact ${receipt.privacyDelete?.hubspotId ?? ''} was erased`}</b> <span className={page.dim}>{formatTime(receipt.at)} · {receipt.by}</span></span>
            <Detail receipt={receipt} />
          </li>
        ))}
      </ul>
      {list.data.total > list.data.items.length && <button type="button" className={css.expand} onClick={() => setLimit(Math.min(500, limit + step))}>Show more of {plural(list.data.total, 'receipt', 'receipts')}</button>}
    </section>
  );
}
