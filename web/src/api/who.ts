// Who was the last to change something, for whoever would have saved over it.
import { api, unwrap } from './client';

export interface Who {
  by: string; // '' when nobody knows
  at: string;
}
const unknown = (): Who => ({ by: '', at: new Date().toISOString() });
const looked = 20; // at so many of the newest entries

export async function whoChangedClient(id: string, kinds: readonly string[]): Promise<Who> {
  const { items } = await unwrap(api.GET('/api/clients/{id}/activity', { params: { path: { id }, query: { limit: looked } } }));
  const last = items.find(one => kinds.includes(one.kind));
  return last ? { by: last.actor, at: last.at } : unknown();
}

export async function whoChangedSettings(kinds: readonly string[], group: 'settings' | 'hubspot' = 'settings'): Promise<Who> {
  const { items } = await unwrap(api.GET('/api/audit', { params: { query: { group, limit: looked } } }));
  const last = items.find(one => kinds.includes(one.kind));
  return last ? { by: last.person.name, at: last.at } : unknown();
}
