// Taking an import back.
import type { ReactNode } from 'react';
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  title: 'Undo this import?',
  showIt: 'Show it',
  takenBack: (time: string) => `This import was taken back ${time}.`,
  clients: (n: number) => plural(n, { one: '1 client', other: `${number(n)} clients` }),
  contacts: (n: number) => plural(n, { one: '1 contact', other: `${number(n)} contacts` }),
  deals: (n: number) => plural(n, { one: '1 deal', other: `${number(n)} deals` }),
  nothing: 'nothing',
  removed: (what: ReactNode): ReactNode => <>{what} are removed.</>,
  nothingRemoved: (nothing: ReactNode): ReactNode => <>{nothing} is removed.</>,
  restored: (what: ReactNode): ReactNode => <>{what} get their earlier values back.</>,
  decisions: (n: number) => plural(n, { one: '1 decision is taken back.', other: `${number(n)} decisions are taken back.` }),
  stay: (n: number) => plural(n, { one: '1 record stays', other: `${number(n)} records stay` }),
  stayBecause: (n: number, records: ReactNode): ReactNode => (n === 1 ? <>{records}, because something here stands on it.</> : <>{records}, because something here stands on them.</>),
  whatStays: 'What stays',
  andMore: (n: number) => `and ${number(n)} more`,
  until: (time: string) => `Possible until ${time}. Nothing in HubSpot changes.`,
  keep: 'Keep the import',
  undo: 'Undo import',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./undo.text.de'));
