import { Button, Checkbox, Loader, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { withReference } from '../api/problem';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { Status } from '../ui/Status';
import { SyncProgress } from '../ui/SyncProgress';
import { useRows } from '../ui/useRows';
import type { ReviewContact, Run } from './data';
import css from './dialog.module.css';
import { text } from './dialog.text';
import { asQuery, everybody } from './narrowed';
import { helpOr } from './problems';
import { useCtrlEnter } from './useCtrlEnter';

const ReviewFilters = lazy(withWords(() => import('./ReviewFilters')));

export const contactColumns = (): readonly Column<ReviewContact>[] => [
  { key: 'name', label: common.name, width: 1.6, render: contact => contact.name },
  { key: 'email', label: common.email, width: 2, render: contact => contact.email ?? <em>{text.noEmail}</em> },
  { key: 'company', label: text.columns.company, width: 1.4, wideOnly: true, render: contact => contact.company ?? '' },
  { key: 'owner', label: text.columns.owner, wideOnly: true, render: contact => contact.ownerName ?? '' },
  { key: 'state', label: common.status, width: 1.4, wideOnly: true, render: contact => <Status kind="review" value={contact.state} /> },
];

const states = ['all', 'new', 'duplicate', 'no_email', 'imported', 'skipped'] as const;

interface Props {
  review: Schemas['ReviewSummary'] | undefined;
  reading: boolean;
  run: Run | null;
  includeNoEmail: boolean;
  onIncludeNoEmail: (include: boolean) => void;
  onNext: () => void;
  onClose: () => void;
}

// The kinds of those found; what only lists leave out is said when there is some.
const found = (review: Schemas['ReviewSummary']) =>
  (['new', 'duplicate', 'imported', 'skipped', 'noEmail', 'filtered', 'left'] as const).filter(kind => review[kind] > 0 || (kind !== 'filtered' && kind !== 'left')).map(kind => text.found[kind](review[kind]));

// What could come in. Usable while it grows.
export function ReviewStep({ review, reading, run, includeNoEmail, onIncludeNoEmail, onNext, onClose }: Props) {
  const [state, setState] = useState('');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 120);
  const [narrowed, setNarrowed] = useState(everybody);
  const rows = useRows<ReviewContact>(['review', 'contacts', state, q, narrowed], (offset, limit, signal) =>
    unwrap(api.GET('/api/hubspot/contacts', { params: { query: { ...(state ? { state: state as 'new' } : {}), ...(q ? { q } : {}), ...asQuery(narrowed), offset, limit } }, signal })),
  );
  const filtered = Boolean(q || state || narrowed.list || narrowed.owner || narrowed.activity !== 'any');
  useCtrlEnter(onNext, Boolean(review && !reading && review.found > 0));
  return (
    <>
      <div className={css.body}>
        {run?.state === 'running' && <SyncProgress run={run} />}
        {!review ? (
          <Loader size="sm" aria-label={common.loading} />
        ) : reading ? (
          <Text role="status"><Loader size="xs" mr={8} aria-hidden /> {text.reading(review.found)}</Text>
        ) : (
          <Text><b>{text.contactsFound(review.found)}</b>: {found(review).join(' · ')}</Text>
        )}
        {review && review.noEmail > 0 && (
          <Checkbox label={text.include(review.noEmail)} checked={includeNoEmail} onChange={event => onIncludeNoEmail(event.currentTarget.checked)} />
        )}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <TextInput type="search" aria-label={text.searchContacts} placeholder={text.searchBy} value={typed} onChange={event => setTyped(event.currentTarget.value)} w={260} />
          <SegmentedControl size="sm" aria-label={text.show} value={state} onChange={setState} data={states.map(one => ({ value: one === 'all' ? '' : one, label: text.states[one] }))} />
          <Suspense><ReviewFilters value={narrowed} onChange={setNarrowed} /></Suspense>
        </div>
        {filtered && rows.total !== undefined && rows.total > 0 && <Text size="sm" c="dimmed" aria-live="polite">{text.matchFilters(rows.total)}</Text>}
        {rows.error ? <Notice tone="negative" action={helpOr(rows.error, common.tryAgain, rows.retry)}>{withReference(text.contactsNotLoaded, rows.error)}</Notice>
          : rows.total === 0 ? <EmptyState text={filtered ? text.noneMatchFilters : reading ? text.arriving : text.noContacts} {...(filtered ? { action: <Button variant="default" onClick={() => { setTyped(''); setState(''); setNarrowed(everybody); }}>{text.clearFilters}</Button> } : {})} />
          : <div className={css.grid}><DataGrid label={text.contactsInHubSpot} rows={rows} columns={contactColumns()} idOf={contact => contact.id} nameOf={contact => contact.name} /></div>}
      </div>
      <div className={css.foot}>
        <Button variant="default" onClick={onClose}>{text.saveAndClose}</Button>
        <Button onClick={onNext} disabled={!review || reading || review.found === 0}>{common.continue}</Button>
      </div>
    </>
  );
}
