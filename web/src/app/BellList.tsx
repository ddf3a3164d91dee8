import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client';
import { ago, formatInt, formatMoney } from '../text/format';
import css from './bell.module.css';

type Item = Schemas['Notification'];
const hubspot = '/settings/integrations/hubspot';
const n = (count: number, one: string, many: string) => `${formatInt(count)} ${count === 1 ? one : many}`;
const subject = (item: Item, folder: string) => (item.subject ? `/${folder}/${item.subject.id}` : `/${folder}`);

// Each kind: its words (those of what happened come from the journal), what to do about it, and where.
const kinds: Record<Item['kind'], { words: (item: Item) => string; verb: string; to: (item: Item) => string }> = {
  won_without_invoice: { words: i => `${n(i.count, 'deal was won and has no invoice', 'deals were won and have no invoice')}.${i.totals[0] ? ` ${formatMoney(i.totals[0])} to invoice.` : ''}`, verb: 'Show them', to: () => '/clients/pipeline' },
  overdue_invoices: { words: i => `${n(i.count, 'invoice is overdue', 'invoices are overdue')}${i.totals[0] ? `: ${formatMoney(i.totals[0])}` : ''}.`, verb: 'Show them', to: () => '/invoices?status=overdue' },
  matches_waiting: { words: i => `${n(i.count, 'match is waiting', 'matches are waiting')} for a decision.`, verb: 'Review', to: () => `${hubspot}?import=1&step=resolve` },
  attention: { words: i => `${n(i.count, 'record needs attention', 'records need attention')} after the last sync.`, verb: 'Fix', to: () => hubspot },
  invoice_viewed: { words: i => i.text, verb: 'Open invoice', to: i => subject(i, 'invoices') },
  invoice_paid: { words: i => i.text, verb: 'Open', to: i => subject(i, i.subject?.kind === 'client' ? 'clients' : 'invoices') },
  proposal_accepted: { words: i => i.text, verb: 'Create invoice', to: i => `${subject(i, 'proposals')}?do=invoice` },
  proposal_declined: { words: i => i.text, verb: 'Open proposal', to: i => subject(i, 'proposals') },
  mail_failed: { words: i => i.text, verb: 'Open', to: i => subject(i, i.subject?.kind === 'proposal' ? 'proposals' : i.subject?.kind === 'invoice' ? 'invoices' : 'clients') },
  connection_lost: { words: () => 'HubSpot needs reconnection.', verb: 'Reconnect', to: () => hubspot },
  sync_failing: { words: i => `HubSpot sync failed twice. ${i.text}`, verb: 'Check connection', to: () => hubspot },
  import_done: { words: i => `Import complete: ${formatInt(i.count)} created.`, verb: 'View', to: () => hubspot },
};

export function BellList({ said, failed, onRead, onClose }: { said: Schemas['Notifications'] | undefined; failed: boolean; onRead: () => void; onClose: () => void }) {
  return (
    <>
      <Group justify="space-between" mb={6}>
        <h2 className={css.title}>Notifications</h2>
        {said && said.unread > 0 && <Button size="compact-xs" variant="subtle" onClick={onRead}>Mark all read</Button>}
      </Group>
      {failed && <p className={css.dim}>Notifications could not be loaded.</p>}
      {said?.items.length === 0 && <p className={css.dim}>Nothing new.</p>}
      <ul className={css.list}>
        {said?.items.map(item => (
          <li key={item.kind + (item.subject?.id ?? '') + (item.at ?? '')} data-unread={item.unread || undefined}>
            <span>
              {item.unread && <span className="visually-hidden">Unread: </span>}
              {kinds[item.kind].words(item)}
              {item.at && <small>{ago(item.at)}</small>}
            </span>
            <Link to={kinds[item.kind].to(item)} onClick={onClose}>{kinds[item.kind].verb}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
