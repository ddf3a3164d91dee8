// The words of the first run: nobody sees them twice.
import { catalogue } from '../text/catalogue';

const en = {
  setUp: 'Set up Every',
  steps: 'Steps',
  stepNames: ['You', 'Business', 'Invoices', 'HubSpot'],
  weak: 'At least 12 characters. A few words make a good password.',
  atLeast: 'At least 12 characters',
  business: 'Business name',
  currency: 'Currency',
  zone: 'Time zone',
  noCountry: 'No country',
  noSuchCountry: 'No country by that name',
  prefix: 'Invoice numbers begin with',
  firstNumber: (number: string) => `The first is ${number}`,
  terms: 'Payment terms, days',
  bank: 'Bank details',
  bankHint: 'Shown on every invoice under How to pay',
  youAreSet: "You're set. Next: bring in your clients. Every only reads from HubSpot; nothing there is ever changed.",
  notNow: 'Not now',
  connect: 'Connect HubSpot',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./setup.text.de'));
