// What the card of an e-invoice says: on invoices, clients and deals.
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  openSettings: 'Open settings',
  openClient: 'Open client',
  eInvoice: 'E-invoice',
  keepsRules: 'Keeps every rule of EN 16931.',
  nothingMissing: 'Nothing is missing for EN 16931.',
  facturx: 'Factur-X PDF',
  ubl: 'UBL',
  cii: 'CII',
  missing: 'Missing for EN 16931:',
  issuedCannotChange: 'What is issued cannot change: void it, complete the details and issue it again.',
  recommendations: (n: number) => `${number(n)} ${plural(n, { one: 'recommendation', other: 'recommendations' })}`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./einvoice.text.de'));
