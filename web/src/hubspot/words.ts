// The words of the sync, said the same way on every screen.
import { ago, formatInt, formatTime } from '../text/format';
import type { Run } from './data';

export const runKinds: Record<Run['kind'], string> = { first_load: 'First load', incremental: 'Sync', sweep: 'Full sync', import: 'Import', undo: 'Undo of an import', parity: 'Parity check', retry: 'Retry', hints: 'Live changes' };
export const runStates: Record<Run['state'], string> = { queued: 'Queued', running: 'Running', succeeded: 'Completed', partial: 'Completed with errors', failed: 'Failed', cancelled: 'Cancelled' };
export const triggers: Record<Run['trigger'], string> = { manual: 'By hand', schedule: 'Scheduled', import: 'Import', connect: 'After connecting', webhook: 'HubSpot told', chat: 'From chat' };
export const outcomes: Record<string, string> = { created: 'Created', updated: 'Updated', skipped: 'Skipped', failed: 'Failed', deleted: 'Deleted in HubSpot', merged: 'Merged', unlinked: 'Unlinked', removed: 'Removed', restored: 'Restored' };
export const objects: Record<string, readonly [string, string]> = { contact: ['contact', 'contacts'], company: ['company', 'companies'], deal: ['deal', 'deals'], line_item: ['line item', 'line items'], client: ['client', 'clients'] };
export const phaseNames: Record<string, string> = { reading: 'Reading from HubSpot', matching: 'Checking for matches', importing_contacts: 'Importing contacts', importing_deals: 'Importing deals', linking: 'Linking deals to clients', undoing: 'Taking the import back', checking: 'Comparing with HubSpot' };

const rules = new Intl.PluralRules('en');
export const plural = (count: number, one: string, many: string): string => `${formatInt(count)} ${rules.select(count) === 'one' ? one : many}`;

// Who or what started a run: "by Dana Reyes", "scheduled".
export const startedBy = (run: Run): string => (run.startedBy && run.trigger !== 'schedule' ? `by ${run.startedBy}${run.trigger === 'chat' ? ', from chat' : ''}` : (triggers[run.trigger]?.toLowerCase() ?? ''));

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return 'under 1 s';
  if (seconds < 120) return `${formatInt(seconds)} s`;
  return seconds < 7200 ? `${formatInt(Math.round(seconds / 60))} min` : `${formatInt(Math.round(seconds / 3600))} h`;
}
export const between = (from: string | null, to: string | null): string => (from && to ? duration(Date.parse(to) - Date.parse(from)) : '');

// "4 min ago" within a sentence: the abbreviation's own point would meet the sentence's.
export const when = (instant: string, now?: number): string => ago(instant, now).replace(/\.$/, '');

// What a run did, without what it did not do: "12 created · 3 updated".
export function counted(counts: Run['counts']): string {
  const parts = [[counts.created, 'created'], [counts.updated, 'updated'], [counts.merged, 'merged'], [counts.deleted, 'deleted in HubSpot'], [counts.skipped, 'skipped'], [counts.failed, 'need attention']] as const;
  return parts.filter(([n]) => n > 0).map(([n, word]) => `${formatInt(n)} ${word}`).join(' · ') || 'Nothing changed';
}

// The clock alone, for a moment of today.
export const atClock = (instant: string): string => formatTime(instant).replace(/^.*,\s*/, '');

export type Repair =
  | { kind: 'hubspot' }
  | { kind: 'mapping' }
  | { kind: 'resolve' }
  | { kind: 'rules' }
  | { kind: 'currency' }
  | { kind: 'import_without_email' }
  | { kind: 'none' };

interface Cause {
  text: (count: number) => string;
  repair: Repair['kind'];
  verb?: string;
}
const cause = (one: string, many: string, repair: Repair['kind'], verb?: string): Cause => ({ text: count => plural(count, one, many), repair, ...(verb ? { verb } : {}) });

// Why records need a person, and the button that helps. A code that is not here is said in the server's own words.
export const causes: Record<string, Cause> = {
  contact_no_email: cause('contact has no email address', 'contacts have no email address', 'import_without_email', 'Import without email…'),
  contact_bad_email: cause("contact has an email that isn't an address", "contacts have an email that isn't an address", 'hubspot'),
  match_undecided: cause('contact matches a client here', 'contacts match clients here', 'resolve', 'Resolve'),
  match_many: cause('contact matches several clients here', 'contacts match several clients here', 'resolve', 'Resolve'),
  deal_no_contact: cause('deal has no contact in HubSpot', 'deals have no contact in HubSpot', 'hubspot'),
  deal_no_client: cause('deal has no client here', 'deals have no client here', 'hubspot'),
  deal_stage_unknown: cause('deal is in a stage that is not known', 'deals are in a stage that is not known', 'mapping', 'Map stages'),
  deal_amount_missing: cause('deal has no amount', 'deals have no amount', 'hubspot'),
  currency_unknown: cause("deal has a currency that isn't known here", "deals have a currency that isn't known here", 'hubspot'),
  value_too_long: cause('value was too long and was shortened', 'values were too long and were shortened', 'hubspot'),
  field_type: cause("property can't go into its field", "properties can't go into their fields", 'mapping', 'Edit mapping'),
  property_gone: cause('property no longer exists in HubSpot', 'properties no longer exist in HubSpot', 'mapping', 'Edit mapping'),
  list_gone: cause('list no longer exists in HubSpot', 'lists no longer exist in HubSpot', 'rules', 'Choose lists'),
  removed_in_hubspot: cause('contact no longer exists in HubSpot', 'contacts no longer exist in HubSpot', 'none'),
  merged_in_hubspot: cause('contact was merged in HubSpot', 'contacts were merged in HubSpot', 'none'),
};

export const runPath = (run: { id: string }): string => `/settings/integrations/hubspot/runs/${run.id}`;
