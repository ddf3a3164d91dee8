// What a run did, who started it and how long it took, within a sentence.
import { catalogue, number, plural } from '../text/catalogue';
import type { Run } from './data';

const en = {
  nothingChanged: 'Nothing changed',
  // Within a sentence about a run: "by Dana Reyes, from chat".
  by: (name: string) => `by ${name}`,
  byFromChat: (name: string) => `by ${name}, from chat`,
  startedBy: { manual: 'by hand', schedule: 'scheduled', import: 'import', connect: 'after connecting', webhook: 'hubspot told', chat: 'from chat' } satisfies Record<Run['trigger'], string>,
  underASecond: 'under 1 s',
  seconds: (n: number) => `${number(n)} s`,
  minutes: (n: number) => `${number(n)} min`,
  hours: (n: number) => `${number(n)} h`,
  // What a run did: "12 created · 3 updated".
  did: {
    created: (n: number) => `${number(n)} created`,
    updated: (n: number) => `${number(n)} updated`,
    merged: (n: number) => `${number(n)} merged`,
    deleted: (n: number) => `${number(n)} deleted in HubSpot`,
    skipped: (n: number) => `${number(n)} skipped`,
    removed: (n: number) => `${number(n)} removed`,
    restored: (n: number) => `${number(n)} restored`,
    stay: (n: number) => plural(n, { one: '1 stays', other: `${number(n)} stay` }),
    failed: (n: number) => plural(n, { one: '1 needs attention', other: `${number(n)} need attention` }),
    waiting: (n: number) => plural(n, { one: '1 waits for a decision', other: `${number(n)} wait for a decision` }),
  },
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./words.text.de'));
