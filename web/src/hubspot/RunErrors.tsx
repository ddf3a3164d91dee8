import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { CauseGroup } from './CauseGroup';
import type { Run } from './data';
import { plural } from './words';

export const causesQuery = (id: string) => ({ queryKey: ['hubspot', 'run', id, 'causes'], queryFn: () => unwrap(api.GET('/api/hubspot/runs/{id}/causes', { params: { path: { id } } })) });

// What the run could not do, by cause and not by record.
export function RunErrors({ run, busy, onRetry }: { run: Run; busy: boolean; onRetry: (code: string) => void }) {
  const list = useQuery(causesQuery(run.id));
  if (list.error) return <Notice tone="negative" action={{ label: 'Try again', run: () => void list.refetch() }}>Errors could not be loaded.</Notice>;
  if (!list.data) return <Skeleton height={200} radius={12} />;
  if (list.data.items.length === 0) return <EmptyState text="No record needs attention." />;
  return (
    <>
      {list.data.items.map(cause => (
        <CauseGroup key={cause.code} code={cause.code} count={cause.count} title={`${cause.title} (${String(cause.count)})`} fix={cause.fix} records={cause.examples} busy={busy} onRetry={cause.examples.some(one => one.objectId) ? () => onRetry(cause.code) : undefined} more={cause.count > cause.examples.length ? <>{plural(cause.count - cause.examples.length, 'more record is', 'more records are')} in the log. <Link to="/settings/integrations/hubspot/attention" search={{ code: cause.code } as never}>Show what still needs attention</Link></> : undefined} />
      ))}
    </>
  );
}
