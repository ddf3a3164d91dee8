// What the HubSpot screens ask the server, and the changes they make.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { toast } from '../ui/toast';

export type Status = Schemas['HubSpotStatus'];
export type Cluster = Schemas['DuplicateCluster'];
export type Decision = Schemas['Decision'];
export type MatchDecision = Schemas['MatchDecision'];
export type ReviewContact = Schemas['ReviewContact'];
export type Preview = Schemas['ImportPreview'];
export type Run = Schemas['Run'];

export const statusKey = ['hubspot', 'status'] as const;

export const useHubSpotStatus = () =>
  useQuery({ queryKey: statusKey, queryFn: () => unwrap(api.GET('/api/hubspot/status')), refetchInterval: query => (query.state.data?.run ? 5_000 : 60_000) }).data;

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
  return useMutation({ mutationFn: (full: boolean | void) => unwrap(api.POST('/api/hubspot/sync', full ? { body: { full } } : {})), onSuccess: refresh, onError: error => toast({ title: problemWords(error), tone: 'negative' }) });
}

export function useCancelRun() {
  const refresh = useRefreshHubSpot();
  return useMutation({ mutationFn: (id: string) => unwrap(api.POST('/api/hubspot/runs/{id}/cancel', { params: { path: { id } } })), onSuccess: refresh, onError: error => toast({ title: problemWords(error), tone: 'negative' }) });
}

// Off to HubSpot's own page; it comes back to this address with ?hubspot=…. `otherAccount`: the person agreed to another
// account than the one of before. `step`: of the sync dialog, to which it comes back.
export async function connect(otherAccount = false, step?: string): Promise<void> {
  const returnTo = `/settings/integrations/hubspot${step ? `?import=1&step=${step}` : ''}`;
  const { url } = await unwrap(api.GET('/api/hubspot/auth/url', { params: { query: { returnTo, ...(otherAccount ? { otherAccount: true } : {}) } } }));
  location.assign(url);
}
