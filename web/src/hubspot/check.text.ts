// The check of the connection, line by line.
import { catalogue } from '../text/catalogue';

const en = {
  label: 'Connection check',
  names: { access: 'Access is valid', permissions: 'Permissions are complete', answers: 'HubSpot answers', schedule: 'The schedule runs', recent: 'The last sync is recent' },
  checking: 'Checking',
  yes: 'Yes:',
  no: 'No:',
  again: 'Check again',
  missing: (scopes: string) => `Missing: ${scopes}.`,
  one: 'one',
  without: (scopes: string, off: string) => `Without ${scopes}: ${off}.`,
  took: (ms: number) => `In ${String(ms)} ms.`,
  refuses: 'It answers, and refuses.',
  frequencyOff: 'The frequency is Off: nothing syncs by itself. Choose one under Rules.',
  atWork: 'A sync is at work.',
  dueNow: 'Due now.',
  next: (when: string) => `Next ${when}.`,
  notDue: 'No sync is due, because access is missing.',
  lastSuccess: (when: string) => `Last success ${when}.`,
  neverSynced: 'Nothing has synced yet.',
  notChecked: 'Not checked.',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./check.text.de'));
