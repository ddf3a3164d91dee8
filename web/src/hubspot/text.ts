// The words of the sync, said the same way on every screen of HubSpot.
import { catalogue, number } from '../text/catalogue';
import type { Run } from './data';

const en = {
  counting: 'Counting',
  syncNow: 'Sync now',
  reconnect: 'Reconnect',
  grantAccess: 'Grant access',
  resolve: 'Resolve',
  mapStages: 'Map stages',
  editMapping: 'Edit mapping',
  chooseLists: 'Choose lists',
  importWithoutEmail: 'Import without email…',
  editInHubSpot: 'Edit in HubSpot',
  syncHistory: 'Sync history',
  fieldMapping: 'Field mapping',
  compareWithHubSpot: 'Compare with HubSpot',
  undoImport: 'Undo import…',
  progress: 'Progress',
  kind: 'Kind',
  result: 'Result',
  noSyncs: 'No syncs yet.',
  clearFilters: 'Clear filters',
  searchRecords: 'Search records',
  searchRecordsBy: 'Search name or HubSpot ID',
  accessRefused: 'HubSpot no longer accepts our access.',
  nothingChanged: 'Nothing changed',
  runKinds: { first_load: 'First load', incremental: 'Sync', sweep: 'Full sync', import: 'Import', undo: 'Undo of an import', parity: 'Parity check', retry: 'Retry', hints: 'Live changes' } satisfies Record<Run['kind'], string>,
  object: { contact: 'contact', company: 'company', deal: 'deal', line_item: 'line item', client: 'client' },
  objects: { contact: 'contacts', company: 'companies', deal: 'deals', line_item: 'line items', client: 'clients' },
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
    failed: (n: number) => `${number(n)} need attention`,
  },
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./text.de'));
