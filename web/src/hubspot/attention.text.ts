// The page of what needs a person.
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  title: 'Needs attention',
  nothing: 'Nothing needs you.',
  wait: (n: number) => plural(n, { one: '1 record waits. Everything else is in sync.', other: `${number(n)} records wait. Everything else is in sync.` }),
  none: 'No HubSpot record needs attention.',
  tryAll: 'Try all again',
  exportCsv: 'Export CSV',
  readingAgain: 'Reading them again',
  showSync: 'Show the sync',
  cause: 'Cause',
  everyCause: 'Every cause',
  everyKind: 'Every kind',
  notLoaded: (cause: string) => `${cause}: these could not be loaded.`,
  causeCount: (cause: string, n: number) => `${cause} (${number(n)})`,
  narrow: (shown: number, of: number) => `The first ${number(shown)} of ${number(of)}; search to narrow them`,
  showMore: (n: number, of: number) => `Show ${number(n)} more of ${number(of)}`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./attention.text.de'));
