import { IconExternalLink, IconLock } from '@tabler/icons-react';
import { common } from '../text/common';
import { ago } from '../text/format';
import { text } from './text';
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
    <section className={css.locked} aria-label={locked ? text.managed : text.details}>
      <header>
        <span>
          {locked && <IconLock size={14} aria-hidden />}
          {locked ? text.managed : text.details}
        </span>
        {locked && href && (
          <a href={href} target="_blank" rel="noreferrer">
            {text.editInHubSpot} <IconExternalLink size={13} aria-hidden />
            <span className="visually-hidden"> {common.newTab}</span>
          </a>
        )}
      </header>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || common.empty}</dd>
          </div>
        ))}
      </dl>
      {locked && (
        <p>
          {text.readOnly}
          {updatedAt ? ` ${text.updated(ago(updatedAt))}` : ''}
        </p>
      )}
    </section>
  );
}
