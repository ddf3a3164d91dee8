// What somebody may be mailed of.
import type { Schemas } from '../api/client';
import { catalogue } from '../text/catalogue';

type Kind = Schemas['NotificationChoices']['items'][number]['kind'];

// What each kind is, and when its mail comes if not at once.
const kinds: Record<Kind, { what: string; when: string }> = {
  attention: { what: 'Sync with errors', when: 'Once a day at most' },
  sync_failing: { what: 'Sync failed twice in a row', when: '' },
  connection_lost: { what: 'Reconnection needed', when: '' },
  matches_waiting: { what: 'Matches waiting', when: 'Mondays at 8:00' },
  won_without_invoice: { what: 'Deal won', when: 'Several in one mail' },
  drafts_made: { what: 'Drafts made by rules', when: 'Several in one mail' },
  invoice_viewed: { what: 'Invoice viewed', when: 'Several in one mail' },
  invoice_paid: { what: 'Invoice paid', when: 'Several in one mail' },
  overdue_invoices: { what: 'Invoice overdue', when: 'Mornings at 8:00' },
  proposal_accepted: { what: 'Proposal accepted', when: '' },
  proposal_declined: { what: 'Proposal declined', when: '' },
  import_done: { what: 'Import done', when: 'If it took over 5 minutes' },
};

const en = {
  notifications: 'Notifications',
  noServer: 'No mail server is set up here, so nothing is mailed.',
  setUp: 'Set it up',
  about: 'About',
  bell: 'Bell',
  always: 'Always',
  kinds,
  emailOf: (what: string) => `Email: ${what}`,
  notSent: (problem: string) => `The last mail to you was not sent: ${problem}`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./notifications.text.de'));
