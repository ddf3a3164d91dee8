// Why records need a person, and where to help.
import { text } from './causes.text';

// A code that is not here is said in the server's own words.
export const causeWords = (code: string, count: number): string | undefined => (code in text.causes ? text.causes[code as keyof typeof text.causes](count) : undefined);

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
