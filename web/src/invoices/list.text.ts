import { catalogue, number, plural } from '../text/catalogue';

const en = {
  client: 'Client',
  due: 'Due',
  dueFrom: 'Due from',
  dueTo: 'Due until',
  currency: 'Currency',
  anyCurrency: 'Any currency',
  least: 'At least',
  most: 'At most',
  filters: (n: number) => (n > 0 ? `Filters (${number(n)})` : 'Filters'),
  clientOf: (name: string) => `Client: ${name}`,
  withoutClient: (name: string) => `All clients, not only ${name}`,
  sums: 'What this list owes',
  outstanding: (currency: string) => `Outstanding, ${currency}`,
  overdue: (currency: string) => `Overdue, ${currency}`,
  invoices: (n: number) => plural(n, { one: '1 document', other: `${number(n)} documents` }),
  daysToPay: 'Average days to pay',
  open: 'Open',
  preview: 'PDF',
  copyLink: "Copy the client's link",
  linkCopied: (number_: string) => `The link of ${number_} was copied.`,
  edit: 'Edit',
  draft: 'the draft',
  remind: 'Remind…',
  send: 'Send…',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./list.text.de'));
