// The names of fields.
import { catalogue } from '../text/catalogue';

const en = {
  names: {
    firstName: 'First name', lastName: 'Last name', name: 'Name', legalName: 'Legal name', company: 'Company', jobTitle: 'Job title',
    email: 'Email', emails: 'Further emails', phone: 'Phone', mobile: 'Mobile', website: 'Website', taxId: 'Tax id',
    address: 'Address', 'address.street': 'Street', 'address.street2': 'Street 2', 'address.city': 'City', 'address.region': 'Region', 'address.postalCode': 'Postal code', 'address.country': 'Country',
    amount: 'Amount', pipeline: 'Pipeline', stage: 'Stage', closeDate: 'Close date', probability: 'Probability', outcome: 'Outcome',
    owner: 'Owner', ownerId: 'Owner', client: 'Client', contacts: 'Contacts', hubspot: 'HubSpot record',
  },
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./fields.text.de'));
