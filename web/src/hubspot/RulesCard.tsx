import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useRefreshHubSpot } from './data';
import { ListsField } from './ListsField';
import { text } from './rules.text';
import { RulesEffect, useRulesPreview } from './RulesEffect';

type Settings = Schemas['SyncSettings'];
const frequencies = ['hourly', 'daily', 'weekly', 'off'] as const;
const policies = ['ask', 'replace', 'skip'] as const;

function Schedule({ now, change }: { now: Settings; change: (part: Partial<Settings>) => void }) {
  const zone = useSession()?.workspace.timeZone;
  const timed = now.frequency === 'daily' || now.frequency === 'weekly';
  return (
    <>
      <Group align="flex-end" gap="sm">
        <NativeSelect label={text.frequency} value={now.frequency} onChange={event => change({ frequency: event.currentTarget.value as Settings['frequency'] })} data={frequencies.map(value => ({ value, label: text.frequencies[value] }))} />
        {now.frequency === 'weekly' && <NativeSelect label={text.on} value={now.weekday} onChange={event => change({ weekday: Number(event.currentTarget.value) })} data={text.days.map((label, i) => ({ value: String(i + 1), label }))} />}
        {timed && <TextInput label={text.at} type="time" value={now.atTime} onChange={event => change({ atTime: event.currentTarget.value })} />}
        {timed && zone && <Text size="sm" c="dimmed" pb={8}>{text.inZone(zone.replaceAll('_', ' '))}</Text>}
      </Group>
      {now.frequency === 'off' && <Text size="sm" c="dimmed">{text.off}</Text>}
    </>
  );
}

// Saving makes the form anew with what the server says, so that it was saved is known outside of it.
function Form({ settings, saved, onSaved }: { settings: Settings; saved: boolean; onSaved: (saved: boolean) => void }) {
  const refresh = useRefreshHubSpot();
  const [now, setNow] = useState(settings);
  const [selected, setSelected] = useState(settings.lists.length > 0);
  const changed = JSON.stringify(now) !== JSON.stringify(settings);
  // What only says when and how fast changes no record.
  const touches = now.duplicatePolicy !== settings.duplicatePolicy || now.includeDeals !== settings.includeDeals || now.lists.join() !== settings.lists.join();
  const preview = useRulesPreview(now, touches);
  const { mapping: elsewhere, ...rules } = now; // the mapping is edited elsewhere: what is absent stays as it is
  void elsewhere;
  const save = useMutation({ mutationFn: () => unwrap(api.PUT('/api/hubspot/settings', { body: rules })), onSuccess: () => { onSaved(true); refresh(); } });
  const change = (part: Partial<Settings>) => {
    save.reset();
    onSaved(false);
    setNow({ ...now, ...part });
  };
  const discard = () => {
    setNow(settings);
    setSelected(settings.lists.length > 0);
  };
  return (
    <Stack gap="sm">
      {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      {settings.pending && <Notice>{text.pending}</Notice>}
      <Schedule now={now} change={change} />
      <Radio.Group label={text.whenHere} value={now.duplicatePolicy} onChange={value => change({ duplicatePolicy: value as Settings['duplicatePolicy'] })}>
        <Group gap="md" mt={6}>{policies.map(value => <Radio key={value} value={value} label={text.policies[value]} />)}</Group>
      </Radio.Group>
      <Text size="sm" c="dimmed">{text.policyMeans[now.duplicatePolicy]}</Text>
      <ListsField value={now.lists} selected={selected} onChange={(next, lists) => { setSelected(next); change({ lists }); }} />
      <Checkbox label={text.deals} checked={now.includeDeals} onChange={event => change({ includeDeals: event.currentTarget.checked })} />
      <Group align="flex-end" gap="sm">
        <NativeSelect label={text.sweep} value={now.sweepTime === null ? 'never' : 'nightly'} onChange={event => change({ sweepTime: event.currentTarget.value === 'never' ? null : '02:30' })} data={[{ value: 'nightly', label: text.nightly }, { value: 'never', label: text.never }]} />
        {now.sweepTime !== null && <TextInput label={text.from} type="time" value={now.sweepTime} onChange={event => change({ sweepTime: event.currentTarget.value })} />}
        <NativeSelect label={text.share} value={String(now.quotaSharePercent)} onChange={event => change({ quotaSharePercent: Number(event.currentTarget.value) })} data={[...new Set([100, 90, 75, 50, 25, 10, now.quotaSharePercent])].sort((a, b) => b - a).map(n => ({ value: String(n), label: text.percent(n) }))} />
      </Group>
      <Text size="sm" c="dimmed">{text.sweepMeans}</Text>
      {touches && <RulesEffect preview={preview} />}
      <Group justify="flex-end">
        {!changed && saved && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        {changed && <Button variant="subtle" onClick={discard}>{text.discard}</Button>}
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!changed || (selected && now.lists.length === 0)}>{text.save}</Button>
      </Group>
    </Stack>
  );
}

export function RulesCard() {
  const [saved, setSaved] = useState(false);
  const settings = useQuery({ queryKey: ['hubspot', 'settings'], queryFn: () => unwrap(api.GET('/api/hubspot/settings')) });
  return (
    <section className={page.card} aria-labelledby="rules">
      <h2 id="rules">{text.rules}</h2>
      {settings.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void settings.refetch() }}>{text.notLoaded}</Notice>}
      {settings.data && <Form key={JSON.stringify(settings.data)} settings={settings.data} saved={saved} onSaved={setSaved} />}
    </section>
  );
}
