import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { withReference } from '../api/problem';
import { common } from '../text/common';
import { formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import css from './hubspot.module.css';
import { helpOr } from './problems';
import { text } from './receipts.text';

type Receipt = Schemas['Receipt'];
const shown = 5, step = 50;
const kinds = ['mirrorRecords', 'contacts', 'clients', 'notes', 'history', 'other'] as const;

function Detail({ receipt }: { receipt: Receipt }) {
  const { disconnect, privacyDelete } = receipt;
  if (disconnect)
    return <span className={page.dim}>{text.disconnected(disconnect.clients, disconnect.contacts, disconnect.deals, disconnect.unlocked)} {disconnect.tokensRevoked ? text.revoked : text.notRevoked}</span>;
  if (!privacyDelete) return null;
  const { reason, erased, documents, clientsKept, sameAddress } = privacyDelete;
  return (
    <span className={page.dim}>
      {text.reasons[reason]} {text.erased(kinds.filter(kind => erased[kind] > 0).map(kind => text.counted[kind](erased[kind])))}
      {documents.length > 0 && <> {text.documentsKeep} {documents.map((document, i) => <span key={document.id}>{i > 0 ? ', ' : ''}<Link to="/invoices/$id" params={{ id: document.id }}>{document.number}</Link></span>)}.</>}
      {clientsKept.length > 0 && ` ${text.clientsStay(clientsKept.length)}`}
      {sameAddress.length > 0 && ` ${text.sameAddress(sameAddress.length)}`}
    </span>
  );
}

// What cannot be undone leaves a receipt: disconnecting, and erasing a person. None of them names anybody.
export function ReceiptsCard() {
  const [limit, setLimit] = useState(shown);
  const list = useQuery({ queryKey: ['hubspot', 'receipts', limit], queryFn: () => unwrap(api.GET('/api/hubspot/receipts', { params: { query: { limit } } })) });
  if (list.error) return <Notice tone="negative" action={helpOr(list.error, common.tryAgain, list.refetch)}>{withReference(text.notLoaded, list.error)}</Notice>;
  if (!list.data || list.data.total === 0) return null;
  return (
    <section className={page.card} aria-labelledby="receipts">
      <h2 id="receipts">{text.receipts}</h2>
      <ul className={page.rows}>
        {list.data.items.map(receipt => (
          <li key={receipt.id} id={`receipt-${receipt.id}`}>
            <span><b>{receipt.kind === 'disconnect' ? text.disconnectedFrom(receipt.disconnect?.portal.name ?? 'HubSpot') : text.contactErased(receipt.privacyDelete?.hubspotId ?? '')}</b> <span className={page.dim}>{formatTime(receipt.at)} · {receipt.by}</span></span>
            <Detail receipt={receipt} />
          </li>
        ))}
      </ul>
      {list.data.total > list.data.items.length && <button type="button" className={css.expand} onClick={() => setLimit(Math.min(500, limit + step))}>{text.showMore(list.data.total)}</button>}
    </section>
  );
}
