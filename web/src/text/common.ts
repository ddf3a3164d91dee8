// Words that many folders say.
import { catalogue } from './catalogue';

const en = {
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saved: 'Saved',
  undo: 'Undo',
  remove: 'Remove',
  back: 'Back',
  continue: 'Continue',
  name: 'Name',
  yourName: 'Your name',
  email: 'Email',
  password: 'Password',
  newPassword: 'New password',
  passwordRule: 'At least 12 characters. A few words make a good one.',
  showCharacters: 'Show the characters',
  empty: 'Empty',
  loading: 'Loading',
  client: 'Client',
  amount: 'Amount',
  date: 'Date',
  status: 'Status',
  notFound: 'Page not found',
  newTab: '(opens in a new tab)',
};
export type Words = typeof en;
export const common = catalogue(en, () => import('./common.de'));
