// The words of the match desk.
import { formatInt } from '../text/format';
import type { Cluster, Decision, MatchDecision } from './data';
import type { Kind } from './desk';

export const hints: Record<MatchDecision, string> = {
  replace: 'Updates your record with the marked HubSpot values. Invoices, payments and notes never change.',
  skip: "Keeps your record. This HubSpot contact isn't imported; later syncs won't ask again.",
  create: 'Creates a second client with the same email. Rarely what you want.',
  not_duplicate: 'Two different people. You are not asked about them again.',
};
const evidence: Record<Cluster['evidence'][number], string> = { email: 'same email', phone: 'same phone', name_domain: 'same name and company' };
export const because = (cluster: Cluster): string => (cluster.kind === 'exact' ? 'Same email' : `Possibly the same: ${cluster.evidence.map(one => evidence[one]).join(', ')}`);
export const labels: Record<Decision, readonly [string, string]> = { replace: ['Replace', 'R'], skip: ['Skip', 'S'], create: ['Create new', 'C'] };
export const kindWords: Record<Kind, (n: number) => string> = {
  same: n => `${formatInt(n)} ${n === 1 ? 'is' : 'are'} the same`,
  formatting: n => `${formatInt(n)} ${n === 1 ? 'differs' : 'differ'} only in formatting`,
  adds: n => `${formatInt(n)} only ${n === 1 ? 'fills' : 'fill'} what is empty here`,
  conflict: n => `${formatInt(n)} ${n === 1 ? 'has' : 'have'} other values`,
  several: n => `${formatInt(n)} ${n === 1 ? 'matches' : 'match'} several records`,
  possible: n => `${formatInt(n)} ${n === 1 ? 'is' : 'are'} only possibly the same`,
};
export const keys: readonly (readonly [string, string])[] = [['R', 'Replace'], ['S', 'Skip'], ['C', 'Create new'], ['J ↓', 'Next match'], ['K ↑', 'Match before'], ['X', 'Select'], ['⌫', 'Undo the last decision'], ['Ctrl Enter', 'Next step'], ['?', 'These keys']];
