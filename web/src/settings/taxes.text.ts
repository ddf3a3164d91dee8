// Tax rates by name.
import { catalogue } from '../text/catalogue';

const en = {
  title: 'Tax rates',
  explained: 'A line takes its tax from one of these. What a document says stays when a rate is changed or archived.',
  inUse: 'In use',
  archived: 'Archived',
  add: 'Add a tax rate',
  newRate: 'New tax rate',
  none: 'No tax rate yet. Until there is one, each line’s rate is typed.',
  notLoaded: 'The tax rates could not be loaded.',
  name: 'Name, as it is printed',
  rate: 'Rate in %',
  treatment: 'Without tax because',
  asClient: 'As the client or the business has it',
  onlyUntaxed: 'Of what is sold without tax; with a rate it is standard rated',
  reason: 'Reason, as it is printed',
  reasonHint: 'Also in the e-invoice. Empty: the usual words for it',
  save: 'Save tax rate',
  addNow: 'Add tax rate',
  added: (name: string) => `${name} was added.`,
  isDefault: 'New lines begin with it',
  makeDefault: 'Begin new lines with it',
  noDefault: 'Begin lines without it',
  edit: 'Edit',
  archive: 'Archive',
  useAgain: 'Use again',
  of: (what: string, name: string) => `${what}: ${name}`,
  percent: (rate: string) => `${rate} %`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./taxes.text.de'));
