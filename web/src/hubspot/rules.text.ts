// The rules of the sync: when, of what, and what happens to who is here already.
import type { Schemas } from '../api/client';
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  rules: 'Rules',
  notLoaded: 'The rules could not be loaded.',
  pending: 'The rules changed; the next sync applies them to every record.',
  frequency: 'Frequency',
  frequencies: { hourly: 'Hourly', daily: 'Daily', weekly: 'Weekly', off: 'Off' } satisfies Record<Schemas['Frequency'], string>,
  on: 'On',
  at: 'At',
  inZone: (zone: string) => `in ${zone}`,
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  off: 'Nothing syncs by itself; Sync now still works.',
  whenHere: 'When a contact already exists',
  policies: { ask: 'Ask me', replace: 'Replace', skip: 'Skip' } satisfies Record<Schemas['DuplicatePolicy'], string>,
  policyMeans: {
    ask: 'New matches wait for your decision.',
    replace: 'From the next scheduled sync, existing clients with the same email are updated from HubSpot without asking. Invoices, payments and notes never change.',
    skip: 'From the next scheduled sync, your records stay as they are and the matching HubSpot contact is not imported.',
  } satisfies Record<Schemas['DuplicatePolicy'], string>,
  yes: 'Yes',
  no: 'No',
  deals: 'Bring in deals of imported contacts',
  sweep: 'Read everything again',
  nightly: 'Once a night',
  never: 'Never',
  from: 'From',
  share: "Of HubSpot's limit, use",
  percent: (n: number) => `${String(n)} %`,
  sweepMeans: 'Reading everything finds deletions and merges that no change tells of. The rest of the limit is left to your other apps.',
  discard: 'Discard',
  save: 'Save rules',

  // Lists
  lists: 'Lists',
  everything: 'Everything',
  selected: 'Selected lists',
  listNumber: (id: string) => `List ${id}`,
  removeList: (name: string) => `Remove ${name}`,
  listsNotLoaded: "HubSpot's lists could not be loaded.",
  loadingLists: 'Loading lists',
  noLists: 'There is no list of contacts, companies or deals in HubSpot.',
  searchLists: 'Search lists',
  searchOf: (n: number) => plural(n, { one: 'Search 1 list', other: `Search ${number(n)} lists` }),
  hubspotLists: "HubSpot's lists",
  objects: { contacts: 'contacts', companies: 'companies', deals: 'deals' },
  notReady: (object: string) => `${object}, HubSpot is still working it out`,
  noListByName: 'No list by that name.',
  moreLists: (n: number) => `${number(n)} more; search to find them.`,
  chooseOne: 'Choose at least one list.',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./rules.text.de'));
