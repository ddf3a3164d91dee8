// The words of the sync, said the same way on every screen of HubSpot.
import { catalogue } from '../text/catalogue';
import type { Run } from './data';

const en = {
  counting: 'Counting',
  syncNow: 'Sync now',
  reconnect: 'Reconnect',
  tryNow: 'Try now',
  viewIt: 'View it',
  connectIt: 'Connect HubSpot',
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
  viewClients: 'View imported clients',
  progress: 'Progress',
  kind: 'Kind',
  result: 'Result',
  noSyncs: 'No syncs yet.',
  clearFilters: 'Clear filters',
  searchRecords: 'Search records',
  searchRecordsBy: 'Search name or HubSpot ID',
  accessRefused: 'HubSpot no longer accepts our access.',
  runKinds: { first_load: 'First load', incremental: 'Sync', sweep: 'Full sync', import: 'Import', undo: 'Undo of an import', parity: 'Parity check', retry: 'Retry', hints: 'Live changes' } satisfies Record<Run['kind'], string>,
  object: { contact: 'contact', company: 'company', deal: 'deal', line_item: 'line item', client: 'client' },
  objects: { contact: 'contacts', company: 'companies', deal: 'deals', line_item: 'line items', client: 'clients' },
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./text.de'));
