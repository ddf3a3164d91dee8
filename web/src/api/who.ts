// Who was the last to change something, for whoever would have saved over it.
import { api, unwrap } from './client';

export interface Who {
  by: string; // '' when nobody knows
  at: string;
}
const unknown = (): Who => ({ by: '', at: new Date().toISOString() });
const looked = 20; // at so many of the newest entries

// `subject`: of the client's own activity, only what is about this.
export async function whoChangedClient(id: string, kinds: readonly string[], subject?: string): Promise<Who> {
  const { items } = await unwrap(api.GET('/api/clients/{id}/activity', { params: { path: { id }, query: { limit: looked } } }));
  const last = items.find(one => kinds.includes(one.kind) && (subject === undefined || one.subject.id === subject));
  return last ? { by: last.actor, at: last.at } : unknown();
}

// What a deal says is told in the history of its client.
export const whoChangedDeal = async (deal: { id: string; client: { id: string } | null }, kinds: readonly string[]): Promise<Who> => (deal.client ? whoChangedClient(deal.client.id, kinds, deal.id) : unknown());

export async function whoChangedSettings(kinds: readonly string[], group: 'settings' | 'hubspot' = 'settings'): Promise<Who> {
  const { items } = await unwrap(api.GET('/api/audit', { params: { query: { group, limit: looked } } }));
  const last = items.find(one => kinds.includes(one.kind));
  return last ? { by: last.person.name, at: last.at } : unknown();
}
