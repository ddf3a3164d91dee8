import { catalogue, list, number, plural } from '../text/catalogue';

const en = {
  archive: 'Archive',
  restore: 'Restore',
  delete: 'Delete',
  archiveTitle: (name: string) => `Archive ${name}?`,
  archiveHint: 'It leaves the list of active clients and the choices for new documents. Its invoices, payments, proposals and notes stay as they are, and HubSpot goes on to update it. It can be restored at any time.',
  owes: (sums: string) => `${sums} is still due: reminders and reports go on.`,
  archived: (name: string) => `${name} was archived.`,
  restored: (name: string) => `${name} is active again.`,
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteHint: 'The client goes for good, with its notes and billing details. Its contacts stay, and its deals have no client any more. This cannot be undone.',
  deleted: (name: string) => `${name} was deleted.`,
  cannotTitle: (name: string) => `${name} cannot be deleted`,
  has: (name: string, invoices: number, proposals: number) => `${name} has ${list([...(invoices > 0 ? [plural(invoices, { one: '1 invoice', other: `${number(invoices)} invoices` })] : []), ...(proposals > 0 ? [plural(proposals, { one: '1 proposal', other: `${number(proposals)} proposals` })] : [])])}. What was billed has to stay with its client.`,
  refused: 'What was billed or paid has to stay with its client.',
  managed: 'HubSpot manages this client, and would bring it back with the next sync. Delete it there, or archive it here.',
  archiveInstead: 'Archive instead',
  isArchived: 'This client is archived.',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./fate.text.de'));
