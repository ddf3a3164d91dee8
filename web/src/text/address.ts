// What addresses are made of, ours and our clients'.
import { catalogue } from './catalogue';

const en = {
  street: 'Street',
  street2: 'Street, second line',
  postalCode: 'Postal code',
  city: 'City',
  region: 'Region',
  country: 'Country',
  taxId: 'Tax ID',
};
export type Words = typeof en;
export const address = catalogue(en, () => import('./address.de'));
