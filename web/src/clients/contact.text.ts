import { catalogue } from '../text/catalogue';

const en = {
  add: 'Add a contact',
  change: (name: string) => `Contact ${name}`,
  firstName: 'First name',
  lastName: 'Last name',
  moreEmails: 'Further emails, separated by commas',
  phone: 'Phone',
  mobile: 'Mobile',
  jobTitle: 'Job title',
  invoices: 'Invoices',
  proposals: 'Proposals',
  role: { primary: 'Main recipient', cc: 'Gets copies', none: 'Gets none' },
  onePrimary: 'Each client has one main recipient. A new one makes the former one get copies.',
  save: 'Save contact',
  exists: (name: string, clients: string) => (clients ? `${name}, contact of ${clients}, already uses this email.` : `${name} already uses this email.`),
  useThem: 'Use this person',
  detach: 'Remove from this client',
  detachTitle: (name: string) => `Remove ${name} from this client?`,
  detachHint: 'The person stays, with their other clients. Documents that they were to get go to another contact of this client.',
  detached: (name: string) => `${name} is no contact of this client any more.`,
  managed: 'Whose contact this is, is said in HubSpot.',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./contact.text.de'));
