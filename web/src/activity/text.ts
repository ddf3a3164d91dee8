import { catalogue } from '../text/catalogue';

const en = {
  activity: 'Activity',
  sub: 'What happened: syncs, documents, payments, mails, notes',
  area: 'Kind',
  everything: 'Everything',
  areas: { clients: 'Clients and contacts', notes: 'Notes', deals: 'Deals', invoices: 'Invoices', payments: 'Payments', proposals: 'Proposals', mails: 'Mail', hubspot: 'HubSpot' },
  person: 'Person',
  everybody: 'Everybody',
  clientChosen: (name: string) => `Client: ${name}`,
  documentChosen: 'One document',
  withoutFilter: (filter: string) => `Without "${filter}"`,
  from: 'From',
  to: 'To',
  clearFilters: 'Clear filters',
  noMatch: 'Nothing matches these filters.',
  nothingYet: 'Nothing happened yet.',
  notLoaded: 'The activity could not be loaded. Everything else is up to date.',
  more: 'Show more',
  lookFurther: 'Look further back',
  notYetFound: 'Nothing found so far.',
  changed: (field: string, from: string, to: string) => `${field}: ${from || 'empty'} → ${to || 'empty'}`,
  sync: 'Show the sync',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./text.de'));
