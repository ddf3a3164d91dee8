import { IconExternalLink, IconLock } from '@tabler/icons-react';
import { lazy, Suspense, useState, type KeyboardEvent } from 'react';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { ago } from '../text/format';
import { text } from './text';
import css from './ui.module.css';

const LockedWhy = lazy(withWords(() => import('./LockedWhy')));

interface Props {
  locked: boolean;
  href: string | null;
  rows: readonly (readonly [string, string])[];
  updatedAt?: string | null;
}

// What somebody presses who wants to edit the value that is focused.
const edits = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey && (event.key.length === 1 || ['Enter', 'F2', 'Backspace', 'Delete'].includes(event.key));

// Values that HubSpot manages: readable, copyable, not a form. One frame, one explanation, one link. Who tries to edit
// one, by key or by double click, is told where it is changed.
export function LockedGroup({ locked, href, rows, updatedAt }: Props) {
  const [tried, setTried] = useState<string | null>(null);
  const onKeyDown = (label: string) => (event: KeyboardEvent) => {
    if (event.key === 'Escape' && tried) {
      event.stopPropagation(); // not the panel around it
      return setTried(null);
    }
    if (!edits(event) || event.target !== event.currentTarget) return;
    event.preventDefault();
    setTried(label);
  };
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
            {locked ? (
              // A value that cannot be edited is still reached by Tab, so that a key can ask why.
              // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex
              <dd tabIndex={0} onDoubleClick={() => setTried(label)} onKeyDown={onKeyDown(label)}>
                {value || common.empty}
                {tried === label && <Suspense><LockedWhy href={href} onClose={() => setTried(null)} /></Suspense>}
              </dd>
            ) : (
              <dd>{value || common.empty}</dd>
            )}
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
