// What the list of clients is narrowed to, as it stands in the address.
import type { Schemas } from '../api/client';

export interface ClientSearch {
  q?: string | undefined;
  source?: 'hubspot' | 'here' | undefined;
  status?: 'archived' | undefined;
  tag?: string | undefined;
  owner?: string | undefined;
  hubspot?: 'in_sync' | 'attention' | 'gone' | undefined;
  invoice?: Schemas['InvoiceDisplayStatus'] | undefined;
  list?: string | undefined;
  run?: string | undefined;
  owes?: 'true' | undefined;
  overdue?: 'true' | undefined;
  credit?: 'true' | undefined;
}
type Filter = Extract<Schemas['ClientSelect'], { filter: unknown }>['filter'];

export const moreFilters = ['tag', 'owner', 'hubspot', 'list', 'run', 'invoice', 'owes', 'overdue', 'credit'] as const;
export const moneyFilters = ['owes', 'overdue', 'credit'] as const;
const names = ['q', 'source', 'status', ...moreFilters] as const;

// As the address and the list ask.
export const asQuery = (search: ClientSearch): Record<string, string> => Object.fromEntries(names.map(name => [name, search[name]]).filter((one): one is [string, string] => Boolean(one[1])));
// As a choice of clients asks.
export const asFilter = (search: ClientSearch): Filter => Object.fromEntries(Object.entries(asQuery(search)).map(([name, value]) => [name, (moneyFilters as readonly string[]).includes(name) ? true : value])) as Filter;
