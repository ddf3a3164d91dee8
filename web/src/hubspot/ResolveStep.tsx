import { Button, Group, Kbd, Loader, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { formatInt } from '../text/format';
import { DiffTable } from '../ui/DiffTable';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import type { Cluster, Decision, MatchDecision } from './data';
import { keyDecision, nextUndecided } from './desk';
import css from './dialog.module.css';

const listKey = ['review', 'clusters'] as const;
const hints: Record<MatchDecision, string> = {
  replace: 'Updates your record with the marked HubSpot values. Invoices, payments and notes never change.',
  skip: "Keeps your record. This HubSpot contact isn't imported; later syncs won't ask again.",
  create: 'Creates a second client with the same email. Rarely what you want.',
  not_duplicate: 'Two different people. You are not asked about them again.',
};
const evidence: Record<Cluster['evidence'][number], string> = { email: 'same email', phone: 'same phone', name_domain: 'same name and company' };
const because = (cluster: Cluster) => (cluster.kind === 'exact' ? 'Same email' : `Possibly the same: ${cluster.evidence.map(one => evidence[one]).join(', ')}`);
const labels: Record<Decision, readonly [string, string]> = { replace: ['Replace', 'R'], skip: ['Skip', 'S'], create: ['Create new', 'C'] };

interface Props {
  onBack: () => void;
  onNext: () => void;
  onClose: () => void;
}

// The match desk. One key decides and leads to the next; decided rows stay and can be changed.
export function ResolveStep({ onBack, onNext, onClose }: Props) {
  const queries = useQueryClient();
  const list = useQuery({ queryKey: listKey, queryFn: ({ signal }) => allClusters(signal) });
  const clusters = list.data ?? [];
  const [at, setAt] = useState(0);
  const [asked, setAsked] = useState<Decision | 'formatting' | null>(null);
  const undo = useRef<string[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const current = clusters[at];
  const open = clusters.filter(cluster => cluster.decision === null).length;
  const exact = clusters.filter(cluster => cluster.decision === null && cluster.kind === 'exact');
  const formatting = exact.filter(cluster => cluster.formattingOnly).length;
  const virtual = useVirtualizer({ count: clusters.length, getScrollElement: () => box.current, estimateSize: () => 52, overscan: 8 });

  const put = (id: string, part: Partial<Cluster>) => queries.setQueryData<Cluster[]>(listKey, old => old?.map(one => (one.id === id ? { ...one, ...part } : one)));
  const decide = useMutation({
    mutationFn: ({ cluster, decision }: { cluster: Cluster; decision: MatchDecision | null }) => unwrap(api.PUT('/api/hubspot/duplicates/{id}', { params: { path: { id: cluster.id } }, body: { decision } })),
    // Shown at once; taken back when the server refuses.
    onMutate: ({ cluster, decision }) => put(cluster.id, { decision }),
    onError: (error, { cluster }) => {
      put(cluster.id, { decision: cluster.decision });
      toast({ title: problemWords(error), tone: 'negative' });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['review', 'summary'] }),
  });
  const bulk = useMutation({
    mutationFn: ({ decision, kind }: { decision: Decision; kind?: 'formatting' }) => unwrap(api.POST('/api/hubspot/duplicates/decide', { body: { select: kind ? { kind } : { all: true }, decision } })),
    onSuccess: () => {
      setAsked(null);
      void queries.invalidateQueries({ queryKey: ['review'] });
    },
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
  });
  const focusRow = (index: number) => {
    setAt(index);
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus({ preventScroll: true }));
  };
  const choose = (decision: MatchDecision) => {
    if (!current) return;
    if (decision !== 'not_duplicate') undo.current.push(current.id);
    decide.mutate({ cluster: current, decision });
    const next = nextUndecided(clusters.map((one, i) => ({ id: one.id, decided: one.decision !== null || i === at })), at);
    if (next !== null) focusRow(next);
  };
  const takeBack = () => {
    const id = undo.current.pop();
    const index = clusters.findIndex(cluster => cluster.id === id);
    const cluster = clusters[index];
    if (!cluster) return;
    decide.mutate({ cluster, decision: null });
    focusRow(index);
  };
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.altKey) return;
      if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
        if (open === 0) onNext();
        return;
      }
      if (event.ctrlKey || event.metaKey) return;
      const decision = keyDecision[event.key.toLowerCase()];
      if (decision) choose(decision);
      else if (event.key === 'Backspace') takeBack();
      else if (event.key === 'j' || event.key === 'ArrowDown') focusRow(Math.min(clusters.length - 1, at + 1));
      else if (event.key === 'k' || event.key === 'ArrowUp') focusRow(Math.max(0, at - 1));
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  if (list.error) return <Notice tone="negative" action={{ label: 'Try again', run: () => void list.refetch() }}>Matches could not be loaded. Decisions are kept.</Notice>;
  return (
    <>
      <div className={css.body}>
        <Group justify="space-between">
          <Text role="status"><b>{formatInt(open)}</b> of {formatInt(clusters.length)} still to decide</Text>
          <Group gap="xs">
            {formatting > 0 && formatting < open && <Button size="xs" variant="default" onClick={() => setAsked('formatting')}>Replace all {formatInt(formatting)} that differ only in formatting</Button>}
            <Button size="xs" variant="default" disabled={exact.length === 0} onClick={() => setAsked('replace')}>Replace all</Button>
            <Button size="xs" variant="default" disabled={open === 0} onClick={() => setAsked('skip')}>Skip all</Button>
          </Group>
        </Group>
        {asked && (
          <Notice tone="warn" action={{ label: `${asked === 'skip' ? 'Skip' : 'Replace'} ${formatInt(asked === 'formatting' ? formatting : asked === 'replace' ? exact.length : open)}`, run: () => bulk.mutate(asked === 'formatting' ? { decision: 'replace', kind: 'formatting' } : { decision: asked }) }}>
            {hints[asked === 'formatting' ? 'replace' : asked]} Each can be changed afterwards.
          </Notice>
        )}
        {list.isPending ? <Loader size="sm" aria-label="Loading" /> : clusters.length === 0 ? <EmptyState text="No matches. Nothing to resolve." /> : (
          <div className={css.desk}>
            <div className={css.list} ref={box} role="listbox" aria-label="Matches" tabIndex={-1}>
              <div role="presentation" style={{ height: virtual.getTotalSize() }}>
                {virtual.getVirtualItems().map(item => {
                  const cluster = clusters[item.index];
                  if (!cluster) return null;
                  return (
                    <button key={cluster.id} type="button" role="option" aria-selected={item.index === at} aria-setsize={clusters.length} aria-posinset={item.index + 1} data-row={item.index} tabIndex={item.index === at ? 0 : -1} className={css.match} style={{ transform: `translateY(${item.start}px)` }} onClick={() => setAt(item.index)}>
                      <span><b>{cluster.name}</b><small>{cluster.kind === 'exact' ? cluster.email : because(cluster)}</small></span>
                      {cluster.decision ? <Status kind="decision" value={cluster.decision} /> : <small>{cluster.differences === 0 ? 'Same' : `${cluster.differences} differ`}</small>}
                    </button>
                  );
                })}
              </div>
            </div>
            {current && (
              <section aria-label={`Comparison of ${current.name}`}>
                <Group justify="space-between" mb="xs">
                  <h3>{current.name}</h3>
                  <Text size="sm" c="dimmed">{because(current)}{current.openInvoices > 0 ? ` · ${formatInt(current.openInvoices)} open ${current.openInvoices === 1 ? 'invoice stays' : 'invoices stay'} with your record` : ''}{current.hubspot.length > 1 ? ` · ${current.hubspot.length} HubSpot contacts` : ''}</Text>
                </Group>
                <DiffTable fields={current.fields} />
                <div className={css.choices}>
                  {(['replace', 'skip', 'create'] as const).map(decision => (
                    <Button key={decision} variant={current.decision === decision ? 'filled' : 'default'} onClick={() => choose(decision)} rightSection={<Kbd size="xs">{labels[decision][1]}</Kbd>} aria-keyshortcuts={labels[decision][1]} aria-pressed={current.decision === decision}>{labels[decision][0]}</Button>
                  ))}
                  <Button variant="subtle" disabled={current.decision === 'not_duplicate'} onClick={() => choose('not_duplicate')}>Not a duplicate</Button>
                </div>
                <p className={css.hint}>{hints[current.decision ?? 'replace']}</p>
              </section>
            )}
          </div>
        )}
      </div>
      <div className={css.foot}>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>Save and close</Button>
          <Button variant="subtle" onClick={onBack}>Back</Button>
        </Group>
        <Button onClick={onNext} disabled={list.isPending}>{open > 0 ? `Continue, ${formatInt(open)} left for later` : 'Continue'}</Button>
      </div>
    </>
  );
}

// All clusters, in pages: the desk moves between decided and undecided ones.
async function allClusters(signal: AbortSignal): Promise<Cluster[]> {
  const out: Cluster[] = [];
  for (;;) {
    const page = await unwrap(api.GET('/api/hubspot/duplicates', { params: { query: { sort: 'differences', dir: 'desc', offset: out.length, limit: 500 } }, signal }));
    out.push(...page.items);
    if (page.items.length === 0 || out.length >= page.total) return out;
  }
}
