import { addDays, today } from '../text/format';

// Whose contacts, of which list, changed when: '' is everybody.
export interface Narrowed {
  list: string;
  owner: string;
  activity: 'any' | 'month' | 'quarter' | 'year' | 'older';
}
export const everybody: Narrowed = { list: '', owner: '', activity: 'any' };
const days = { any: 0, month: 30, quarter: 90, year: 365, older: 366 };

// As the list asks for it.
export function asQuery({ list, owner, activity }: Narrowed): { list?: string; owner?: string; from?: string; to?: string } {
  return {
    ...(list ? { list } : {}),
    ...(owner ? { owner } : {}),
    ...(activity === 'any' ? {} : { [activity === 'older' ? 'to' : 'from']: addDays(today(), -days[activity]) }),
  };
}
