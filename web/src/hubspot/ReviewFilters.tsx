import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { text } from './dialog.text';
import type { Narrowed } from './narrowed';

// What the contacts found in HubSpot can be narrowed to. A choice that there is not is not offered.
export default function ReviewFilters({ value, onChange }: { value: Narrowed; onChange: (value: Narrowed) => void }) {
  const choices = useQuery({ queryKey: ['review', 'filters'], queryFn: () => unwrap(api.GET('/api/hubspot/review/filters')) });
  const { lists = [], owners = [] } = choices.data ?? {};
  return (
    <>
      {lists.length > 0 && <NativeSelect size="sm" aria-label={text.list} value={value.list} onChange={event => onChange({ ...value, list: event.currentTarget.value })} data={[{ value: '', label: text.anyList }, ...lists.map(one => ({ value: one.id, label: one.name }))]} />}
      {owners.length > 0 && <NativeSelect size="sm" aria-label={text.columns.owner} value={value.owner} onChange={event => onChange({ ...value, owner: event.currentTarget.value })} data={[{ value: '', label: text.anyOwner }, ...owners]} />}
      <NativeSelect size="sm" aria-label={text.activity} value={value.activity} onChange={event => onChange({ ...value, activity: event.currentTarget.value as Narrowed['activity'] })} data={Object.entries(text.activities).map(([key, label]) => ({ value: key, label }))} />
    </>
  );
}
