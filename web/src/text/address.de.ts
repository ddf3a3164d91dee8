import type { Words } from './address';

export default {
  street: 'Straße',
  street2: 'Adresszusatz',
  postalCode: 'Postleitzahl',
  city: 'Ort',
  region: 'Region',
  country: 'Land',
  taxId: 'USt-IdNr. oder Steuernummer',
} satisfies Words;
