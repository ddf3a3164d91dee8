import { Button, Checkbox, Group, Loader, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords, withReference } from '../api/problem';
import { useOnce } from '../api/once';
import { common } from '../text/common';
import { ago, formatInt } from '../text/format';
import { DataGrid } from '../ui/DataGrid';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { asSelect, countSelected, type Selection } from '../ui/selection';
import { useRows } from '../ui/useRows';
import { useRefreshHubSpot, type ReviewContact } from './data';
import css from './dialog.module.css';
import { text } from './dialog.text';
import { helpOr } from './problems';
import { contactColumns } from './ReviewStep';
import { text as shared } from './text';
import { useCtrlEnter } from './useCtrlEnter';

interface Props {
  selection: Selection;
  onSelection: (selection: Selection) => void;
  includeDeals: boolean;
  onIncludeDeals: (include: boolean) => void;
  includeNoEmail: boolean;
  by: { name: string; at: string } | null; // who else chose it
  onBack: () => void;
  onStarted: (runId: string) => void;
}

const leftOut = (code: string, n: number) => (code in text.leftOut ? text.leftOut[code as keyof typeof text.leftOut](n) : text.otherLeftOut(n, code));

// What comes in, all ticked, beside the exact receipt of what that would do.
export function SelectStep({ selection, onSelection, includeDeals, onIncludeDeals, includeNoEmail, by, onBack, onStarted }: Props) {
  const refresh = useRefreshHubSpot();
  const once = useOnce();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 120);
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
      const answer = await once(header => unwrap(api.POST('/api/hubspot/import', { params: { header }, body: body(false) })));
      if (!('state' in answer)) throw new Error('a run was asked for');
      return answer;
    },
    onSuccess: run => {
      refresh();
      onStarted(run.id);
    },
  });
  const chosen = q === '' ? countSelected(selection, rows.total ?? 0) : selection.ids.size;
  const p = preview.data;
  useCtrlEnter(() => start.mutate(), Boolean(p && p.contacts > 0) && !start.isPending);
  return (
    <>
      <div className={css.body}>
        <div className={css.select}>
          <div style={{ display: 'flex', flexDirection: 'column', gap: 10, minWidth: 0 }}>
            {by && <Text size="sm" c="dimmed" role="status">{text.chosenBy(by.name, ago(by.at))}</Text>}
            <TextInput type="search" aria-label={text.searchContacts} placeholder={text.searchBy} value={typed} onChange={event => setTyped(event.currentTarget.value)} w={260} />
            {rows.error ? <Notice tone="negative" action={helpOr(rows.error, common.tryAgain, rows.retry)}>{withReference(text.contactsNotLoaded, rows.error)}</Notice>
              : rows.total === 0 ? <EmptyState text={text.noneMatch} />
              : <div className={css.grid}><DataGrid label={text.contactsToImport} rows={rows} columns={contactColumns()} idOf={contact => contact.id} nameOf={contact => contact.name} selection={selection} onSelection={onSelection} actions={<span>{text.selected(selection.all ? Math.max(0, chosen) : selection.ids.size)}</span>} /></div>}
          </div>
          <aside className={css.receipt} aria-label={text.whatItDoes}>
            {preview.error ? <Notice tone="negative" action={helpOr(preview.error, common.tryAgain, preview.refetch)}>{problemWords(preview.error)}</Notice>
              : !p ? <Loader size="sm" aria-label={shared.counting} />
              : (
                <div role="status" aria-busy={preview.isFetching}>
                  {text.willCreate}
                  <ul>
                    <li>{text.create(<b>{formatInt(p.clientsCreated)}</b>, <b>{formatInt(p.contactsCreated)}</b>)}</li>
                    <li>{text.update(<b>{formatInt(p.updated)}</b>)}</li>
                    <li>{text.leave(<b>{formatInt(p.skipped + p.undecided)}</b>)}</li>
                    <li>{text.bringIn(<b>{formatInt(p.deals)}</b>)}</li>
                  </ul>
                  {p.leftOut.map(one => <Text size="sm" c="dimmed" key={one.code}>{leftOut(one.code, one.count)}</Text>)}
                  <Text size="sm" mt="xs">{text.nothingSent}</Text>
                </div>
              )}
            <Checkbox mt="md" label={text.includeDeals} checked={includeDeals} onChange={event => onIncludeDeals(event.currentTarget.checked)} />
          </aside>
        </div>
        {start.error && <Notice tone="negative">{problemWords(start.error)}</Notice>}
      </div>
      <div className={css.foot}>
        <Group gap="sm"><Button variant="default" onClick={onBack}>{common.back}</Button></Group>
        <Button loading={start.isPending} disabled={!p || p.contacts === 0} onClick={() => start.mutate()}>{p ? text.importSelected(p.contacts) : text.import}</Button>
      </div>
    </>
  );
}
