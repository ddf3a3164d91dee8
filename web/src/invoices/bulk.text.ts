// The words of what is done with many invoices at once.
import { catalogue, number, plural } from '../text/catalogue';

const many = (n: number) => plural(n, { one: '1 invoice', other: `${number(n)} invoices` });
const en = {
  title: { sent: 'Mark as sent', void: 'Void these invoices' },
  will: { sent: (n: number) => `${many(n)} will be marked as sent.`, void: (n: number) => `${many(n)} will be void.` },
  verb: { sent: (n: number) => `Mark ${many(n)}`, void: (n: number) => `Void ${many(n)}` },
  did: { sent: (n: number) => `${many(n)} marked as sent`, void: (n: number) => `${many(n)} voided` },
  hint: { sent: 'For what you handed over or printed. Nothing is mailed.', void: 'Their numbers stay taken and they are marked as cancelled.' },
  nothing: { sent: 'None of these can be marked as sent.', void: 'None of these can be voided.' },
  reason: 'Reason',
  issuedFirst: (n: number) => `${plural(n, { one: '1 draft is', other: `${number(n)} drafts are` })} issued first and cannot be changed afterwards.`,
  leftOut: (n: number) => `${many(n)} left out`,
  invoice: 'Invoice',
  why: 'Why',
  draft: 'Draft',
  done: 'Done',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./bulk.text.de'));
