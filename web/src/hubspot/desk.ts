// The match desk's bookkeeping: where the next undecided one is, what kind of difference a match has, and the pair that
// is compared when a match has several records on a side.
import type { Cluster, Decision } from './data';
import { fieldName, named } from './fields';

export interface Row {
  id: string;
  decided: boolean;
}

// After a decision at `at`: the next undecided one, looking down and then from the top; null when all are decided.
export function nextUndecided(rows: readonly Row[], at: number): number | null {
  for (let step = 1; step <= rows.length; ++step) {
    const i = (at + step) % rows.length;
    if (rows[i] && !rows[i].decided) return i;
  }
  return null;
}

export const keyDecision: Record<string, Decision> = { r: 'replace', s: 'skip', c: 'create' };

// same: nothing differs; formatting: capitals, spaces, punctuation; adds: HubSpot only fills what is empty here; conflict:
// something else would be overwritten; several: more than one record on a side; possible: not by e-mail.
export type Kind = 'same' | 'formatting' | 'adds' | 'conflict' | 'several' | 'possible';
export const kinds: readonly Kind[] = ['same', 'formatting', 'adds', 'conflict', 'several', 'possible'];

export function kindOf(cluster: Cluster): Kind {
  if (cluster.kind === 'possible') return 'possible';
  if (cluster.every.length > 1 || cluster.hubspot.length > 1) return 'several';
  const different = cluster.fields.filter(field => !field.same);
  if (different.length === 0) return 'same';
  if (different.every(field => field.formattingOnly)) return 'formatting';
  // What HubSpot leaves empty would empty ours: that is no addition.
  if (different.every(field => field.formattingOnly || (field.every === '' && field.hubspot !== ''))) return 'adds';
  return 'conflict';
}

export interface Pair {
  targetId: string | undefined;
  hubspotId: string | undefined;
}

export const pairOf = (cluster: Cluster): Pair => ({ targetId: cluster.targetId ?? cluster.every[0]?.contactId, hubspotId: cluster.hubspotId ?? cluster.hubspot[0]?.id });

const compared = ['name', 'email', 'phone', 'company', 'jobTitle', 'address'] as const;

// The fields of a pair. The server compared the first one; another is laid side by side here, for the eye.
export function fieldsOf(cluster: Cluster, pair: Pair): Cluster['fields'] {
  const told = pairOf(cluster);
  if (pair.targetId === told.targetId && pair.hubspotId === told.hubspotId) return named(cluster.fields);
  const here = cluster.every.find(side => side.contactId === pair.targetId);
  const there = cluster.hubspot.find(side => side.id === pair.hubspotId);
  if (!here || !there) return named(cluster.fields);
  return compared.map(field => ({ field, label: fieldName(field, field), every: here[field], hubspot: there[field], same: here[field] === there[field], formattingOnly: false }));
}
