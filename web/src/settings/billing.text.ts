// What is asked for e-invoices, in settings and on a client.
import { catalogue } from '../text/catalogue';

const en = {
  legalId: 'Registration number',
  legalScheme: 'Its scheme (ISO 6523)',
  fourDigits: 'Four digits; may stay empty',
  electronicAddress: 'Electronic address',
  emptyEmail: 'Empty: the email address',
  electronicScheme: 'Its scheme (EAS)',
  schemeHint: 'Such as 0204 for a Leitweg-ID, EM for email',
  contact: 'Contact',
  contactPhone: 'Contact’s phone',
  contactEmail: 'Contact’s email',
  iban: 'IBAN',
  bic: 'BIC',
  accountHolder: 'Account holder',
  whyExempt: 'Why lines are exempt from VAT',
  buyerReference: 'Buyer reference',
  leitweg: 'In Germany the Leitweg-ID',
  eInvoicing: 'E-invoicing',
  withoutTax: 'Lines without tax are',
  asWorkspace: 'As the workspace says',
  asLocale: 'As its locale says (default)',
  zeroDefault: 'Zero rated (default)',
  saveEInvoicing: 'Save e-invoicing',
  treatments: { zero: 'Zero rated', exempt: 'Exempt from VAT', reverse_charge: 'Reverse charge', intra_community: 'Supply inside the EU', export: 'Export outside the EU', outside: 'Not subject to VAT' },
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./billing.text.de'));
