import { catalogue } from '../text/catalogue';

const en = {
  doneBefore: 'This was done before the server was restarted. Load the page again to see it.',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./once.text.de'));
