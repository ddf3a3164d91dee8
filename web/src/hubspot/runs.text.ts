// The history of syncs, and one of them.
import { catalogue, number, plural } from '../text/catalogue';
import type { Run } from './data';
import type { Schemas } from '../api/client';

const en = {
  // The history
  today: 'Today',
  syncs: (n: number) => plural(n, { one: '1 sync', other: `${number(n)} syncs` }),
  everyResult: 'Every result',
  states: { queued: 'Queued', running: 'Running', succeeded: 'Completed', partial: 'Completed with errors', failed: 'Failed', cancelled: 'Cancelled' } satisfies Record<Run['state'], string>,
  startedByLabel: 'Started by',
  byAnything: 'Started by anything',
  triggers: { manual: 'By hand', schedule: 'Scheduled', import: 'Import', connect: 'After connecting', webhook: 'HubSpot told', chat: 'From chat' } satisfies Record<Run['trigger'], string>,
  noneMatch: 'No syncs match these filters.',
  showMore: (n: number) => `Show ${number(n)} more`,

  // One run
  sync: 'Sync',
  kindOf: (kind: string, time: string) => `${kind} of ${time}`,
  downloadLog: 'Download log',
  retryFailed: 'Retry failed',
  parts: 'Parts of this sync',
  tabs: { summary: 'Summary', records: 'Records', errors: 'Errors' },
  errorsCount: (n: number) => `Errors (${number(n)})`,
  waitingCount: (n: number) => `Waiting (${number(n)})`,
  errorsAndWaiting: (n: number, waiting: number) => `Errors (${number(n)}), waiting (${number(waiting)})`,
  triedAgain: (time: string) => `Tried again by itself ${time}.`,
  notTriedAgain: 'It is not tried again by itself.',
  recordsIn: (n: number) => `${number(n)} records are in and stay.`,
  unaffected: 'Your data here is unaffected.',

  // What it did
  counts: { created: 'Created', updated: 'Updated', unchanged: 'Unchanged', skipped: 'Skipped', failed: 'Need attention', waiting: 'Wait for a decision', merged: 'Merged', deleted: 'Deleted in HubSpot' },
  // What the same counts are of an undo.
  undone: { updated: 'Restored', deleted: 'Removed', skipped: 'Stay' } as Partial<Record<keyof Run['counts'], string>>,
  phases: 'Phases',
  phaseNames: { reading: 'Reading from HubSpot', matching: 'Checking for matches', importing_contacts: 'Importing contacts', importing_deals: 'Importing deals', linking: 'Linking deals to clients', undoing: 'Taking the import back', checking: 'Comparing with HubSpot' },
  notBegun: 'It has not begun.',
  phasesLabel: 'Phases with their times',
  phase: 'Phase',
  started: 'Started',
  records: 'Records',
  took: 'Took',
  of: (n: number, total: number) => `${number(n)} of ${number(total)}`,
  cost: 'Time and requests',
  ended: 'Ended',
  notYet: 'Not yet',
  requests: 'Requests to HubSpot',
  read: 'Read',
  kilobytes: (n: number) => `${number(n)} KB`,
  megabytes: (n: number) => `${number(n)} MB`,
  slowed: 'Asked to slow down',
  repeated: 'Repeated',

  // Record by record
  record: 'Record',
  whatChanged: 'What changed',
  outcomes: { created: 'Created', updated: 'Updated', skipped: 'Skipped', failed: 'Failed', deleted: 'Deleted in HubSpot', merged: 'Merged', unlinked: 'Unlinked', removed: 'Removed', restored: 'Restored' } satisfies Record<Schemas['RunOutcome'], string>,
  outcomeCount: (outcome: string, n: number) => `${outcome} (${number(n)})`,
  // Why one record needs a person.
  causes: {
    contact_no_email: 'contact has no email address',
    contact_bad_email: "contact has an email that isn't an address",
    match_undecided: 'contact matches a client here',
    match_many: 'contact matches several clients here',
    deal_no_contact: 'deal has no contact in HubSpot',
    deal_no_client: 'deal has no client here',
    deal_stage_unknown: 'deal is in a stage that is not known',
    deal_amount_missing: 'deal has no amount',
    currency_unknown: "deal has a currency that isn't known here",
    value_too_long: 'value was too long and was shortened',
    field_type: "property can't go into its field",
    property_gone: 'property no longer exists in HubSpot',
    list_gone: 'list no longer exists in HubSpot',
    removed_in_hubspot: 'contact no longer exists in HubSpot',
    merged_in_hubspot: 'contact was merged in HubSpot',
  },
  before: 'Before',
  after: 'After',
  ofThisSync: (n: number) => `${number(n)} of this sync`,
  leftAsTheyWere: (n: number) => `${number(n)} left as they were`,
  recordsNotLoaded: 'Records could not be loaded.',
  noRecordsMatch: 'No records match these filters.',
  changedNothing: 'This sync changed no record.',
  recordsLabel: 'Records of this sync',

  // What it could not do
  errorsNotLoaded: 'Errors could not be loaded.',
  noErrors: 'No record needs attention.',
  needAttention: 'Need attention',
  waitForDecision: 'Wait for a decision',
  onlyWait: 'Nothing went wrong. These were left out until somebody decides.',
  logKeeps: 'The log names the first 10,000 of them.',
  causeCount: (cause: string, n: number) => `${cause} (${String(n)})`,
  moreInLog: (n: number) => plural(n, { one: '1 more record is in the log.', other: `${number(n)} more records are in the log.` }),
  stillNeeds: 'Show what still needs attention',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./runs.text.de'));
