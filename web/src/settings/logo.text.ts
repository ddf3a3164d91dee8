// The logo's words: for Settings and for the first run.
import { catalogue } from '../text/catalogue';

const en = {
  logo: 'Logo',
  theLogo: 'The logo',
  logoRule: 'On invoices, proposals, letters and the pages that clients open. PNG or JPEG, at most 1 MB and 2,000 pixels a side.',
  changeLogo: 'Change logo',
  chooseLogo: 'Choose logo',
  removeLogo: 'Remove logo',
  logoFile: 'Logo file',
  fileNotRead: 'The file could not be read.',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./logo.text.de'));
