import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client';
import { useHubSpotStatus } from '../hubspot/StatusProvider';
import { ago, formatMoney, formatTime } from '../text/format';
import css from './bell.module.css';
import { text } from './later.text';
import { text as shell } from './text';

type Item = Schemas['Notification'];
const hubspot = '/settings/integrations/hubspot';
const total = (item: Item) => (item.totals[0] ? formatMoney(item.totals[0]) : null);
const subject = (item: Item, folder: string) => (item.subject ? `/${folder}/${item.subject.id}` : `/${folder}`);

// Each kind: its words (those of what happened come from the journal), what to do about it, and where.
const kinds: Record<Item['kind'], { words: (item: Item, nextTry: string | null) => string; verb: (item: Item) => string; to: (item: Item) => string }> = {
  won_without_invoice: { words: i => text.won(i.count, total(i)), verb: () => text.showThem, to: () => '/clients/pipeline' },
  overdue_invoices: { words: i => text.overdue(i.count, total(i)), verb: () => text.showThem, to: () => '/invoices?status=overdue' },
  matches_waiting: { words: i => text.matches(i.count), verb: () => text.review, to: () => `${hubspot}?import=1&step=resolve` },
  attention: { words: i => text.attention(i.count), verb: () => text.fix, to: () => `${hubspot}/attention` },
  invoice_viewed: { words: i => i.text, verb: () => text.openInvoice, to: i => subject(i, 'invoices') },
  invoice_paid: { words: i => i.text, verb: () => text.open, to: i => subject(i, i.subject?.kind === 'client' ? 'clients' : 'invoices') },
  proposal_accepted: { words: i => i.text, verb: () => text.createInvoice, to: i => `${subject(i, 'proposals')}?do=invoice` },
  proposal_declined: { words: i => i.text, verb: () => text.openProposal, to: i => subject(i, 'proposals') },
  mail_failed: { words: i => i.text, verb: () => text.open, to: i => subject(i, i.subject?.kind === 'proposal' ? 'proposals' : i.subject?.kind === 'invoice' ? 'invoices' : 'clients') },
  connection_lost: { words: () => text.lost, verb: () => text.reconnect, to: () => hubspot },
  sync_failing: { words: (i, next) => text.failing(i.text, next), verb: () => text.checkConnection, to: () => hubspot },
  drafts_made: { words: i => text.drafted(i.count, i.totals.length === 1 ? total(i) : null), verb: i => (i.subject ? text.openDraft : text.showThem), to: i => (i.subject ? subject(i, 'invoices') : '/invoices?status=draft') },
  import_done: { words: i => shell.imported(i.count, i.needAttention), verb: () => text.view, to: i => subject(i, 'settings/integrations/hubspot/runs') },
};

export function BellList({ said, failed, onRead, onClose }: { said: Schemas['Notifications'] | undefined; failed: boolean; onRead: () => void; onClose: () => void }) {
  const at = useHubSpotStatus()?.sync.nextRunAt;
  const next = at && Date.parse(at) > Date.now() ? formatTime(at) : null;
  return (
    <>
      <Group justify="space-between" mb={6}>
        <h2 className={css.title}>{text.notifications}</h2>
        {said && said.unread > 0 && <Button size="compact-xs" variant="subtle" onClick={onRead}>{text.markRead}</Button>}
      </Group>
      {failed && <p className={css.dim}>{text.notLoaded}</p>}
      {said?.items.length === 0 && <p className={css.dim}>{text.nothingNew}</p>}
      <ul className={css.list}>
        {said?.items.map(item => (
          <li key={item.kind + (item.subject?.id ?? '') + (item.at ?? '')} data-unread={item.unread || undefined}>
            <span>
              {item.unread && <span className="visually-hidden">{text.unreadMark}</span>}
              {kinds[item.kind].words(item, next)}
              {item.at && <small>{ago(item.at)}</small>}
            </span>
            <Link to={kinds[item.kind].to(item)} onClick={onClose}>{kinds[item.kind].verb(item)}</Link>
          </li>
        ))}
      </ul>
      <Link to="/settings/account" hash="notifications" className={css.choose} onClick={onClose}>{text.chooseNews}</Link>
    </>
  );
}
