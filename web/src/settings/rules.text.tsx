// The rules that make drafts of deals.
import type { ReactNode } from 'react';
import { catalogue, number, plural } from '../text/catalogue';

const deals = (n: number) => plural(n, { one: '1 deal', other: `${number(n)} deals` });
const drafts = (n: number) => plural(n, { one: '1 draft', other: `${number(n)} drafts` });

const en = {
  title: 'Drafts from deals',
  hint: 'when a deal enters a stage',
  explained: 'A deal that enters a stage gets its draft invoice by itself. Nothing is issued or sent until you do it.',
  list: 'Rules',
  add: 'Add rule…',
  none: 'No rule yet. Add one, and deals that are won become drafts by themselves.',
  notLoaded: 'The rules could not be loaded.',
  enters: (stage: string, pipeline: string) => `When a deal enters ${stage} in ${pipeline}, draft its invoice`,
  wonIn: (pipeline: string) => `When a deal is won in ${pipeline}, draft its invoice`,
  wonAnywhere: 'When a deal is won in any pipeline, draft its invoice',
  on: (rule: string) => `On: ${rule}`,
  off: 'Off',
  made: (n: number) => (n === 0 ? 'No draft yet' : `${drafts(n)} made`),
  by: (name: string, day: string) => `${name}, ${day}`,
  actions: (rule: string) => `Actions: ${rule}`,
  edit: 'Edit…',
  remove: 'Delete…',
  removeTitle: 'Delete this rule?',
  removeHint: 'It makes no more drafts. Those that it made stay.',
  removeNow: 'Delete rule',
  removed: 'Rule deleted',
  switchedOn: 'Rule switched on. It counts for deals that enter from now on.',
  switchedOff: 'Rule switched off',
  problems: {
    pipeline_archived: 'Its pipeline was deleted in HubSpot. Point it at another one, or delete it.',
    stage_archived: 'Its stage was deleted in HubSpot. Point it at another one, or delete it.',
    stage_lost: 'Its stage counts as lost. Point it at another one, or delete it.',
  },
  waiting: (n: number) => plural(n, { one: '1 deal entered and could not be drafted yet', other: `${number(n)} deals entered and could not be drafted yet` }),
  waitingHint: 'Each is drafted when its reason is gone, as long as it stays in the stage.',
  reason: {
    deal_no_client: 'no client',
    deal_amount_missing: 'no amount',
    deal_in_parts: 'invoiced in parts',
    has_invoice: 'has its invoice already',
    deal_gone: 'deleted in HubSpot',
    pipeline_archived: 'pipeline deleted in HubSpot',
    stage_archived: 'stage deleted in HubSpot',
    stage_lost: 'stage counts as lost',
  } as Record<string, string>,
  unnamed: 'Unnamed deal',

  // The dialog
  newTitle: 'New rule',
  editTitle: 'Edit rule',
  pipeline: 'Pipeline',
  anyPipeline: 'Any pipeline',
  stage: 'Stage',
  anyWon: 'Any stage that counts as won',
  whatWould: 'What it would do',
  now: (n: number) => (n === 0 ? 'No deal is in this stage now.' : plural(n, { one: '1 deal is in this stage now. The rule leaves it alone.', other: `${number(n)} deals are in this stage now. The rule leaves them alone.` })),
  past: (days: number, entered: number, made: number, sums: ReactNode, left: number): ReactNode => (
    entered === 0 ? <>In the last {number(days)} days no deal entered it.</> : (
      <>
        In the last {number(days)} days {deals(entered)} entered it: <b>{plural(made, { one: '1 would have become a draft', other: `${number(made)} would have become drafts` })}</b>{made > 0 && <> ({sums})</>}{left > 0 && <>, {number(left)} could not be drafted</>}.
      </>
    )
  ),
  knownSince: (day: string) => `Every knows where deals moved since ${day}.`,
  couldNot: 'Could not be drafted',
  asToday: 'By what the deals say today.',
  save: 'Save rule',
  addNow: 'Add rule',
  added: 'Rule added. It counts for deals that enter from now on.',
  changed: 'Rule saved. It counts for deals that enter from now on.',
  before: (n: number, sums: string) => `${plural(n, { one: '1 deal was', other: `${number(n)} deals were` })} in the stage before and ${plural(n, { one: 'has', other: 'have' })} no invoice${sums ? `: ${sums}` : ''}.`,
  draftThem: 'Create their drafts…',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./rules.text.de'));
