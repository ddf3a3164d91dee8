// Why records need a person, and where to help.
import { text } from './causes.text';
import { helpOf } from './problems';

// A code that is not here is said in the server's own words.
export const causeWords = (code: string, count: number): string | undefined => (code in text.causes ? text.causes[code as keyof typeof text.causes](count) : undefined);

// What a run needs that failed with a code; what is left out is tried again by itself, at the time that is said.
export type RunRepair = 'reconnect' | 'grant' | 'try' | 'sync';
const waited = new Set(['rate_limited', 'daily_limit']);
const tried = new Set(['network', 'hubspot_down', 'hubspot_bad_answer', 'hubspot_migrating']);
export function runRepair(code: string): RunRepair | null {
  const help = helpOf(code);
  if (help === 'reconnect' || help === 'grant') return help;
  return waited.has(code) ? null : tried.has(code) ? 'try' : 'sync';
}

// Nothing has to be done; what happened to the record can be read.
export const onlyRead: ReadonlySet<string> = new Set(['value_too_long', 'removed_in_hubspot', 'merged_in_hubspot', 'owner_unknown']);

// Where a person can do something against a cause. What is not here is mended in HubSpot, or not at all.
export type Repair = 'mapping' | 'stages' | 'resolve' | 'rules' | 'import_without_email';
export const repairs: Readonly<Record<string, Repair>> = {
  contact_no_email: 'import_without_email',
  match_undecided: 'resolve',
  match_many: 'resolve',
  deal_stage_unknown: 'stages',
  field_type: 'mapping',
  property_gone: 'mapping',
  list_gone: 'rules',
};
