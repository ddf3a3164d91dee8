import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client';
import { May, useMay } from '../session/may';
import { formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { text } from './text';

export type Decision = Schemas['Home']['decisions'][number];
// What is decided here, in a dialog with its preview; the others lead to their page.
export type Prepared = 'drafts' | 'drifts' | 'reminders';

const decisions: Record<string, { words: (count: number) => string; verb: () => string; to: string; search?: Record<string, string> }> = {
  won_without_invoice: { words: n => text.won(n), verb: () => text.createDrafts, to: '/clients/pipeline' },
  accepted_proposals: { words: n => text.acceptedProposals(n), verb: () => text.showThem, to: '/proposals', search: { status: 'accepted' } },
  unanswered_proposals: { words: n => text.unanswered(n), verb: () => text.followUp, to: '/proposals', search: { unanswered: 'true' } },
  overdue_invoices: { words: n => text.overdueInvoices(n), verb: () => text.showThem, to: '/invoices', search: { status: 'overdue' } },
  deals_changed: { words: n => text.dealsChanged(n), verb: () => text.review, to: '/' },
  matches_waiting: { words: n => text.matches(n), verb: () => text.decide, to: '/settings/integrations/hubspot', search: { import: '1', step: 'resolve' } },
  attention: { words: n => text.attention(n), verb: () => text.showThem, to: '/settings/integrations/hubspot/attention' },
};

export const isKnown = ({ kind }: Decision): boolean => kind in decisions;
// "12 won deals have no invoice"; the one proposal that was accepted is named.
export const said = ({ kind, count, only }: Decision): string => (only && kind === 'accepted_proposals' ? text.accepted(only.name) : (decisions[kind]?.words(count) ?? ''));

export const Amount = ({ decision: { totals } }: { decision: Decision }) => (
  <span className="tabular" title={totals.map(sum => formatMoney(sum)).join(' · ')}>
    {totals[0] ? formatMoney(totals[0]) : ''}{totals.length > 1 && <span className={page.dim}> {text.moreCurrencies(totals.length - 1)}</span>}
  </span>
);

// The button that opens what is prepared; nothing for whoever may not do it.
export function Act({ decision: { kind, only }, open, describedBy }: { decision: Decision; open: (what: Prepared) => void; describedBy?: string }) {
  const may = useMay();
  const one = decisions[kind];
  if (!one) return null;
  const look = { size: 'xs', variant: 'light', 'aria-describedby': describedBy } as const;
  if (only && kind === 'accepted_proposals') return <May need="invoices.write"><Button {...look} component={Link} to={`/proposals/${only.id}`} search={{ do: 'invoice' } as never}>{text.createInvoice}</Button></May>;
  if (kind === 'overdue_invoices' && may('invoices.write')) return <Button {...look} onClick={() => open('reminders')}>{text.sendReminders}</Button>;
  if (kind === 'deals_changed') return <Button {...look} onClick={() => open('drifts')}>{one.verb()}</Button>;
  if (kind === 'won_without_invoice') return <May need="invoices.write"><Button {...look} onClick={() => open('drafts')}>{one.verb()}</Button></May>;
  return <Button {...look} component={Link} to={only ? `/proposals/${only.id}` : one.to} search={(only ? {} : (one.search ?? {})) as never}>{one.verb()}</Button>;
}
