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

export interface Address {
  street: string;
  street2: string;
  postalCode: string;
  city: string;
  region: string;
  country: string;
}
// Line by line, as a form that is compared tells of it.
export const addressLines = (a: Address) =>
  [[address.street, a.street], [address.street2, a.street2], [address.postalCode, a.postalCode], [address.city, a.city], [address.region, a.region], [address.country, a.country]] as const;
