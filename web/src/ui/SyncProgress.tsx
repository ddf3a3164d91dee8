import { Button, Group, Progress, Text } from '@mantine/core';
import { useEffect, useReducer } from 'react';
import type { Schemas } from '../api/client';
import { useStreaming } from '../app/reach';
import { common } from '../text/common';
import { formatInt, span } from '../text/format';
import { text } from './text';
import css from './ui.module.css';

type Run = Schemas['Run'];

export function left(etaMs: number | null): string {
  if (etaMs === null) return '';
  const seconds = Math.ceil(etaMs / 1000);
  if (seconds < 10) return text.momentLeft;
  return seconds < 90 ? text.secondsLeft(Math.ceil(seconds / 10) * 10) : text.minutesLeft(Math.ceil(seconds / 60));
}

// HubSpot asked to slow down: how long still, second by second.
function Pause({ until }: { until: number }) {
  const [now, tick] = useReducer(() => Date.now(), 0, () => Date.now());
  useEffect(() => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
  if (until <= now) return null;
  return <Text size="sm" c="dimmed">{until - now < 90_000 ? text.shortPause(span(until - now)) : text.slowDown(span(until - now))}</Text>;
}

// One truth of a running sync, wherever it is shown.
export function SyncProgress({ run, onCancel, cancelling }: { run: Run; onCancel?: () => void; cancelling?: boolean }) {
  const streaming = useStreaming();
  const of = run.total === null ? text.soFar(run.processed) : text.of(run.processed, run.total);
  const phase = run.inLine ? text.inLine : run.state === 'queued' ? text.queued : ((text.phases as Record<string, string>)[run.phase ?? ''] ?? text.syncing);
  return (
    <div className={css.progress}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={560}>{phase}</Text>
        {!run.inLine && <Text size="sm" c="dimmed" className="tabular">
          {run.percent !== null ? `${text.percent(run.percent)} · ` : ''}{of}{run.etaMs !== null ? ` · ${left(run.etaMs)}` : ''}
        </Text>}
      </Group>
      {run.inLine ? null : run.percent === null ? (
        // Nobody knows how far it is: a bar without a value.
        <Progress.Root><Progress.Section value={100} striped animated withAria={false} role="progressbar" aria-label={phase} /></Progress.Root>
      ) : (
        <Progress value={run.percent} aria-label={phase} />
      )}
      {!streaming && <Text size="sm" c="dimmed" role="status">{text.reconnecting}</Text>}
      {run.resumesAt && <Pause until={Date.parse(run.resumesAt)} />}
      <Group justify="space-between">
        {run.inLine ? <span /> : <dl className={css.counters}>
          <div><dt>{text.created}</dt><dd>{formatInt(run.counts.created)}</dd></div>
          <div><dt>{text.updatedCount}</dt><dd>{formatInt(run.counts.updated)}</dd></div>
          <div><dt>{text.skipped}</dt><dd>{formatInt(run.counts.skipped)}</dd></div>
          <div><dt>{text.needAttention}</dt><dd>{formatInt(run.counts.failed)}</dd></div>
        </dl>}
        {onCancel && <Button size="xs" variant="default" onClick={onCancel} loading={cancelling ?? false}>{run.inLine ? common.cancel : text.cancelSync}</Button>}
      </Group>
    </div>
  );
}
