// Runs that wait for the one at work.
import { catalogue } from '../text/catalogue';

const en = {
  startsAfter: 'Starts after the current sync.',
  startLater: 'A sync is at work. This starts when it is done.',
  waits: (kind: string, by: string) => `${kind}, ${by}`,
  inLine: 'Waiting for their turn',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./line.text.de'));
