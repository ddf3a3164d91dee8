import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { useSession } from '../session/useSession';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useRefreshHubSpot } from './data';
import { ListsField } from './ListsField';
import { RulesEffect, useRulesPreview } from './RulesEffect';

type Settings = Schemas['SyncSettings'];
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const policies = [
  ['ask', 'Ask me', 'New matches wait for your decision.'],
  ['replace', 'Replace', 'From the next scheduled sync, existing clients with the same email are updated from HubSpot without asking. Invoices, payments and notes never change.'],
  ['skip', 'Skip', 'From the next scheduled sync, your records stay as they are and the matching HubSpot contact is not imported.'],
] as const;

function Schedule({ now, change }: { now: Settings; change: (part: Partial<Settings>) => void }) {
  const zone = useSession()?.workspace.timeZone;
  const timed = now.frequency === 'daily' || now.frequency === 'weekly';
  return (
    <>
      <Group align="flex-end" gap="sm">
        <NativeSelect label="Frequency" value={now.frequency} onChange={event => change({ frequency: event.currentTarget.value as Settings['frequency'] })} data={[{ value: 'hourly', label: 'Hourly' }, { value: 'daily', label: 'Daily' }, { value: 'weekly', label: 'Weekly' }, { value: 'off', label: 'Off' }]} />
        {now.frequency === 'weekly' && <NativeSelect label="On" value={now.weekday} onChange={event => change({ weekday: Number(event.currentTarget.value) })} data={days.map((label, i) => ({ value: String(i + 1), label }))} />}
        {timed && <TextInput label="At" type="time" value={now.atTime} onChange={event => change({ atTime: event.currentTarget.value })} />}
        {timed && zone && <Text size="sm" c="dimmed" pb={8}>in {zone.replaceAll('_', ' ')}</Text>}
      </Group>
      {now.frequency === 'off' && <Text size="sm" c="dimmed">Nothing syncs by itself; Sync now still works.</Text>}
    </>
  );
}

function Form({ settings }: { settings: Settings }) {
  const refresh = useRefreshHubSpot();
  const [now, setNow] = useState(settings);
  const [selected, setSelected] = useState(settings.lists.length > 0);
  const changed = JSON.stringify(now) !== JSON.stringify(settings);
  // What only says when and how fast changes no record.
  const touches = now.duplicatePolicy !== settings.duplicatePolicy || now.includeDeals !== settings.includeDeals || now.lists.join() !== settings.lists.join();
  const preview = useRulesPreview(now, touches);
  const save = useMutation({ mutationFn: () => unwrap(api.PUT('/api/hubspot/settings', { body: now })), onSuccess: refresh });
  const change = (part: Partial<Settings>) => {
    save.reset();
    setNow({ ...now, ...part });
  };
  const policy = policies.find(([value]) => value === now.duplicatePolicy);
  const discard = () => {
    setNow(settings);
    setSelected(settings.lists.length > 0);
  };
  return (
    <Stack gap="sm">
      {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      {settings.pending && <Notice>The rules changed; the next sync applies them to every record.</Notice>}
      <Schedule now={now} change={change} />
      <Radio.Group label="When a contact already exists" value={now.duplicatePolicy} onChange={value => change({ duplicatePolicy: value as Settings['duplicatePolicy'] })}>
        <Group gap="md" mt={6}>{policies.map(([value, label]) => <Radio key={value} value={value} label={label} />)}</Group>
      </Radio.Group>
      <Text size="sm" c="dimmed">{policy?.[2]}</Text>
      <ListsField value={now.lists} selected={selected} onChange={(next, lists) => { setSelected(next); change({ lists }); }} />
      <Checkbox label="Bring in deals of imported contacts" checked={now.includeDeals} onChange={event => change({ includeDeals: event.currentTarget.checked })} />
      <Group align="flex-end" gap="sm">
        <NativeSelect label="Read everything again" value={now.sweepTime === null ? 'never' : 'nightly'} onChange={event => change({ sweepTime: event.currentTarget.value === 'never' ? null : '02:30' })} data={[{ value: 'nightly', label: 'Once a night' }, { value: 'never', label: 'Never' }]} />
        {now.sweepTime !== null && <TextInput label="From" type="time" value={now.sweepTime} onChange={event => change({ sweepTime: event.currentTarget.value })} />}
        <NativeSelect label="Of HubSpot's limit, use" value={String(now.quotaSharePercent)} onChange={event => change({ quotaSharePercent: Number(event.currentTarget.value) })} data={[...new Set([100, 90, 75, 50, 25, 10, now.quotaSharePercent])].sort((a, b) => b - a).map(n => ({ value: String(n), label: `${String(n)} %` }))} />
      </Group>
      <Text size="sm" c="dimmed">Reading everything finds deletions and merges that no change tells of. The rest of the limit is left to your other apps.</Text>
      {touches && <RulesEffect preview={preview} />}
      <Group justify="flex-end">
        {!changed && save.isSuccess && <Text size="sm" c="dimmed" role="status">Saved</Text>}
        {changed && <Button variant="subtle" onClick={discard}>Discard</Button>}
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!changed || (selected && now.lists.length === 0)}>Save rules</Button>
      </Group>
    </Stack>
  );
}

export function RulesCard() {
  const settings = useQuery({ queryKey: ['hubspot', 'settings'], queryFn: () => unwrap(api.GET('/api/hubspot/settings')) });
  return (
    <section className={page.card} aria-labelledby="rules">
      <h2 id="rules">Rules</h2>
      {settings.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void settings.refetch() }}>The rules could not be loaded.</Notice>}
      {settings.data && <Form key={JSON.stringify(settings.data)} settings={settings.data} />}
    </section>
  );
}
