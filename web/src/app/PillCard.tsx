import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSyncNow, type Status } from '../hubspot/data';
import { May } from '../session/may';
import { ago, formatInt } from '../text/format';
import css from './bell.module.css';
import { text } from './later.text';
import type { PillState } from './pill';

// What one wants to know of the sync without leaving the page.
export default function PillCard({ status, said, onClose }: { status: Status; said: PillState; onClose: () => void }) {
  const syncNow = useSyncNow();
  const { connection, sync, run } = status;
  const { contacts, companies, deals } = sync.recordsSynced;
  return (
    <div role="group" aria-label={text.sync} className={css.card}>
      <p className={css.state}>{said.name.slice(said.shown.length + 2) || said.shown}</p>
      <dl className={css.facts}>
        <div><dt>{text.lastSync}</dt><dd>{sync.lastSuccessAt ? ago(sync.lastSuccessAt) : text.noneYet}</dd></div>
        <div><dt>{text.nextSync}</dt><dd>{run ? text.running : sync.nextRunAt ? ago(sync.nextRunAt) : text.byHand}</dd></div>
        <div><dt>{text.inSync}</dt><dd>{formatInt(contacts + companies + deals)}</dd></div>
        <div><dt>{text.needAttention}</dt><dd>{sync.needAttention > 0 ? <Link to="/settings/integrations/hubspot/attention" onClick={onClose}>{formatInt(sync.needAttention)}</Link> : formatInt(0)}</dd></div>
      </dl>
      <Group gap="xs" mt="sm">
        {connection.state === 'connected' && <May need="sync.run"><Button size="xs" disabled={run !== null} loading={syncNow.isPending} onClick={() => syncNow.mutate()}>{text.syncHubSpot}</Button></May>}
        <Button size="xs" variant="default" component={Link} to="/settings/integrations/hubspot/runs" onClick={onClose}>{text.viewHistory}</Button>
      </Group>
    </div>
  );
}
