import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { withReference } from '../api/problem';
import { common } from '../text/common';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { CauseGroup } from './CauseGroup';
import type { Run } from './data';
import css from './hubspot.module.css';
import { helpOr } from './problems';
import { text } from './runs.text';

export const causesQuery = (id: string) => ({ queryKey: ['hubspot', 'run', id, 'causes'], queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}/causes', { params: { path: { id } } })) });

// What the run could not do, by cause and not by record.
export function RunErrors({ run, busy, onRetry }: { run: Run; busy: boolean; onRetry: (code: string) => void }) {
  const list = useQuery(causesQuery(run.id));
  if (list.error) return <Notice tone="negative" action={helpOr(list.error, common.tryAgain, list.refetch)}>{withReference(text.errorsNotLoaded, list.error)}</Notice>;
  if (!list.data) return <Skeleton height={200} radius={12} />;
  const { items } = list.data;
  if (items.length === 0) return <EmptyState text={text.noErrors} />;
  const wrong = items.filter(cause => !cause.waits), waiting = items.filter(cause => cause.waits);
  const named = items.reduce((sum, cause) => sum + cause.count, 0);
  const groups = (causes: typeof items) => causes.map(cause => (
        <CauseGroup key={cause.code} code={cause.code} count={cause.count} title={text.causeCount(cause.title, cause.count)} fix={cause.fix} records={cause.examples} busy={busy} onRetry={cause.examples.some(one => one.objectId) ? () => onRetry(cause.code) : undefined} more={cause.count > cause.examples.length ? <>{text.moreInLog(cause.count - cause.examples.length)} <Link to="/settings/integrations/hubspot/attention" search={{ code: cause.code } as never}>{text.stillNeeds}</Link></> : undefined} />
  ));
  return (
    <>
      {groups(wrong)}
      {waiting.length > 0 && (
        <>
          <h2 className={css.day}>{text.waitForDecision}</h2>
          <p className={page.sub}>{text.onlyWait}</p>
          {groups(waiting)}
        </>
      )}
      {named < run.counts.failed + run.counts.waiting && <p className={page.dim}>{text.logKeeps}</p>}
    </>
  );
}
