// Two versions of one document, and which is kept. `who` is null where it is the reader.
import { catalogue } from '../text/catalogue';

export type Kind = 'invoice' | 'proposal';

const en = {
  open: (what: Kind) => `Open the ${what}`,
  closed: (who: string | null, what: Kind, at: string) => `${who ?? 'You'} ${what === 'invoice' ? 'issued this invoice' : 'opened this proposal to its client'} at ${at}. What you typed since is not in it.`,
  changed: (who: string | null, what: Kind, at: string) => `${who ?? 'You'} changed this ${what}${who === null ? ' elsewhere' : ''} at ${at}. Review the differences before saving.`,
  review: 'Review',
  which: (what: Kind) => `Which version of this ${what}?`,
  savedBy: (who: string | null) => (who === null ? 'Saved elsewhere' : `Saved by ${who}`),
  typedHere: 'Typed here',
  keep: 'Keep what is saved',
  saveTyped: 'Save what I typed',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./changed.text.de'));
