// The last two steps of the sync dialog: the import at work, and what became of it.
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  somebody: (name: string) => `${name} is importing now. You can watch; a second import starts after.`,
  canClose: 'You can close this. The import continues.',
  cancelSure: 'Cancel the import?',
  cancelImport: 'Cancel import',
  keepImporting: 'Keep importing',
  alreadyIn: (n: number) => `${number(n)} records are already in and stay. The rest isn't imported.`,
  noneYet: 'Nothing was imported yet.',
  complete: 'Import complete:',
  stopped: 'Import stopped:',
  stoppedAt: (percent: number) => `Import stopped at ${number(percent)} %:`,
  sums: (created: number, updated: number, skipped: number, attention: number) => `${number(created)} created · ${number(updated)} updated · ${number(skipped)} skipped · ${number(attention)} need attention.`,
  waiting: (n: number) => plural(n, { one: '1 waits for a decision.', other: `${number(n)} wait for a decision.` }),
  decide: (n: number) => `Decide ${number(n)}`,
  continueNow: 'Continue now',
  recordsIn: (n: number) => `${number(n)} records are in.`,
  continues: (when: string) => `The next sync continues ${when}.`,
  fix: (n: number) => `Fix ${number(n)}`,
  invoicesFor: (n: number) => plural(n, { one: 'Create invoices for 1 won deal', other: `Create invoices for ${number(n)} won deals` }),
  showRecords: 'Show every record',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./import.text.de'));
