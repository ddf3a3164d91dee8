import { Button, Group } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ago, formatTime } from '../text/format';
import css from './hubspot.module.css';
import { causes } from './words';

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
function Repair({ code }: { code: string }) {
  const navigate = useNavigate();
  const cause = causes[code];
  if (!cause?.verb) return null;
  const go: Partial<Record<string, () => void>> = {
    mapping: () => void navigate({ to: '/settings/integrations/hubspot/mapping' }),
    resolve: () => void navigate({ to: '/settings/integrations/hubspot', search: { import: '1', step: 'resolve' } as never }),
    rules: () => void navigate({ to: '/settings/integrations/hubspot', hash: 'rules' }),
    import_without_email: () => void navigate({ to: '/settings/integrations/hubspot', search: { import: '1', step: 'review' } as never }),
  };
  const run = go[cause.repair];
  return run ? <Button size="xs" onClick={run}>{cause.verb}</Button> : null;
}

// One cause with the records it holds up, what helps against it, and a link to each record.
export function CauseGroup({ code, count, title, fix, records, onRetry, busy, more }: Props) {
  const words = causes[code]?.text(count) ?? title ?? code;
  return (
    <section className={css.cause} aria-label={words}>
      <header>
        <div>
          <h2>{words}</h2>
          {fix && <p>{fix}</p>}
        </div>
        <Group gap="xs">
          <Repair code={code} />
          {onRetry && <Button size="xs" variant="default" onClick={onRetry} disabled={busy ?? false}>Try these again</Button>}
        </Group>
      </header>
      <ul>
        {records.map(record => (
          <li key={`${record.objectType}/${record.objectId ?? ''}/${record.at}`}>
            <span>{record.name || record.objectId || 'The sync itself'}</span>
            <span>{record.detail}{needsClient.has(code) && record.objectType === 'deal' && <> <Link to="/clients/pipeline" search={{ view: 'list', q: record.name } as never}>Choose a client</Link></>}</span>
            <time dateTime={record.at} title={formatTime(record.at)}>{ago(record.at)}</time>
            {record.url ? <a href={record.url} target="_blank" rel="noreferrer">Edit in HubSpot<span className="visually-hidden"> (opens in a new tab)</span></a> : <span />}
          </li>
        ))}
      </ul>
      {more && <footer>{more}</footer>}
    </section>
  );
}
