import { catalogue, number, plural } from '../text/catalogue';

const en = {
  filters: (n: number) => (n > 0 ? `Filters (${number(n)})` : 'Filters'),
  tag: 'Tag',
  owner: 'Owner',
  hubspot: 'HubSpot',
  list: 'HubSpot list',
  run: 'Import',
  invoice: 'Last invoice',
  money: 'Money',
  any: (what: string) => `${what}: any`,
  states: { in_sync: 'In sync', attention: 'Needs attention', gone: 'No longer in HubSpot' },
  invoices: { draft: 'Draft', issued: 'Issued', sent: 'Sent', viewed: 'Viewed', partial: 'Partly paid', overdue: 'Overdue', paid: 'Paid', credited: 'Credited', void: 'Void' },
  moneys: { owes: 'Owes', overdue: 'Overdue', credit: 'Has credit' },
  chosen: (what: string, value: string) => `${what}: ${value}`,
  without: (filter: string) => `Without "${filter}"`,
  tags: 'Tags…',
  tagTitle: (n: number) => plural(n, { one: 'Tags of 1 client', other: `Tags of ${number(n)} clients` }),
  add: 'Add, separated by commas',
  remove: 'Remove, separated by commas',
  known: 'There are',
  limit: 'At most 5,000 clients at once.',
  change: 'Change tags',
  changed: (n: number) => plural(n, { one: 'The tags of 1 client were changed.', other: `The tags of ${number(n)} clients were changed.` }),
  unchanged: 'All of them had these tags already.',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./filters.text.de'));
