import { Button, Group } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { common } from '../text/common';
import { ago, formatTime } from '../text/format';
import { causeWords, onlyRead, repairs, type Repair } from './causes';
import { text } from './causes.text';
import css from './hubspot.module.css';
import { text as shared } from './text';
import { whySearch } from './words';

const needsClient = new Set(['deal_no_contact', 'deal_no_client']);

export interface ProblemRecord {
  objectType: string;
  objectId: string | null;
  name: string;
  detail: string;
  url: string | null;
  at: string;
}

interface Props {
  code: string;
  count: number;
  title?: string; // in the server's words, for a code without ours
  fix?: string | undefined;
  records: readonly ProblemRecord[];
  onRetry?: (() => void) | undefined;
  busy?: boolean;
  more?: ReactNode;
}

// The button that helps against a cause, if one place here does.
export function RepairButton({ code }: { code: string }) {
  const navigate = useNavigate();
  const repair = repairs[code];
  if (!repair) return null;
  const toMapping = () => void navigate({ to: '/settings/integrations/hubspot/mapping' });
  const acts: Record<Repair, readonly [string, () => void]> = {
    mapping: [shared.editMapping, toMapping],
    stages: [shared.mapStages, toMapping],
    resolve: [shared.resolve, () => void navigate({ to: '/settings/integrations/hubspot', search: { import: '1', step: 'resolve' } as never })],
    rules: [shared.chooseLists, () => void navigate({ to: '/settings/integrations/hubspot', hash: 'rules' })],
    import_without_email: [shared.importWithoutEmail, () => void navigate({ to: '/settings/integrations/hubspot', search: { import: '1', step: 'review' } as never })],
  };
  const [verb, run] = acts[repair];
  return <Button size="xs" onClick={run}>{verb}</Button>;
}

// One cause with the records it holds up, what helps against it, and a link to each record.
export function CauseGroup({ code, count, title, fix, records, onRetry, busy, more }: Props) {
  const words = causeWords(code, count) ?? title ?? code;
  return (
    <section className={css.cause} aria-label={words}>
      <header>
        <div>
          <h2>{words}</h2>
          {fix && <p>{fix}</p>}
        </div>
        <Group gap="xs">
          <RepairButton code={code} />
          {onRetry && <Button size="xs" variant="default" onClick={onRetry} disabled={busy ?? false}>{text.tryThese}</Button>}
        </Group>
      </header>
      <ul>
        {records.map(record => (
          <li key={`${record.objectType}/${record.objectId ?? ''}/${record.at}`}>
            <span>{record.objectId ? <Link to="/settings/integrations/hubspot" search={whySearch(record.objectId)}>{record.name || record.objectId}</Link> : record.name || text.syncItself}</span>
            <span>{record.detail}{needsClient.has(code) && record.objectType === 'deal' && <> <Link to="/clients/pipeline" search={{ view: 'list', q: record.name } as never}>{text.chooseClient}</Link></>}</span>
            <time dateTime={record.at} title={formatTime(record.at)}>{ago(record.at)}</time>
            {onlyRead.has(code) && record.objectId ? <Link to="/settings/integrations/hubspot" search={whySearch(record.objectId)}>{text.view}</Link> : record.url ? <a href={record.url} target="_blank" rel="noreferrer">{shared.editInHubSpot}<span className="visually-hidden"> {common.newTab}</span></a> : <span />}
          </li>
        ))}
      </ul>
      {more && <footer>{more}</footer>}
    </section>
  );
}
