// What the HubSpot screens ask the server, and the changes they make.
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { whoChangedSettings } from '../api/who';
import type { Tagged } from '../ui/edited';
import { sayProblem } from './problems';

export type Status = Schemas['HubSpotStatus'];
export type Cluster = Schemas['DuplicateCluster'];
export type Decision = Schemas['Decision'];
export type MatchDecision = Schemas['MatchDecision'];
export type ReviewContact = Schemas['ReviewContact'];
export type Preview = Schemas['ImportPreview'];
export type Run = Schemas['Run'];

// The rules of the sync with their version: the rules themselves and the mapping are forms over parts of it.
export type Settings = Schemas['SyncSettings'];
type Part = Schemas['SyncSettingsRequest'];
const readSettings = (): Promise<Tagged<Settings>> => withTag(api.GET('/api/hubspot/settings'));
export const putSettings = (part: Part, etag: string): Promise<Tagged<Settings>> => withTag(api.PUT('/api/hubspot/settings', { params: { header: { 'If-Match': etag } }, body: part }));
export const useSyncSettings = () => useQuery({ queryKey: ['hubspot', 'settings'], queryFn: readSettings });
export const latestSettings = async () => ({ ...(await readSettings()), ...(await whoChangedSettings(['connection.settings'], 'hubspot')) });
// For one choice of its own, wherever it is made: over what is saved now.
export const saveChoice = async (part: Part) => putSettings(part, (await readSettings()).etag);

// The stages of every pipeline.
export function useBoards(wanted = true) {
  const first = useQuery({ queryKey: ['pipeline', 'stages', ''], enabled: wanted, queryFn: () => unwrap(api.GET('/api/pipeline', { params: { query: {} } })) });
  const boards = useQueries({ queries: (first.data?.pipelines ?? []).map(({ id }) => ({ queryKey: ['pipeline', 'stages', id], enabled: wanted, queryFn: () => unwrap(api.GET('/api/pipeline', { params: { query: { pipeline: id } } })) })) });
  return { first, boards };
}

export const useReview = (reading = false) =>
  useQuery({ queryKey: ['review', 'summary'], queryFn: () => unwrap(api.GET('/api/hubspot/review')), refetchInterval: reading ? 1_500 : false }).data;

export function useRefreshHubSpot() {
  const queries = useQueryClient();
  return () => {
    for (const key of ['hubspot', 'review', 'clients', 'contacts', 'pipeline', 'deals', 'home']) void queries.invalidateQueries({ queryKey: [key] });
  };
}

// `full`: everything is read again instead of what changed.
export function useSyncNow() {
  const refresh = useRefreshHubSpot();
  return useMutation({ mutationFn: (full: boolean | void) => unwrap(api.POST('/api/hubspot/sync', full ? { body: { full } } : {})), onSuccess: refresh, onError: sayProblem });
}

export function useCancelRun() {
  const refresh = useRefreshHubSpot();
  return useMutation({ mutationFn: (id: string) => unwrap(api.POST('/api/hubspot/runs/{id}/cancel', { params: { path: { id } } })), onSuccess: refresh, onError: sayProblem });
}
