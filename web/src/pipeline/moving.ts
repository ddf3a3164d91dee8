// How a move is carried out. A part of its own, so that the board is there sooner: it is fetched when a deal is first dragged,
// or its menu opened.
import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region';
import { hashKey, type QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { Problem, problemWords } from '../api/problem';
import { common } from '../text/common';
import { toast } from '../ui/toast';
import { movedBoard, putIn, takenOut, type Pages } from './board';
import { boardKey, moveDeal, pageSize, windowKey, type Board, type Deal, type DealPage, type Filters, type Stage } from './data';
import { movedDeal } from './moves';
import { text as words } from './text';
import { called } from './useMove';

// The rows of one column that were fetched.
function pagesOf(queries: QueryClient, filters: Filters, stage: string): Pages {
  const column = windowKey({ ...filters, stage }).slice(0, 2);
  const found = queries.getQueriesData<DealPage>({ queryKey: column, predicate: ({ queryKey }) => hashKey(queryKey.slice(0, 2)) === hashKey(column) });
  return new Map(found.flatMap(([key, data]) => (data ? [[key[2] as number, data.items] as const] : [])));
}

export interface Place { stage: string; row: number }

// Where a deal stands on the board, as far as its column was fetched.
export function placeOf(queries: QueryClient, filters: Filters, stage: string, id: string): Place | null {
  for (const [page, rows] of pagesOf(queries, filters, stage)) {
    const at = rows.findIndex(row => row.id === id);
    if (at >= 0) return { stage, row: page * pageSize + at };
  }
  return null;
}

// Where a deal went from its stage without us, said aloud when that is another one. Asked once the board is fetched again.
export async function whereItWent(queries: QueryClient, filters: Filters, deal: Deal, from: Stage): Promise<Place | null> {
  for (let tries = 0; tries < 50 && (queries.isFetching({ queryKey: ['deals'] }) > 0 || queries.isFetching({ queryKey: ['pipeline'] }) > 0); ++tries) await new Promise(done => setTimeout(done, 60));
  const stages = queries.getQueryData<Board>(boardKey(filters))?.stages ?? [];
  for (const stage of [from, ...stages.filter(one => one.id !== from.id)]) {
    const place = placeOf(queries, filters, stage.id, deal.id);
    if (!place) continue;
    if (stage.id !== from.id) announce(words.movedSaid(called(deal), stage.label, place.row + 1, stage.count));
    return place;
  }
  const now = await unwrap(api.GET('/api/deals/{id}', { params: { path: { id: deal.id } } })).catch(() => null);
  if (now && now.stage.id !== from.id) announce(words.movedSaid(called(now), now.stage.label, null, 0));
  return null;
}

// Puts the move on the screen; the first thing it gives puts the screen back as it was, the second is where the deal stands.
function show(queries: QueryClient, filters: Filters, was: Deal, now: Deal): [() => void, Place | null] {
  const touched = [...queries.getQueriesData({ queryKey: ['deals'] }), ...queries.getQueriesData({ queryKey: ['pipeline'] })];
  const put = (stage: string, pages: Pages) => {
    for (const [page, items] of pages) queries.setQueryData<DealPage>(windowKey({ ...filters, stage }, page), old => old && { ...old, items: [...items] });
  };
  const count = queries.getQueryData<Board>(boardKey(filters))?.stages.find(one => one.id === now.stage.id)?.count ?? 0;
  put(was.stage.id, takenOut(pagesOf(queries, filters, was.stage.id), was.id));
  const { pages, row } = putIn(pagesOf(queries, filters, now.stage.id), now, pageSize, count);
  put(now.stage.id, pages);
  queries.setQueryData<Board>(boardKey(filters), board => board && movedBoard(board, was, now));
  queries.setQueryData<Deal>(['deals', 'one', was.id], old => old && now);
  // The table has it where it was, with its new stage.
  for (const [key, data] of queries.getQueriesData<DealPage>({ queryKey: ['deals'] }))
    if (data?.items?.some(one => one.id === was.id && one.stage.id === was.stage.id) && !(key[1] as { stage?: string }).stage)
      queries.setQueryData<DealPage>(key, { ...data, items: data.items.map(one => (one.id === was.id ? now : one)) });
  return [() => { for (const [key, data] of touched) queries.setQueryData(key, data); }, row === null ? null : { stage: now.stage.id, row }];
}

// A stage of the deal's pipeline, which need not be the one on the board: its panel knows it too.
function stageOf(queries: QueryClient, filters: Filters, deal: Deal, id: string): Stage | undefined {
  const boards = [queries.getQueryData<Board>(boardKey(filters)), ...queries.getQueriesData<Board>({ queryKey: ['pipeline'] }).map(([, board]) => board)];
  return boards.find(board => board?.pipeline?.id === deal.pipeline.id)?.stages.find(one => one.id === id);
}

export interface Table {
  queries: QueryClient;
  filters: Filters;
  refresh: () => Promise<void>;
  onPlace: (place: Place | null) => void; // the deal whose card had the focus stands there now; null: out of what was fetched
  last: Map<string, Promise<unknown>>; // what is under way, by deal: it is moved in the order in which a person moved it
}
interface How {
  follow: boolean; // the focus goes along
  back?: number | null; // taken back, with the probability that it had
}

// Shown at once, said aloud, with a way back; put back and said when the server refuses it.
export async function carryOut(table: Table, was: Deal, to: Stage, { follow, back }: How): Promise<void> {
  const { queries, filters, refresh, onPlace, last } = table;
  const now = movedDeal(was, to, back === undefined ? to.probability : back);
  const name = called(was);
  await Promise.all([queries.cancelQueries({ queryKey: ['deals'] }), queries.cancelQueries({ queryKey: ['pipeline'] })]);
  const from = stageOf(queries, filters, was, was.stage.id);
  const [putBack, there] = show(queries, filters, was, now);
  if (follow) onPlace(there);
  const before = last.get(was.id);
  const sent = (async () => {
    await before?.catch(() => undefined);
    return moveDeal(was, to, back);
  })();
  last.set(was.id, sent);
  try {
    const moved = await sent;
    if (last.get(was.id) !== sent) return; // moved on meanwhile: that is what is said
    await refresh();
    const place = placeOf(queries, filters, to.id, was.id);
    if (follow && place && place.row !== there?.row) onPlace(place);
    const { count } = stageOf(queries, filters, was, to.id) ?? to;
    announce(words.movedSaid(name, to.label, place ? place.row + 1 : null, count));
    if (back !== undefined) return;
    toast({
      title: words.movedTo(to.label),
      message: [name, was.name].filter((part, i, all) => part && all.indexOf(part) === i).join(' · '),
      // A stage that is used no more takes nothing back.
      actions: from?.takesDeals ? [{ label: common.undo, run: () => void carryOut(table, moved, from, { follow, back: was.probability }) }] : [],
    });
  } catch (error) {
    putBack();
    const home = placeOf(queries, filters, was.stage.id, was.id);
    if (follow) onPlace(home);
    // Who was late sees where somebody else put it.
    const late = error instanceof Problem && error.code === 'stale';
    const title = late ? words.movedMeanwhile(name) : words.movedBack(name, from?.label ?? was.stage.label);
    announce(title);
    toast({ title, message: late ? words.seeBoard : problemWords(error), tone: 'negative' });
    await refresh();
  } finally {
    if (last.get(was.id) === sent) last.delete(was.id);
  }
}
