// Two versions of one thing, and which is kept. `who` is null where it is the reader, '' where nobody knows.
import { catalogue } from '../text/catalogue';

export type Kind = 'invoice' | 'proposal' | 'client' | 'contact' | 'note' | 'deal' | 'settings';
const says = (who: string | null) => (who === null ? 'You' : who || 'Somebody');
const this_ = (what: Kind) => (what === 'settings' ? 'these settings' : `this ${what}`);

const en = {
  open: (what: Kind) => `Open the ${what}`,
  closed: (who: string | null, what: Kind, at: string) => `${says(who)} ${what === 'invoice' ? 'issued this invoice' : 'opened this proposal to its client'} at ${at}. What you typed since is not in it.`,
  changed: (who: string | null, what: Kind, at: string) => `${says(who)} changed ${this_(what)}${who === null ? ' elsewhere' : ''} at ${at}. Review the differences before saving.`,
  review: 'Review',
  which: (what: Kind) => `Which version of ${this_(what)}?`,
  savedBy: (who: string | null) => (who ? `Saved by ${who}` : 'Saved elsewhere'),
  typedHere: 'Typed here',
  keep: 'Keep what is saved',
  saveTyped: 'Save what I typed',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./changed.text.de'));
