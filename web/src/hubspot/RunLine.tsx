import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay } from '../session/may';
import { common } from '../text/common';
import page from '../ui/page.module.css';
import { useCancelRun } from './data';
import { useHubSpotStatus } from './StatusProvider';
import { text } from './line.text';
import { text as shared } from './text';
import { runPath, startedBy } from './words';

// The runs that wait for the one at work: each can be looked at, and cancelled.
export function RunLine() {
  const line = useHubSpotStatus()?.line ?? [];
  const cancel = useCancelRun();
  const may = useMay();
  if (line.length === 0) return null;
  return (
    <ul className={page.rows} aria-label={text.inLine} style={{ marginBlockStart: 12 }}>
      {line.map(run => (
        <li key={run.id}>
          <Link to={runPath(run)}>{text.waits(shared.runKinds[run.kind], startedBy(run))}</Link>
          <span className={page.dim}>{text.startsAfter}</span>
          {may('sync.run') && <Button size="compact-xs" variant="default" loading={cancel.isPending && cancel.variables === run.id} onClick={() => cancel.mutate(run.id)}>{common.cancel}</Button>}
        </li>
      ))}
    </ul>
  );
}
