import '@mantine/core/styles/Kbd.css';
import { Button, Checkbox, Group, Kbd, Loader, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api, unwrap } from '../api/client';
import { withReference } from '../api/problem';
import { common } from '../text/common';
import { formatInt } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { saveChoice, type Cluster, type Decision, type MatchDecision } from './data';
import { keyDecision, kindOf, kinds, nextUndecided, pairOf, type Kind, type Pair } from './desk';
import css from './dialog.module.css';
import { MatchList, type MatchListHandle } from './MatchList';
import { MatchPanel } from './MatchPanel';
import { text } from './matches.text';
import { keyHelp } from './matchWords';
import { helpOr, sayProblem } from './problems';
import { useCtrlEnter } from './useCtrlEnter';

const listKey = ['review', 'clusters'] as const;
const decidedAtOnce = 10_000;
const sorts = ['differences', 'invoices', 'name'] as const;
type Sort = (typeof sorts)[number];

interface Props {
  onBack: () => void;
  onNext: () => void;
  onClose: () => void;
}
// What a bulk decision is about: some ticked ones, one kind, or everything that is open.
interface Asked {
  decision: Decision;
  ids: string[];
}

// The match desk. One key decides and leads to the next; decided rows stay and can be changed.
export function ResolveStep({ onBack, onNext, onClose }: Props) {
  const queries = useQueryClient();
  const phone = useMediaQuery('(max-width: 699px)');
  const [sort, setSort] = useState<Sort>('differences');
  const list = useQuery({ queryKey: [...listKey, sort], queryFn: ({ signal }) => allClusters(sort, signal) });
  const all = useMemo(() => list.data ?? [], [list.data]);
  const [kind, setKind] = useState<Kind | ''>('');
  const [typed, setTyped] = useState('');
  const clusters = useMemo(() => {
    const q = typed.trim().toLowerCase();
    return all.filter(one => (kind === '' || kindOf(one) === kind) && (q === '' || `${one.name} ${one.email}`.toLowerCase().includes(q)));
  }, [all, kind, typed]);
  const [at, setAt] = useState(0);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [pairs, setPairs] = useState<Record<string, Pair>>({});
  const [asked, setAsked] = useState<Asked | null>(null);
  const [remember, setRemember] = useState(false);
  const [creating, setCreating] = useState(false);
  const [agreed, setAgreed] = useState(false); // that "Create new" makes a second client, once a visit
  const [help, setHelp] = useState(false);
  const [compare, setCompare] = useState(false); // on a phone: the comparison instead of the list
  const undo = useRef<string[]>([]);
  const rows = useRef<MatchListHandle>(null);
  const current = clusters[Math.min(at, clusters.length - 1)];
  const pair = current ? (pairs[current.id] ?? pairOf(current)) : null;
  const undecided = all.filter(one => one.decision === null);
  const open = undecided.length;
  const byKind = kinds.map(one => [one, undecided.filter(cluster => kindOf(cluster) === one)] as const).filter(([one, found]) => found.length > 0 || one === kind);
  const exact = undecided.filter(one => one.kind === 'exact');
  const chosen = all.filter(one => ticked.has(one.id));

  const put = (id: string, part: Partial<Cluster>) => queries.setQueriesData<Cluster[]>({ queryKey: listKey }, old => old?.map(one => (one.id === id ? { ...one, ...part } : one)));
  const decide = useMutation({
    mutationFn: ({ cluster, decision, chosenPair }: { cluster: Cluster; decision: MatchDecision | null; chosenPair?: Pair }) =>
      unwrap(api.PUT('/api/hubspot/duplicates/{id}', { params: { path: { id: cluster.id } }, body: { decision, ...(decision === 'replace' && chosenPair?.targetId ? { targetId: chosenPair.targetId } : {}), ...(decision === 'replace' && chosenPair?.hubspotId ? { hubspotId: chosenPair.hubspotId } : {}) } })),
    // Shown at once; taken back when the server refuses.
    onMutate: ({ cluster, decision }) => put(cluster.id, { decision }),
    onSuccess: decided => put(decided.id, decided),
    onError: (error, { cluster }) => {
      put(cluster.id, { decision: cluster.decision });
      sayProblem(error);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['review', 'summary'] }),
  });
  const bulk = useMutation({
    mutationFn: async ({ decision, ids }: Asked) => {
      for (let from = 0; from < ids.length; from += decidedAtOnce) await unwrap(api.POST('/api/hubspot/duplicates/decide', { body: { select: { ids: ids.slice(from, from + decidedAtOnce) }, decision } }));
      if (!remember || decision === 'create') return;
      await saveChoice({ duplicatePolicy: decision });
    },
    // Until the list is as it now is: who asks for all the rest next means what is left.
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['review'] });
      setAsked(null);
      setTicked(new Set());
      void queries.invalidateQueries({ queryKey: ['hubspot', 'settings'] });
    },
    onError: sayProblem,
  });
  const go = (index: number) => {
    setAt(index);
    rows.current?.show(index);
  };
  const choose = (decision: MatchDecision, sure = agreed) => {
    if (!current) return;
    if (decision === 'create' && !sure) {
      setCreating(true);
      return;
    }
    undo.current.push(current.id);
    decide.mutate({ cluster: current, decision, ...(pair ? { chosenPair: pair } : {}) });
    const next = nextUndecided(clusters.map((one, i) => ({ id: one.id, decided: one.decision !== null || i === at })), at);
    if (next !== null) go(next);
    else setCompare(false);
  };
  const takeBack = () => {
    const id = undo.current.pop();
    const cluster = all.find(one => one.id === id);
    if (!cluster) return;
    decide.mutate({ cluster, decision: null });
    const index = clusters.findIndex(one => one.id === id);
    if (index >= 0) go(index);
  };
  const tick = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  // The buttons above act on what is ticked, if anything is. What is only possible is never replaced in bulk.
  const ask = (decision: Decision) => {
    setRemember(false);
    setAsked({ decision, ids: (chosen.length > 0 ? chosen.filter(one => decision !== 'replace' || one.kind === 'exact') : decision === 'replace' ? exact : undecided).map(one => one.id) });
  };
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.altKey || creating || target?.closest('input:not([type="checkbox"], [type="radio"]), select, textarea')) return;
      if (event.ctrlKey || event.metaKey) return;
      const decision = keyDecision[event.key.toLowerCase()];
      if (decision) choose(decision);
      else if (event.key === 'Backspace') takeBack();
      else if (event.key === 'j' || event.key === 'ArrowDown') go(Math.min(clusters.length - 1, at + 1));
      else if (event.key === 'k' || event.key === 'ArrowUp') go(Math.max(0, at - 1));
      else if (event.key === 'x' && current) tick(current.id);
      else if (event.key === '?') setHelp(!help);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  useCtrlEnter(onNext, !list.isPending && !creating);

  if (list.error) return <Notice tone="negative" action={helpOr(list.error, common.tryAgain, list.refetch)}>{withReference(text.notLoaded, list.error)}</Notice>;
  const n = asked?.ids.length ?? 0;
  const panel = current && pair && <MatchPanel cluster={current} pair={pair} onPair={next => setPairs({ ...pairs, [current.id]: next })} onChoose={choose} />;
  const question = (
    <ConfirmDialog opened={creating} title={text.secondClient} verb={text.decisions.create} onConfirm={() => { setCreating(false); setAgreed(true); choose('create', true); }} onClose={() => setCreating(false)}>
      {text.hints.create} {text.askedOnce}
    </ConfirmDialog>
  );
  // On a phone a match is a page of its own: back, the comparison, three large buttons.
  if (phone && compare && panel)
    return (
      <div className={css.body}>
        <Group justify="space-between">
          <Button size="xs" variant="default" onClick={() => setCompare(false)}>{text.backToList}</Button>
          <Text size="sm" role="status">{text.stillToDecide(<b>{formatInt(open)}</b>, all.length)}</Text>
        </Group>
        {panel}
        {question}
      </div>
    );
  return (
    <>
      <div className={css.body}>
        <Group justify="space-between">
          <Text role="status">{text.stillToDecide(<b>{formatInt(open)}</b>, all.length)}{chosen.length > 0 ? ` · ${text.selected(chosen.length)}` : ''}</Text>
          <Group gap="xs">
            <Button size="xs" variant="default" disabled={(chosen.length > 0 ? chosen : exact).length === 0} onClick={() => ask('replace')}>{chosen.length > 0 ? text.replaceSelected : text.replaceAll}</Button>
            <Button size="xs" variant="default" disabled={chosen.length === 0 && open === 0} onClick={() => ask('skip')}>{chosen.length > 0 ? text.skipSelected : text.skipAll}</Button>
            {!phone && <Button size="xs" variant="subtle" aria-expanded={help} aria-keyshortcuts="?" onClick={() => setHelp(!help)}>{text.keys}</Button>}
          </Group>
        </Group>
        {help && <dl className={css.keys} aria-label={text.keys}>{keyHelp().map(([keys, does]) => <div key={does}><dt>{keys.map(one => <Kbd key={one} size="xs">{one}</Kbd>)}</dt><dd>{does}</dd></div>)}</dl>}
        {(byKind.length > 1 || kind !== '') && (
          <ul className={css.kinds} aria-label={text.byKind}>
            {byKind.map(([one, found]) => (
              <li key={one}>
                <button type="button" aria-pressed={kind === one} onClick={() => { setKind(kind === one ? '' : one); setAt(0); }}>{text.kinds[one](found.length)}</button>
                {found.length > 0 && (one === 'same' || one === 'formatting' || one === 'adds') && <Button size="compact-xs" variant="light" onClick={() => { setRemember(false); setAsked({ decision: 'replace', ids: found.map(cluster => cluster.id) }); }}>{text.replaceAllOf(found.length)}</Button>}
              </li>
            ))}
          </ul>
        )}
        {asked && (
          <Notice tone="warn" action={{ label: text.decideThese[asked.decision](n), run: () => bulk.mutate(asked) }}>
            {text.hints[asked.decision]} {text.canChange}
            {asked.decision !== 'create' && <Checkbox size="xs" mt={6} label={text.remember} checked={remember} onChange={event => setRemember(event.currentTarget.checked)} />}
          </Notice>
        )}
        {list.isPending ? <Loader size="sm" aria-label={common.loading} /> : all.length === 0 ? <EmptyState text={text.none} /> : (
          <>
            <div className={css.filters}>
              <TextInput type="search" size="xs" aria-label={text.searchMatches} placeholder={text.searchBy} value={typed} onChange={event => { setTyped(event.currentTarget.value); setAt(0); }} />
              <NativeSelect size="xs" aria-label={text.sort} value={sort} onChange={event => { setSort(event.currentTarget.value as Sort); setAt(0); }} data={sorts.map(value => ({ value, label: text.sorts[value] }))} />
            </div>
            {clusters.length === 0 ? <EmptyState text={text.noneHere} action={<Button size="xs" variant="default" onClick={() => { setKind(''); setTyped(''); }}>{text.showAll}</Button>} /> : phone ? (
              <MatchList ref={rows} clusters={clusters} at={at} ticked={ticked} onGo={index => { setAt(index); setCompare(true); }} onTick={tick} />
            ) : (
              <div className={css.desk}>
                <MatchList ref={rows} clusters={clusters} at={at} ticked={ticked} onGo={setAt} onTick={tick} />
                {panel}
              </div>
            )}
          </>
        )}
      </div>
      <div className={css.foot}>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>{text.saveAndClose}</Button>
          <Button variant="subtle" onClick={onBack}>{common.back}</Button>
        </Group>
        <Button onClick={onNext} disabled={list.isPending} aria-keyshortcuts="Control+Enter">{open > 0 ? text.continueLeft(open) : common.continue}</Button>
      </div>
      {question}
    </>
  );
}

// All clusters, in pages: the desk moves between decided and undecided ones.
async function allClusters(sort: Sort, signal: AbortSignal): Promise<Cluster[]> {
  const out: Cluster[] = [];
  for (;;) {
    const page = await unwrap(api.GET('/api/hubspot/duplicates', { params: { query: { sort, dir: sort === 'name' ? 'asc' : 'desc', offset: out.length, limit: 500 } }, signal }));
    out.push(...page.items);
    if (page.items.length === 0 || out.length >= page.total) return out;
  }
}
