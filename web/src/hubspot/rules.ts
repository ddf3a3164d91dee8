// The rules of the sync as their form keeps them: texts by name, each of which somebody else may have changed.
import type { Schemas } from '../api/client';

type Settings = Schemas['SyncSettings'];

// `lists` is empty where everything is wanted, and an empty list where nobody has chosen one yet.
export const rulesOf = ({ frequency, atTime, weekday, duplicatePolicy, includeDeals, sweepTime, quotaSharePercent, lists }: Settings) => ({
  frequency: frequency as string, weekday: String(weekday), atTime, duplicatePolicy: duplicatePolicy as string, lists: lists.length > 0 ? JSON.stringify(lists) : '',
  includeDeals: includeDeals ? 'yes' : '', sweepTime: sweepTime ?? '', quotaSharePercent: String(quotaSharePercent),
});
export type Rules = ReturnType<typeof rulesOf>;

export const chosenLists = (rules: Rules): string[] => (rules.lists ? (JSON.parse(rules.lists) as string[]) : []);

export const rulesBody = (rules: Rules): Schemas['SyncSettingsRequest'] => ({
  frequency: rules.frequency as Settings['frequency'], weekday: Number(rules.weekday), atTime: rules.atTime, duplicatePolicy: rules.duplicatePolicy as Settings['duplicatePolicy'], lists: chosenLists(rules),
  includeDeals: rules.includeDeals !== '', sweepTime: rules.sweepTime || null, quotaSharePercent: Number(rules.quotaSharePercent),
});
