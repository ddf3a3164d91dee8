import { Button, Checkbox, Loader, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { formatInt } from '../text/format';
import { DataGrid, type Column } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { Status } from '../ui/Status';
import { useRows } from '../ui/useRows';
import type { ReviewContact } from './data';
import css from './dialog.module.css';
import { useCtrlEnter } from './useCtrlEnter';

export const contactColumns: readonly Column<ReviewContact>[] = [
  { key: 'name', label: 'Name', width: 1.6, render: contact => contact.name },
  { key: 'email', label: 'Email', width: 2, render: contact => contact.email ?? <em>No email</em> },
  { key: 'company', label: 'Company', width: 1.4, wideOnly: true, render: contact => contact.company ?? '' },
  { key: 'owner', label: 'Owner', wideOnly: true, render: contact => contact.ownerName ?? '' },
  { key: 'state', label: 'Status', wideOnly: true, render: contact => <Status kind="review" value={contact.state} /> },
];

interface Props {
  review: Schemas['ReviewSummary'] | undefined;
  reading: boolean;
  includeNoEmail: boolean;
  onIncludeNoEmail: (include: boolean) => void;
  onNext: () => void;
  onClose: () => void;
}

// What could come in. Usable while it grows.
export function ReviewStep({ review, reading, includeNoEmail, onIncludeNoEmail, onNext, onClose }: Props) {
  const [state, setState] = useState('');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 120);
  const rows = useRows<ReviewContact>(['review', 'contacts', state, q], (offset, limit, signal) =>
    unwrap(api.GET('/api/hubspot/contacts', { params: { query: { ...(state ? { state: state as 'new' } : {}), ...(q ? { q } : {}), offset, limit } }, signal })),
  );
  useCtrlEnter(onNext, Boolean(review && !reading && review.found > 0));
  return (
    <>
      <div className={css.body}>
        {!review ? (
          <Loader size="sm" aria-label="Loading" />
        ) : reading ? (
          <Text role="status"><Loader size="xs" mr={8} aria-hidden /> Reading contacts from HubSpot… {formatInt(review.found)} so far</Text>
        ) : (
          <Text><b>{formatInt(review.found)} contacts found</b>: {formatInt(review.new)} new · {formatInt(review.duplicate)} already here · {formatInt(review.imported)} imported · {formatInt(review.skipped)} skipped · {formatInt(review.noEmail)} without email{review.filtered > 0 ? ` · ${formatInt(review.filtered)} in no selected list` : ''}{review.left > 0 ? ` · ${formatInt(review.left)} left the lists` : ''}</Text>
        )}
        {review && review.noEmail > 0 && (
          <Checkbox label={`Include ${formatInt(review.noEmail)} contacts without email (they can't be matched, or invoiced by email)`} checked={includeNoEmail} onChange={event => onIncludeNoEmail(event.currentTarget.checked)} />
        )}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <TextInput type="search" aria-label="Search contacts" placeholder="Search name, email or company" value={text} onChange={event => setText(event.currentTarget.value)} w={260} />
          <SegmentedControl size="sm" aria-label="Show" value={state} onChange={setState} data={[{ value: '', label: 'All' }, { value: 'new', label: 'New' }, { value: 'duplicate', label: 'Already here' }, { value: 'no_email', label: 'No email' }, { value: 'imported', label: 'Imported' }, { value: 'skipped', label: 'Skipped' }]} />
        </div>
        {rows.error ? <Notice tone="negative" action={{ label: 'Try again', run: rows.retry }}>Contacts could not be loaded.</Notice>
          : rows.total === 0 ? <EmptyState text={q || state ? 'No contacts match these filters.' : reading ? 'The first contacts arrive in a moment.' : 'There is no contact in this HubSpot account.'} />
          : <div className={css.grid}><DataGrid label="Contacts in HubSpot" rows={rows} columns={contactColumns} idOf={contact => contact.id} nameOf={contact => contact.name} /></div>}
      </div>
      <div className={css.foot}>
        <Button variant="default" onClick={onClose}>Save and close</Button>
        <Button onClick={onNext} disabled={!review || reading || review.found === 0}>Continue</Button>
      </div>
    </>
  );
}
