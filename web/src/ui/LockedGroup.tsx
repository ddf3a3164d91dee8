import { IconExternalLink, IconLock } from '@tabler/icons-react';
import { ago } from '../text/format';
import css from './ui.module.css';

interface Props {
  locked: boolean;
  href: string | null;
  rows: readonly (readonly [string, string])[];
  updatedAt?: string | null;
}

// Values that HubSpot manages: readable, copyable, not a form. One frame, one explanation, one link.
export function LockedGroup({ locked, href, rows, updatedAt }: Props) {
  return (
    <section className={css.locked} aria-label={locked ? 'Managed in HubSpot' : 'Details'}>
      <header>
        <span>
          {locked && <IconLock size={14} aria-hidden />}
          {locked ? 'Managed in HubSpot' : 'Details'}
        </span>
        {locked && href && (
          <a href={href} target="_blank" rel="noreferrer">
            Edit in HubSpot <IconExternalLink size={13} aria-hidden />
            <span className="visually-hidden"> (opens in a new tab)</span>
          </a>
        )}
      </header>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || 'Empty'}</dd>
          </div>
        ))}
      </dl>
      {locked && (
        <p>
          Read-only while HubSpot is connected. Changes made there arrive at the next sync.
          {updatedAt ? ` Updated ${ago(updatedAt)}.` : ''}
        </p>
      )}
    </section>
  );
}
