// What other rules would do, said before anything is saved.
import type { Schemas } from '../api/client';
import { catalogue, list, number, plural } from '../text/catalogue';

type Impact = keyof Schemas['RulesPreview'] & ('clients' | 'contacts' | 'deals');

const en = {
  counted: {
    clients: (n: number) => plural(n, { one: '1 client', other: `${number(n)} clients` }),
    contacts: (n: number) => plural(n, { one: '1 contact', other: `${number(n)} contacts` }),
    deals: (n: number) => plural(n, { one: '1 deal', other: `${number(n)} deals` }),
  } satisfies Record<Impact, (n: number) => string>,
  leave: (who: readonly string[]) => `${list(who)} leave the selection. They stay in Every and stop updating.`,
  comeIn: (who: readonly string[]) => `${list(who)} come in.`,
  change: (who: readonly string[]) => `${list(who)} get other values.`,
  undecided: (n: number) => plural(n, { one: '1 contact matches somebody here and waits for your decision.', other: `${number(n)} contacts match somebody here and wait for your decision.` }),
  reread: (objects: readonly ('contacts' | 'companies' | 'deals')[]) => `HubSpot's ${objects.join(' and ')} are read again first, because a property is new here. What its values change is not counted.`,
  notCounted: (why: string) => `The effect could not be counted: ${why}`,
  counting: 'Counting the effect',
  none: 'No record changes by this.',
  atNextSync: 'At the next sync:',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./effect.text.de'));
