import { Button, Group, Skeleton, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatDate, formatMoney, today } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { reasonWord, ruleWords } from './ruleWords';
import { text } from './rules.text';
import { SettingsHead } from './SettingsHead';

const DraftRuleDialog = lazy(withWords(() => import('./DraftRuleDialog')));
const BulkDrafts = lazy(withWords(() => import('../pipeline/BulkDrafts')));
type Rule = Schemas['DealRule'];

const day = (instant: string): string => formatDate(today(new Date(instant)));

function Waiting({ rule }: { rule: Rule }) {
  if (rule.waiting.count === 0) return null;
  return (
    <details>
      <summary>{text.waiting(rule.waiting.count)}</summary>
      <p className={page.dim} style={{ margin: '4px 0' }}>{text.waitingHint}</p>
      <ul className={page.rows}>
        {rule.waiting.first.map(one => (
          <li key={one.deal.id}>
            <Link to="/clients/pipeline" search={{ deal: one.deal.id }}>{one.deal.name || text.unnamed}</Link>
            <span className={page.dim}>{reasonWord(one)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Row({ rule, onEdit }: { rule: Rule; onEdit: () => void }) {
  const queries = useQueryClient();
  const may = useMay()('settings.write');
  const [asking, setAsking] = useState(false);
  const said = ruleWords(rule);
  const refresh = () => { for (const key of ['deal-rules', 'audit']) void queries.invalidateQueries({ queryKey: [key] }); };
  const turn = useMutation({
    mutationFn: (on: boolean) => unwrap(api.PATCH('/api/deal-rules/{id}', { params: { path: { id: rule.id }, header: { 'If-Match': `"${rule.version}"` } }, body: { on } })),
    onSuccess: now => toast({ title: now.on ? text.switchedOn : text.switchedOff }),
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/deal-rules/{id}', { params: { path: { id: rule.id } } }) as never),
    onSuccess: () => { refresh(); toast({ title: text.removed }); },
    onError: error => { setAsking(false); toast({ title: problemWords(error), tone: 'negative' }); },
  });
  return (
    <li style={{ alignItems: 'flex-start' }}>
      <div style={{ flex: '1 1 280px', minInlineSize: 0, display: 'grid', gap: 4 }}>
        <span>{said}</span>
        <span className={page.dim}>{text.made(rule.drafts)} · {text.by(rule.createdBy, day(rule.createdAt))}{!may && !rule.on && <> · {text.off}</>}</span>
        {rule.problem && <Notice tone="warn">{text.problems[rule.problem.code]}</Notice>}
        <Waiting rule={rule} />
      </div>
      <May need="settings.write">
        <Group gap="xs" wrap="nowrap">
          <Switch aria-label={text.on(said)} checked={turn.isPending ? turn.variables : rule.on} disabled={turn.isPending} styles={{ track: { boxShadow: 'var(--field) 0 0 0 .0625rem' } }} onChange={event => turn.mutate(event.currentTarget.checked)} />
          <Button size="compact-sm" variant="default" aria-label={`${text.edit} ${said}`} onClick={onEdit}>{text.edit}</Button>
          <Button size="compact-sm" variant="default" aria-label={`${text.remove} ${said}`} onClick={() => setAsking(true)}>{text.remove}</Button>
        </Group>
        <ConfirmDialog opened={asking} title={text.removeTitle} verb={text.removeNow} danger busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(false)}>{said}. {text.removeHint}</ConfirmDialog>
      </May>
    </li>
  );
}

interface Before { count: number; sums: string; pipeline: string | undefined }

// The rules by which deals become drafts, each in a sentence.
export function DraftRulesPage() {
  const search: { do?: string; pipeline?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const may = useMay()('settings.write');
  const rules = useQuery({ queryKey: ['deal-rules'], queryFn: () => unwrap(api.GET('/api/deal-rules')) });
  const [editing, setEditing] = useState<Rule | null>(null);
  const [before, setBefore] = useState<Before | null>(null); // what a saved rule leaves alone, to be drafted by hand
  const [drafting, setDrafting] = useState(false);
  const adding = search.do === 'add' && may;
  const ask = (what: 'add' | undefined) => void navigate({ to: '/settings/drafts', search: what ? { do: what } : {}, replace: true });
  const close = () => { setEditing(null); if (search.do) ask(undefined); };
  const saved = (now: Schemas['DealRulePreview']['now'] | undefined, pipeline: string | null) => {
    close();
    setBefore(now?.won && now.withoutInvoice > 0 ? { count: now.withoutInvoice, sums: now.totals.map(sum => formatMoney(sum)).join(', '), pipeline: pipeline ?? undefined } : null);
  };
  const add = <May need="settings.write"><Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => ask('add')}>{text.add}</Button></May>;
  return (
    <>
      <SettingsHead title={text.title} sub={text.explained}>
        {rules.data && rules.data.total > 0 && add}
      </SettingsHead>
      {before && <May need="invoices.write"><Notice action={{ label: text.draftThem, run: () => setDrafting(true) }}>{text.before(before.count, before.sums)}</Notice></May>}
      <section className={page.card} aria-labelledby="rules">
        <h2 id="rules">{text.list}</h2>
        {rules.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void rules.refetch() }}>{text.notLoaded}</Notice>}
        {!rules.data && !rules.error && <Skeleton height={104} radius={8} />}
        {rules.data?.total === 0 && <EmptyState text={text.none} action={add} />}
        {rules.data && rules.data.total > 0 && <ul className={page.rows}>{rules.data.items.map(rule => <Row key={rule.id} rule={rule} onEdit={() => setEditing(rule)} />)}</ul>}
      </section>
      {(adding || editing) && <Suspense><DraftRuleDialog key={editing?.id ?? ''} rule={editing} pipeline={search.pipeline} onClose={close} onSaved={saved} /></Suspense>}
      {drafting && <Suspense><BulkDrafts opened of={{ wonWithoutInvoice: true, ...(before?.pipeline ? { pipeline: before.pipeline } : {}) }} onClose={() => { setDrafting(false); setBefore(null); }} /></Suspense>}
    </>
  );
}
