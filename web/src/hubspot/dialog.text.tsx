// The sync dialog, with its first and third step.
import type { ReactNode } from 'react';
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  title: 'HubSpot sync',
  saveAndClose: 'Save and close',
  steps: 'Steps',
  stepNames: { review: 'Review', resolve: 'Resolve', select: 'Select', import: 'Import', result: 'Result' },
  stepOf: (n: number, of: number, name: string) => `Step ${number(n)} of ${number(of)}: ${name}`,
  decisionsKept: 'HubSpot no longer accepts our access. Every decision is kept.',
  searchContacts: 'Search contacts',
  searchBy: 'Search name, email or company',
  contactsNotLoaded: 'Contacts could not be loaded.',

  // Review
  columns: { company: 'Company', owner: 'Owner' },
  noEmail: 'No email',
  reading: (n: number) => `Reading contacts from HubSpot… ${number(n)} so far`,
  contactsFound: (n: number) => `${number(n)} contacts found`,
  found: {
    new: (n: number) => `${number(n)} new`,
    duplicate: (n: number) => `${number(n)} already here`,
    imported: (n: number) => `${number(n)} imported`,
    skipped: (n: number) => `${number(n)} skipped`,
    noEmail: (n: number) => `${number(n)} without email`,
    filtered: (n: number) => `${number(n)} in no selected list`,
    left: (n: number) => `${number(n)} left the lists`,
  },
  include: (n: number) => `Include ${number(n)} contacts without email (they can't be matched, or invoiced by email)`,
  show: 'Show',
  states: { all: 'All', new: 'New', duplicate: 'Already here', no_email: 'No email', imported: 'Imported', skipped: 'Skipped' },
  list: 'List',
  anyList: 'Every list',
  anyOwner: 'Every owner',
  activity: 'Last change in HubSpot',
  activities: { any: 'Changed any time', month: 'Changed in the last 30 days', quarter: 'Changed in the last 90 days', year: 'Changed in the last year', older: 'Not changed for a year' },
  clearFilters: 'Clear filters',
  matchFilters: (n: number) => plural(n, { one: '1 contact matches', other: `${number(n)} contacts match` }),
  noneMatchFilters: 'No contacts match these filters.',
  arriving: 'The first contacts arrive in a moment.',
  noContacts: 'There is no contact in this HubSpot account.',
  contactsInHubSpot: 'Contacts in HubSpot',

  // Select
  noneMatch: 'No contacts match.',
  contactsToImport: 'Contacts to import',
  selected: (n: number) => `${number(n)} selected`,
  whatItDoes: 'What this import does',
  willCreate: 'This import will create',
  create: (clients: ReactNode, contacts: ReactNode): ReactNode => <>{clients} clients and {contacts} contacts</>,
  update: (n: ReactNode): ReactNode => <>update {n}</>,
  leave: (n: ReactNode): ReactNode => <>leave {n} as they are</>,
  bringIn: (n: ReactNode): ReactNode => <>bring in {n} deals</>,
  leftOut: {
    match_undecided: (n: number) => `${number(n)} wait for a decision`,
    match_many: (n: number) => `${number(n)} match several records here`,
    contact_no_email: (n: number) => `${number(n)} have no email`,
    removed_in_hubspot: (n: number) => `${number(n)} are deleted in HubSpot`,
  },
  otherLeftOut: (n: number, code: string) => `${number(n)} are left out (${code})`,
  nothingSent: 'Nothing is sent to anyone. Nothing in HubSpot changes.',
  chosenBy: (name: string, when: string) => `Chosen by ${name}, ${when}.`,
  theirsShown: 'Their choice is shown now.',
  includeDeals: 'Include their deals',
  import: 'Import selected',
  importSelected: (n: number) => `Import selected (${number(n)})`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./dialog.text.de'));
