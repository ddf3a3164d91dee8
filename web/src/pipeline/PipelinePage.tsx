import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { isGoing, keyHint, keysAreOn } from '../app/keys';
import { May, useMay } from '../session/may';
import { useSession } from '../session/useSession';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { ago, formatMoney, today } from '../text/format';
import { problemWords } from '../api/problem';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { PageTitle } from '../ui/PageTitle';
import { toast } from '../ui/toast';
import { useSyncNow } from '../hubspot/data';
import { useHubSpotStatus } from '../hubspot/StatusProvider';
import { closeRange, closes } from './closes';
import { Column } from './Column';
import { dealBeside, dealShown, useBoard, waitingIds, type Deal, type DraftsOf, type Money, type Stage } from './data';
import { leading } from './money';
import type { Moving } from './MoveMenu';
import { move, movedDeal, neighbour, type Spot } from './moves';
import css from './pipeline.module.css';
import { text as words } from './text';
import { Tray } from './Tray';
import { useDraft } from './useDraft';
import type { Place } from './moving';
import { refusal, refusalWords, useMove } from './useMove';
import { canFold, useFolded } from './useFolded';
import { useSelection } from './useSelection';

const BulkDrafts = lazy(withWords(() => import('./BulkDrafts')));
const DealList = lazy(withWords(() => import('./DealList')));
const ClientList = lazy(withWords(() => import('./ClientList')));
const NewDeal = lazy(withWords(() => import('./NewDeal')));
const SelectionBar = lazy(withWords(() => import('./SelectionBar')));
const Dialogs = lazy(withWords(() => import('./Dialogs')));

// On a phone, the other stages are out of sight: who moves deals there goes on in the stage where they are.
const oneColumn = () => matchMedia('(max-width: 699px)').matches;

export interface PipelineSearch {
  view?: 'list' | 'clients' | undefined;
  pipeline?: string | undefined;
  owner?: string | undefined;
  close?: string | undefined; // closes.ts
  q?: string | undefined;
  deal?: string | undefined;
  do?: string | undefined; // new: a deal is made
}

function Sum({ label, sums, currency }: { label: string; sums: readonly Money[]; currency: string | undefined }) {
  const { first, more } = leading(sums, currency);
  return (
    <div>
      <dt>{label}</dt>
      <dd title={sums.map(sum => formatMoney(sum)).join(' · ')}>
        {first ? formatMoney(first, 'compact') : '–'} {more > 0 && <small>{words.moreCurrencies(more)}</small>}
      </dd>
    </div>
  );
}

export function PipelinePage() {
  const search = useSearch({ strict: false }) as PipelineSearch;
  const navigate = useNavigate();
  const set = useCallback((change: Partial<PipelineSearch>) => void navigate({ to: '/clients/pipeline', search: (old: PipelineSearch) => ({ ...old, ...change }), replace: !('deal' in change || change.do) }), [navigate]);
  const filters = useMemo(() => ({ pipeline: search.pipeline, owner: search.owner, q: search.q, ...closeRange(search.close, today()) }), [search.pipeline, search.owner, search.q, search.close]);
  const board = useBoard(filters);
  const session = useSession();
  const may = useMay();
  const status = useHubSpotStatus();
  const syncNow = useSyncNow();
  const draft = useDraft();
  const [bulk, setBulk] = useState<DraftsOf | null>(null);
  const { picked, toggle, clear, drop } = useSelection(filters, search.view);
  const [locked, setLocked] = useState<Deal | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const page = useRef<HTMLElement>(null);
  const aim = useRef<Spot | null>(null); // where the focus is on its way to: a second key goes on from there
  const [stageShown, setStageShown] = useState(0);
  const [text, setText] = useState(search.q ?? '');
  const searchLater = useDebouncedCallback((q: string) => set({ q: q || undefined }), 120);

  const currency = session?.workspace.currency;
  const stages = useMemo(() => board.data?.stages ?? [], [board.data]);
  const counts = useMemo(() => stages.map(stage => stage.count), [stages]);
  const widest = useMemo(() => Math.max(0, ...stages.map(stage => Number(leading(stage.totals, currency).first?.amount ?? 0))), [stages, currency]);
  const open = useCallback((deal: Deal) => set({ deal: deal.id }), [set]);
  const createDraft = draft.create;
  const invoice = useCallback((deal: Deal) => void createDraft(deal), [createDraft]);
  const theirs = useCallback(() => setBulk({ ids: [...picked.keys()] }), [picked]);
  const onTray = useCallback((deal: Deal) => (picked.size > 1 && picked.has(deal.id) ? theirs() : invoice(deal)), [picked, theirs, invoice]);
  const pick = may('invoices.write') ? toggle : undefined; // drafts are all that is made of several
  const queries = useQueryClient();
  const [moving, setMoving] = useState<Moving | null>(null);
  const stagesNow = useRef(stages);
  stagesNow.current = stages;
  // The card that moved keeps the focus, unless the person has gone elsewhere since.
  const carried = useRef<Deal | null>(null); // moved by key, and the focus is on its way to it: the next key is for it
  const onPlace = useCallback((place: Place | null) => {
    const column = stagesNow.current.findIndex(one => one.id === place?.stage);
    const here = document.activeElement;
    if (!place || column < 0 || (here && here !== document.body && !here.closest('[data-row]')) || oneColumn()) carried.current = null;
    else setSpot({ column, row: place.row });
  }, []);
  const { move: moveTo, refuse, mayEdit, isMoving, ready } = useMove({ filters, onLocked: setLocked, onPlace });
  const dropped = useCallback((deal: Deal, stage: Stage) => moveTo(deal, stage, false), [moveTo]);
  const whyNot = useCallback((deal: Deal, stage: Stage) => {
    const why = refusal(deal, stage, mayEdit);
    if (!why) void ready();
    return why && refusalWords(why);
  }, [mayEdit, ready]);
  const openMenu = useCallback((deal: Deal, opener: HTMLElement) => {
    const why = refusal(deal, null, mayEdit);
    if (why) refuse(deal, why);
    else setMoving({ deal, opener });
    if (!why) void ready();
  }, [mayEdit, refuse, ready]);

  // A sync, or somebody else, took the card that has the focus elsewhere: the focus follows it, and it is said.
  const onGone = useCallback((deal: Deal, stage: Stage) => {
    void (async () => {
      const { whereItWent } = await ready();
      const place = await whereItWent(queries, filters, deal, stage);
      const column = stagesNow.current.findIndex(one => one.id === stage.id);
      const left = stagesNow.current[column]?.count ?? 0;
      if (place) onPlace(place);
      else if (left > 0 && document.activeElement === document.body) setSpot({ column, row: left - 1 });
    })();
  }, [ready, queries, filters, onPlace]);
  // From one card to the next in its panel; once that is closed, the focus is where the person got to.
  const stepped = useRef<Deal | null>(null);
  const onStep = useCallback((deal: Deal, step: 1 | -1) => {
    void dealBeside(queries, { ...filters, stage: deal.stage.id }, deal.id, step).then(next => {
      if (!next) return;
      stepped.current = next;
      queries.setQueryData(['deals', 'one', next.id], next);
      void navigate({ to: '/clients/pipeline', search: (old: PipelineSearch) => ({ ...old, deal: next.id }), replace: true });
    });
  }, [queries, filters, navigate]);
  const closePanel = () => {
    set({ deal: undefined });
    const to = stepped.current;
    stepped.current = null;
    if (to) void ready().then(({ placeOf }) => setTimeout(() => onPlace(placeOf(queries, filters, to.stage.id, to.id)), 50)); // after the panel gave the focus back
  };
  const { folded, fold } = useFolded();

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    const column = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
    if (!card || !column) return;
    const here = aim.current ?? { column: Number(column.dataset['column']), row: Number(card.dataset['row']) };
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter = plain && keysAreOn() && !isGoing();
    if (event.key === 'i' && letter) {
      if (!carried.current) card.querySelector<HTMLButtonElement>('[data-action="invoice"]')?.click();
      return;
    }
    if (event.key === 'x' && letter && pick) {
      const deal = carried.current ?? dealShown(queries, card.dataset['deal']);
      if (deal) pick(deal);
      return;
    }
    const steps = plain && event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft');
    if (steps || (event.key === 'm' && letter)) {
      event.preventDefault();
      const deal = carried.current ?? dealShown(queries, card.dataset['deal']);
      const to = steps && deal && neighbour(stages, deal.stage.id, event.key === 'ArrowRight' ? 1 : -1);
      if (deal && !steps) openMenu(deal, card.querySelector<HTMLElement>('[data-action="move"]') ?? (event.target as HTMLElement));
      else if (deal && to) {
        if (!refusal(deal, to, mayEdit)) carried.current = movedDeal(deal, to);
        moveTo(deal, to, true);
      }
      return;
    }
    if (event.shiftKey) return;
    carried.current = null;
    const wide = matchMedia('(min-width: 900px)').matches; // what is folded has no cards in sight
    const next = move(here, event.key, counts.map((count, i) => (wide && folded.has(stages[i]!.id) ? 0 : count)));
    if (!next) return;
    event.preventDefault();
    aim.current = next;
    setSpot(next);
  };

  // What held the focus is gone with the choice: it goes back to the cards.
  const clearPicked = () => {
    clear();
    requestAnimationFrame(() => { if (document.activeElement === document.body) page.current?.querySelector<HTMLElement>(`[data-column="${spot?.column ?? 0}"] [data-row="${spot?.row ?? 0}"] button`)?.focus(); });
  };

  const total = counts.reduce((a, b) => a + b, 0);
  const makes = may('records.write') && (board.data?.pipelines.length ?? 0) > 0; // there is a stage to make one in
  const filtered = Boolean(search.owner || search.q || search.close);
  // What the tray counts is what is drafted: narrowed, it is those by name.
  const draftAll = () => {
    if (!filtered) return setBulk({ wonWithoutInvoice: true, ...(board.data?.pipeline ? { pipeline: board.data.pipeline.id } : {}) });
    void waitingIds(filters).then(ids => setBulk({ ids }), (error: unknown) => toast({ title: problemWords(error), tone: 'negative' }));
  };
  const columns = stages.map(stage => (canFold(stage) && folded.has(stage.id) ? '44px' : 'minmax(216px, 1fr)')).join(' ');
  const late = status?.connection.state === 'connected' && !status.run && (status.sync.health === 'late' || status.sync.health === 'failing');
  // Loaded with the first one that is asked for; kept, so that closing is animated.
  const asked = Boolean(search.deal || search.do || bulk || locked || moving || draft.existing || draft.clientless);
  const [dialogs, setDialogs] = useState(asked);
  if (asked && !dialogs) setDialogs(true);
  return (
    <section className={css.page} ref={page}>
      <div className={css.head}>
        <PageTitle>{words.title}</PageTitle>
        <div className={css.filters}>
          {(board.data?.pipelines.length ?? 0) > 1 && (
            <NativeSelect size="xs" aria-label={words.pipeline} value={board.data?.pipeline?.id ?? ''} onChange={event => set({ pipeline: event.currentTarget.value })} data={board.data?.pipelines.map(p => ({ value: p.id, label: p.label })) ?? []} />
          )}
          <NativeSelect size="xs" aria-label={words.owner} value={search.owner ?? ''} onChange={event => set({ owner: event.currentTarget.value || undefined })} data={[{ value: '', label: words.everyone }, ...(board.data?.owners.map(o => ({ value: o.id, label: o.name })) ?? [])]} />
          <NativeSelect size="xs" aria-label={words.closeDate} value={search.close ?? ''} onChange={event => set({ close: event.currentTarget.value || undefined })} data={[{ value: '', label: words.anyClose }, ...closes.map(value => ({ value, label: words.closes[value] }))]} />
          <TextInput
            size="xs"
            type="search"
            {...keyHint(words.search, '/')}
            aria-label={words.search}
            placeholder={words.search}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={text}
            onChange={event => {
              setText(event.currentTarget.value);
              searchLater(event.currentTarget.value);
            }}
          />
          <SegmentedControl size="sm" aria-label={words.view} value={search.view ?? 'board'} onChange={view => set({ view: view === 'board' ? undefined : (view as 'list' | 'clients') })} data={[{ value: 'board', label: words.board }, { value: 'list', label: words.list }, { value: 'clients', label: words.clients }]} />
          {makes && <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} {...keyHint(words.newDeal, 'n')} onClick={() => set({ do: 'new' })}>{words.newDeal}</Button>}
        </div>
      </div>
      {board.error && !board.data ? (
        <Notice tone="negative" action={{ label: common.tryAgain, run: () => void board.refetch() }}>{words.failed}</Notice>
      ) : !board.data ? (
        <div aria-hidden><div className={css.strip} /><div className={css.tray} /></div>
      ) : total === 0 && !filtered ? (
        status?.connection.state === 'not_connected' && !board.data.pipeline ? (
          <EmptyState text={words.notConnected} action={<Button component={Link} to="/settings/integrations/hubspot">{words.connect}</Button>} />
        ) : (
          <EmptyState text={status?.connection.state === 'not_connected' ? words.emptyHere : words.empty} action={status?.connection.state !== 'not_connected' && <May need="sync.run"><Button variant={makes ? 'default' : 'filled'} onClick={() => syncNow.mutate()} loading={syncNow.isPending}>{words.syncNow}</Button></May>} />
        )
      ) : (
        <>
          {late && <Notice tone="warn" {...(may('sync.run') ? { action: { label: words.syncNow, run: () => syncNow.mutate() } } : {})}>{words.late(status.sync.lastSuccessAt ? ago(status.sync.lastSuccessAt) : null)}</Notice>}
          <dl className={css.strip}>
            <Sum label={words.open} sums={board.data.summary.open} currency={currency} />
            <Sum label={words.weighted} sums={board.data.summary.weighted} currency={currency} />
            <Sum label={words.wonNotInvoiced} sums={board.data.summary.wonNotInvoiced.totals} currency={currency} />
          </dl>
          <May need="invoices.write"><Tray waiting={board.data.summary.wonNotInvoiced.count} picked={picked} onDrop={onTray} onBulk={draftAll} /></May>
          {total === 0 ? (
            <EmptyState text={words.filteredEmpty} action={<Button variant="default" onClick={() => { setText(''); set({ owner: undefined, q: undefined, close: undefined }); }}>{words.clearFilters}</Button>} />
          ) : search.view === 'list' ? (
            <Suspense><DealList board={board.data} filters={filters} onOpen={open} /></Suspense>
          ) : search.view === 'clients' ? (
            <Suspense><ClientList filters={filters} /></Suspense>
          ) : (
            <>
              <NativeSelect className={css.picker} aria-label={words.stagePicker} value={stageShown} onChange={event => setStageShown(Number(event.currentTarget.value))} data={stages.map((stage, i) => ({ value: String(i), label: `${stage.label} · ${words.count(stage.count)}` }))} />
              {/* The keys of the board are those of the buttons inside it. */}
              {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
              <div className={css.board} style={{ '--columns': columns } as CSSProperties} onKeyDown={onKeyDown} onPointerDown={() => { carried.current = null; }} onFocus={event => { if (event.target.closest<HTMLElement>('[data-deal]')?.dataset['deal'] === carried.current?.id) carried.current = null; }}>
                {stages.map((stage, i) => (
                  <div key={stage.id} data-column={i} style={{ display: 'contents' }}>
                    <Column
                      stage={stage}
                      filters={filters}
                      currency={currency}
                      widest={widest}
                      hidden={i !== stageShown}
                      folded={canFold(stage) && folded.has(stage.id)}
                      onFold={canFold(stage) ? fold : undefined}
                      isMoving={isMoving}
                      onGone={onGone}
                      focusRow={spot?.column === i ? spot.row : null}
                      onFocusRow={row => { aim.current = null; setSpot(old => (old?.column === i && old.row === row ? old : { column: i, row })); }}
                      onOpen={open}
                      onInvoice={may('invoices.write') ? invoice : undefined}
                      onMenu={mayEdit ? openMenu : undefined}
                      picked={picked}
                      onPick={pick}
                      onDropped={dropped}
                      whyNot={whyNot}
                    />
                  </div>
                ))}
              </div>
            </>
          )}
        </>
      )}
      {picked.size > 0 && <Suspense><SelectionBar picked={picked} onDrafts={theirs} onClear={clearPicked} onGone={drop} /></Suspense>}
      {dialogs && (
        <Suspense>
          <Dialogs dealId={search.deal} onClosePanel={closePanel} onStep={onStep} onInvoice={invoice} draft={draft} locked={locked} onCloseLocked={() => setLocked(null)} moving={moving} onCloseMenu={() => setMoving(null)} onMove={moveTo} stages={stages} />
          {makes && search.do === 'new' && <NewDeal pipeline={board.data?.pipeline?.id} onClose={() => set({ do: undefined })} />}
          {bulk && <BulkDrafts opened onClose={() => setBulk(null)} of={bulk} onDone={'ids' in bulk ? clearPicked : undefined} />}
        </Suspense>
      )}
    </section>
  );
}
