// "Why isn't this contact here?"
import { catalogue } from '../text/catalogue';

const en = {
  question: "Why isn't this contact here?",
  who: 'Email or HubSpot link',
  check: 'Check',
  checkAgain: 'Check again',
  since: (time: string) => `Since ${time}`,
  started: 'The import has started',
  showIt: 'Show it',
  open: 'Open',
  further: (label: string) => `${label}…`,
  importThis: 'Import this contact',
  chooseWhat: 'Choose what to import…',
  changeToReplace: 'Change to Replace',
  withoutEmail: 'Import without email',
  showAttention: 'Show what needs attention',
  nextSync: (when: string) => `The next sync is ${when}.`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./why.text.de'));
