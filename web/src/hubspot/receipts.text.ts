// Receipts of what cannot be undone.
import type { Schemas } from '../api/client';
import { catalogue, number, plural } from '../text/catalogue';

type Erased = Schemas['PrivacyReceipt']['erased'];

const en = {
  receipts: 'Receipts',
  notLoaded: 'Receipts could not be loaded.',
  reasons: { privacy_deletion: 'HubSpot told of a privacy deletion.', purged: 'Gone for good in HubSpot.', placeholder: 'HubSpot put a placeholder in its place.', owner: 'Asked for here.' } satisfies Record<Schemas['PrivacyReceipt']['reason'], string>,
  counted: {
    mirrorRecords: (n: number) => plural(n, { one: '1 HubSpot record', other: `${number(n)} HubSpot records` }),
    contacts: (n: number) => plural(n, { one: '1 contact', other: `${number(n)} contacts` }),
    clients: (n: number) => plural(n, { one: '1 client', other: `${number(n)} clients` }),
    notes: (n: number) => plural(n, { one: '1 note', other: `${number(n)} notes` }),
    history: (n: number) => plural(n, { one: '1 line of history', other: `${number(n)} lines of history` }),
    other: (n: number) => plural(n, { one: '1 mention elsewhere', other: `${number(n)} mentions elsewhere` }),
  } satisfies Record<keyof Erased, (n: number) => string>,
  erased: (what: readonly string[]) => `Erased: ${what.join(', ') || 'nothing was left'}.`,
  disconnected: (clients: number, contacts: number, deals: number, records: number) =>
    `${plural(clients, { one: '1 client', other: `${number(clients)} clients` })}, ${plural(contacts, { one: '1 contact', other: `${number(contacts)} contacts` })} and ${plural(deals, { one: '1 deal', other: `${number(deals)} deals` })} stayed, ${plural(records, { one: '1 record was unlocked.', other: `${number(records)} records were unlocked.` })}`,
  revoked: 'HubSpot confirmed that access was revoked.',
  notRevoked: 'HubSpot did not confirm that access was revoked; it was erased here.',
  documentsKeep: 'Issued documents keep what they say:',
  clientsStay: (n: number) => plural(n, { one: '1 client stays without personal values, because documents or deals hold on to it.', other: `${number(n)} clients stay without personal values, because documents or deals hold on to them.` }),
  sameAddress: (n: number) => plural(n, { one: '1 contact made here has the same address and was left alone.', other: `${number(n)} contacts made here have the same address and were left alone.` }),
  disconnectedFrom: (portal: string) => `Disconnected from ${portal}`,
  contactErased: (id: string) => `HubSpot contact ${id} was erased`,
  showMore: (n: number) => plural(n, { one: 'Show more of 1 receipt', other: `Show more of ${number(n)} receipts` }),
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./receipts.text.de'));
