// The words of the match desk, by match and by key.
import type { Cluster, Decision } from './data';
import { text } from './matches.text';

export const because = (cluster: Cluster): string => (cluster.kind === 'exact' ? text.sameEmail : text.possibly(cluster.evidence.map(one => text.evidence[one])));

// The keys that decide, in every language.
export const decisionKeys: Record<Decision, string> = { replace: 'R', skip: 'S', create: 'C' };
export function keyHelp(): readonly (readonly [readonly string[], string])[] {
  const { keyNames, decisions } = text;
  return [
    [['R'], decisions.replace], [['S'], decisions.skip], [['C'], decisions.create],
    [['J', '↓'], keyNames.next], [['K', '↑'], keyNames.before], [['X'], keyNames.select], [['⌫'], keyNames.undo], [['Ctrl', 'Enter'], keyNames.go], [['?'], keyNames.keys],
  ];
}
