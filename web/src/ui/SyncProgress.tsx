import { Button, Group, Progress, Text } from '@mantine/core';
import type { Schemas } from '../api/client';
import { ago, formatInt } from '../text/format';
import css from './ui.module.css';

type Run = Schemas['Run'];

const phases: Record<string, string> = { reading: 'Reading from HubSpot', matching: 'Checking for matches', importing_contacts: 'Importing contacts', importing_deals: 'Importing deals', linking: 'Linking deals to clients', done: 'Done' };

export function left(etaMs: number | null): string {
  if (etaMs === null) return '';
  const seconds = Math.ceil(etaMs / 1000);
  if (seconds < 10) return 'a moment left';
  return seconds < 90 ? `about ${Math.ceil(seconds / 10) * 10} s left` : `about ${Math.ceil(seconds / 60)} min left`;
}

// One truth of a running sync, wherever it is shown.
export function SyncProgress({ run, onCancel, cancelling }: { run: Run; onCancel?: () => void; cancelling?: boolean }) {
  const of = run.total === null ? `${formatInt(run.processed)} records so far` : `${formatInt(run.processed)} of ${formatInt(run.total)} records`;
  const phase = run.state === 'queued' ? 'Sync is queued' : (phases[run.phase ?? ''] ?? 'Syncing');
  return (
    <div className={css.progress}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={560}>{phase}</Text>
        <Text size="sm" c="dimmed" className="tabular">
          {run.percent !== null ? `${run.percent}% · ` : ''}{of}{run.etaMs !== null ? ` · ${left(run.etaMs)}` : ''}
        </Text>
      </Group>
      <Progress value={run.percent ?? 100} striped={run.percent === null} animated={run.percent === null} aria-label={phase} />
      {run.resumesAt && <Text size="sm" c="dimmed">HubSpot asked us to slow down. Continues {ago(run.resumesAt)}.</Text>}
      <Group justify="space-between">
        <dl className={css.counters}>
          <div><dt>Created</dt><dd>{formatInt(run.counts.created)}</dd></div>
          <div><dt>Updated</dt><dd>{formatInt(run.counts.updated)}</dd></div>
          <div><dt>Skipped</dt><dd>{formatInt(run.counts.skipped)}</dd></div>
          <div><dt>Need attention</dt><dd>{formatInt(run.counts.failed)}</dd></div>
        </dl>
        {onCancel && <Button size="xs" variant="default" onClick={onCancel} loading={cancelling ?? false}>Cancel sync</Button>}
      </Group>
    </div>
  );
}
