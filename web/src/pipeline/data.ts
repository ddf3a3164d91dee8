// The pipeline's questions to the server, and the changes it makes: a draft invoice from a deal, a deal in another stage.
import { keepPreviousData, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { newKey } from '../api/key';
import { Problem } from '../api/problem';

export type Deal = Schemas['Deal'];
export type Stage = Schemas['Stage'];
export type Board = Schemas['PipelineBoard'];
export type Money = Schemas['Money'];
export type DealPatch = Schemas['DealPatch'];
export type DealPage = Schemas['DealList'];
export type BulkPreview = Schemas['BulkInvoicePreview'];

export interface Filters {
  pipeline?: string | undefined;
  owner?: string | undefined;
  q?: string | undefined;
  from?: string | undefined; // close dates
  to?: string | undefined;
}

const present = <T extends object>(filters: T): T =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')) as T;

export const boardKey = (filters: Filters) => ['pipeline', present(filters)] as const;

export function useBoard(filters: Filters) {
  return useQuery({
    queryKey: boardKey(filters),
    queryFn: ({ signal }) => unwrap(api.GET('/api/pipeline', { params: { query: present(filters) }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useDeal(id: string | undefined) {
  return useQuery({
    queryKey: ['deals', 'one', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => unwrap(api.GET('/api/deals/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
}

// The deal of a card, as it is shown.
export const dealShown = (queries: QueryClient, id: string | undefined): Deal | undefined =>
  queries.getQueriesData<DealPage>({ queryKey: ['deals'] }).flatMap(([, page]) => page?.items ?? []).find(deal => deal.id === id);

export const pageSize = 60;
type ColumnFilters = Filters & { stage?: string | undefined };
export const windowKey = (filters: ColumnFilters, page = 0) => ['deals', present(filters), page] as const;

export const windowQuery = (filters: ColumnFilters, page: number) => ({
  queryKey: windowKey(filters, page),
  queryFn: ({ signal }: { signal: AbortSignal }) => unwrap(api.GET('/api/deals', { params: { query: { ...present(filters), offset: page * pageSize, limit: pageSize } }, signal })),
  staleTime: 30_000,
});

// The deal before (-1) or after (1) one in its column, as the board shows them; nothing where the column ends.
export async function dealBeside(queries: QueryClient, filters: ColumnFilters, id: string, step: 1 | -1): Promise<Deal | undefined> {
  const pages = queries.getQueriesData<DealPage>({ queryKey: windowKey(filters).slice(0, 2), exact: false });
  for (const [key, data] of pages) {
    const at = data?.items.findIndex(one => one.id === id) ?? -1;
    const next = (key[2] as number) * pageSize + at + step;
    if (at < 0) continue;
    if (next < 0 || next >= (data?.total ?? 0)) return undefined;
    return (await queries.fetchQuery(windowQuery(filters, Math.floor(next / pageSize)))).items[next % pageSize];
  }
  return undefined;
}

// The rows of one column that are in sight: whole pages, fetched 40 ms after the scrolling rests, dropped when passed.
export function useDealWindow(filters: ColumnFilters, first: number, last: number) {
  const from = Math.max(0, Math.floor(first / pageSize));
  const to = Math.max(from, Math.floor(last / pageSize));
  const [range, setRange] = useState<readonly [number, number]>([from, to]);
  useEffect(() => {
    const timer = setTimeout(() => setRange(r => (r[0] === from && r[1] === to ? r : [from, to])), 40);
    return () => clearTimeout(timer);
  }, [from, to]);
  const pages = useMemo(() => Array.from({ length: range[1] - range[0] + 1 }, (_, i) => range[0] + i), [range]);
  const results = useQueries({
    queries: pages.map(page => windowQuery(filters, page)),
  });
  const byPage = new Map(pages.map((page, i) => [page, results[i]?.data?.items]));
  return {
    get: (index: number): Deal | undefined => byPage.get(Math.floor(index / pageSize))?.[index % pageSize],
    error: results.find(result => result.error)?.error ?? null,
    retry: () => results.forEach(result => void result.refetch()),
  };
}

// What an invoice, or another stage, changes on this screen. Done once what is shown is fetched again.
export function useRefreshPipeline() {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all(['pipeline', 'deals', 'invoices', 'clients', 'home'].map(key => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}

// Changes a deal as it was shown. Lists carry no version, so it is read first: who sees another value than there is would
// write over what somebody else wrote.
export async function changeDeal(shown: Deal, patch: DealPatch): Promise<Deal> {
  const at = { params: { path: { id: shown.id } } };
  const { data: now, etag } = await withTag(api.GET('/api/deals/{id}', at));
  const meets = (field: keyof DealPatch) => (field === 'stage' ? now.stage.id === shown.stage.id : field === 'client' ? now.client?.id === shown.client?.id : JSON.stringify(now[field]) === JSON.stringify(shown[field]));
  const touched = (Object.keys(patch) as (keyof DealPatch)[]).filter(field => field !== 'probability' || !('stage' in patch));
  if (!touched.every(meets)) throw new Problem('stale', '', 412, '', [], '', null);
  return unwrap(api.PATCH('/api/deals/{id}', { params: { ...at.params, header: { 'If-Match': etag } }, body: patch }));
}

// `probability` goes along on the way back, when the deal had one of its own.
export const moveDeal = (shown: Deal, to: Stage, probability?: number | null) => changeDeal(shown, { stage: to.id, ...(probability === undefined ? {} : { probability }) });

export type DraftsOf = { ids: string[] } | { wonWithoutInvoice: true; pipeline?: string };

// What drafts of many would be, and which are left out.
export async function previewDrafts(of: DraftsOf): Promise<BulkPreview> {
  const answer = await unwrap(api.POST('/api/deals/invoices', { params: {}, body: { ...of, dryRun: true } }));
  if (!('items' in answer)) throw new Error('a preview was asked for');
  return answer;
}

// Those that the tray counts, by name. One request drafts no more than the server takes at once.
export const waitingIds = (filters: Filters) =>
  unwrap(api.GET('/api/deals', { params: { query: { ...present(filters), wonWithoutInvoice: true, limit: 500 } } })).then(page => page.items.map(deal => deal.id));

export const deleteDeal = (id: string) => unwrap(api.DELETE('/api/deals/{id}', { params: { path: { id } } }));

export const draftFromDeal = (deal: Deal, clientId?: string) =>
  unwrap(api.POST('/api/deals/{id}/invoice', { params: { path: { id: deal.id }, header: { 'Idempotency-Key': newKey() } }, body: clientId ? { clientId } : {} }));

export const removeDraft = (id: string) => unwrap(api.DELETE('/api/invoices/{id}', { params: { path: { id } } }));
