import { Button, Checkbox, Group, Loader, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { keyAfter, newKey } from '../api/key';
import { formatInt } from '../text/format';
import { DataGrid } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { asSelect, countSelected, type Selection } from '../ui/selection';
import { useRows } from '../ui/useRows';
import { useRefreshHubSpot, type ReviewContact } from './data';
import css from './dialog.module.css';
import { contactColumns } from './ReviewStep';
import { useCtrlEnter } from './useCtrlEnter';

interface Props {
  selection: Selection;
  onSelection: (selection: Selection) => void;
  includeDeals: boolean;
  onIncludeDeals: (include: boolean) => void;
  includeNoEmail: boolean;
  onBack: () => void;
  onStarted: (runId: string) => void;
}

const reasons: Record<string, string> = { match_undecided: 'wait for a decision', match_many: 'match several records here', contact_no_email: 'have no email', removed_in_hubspot: 'are deleted in HubSpot' };

// What comes in, all ticked, beside the exact receipt of what that would do.
export function SelectStep({ selection, onSelection, includeDeals, onIncludeDeals, includeNoEmail, onBack, onStarted }: Props) {
  const refresh = useRefreshHubSpot();
  const key = useRef(newKey());
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 120);
  const [settled] = useDebouncedValue(selection, 200);
  const rows = useRows<ReviewContact>(['review', 'select', q], (offset, limit, signal) => unwrap(api.GET('/api/hubspot/contacts', { params: { query: { ...(q ? { q } : {}), offset, limit } }, signal })));
  const body = (dryRun: boolean) => ({ select: asSelect(dryRun ? settled : selection), default: 'ask' as const, includeDeals, includeNoEmail, dryRun });
  const preview = useQuery({
    queryKey: ['review', 'preview', asSelect(settled), includeDeals, includeNoEmail],
    queryFn: async ({ signal }) => {
      const answer = await unwrap(api.POST('/api/hubspot/import', { params: {}, body: body(true), signal }));
      if (!('contactsCreated' in answer)) throw new Error('a preview was asked for');
      return answer;
    },
  });
  const start = useMutation({
    mutationFn: async () => {
      const answer = await unwrap(api.POST('/api/hubspot/import', { params: { header: { 'Idempotency-Key': key.current } }, body: body(false) }));
      if (!('state' in answer)) throw new Error('a run was asked for');
      return answer;
    },
    onSuccess: run => {
      refresh();
      onStarted(run.id);
    },
    onError: error => { key.current = keyAfter(error, key.current); },
  });
  const chosen = q === '' ? countSelected(selection, rows.total ?? 0) : selection.ids.size;
  const p = preview.data;
  useCtrlEnter(() => start.mutate(), Boolean(p && p.contacts > 0) && !start.isPending);
  return (
    <>
      <div className={css.body}>
        <div className={css.select}>
          <div style={{ display: 'flex', flexDirection: 'column', gap: 10, minWidth: 0 }}>
            <TextInput type="search" aria-label="Search contacts" placeholder="Search name, email or company" value={text} onChange={event => setText(event.currentTarget.value)} w={260} />
            {rows.error ? <Notice tone="negative" action={{ label: 'Try again', run: rows.retry }}>Contacts could not be loaded.</Notice>
              : rows.total === 0 ? <EmptyState text="No contacts match." />
              : <div className={css.grid}><DataGrid label="Contacts to import" rows={rows} columns={contactColumns} idOf={contact => contact.id} nameOf={contact => contact.name} selection={selection} onSelection={onSelection} actions={<span>{selection.all ? `${formatInt(Math.max(0, chosen))} selected` : `${formatInt(selection.ids.size)} selected`}</span>} /></div>}
          </div>
          <aside className={css.receipt} aria-label="What this import does">
            {preview.error ? <Notice tone="negative" action={{ label: 'Try again', run: () => void preview.refetch() }}>{problemWords(preview.error)}</Notice>
              : !p ? <Loader size="sm" aria-label="Counting" />
              : (
                <div role="status" aria-busy={preview.isFetching}>
                  This import will create
                  <ul>
                    <li><b>{formatInt(p.clientsCreated)}</b> clients and <b>{formatInt(p.contactsCreated)}</b> contacts</li>
                    <li>update <b>{formatInt(p.updated)}</b></li>
                    <li>leave <b>{formatInt(p.skipped + p.undecided)}</b> as they are</li>
                    <li>bring in <b>{formatInt(p.deals)}</b> deals</li>
                  </ul>
                  {p.leftOut.map(one => <Text size="sm" c="dimmed" key={one.code}>{formatInt(one.count)} {reasons[one.code] ?? `are left out (${one.code})`}</Text>)}
                  <Text size="sm" mt="xs">Nothing is sent to anyone. Nothing in HubSpot changes.</Text>
                </div>
              )}
            <Checkbox mt="md" label="Include their deals" checked={includeDeals} onChange={event => onIncludeDeals(event.currentTarget.checked)} />
          </aside>
        </div>
        {start.error && <Notice tone="negative">{problemWords(start.error)}</Notice>}
      </div>
      <div className={css.foot}>
        <Group gap="sm"><Button variant="default" onClick={onBack}>Back</Button></Group>
        <Button loading={start.isPending} disabled={!p || p.contacts === 0} onClick={() => start.mutate()}>Import selected{p ? ` (${formatInt(p.contacts)})` : ''}</Button>
      </div>
    </>
  );
}
