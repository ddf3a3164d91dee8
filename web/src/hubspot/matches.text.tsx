// The match desk.
import type { ReactNode } from 'react';
import { catalogue, number, plural } from '../text/catalogue';
import type { Cluster, Decision, MatchDecision } from './data';
import type { Kind } from './desk';

const en = {
  hints: {
    replace: 'Updates your record with the marked HubSpot values. Invoices, payments and notes never change.',
    skip: "Keeps your record. This HubSpot contact isn't imported; later syncs won't ask again.",
    create: 'Creates a second client with the same email. Rarely what you want.',
    not_duplicate: 'Two different people. You are not asked about them again.',
  } satisfies Record<MatchDecision, string>,
  decisions: { replace: 'Replace', skip: 'Skip', create: 'Create new' } satisfies Record<Decision, string>,
  decideThese: {
    replace: (n: number) => `Replace ${number(n)}`,
    skip: (n: number) => `Skip ${number(n)}`,
    create: (n: number) => `Create new ${number(n)}`,
  } satisfies Record<Decision, (n: number) => string>,
  notDuplicate: 'Not a duplicate',
  evidence: { email: 'same email', phone: 'same phone', name_domain: 'same name and company' } satisfies Record<Cluster['evidence'][number], string>,
  sameEmail: 'Same email',
  possibly: (evidence: readonly string[]) => `Possibly the same: ${evidence.join(', ')}`,
  kinds: {
    same: (n: number) => plural(n, { one: '1 is the same', other: `${number(n)} are the same` }),
    formatting: (n: number) => plural(n, { one: '1 differs only in formatting', other: `${number(n)} differ only in formatting` }),
    adds: (n: number) => plural(n, { one: '1 only fills what is empty here', other: `${number(n)} only fill what is empty here` }),
    conflict: (n: number) => plural(n, { one: '1 has other values', other: `${number(n)} have other values` }),
    several: (n: number) => plural(n, { one: '1 matches several records', other: `${number(n)} match several records` }),
    possible: (n: number) => plural(n, { one: '1 is only possibly the same', other: `${number(n)} are only possibly the same` }),
  } satisfies Record<Kind, (n: number) => string>,
  keys: 'Keys',
  keyNames: { next: 'Next match', before: 'Match before', select: 'Select', undo: 'Undo the last decision', go: 'Next step', keys: 'These keys' },
  sorts: { differences: 'Most differences', invoices: 'Open invoices first', name: 'Name' },

  // The list
  matches: 'Matches',
  selectX: 'Select (X)',
  same: 'Same',
  differ: (n: number) => `${String(n)} differ`,
  searchMatches: 'Search matches',
  searchBy: 'Search name or email',
  sort: 'Sort',
  noneHere: 'No matches here.',
  showAll: 'Show all',
  none: 'No matches. Nothing to resolve.',
  notLoaded: 'Matches could not be loaded. Decisions are kept.',

  // The comparison
  comparison: (name: string) => `Comparison of ${name}`,
  whichReplaced: 'Which of your records is replaced?',
  whichMeant: 'Which HubSpot contact is meant? The others are left out.',
  openInvoices: (n: number) => plural(n, { one: '1 open invoice', other: `${number(n)} open invoices` }),
  invoicesStay: (n: number) => plural(n, { one: '1 open invoice stays with your record', other: `${number(n)} open invoices stay with your record` }),
  decidedBy: (name: string) => `Decided by ${name}.`,
  backToList: 'Back to the list',

  // Deciding
  stillToDecide: (open: ReactNode, all: number): ReactNode => <>{open} of {number(all)} still to decide</>,
  selected: (n: number) => `${number(n)} selected`,
  replaceSelected: 'Replace selected',
  replaceAll: 'Replace all',
  skipSelected: 'Skip selected',
  skipAll: 'Skip all',
  byKind: 'Open matches by kind of difference',
  replaceAllOf: (n: number) => `Replace all ${number(n)}`,
  canChange: 'Each can be changed afterwards.',
  remember: 'Remember for scheduled syncs',
  secondClient: 'Create a second client?',
  askedOnce: 'You are asked once.',
  saveAndClose: 'Save and close',
  continueLeft: (n: number) => `Continue, ${number(n)} left for later`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./matches.text.de'));
