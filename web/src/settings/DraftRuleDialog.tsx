import { Button, Group, Modal, NativeSelect, Skeleton, Stack } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { formatDate, formatMoney, today } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { reasonWord } from './ruleWords';
import { text } from './rules.text';

type Rule = Schemas['DealRule'];
type Preview = Schemas['DealRulePreview'];
const day = (instant: string): string => formatDate(today(new Date(instant)));
const longest = 90, dayMs = 24 * 60 * 60 * 1000;

// In words, what the rule would do: of what is there nothing, and what it would have made lately.
function Effect({ preview }: { preview: Preview }) {
  const short = preview.knownSince && Date.now() - Date.parse(preview.knownSince) < longest * dayMs;
  return (
    <>
      <p style={{ margin: 0 }}>{text.now(preview.now.deals)}</p>
      {preview.past.map(past => (
        <p key={past.days} style={{ margin: 0 }}>{text.past(past.days, past.entered, past.drafted, past.totals.map(sum => formatMoney(sum)).join(', '), past.leftOut)}</p>
      ))}
      <p className={page.dim} style={{ margin: 0 }}>{text.asToday} {short && text.knownSince(day(preview.knownSince ?? ''))}</p>
      {preview.leftOut.length > 0 && (
        <details>
          <summary>{text.couldNot}</summary>
          {/* Reached by Tab, so that it scrolls by keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div tabIndex={0} role="region" aria-label={text.couldNot} style={{ maxBlockSize: 160, overflowY: 'auto' }}>
            <ul className={page.rows}>{preview.leftOut.map(one => <li key={one.deal.id}><span>{one.deal.name || text.unnamed}</span><span className={page.dim}>{reasonWord(one)}</span></li>)}</ul>
          </div>
        </details>
      )}
    </>
  );
}

// What can be chosen, and what the rule has although HubSpot deleted it.
const withOwn = (live: readonly Schemas['Labelled'][], own: Schemas['Labelled'] | null | undefined): readonly Schemas['Labelled'][] => (own && !live.some(one => one.id === own.id) ? [...live, own] : live);

interface Props {
  rule: Rule | null; // null: a new one
  pipeline?: string | undefined; // what a new one begins with
  onClose: () => void;
  onSaved: (now: Preview['now'] | undefined, pipeline: string | null) => void;
}

// What a rule is about is chosen, what it would do is said, and only then is it saved.
export default function DraftRuleDialog({ rule, pipeline: begin, onClose, onSaved }: Props) {
  const queries = useQueryClient();
  const once = useOnce();
  const [pipeline, setPipeline] = useState<string | null>(rule ? (rule.pipeline?.id ?? null) : (begin ?? null));
  const [stage, setStage] = useState<string | null>(rule?.stage?.id ?? null);
  const board = useQuery({ queryKey: ['pipeline', 'of', pipeline], placeholderData: keepPreviousData, queryFn: () => unwrap(api.GET('/api/pipeline', { params: { query: pipeline ? { pipeline } : {} } })) });
  const body = { pipeline, stage };
  const preview = useQuery({ queryKey: ['deal-rules', 'preview', pipeline, stage], gcTime: 0, placeholderData: keepPreviousData, queryFn: () => unwrap(api.POST('/api/deal-rules/preview', { body })) });
  const save = useMutation({
    mutationFn: () => (rule
      ? unwrap(api.PATCH('/api/deal-rules/{id}', { params: { path: { id: rule.id }, header: { 'If-Match': `"${rule.version}"` } }, body }))
      : once(header => unwrap(api.POST('/api/deal-rules', { params: { header }, body })))),
    onSuccess: () => {
      for (const key of ['deal-rules', 'audit']) void queries.invalidateQueries({ queryKey: [key] });
      toast({ title: rule ? text.changed : text.added });
      onSaved(preview.data?.now, pipeline);
    },
  });
  const live = pipeline && board.data?.pipeline?.id === pipeline ? board.data.stages.filter(one => one.takesDeals && one.group !== 'lost') : [];
  const stages = withOwn(live, pipeline === rule?.pipeline?.id ? rule?.stage : null), pipelines = withOwn(board.data?.pipelines ?? [], rule?.pipeline);
  const wrong = fieldError(save.error, '/stage') ?? fieldError(preview.error, '/stage');
  const unchanged = rule !== null && pipeline === (rule.pipeline?.id ?? null) && stage === (rule.stage?.id ?? null);
  return (
    <Modal opened onClose={onClose} title={rule ? text.editTitle : text.newTitle} size={560} closeButtonProps={{ 'aria-label': common.close }}>
      <form style={{ display: 'grid', gap: 14 }} onSubmit={event => { event.preventDefault(); save.mutate(); }}>
        {save.error && !wrong && <Notice tone="negative">{problemWords(save.error)}</Notice>}
        <NativeSelect label={text.pipeline} data-autofocus value={pipeline ?? ''} onChange={event => { setPipeline(event.currentTarget.value || null); setStage(null); }} data={[{ value: '', label: text.anyPipeline }, ...pipelines.map(one => ({ value: one.id, label: one.label }))]} />
        <NativeSelect label={text.stage} value={stage ?? ''} disabled={!pipeline} error={wrong} onChange={event => setStage(event.currentTarget.value || null)} data={[{ value: '', label: text.anyWon }, ...stages.map(one => ({ value: one.id, label: one.label }))]} />
        <section aria-labelledby="effect" aria-live="polite" aria-busy={preview.isFetching}>
          <h3 id="effect" style={{ margin: '0 0 6px', fontSize: '.9375rem' }}>{text.whatWould}</h3>
          <Stack gap={6}>
            {preview.data ? <Effect preview={preview.data} /> : preview.error ? <Notice tone="negative" action={{ label: common.tryAgain, run: () => void preview.refetch() }}>{problemWords(preview.error)}</Notice> : <Skeleton height={64} radius={8} />}
          </Stack>
        </section>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" loading={save.isPending} disabled={unchanged || !preview.data || preview.isPlaceholderData}>{rule ? text.save : text.addNow}</Button>
        </Group>
      </form>
    </Modal>
  );
}
