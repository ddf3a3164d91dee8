import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords, withReference } from '../api/problem';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { OtherVersion } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useEdited } from '../ui/useEdited';
import { latestSettings, putSettings, useRefreshHubSpot, useSyncSettings, type Settings } from './data';
import { ListsField } from './ListsField';
import { helpOr } from './problems';
import { chosenLists, rulesBody, rulesOf, type Rules } from './rules';
import { text } from './rules.text';
import { RulesEffect, useRulesPreview } from './RulesEffect';

const frequencies = ['hourly', 'daily', 'weekly', 'off'] as const;
const policies = ['ask', 'replace', 'skip'] as const;
const timed = ({ frequency }: Rules) => frequency === 'daily' || frequency === 'weekly';

// What differs between two versions is told in these words.
const sayRules = (rules: Rules, lists: Schemas['HubSpotLists']['items']) => [
  [text.frequency, text.frequencies[rules.frequency as Settings['frequency']]],
  [text.on, rules.frequency === 'weekly' ? (text.days[Number(rules.weekday) - 1] ?? '') : ''],
  [text.at, timed(rules) ? rules.atTime : ''],
  [text.whenHere, text.policies[rules.duplicatePolicy as Settings['duplicatePolicy']]],
  [text.lists, chosenLists(rules).map(id => lists.find(one => one.id === id)?.name ?? text.listNumber(id)).join(', ') || text.everything],
  [text.deals, rules.includeDeals ? text.yes : text.no],
  [text.sweep, rules.sweepTime || text.never],
  [text.share, text.percent(Number(rules.quotaSharePercent))],
] as const;

function Schedule({ now, change }: { now: Rules; change: (part: Partial<Rules>) => void }) {
  const zone = useSession()?.workspace.timeZone;
  return (
    <>
      <Group align="flex-end" gap="sm">
        <NativeSelect label={text.frequency} value={now.frequency} onChange={event => change({ frequency: event.currentTarget.value })} data={frequencies.map(value => ({ value, label: text.frequencies[value] }))} />
        {now.frequency === 'weekly' && <NativeSelect label={text.on} value={now.weekday} onChange={event => change({ weekday: event.currentTarget.value })} data={text.days.map((label, i) => ({ value: String(i + 1), label }))} />}
        {timed(now) && <TextInput label={text.at} type="time" value={now.atTime} onChange={event => change({ atTime: event.currentTarget.value })} />}
        {timed(now) && zone && <Text size="sm" c="dimmed" pb={8}>{text.inZone(zone.replaceAll('_', ' '))}</Text>}
      </Group>
      {now.frequency === 'off' && <Text size="sm" c="dimmed">{text.off}</Text>}
    </>
  );
}

function Form({ stored }: { stored: Tagged<Settings> }) {
  const refresh = useRefreshHubSpot();
  // What is absent stays as it is: the mapping is edited elsewhere.
  const form = useEdited({ stored, valuesOf: rulesOf, put: (rules, etag) => putSettings(rulesBody(rules), etag), latest: latestSettings, onSaved: refresh });
  const lists = useQuery({ queryKey: ['hubspot', 'lists'], enabled: form.ask !== null, staleTime: 60_000, queryFn: () => unwrap(api.GET('/api/hubspot/lists')) });
  const saved = form.shown, now = form.typed ?? saved;
  const changed = form.typed !== null;
  const toChoose = now.lists !== '' && chosenLists(now).length === 0;
  // What only says when and how fast changes no record.
  const touches = now.duplicatePolicy !== saved.duplicatePolicy || now.includeDeals !== saved.includeDeals || chosenLists(now).join() !== chosenLists(saved).join();
  const preview = useRulesPreview(rulesBody(now), touches);
  const change = (part: Partial<Rules>) => form.type({ ...now, ...part });
  return (
    <Stack gap="sm">
      {form.problem && <Notice tone="negative">{problemWords(form.problem)}</Notice>}
      <OtherVersion form={form} what="settings" say={rules => sayRules(rules, lists.data?.items ?? [])} />
      {stored.data.pending && <Notice>{text.pending}</Notice>}
      <Schedule now={now} change={change} />
      <Radio.Group label={text.whenHere} value={now.duplicatePolicy} onChange={value => change({ duplicatePolicy: value })}>
        <Group gap="md" mt={6}>{policies.map(value => <Radio key={value} value={value} label={text.policies[value]} />)}</Group>
      </Radio.Group>
      <Text size="sm" c="dimmed">{text.policyMeans[now.duplicatePolicy as Settings['duplicatePolicy']]}</Text>
      <ListsField value={chosenLists(now)} selected={now.lists !== ''} onChange={(selected, ids) => change({ lists: selected ? JSON.stringify(ids) : '' })} />
      <Checkbox label={text.deals} checked={now.includeDeals !== ''} onChange={event => change({ includeDeals: event.currentTarget.checked ? 'yes' : '' })} />
      <Group align="flex-end" gap="sm">
        <NativeSelect label={text.sweep} value={now.sweepTime ? 'nightly' : 'never'} onChange={event => change({ sweepTime: event.currentTarget.value === 'never' ? '' : '02:30' })} data={[{ value: 'nightly', label: text.nightly }, { value: 'never', label: text.never }]} />
        {now.sweepTime && <TextInput label={text.from} type="time" value={now.sweepTime} onChange={event => event.currentTarget.value && change({ sweepTime: event.currentTarget.value })} />}
        <NativeSelect label={text.share} value={now.quotaSharePercent} onChange={event => change({ quotaSharePercent: event.currentTarget.value })} data={[...new Set([100, 90, 75, 50, 25, 10, Number(now.quotaSharePercent)])].sort((a, b) => b - a).map(n => ({ value: String(n), label: text.percent(n) }))} />
      </Group>
      <Text size="sm" c="dimmed">{text.sweepMeans}</Text>
      {touches && <RulesEffect preview={preview} />}
      <Group justify="flex-end">
        {form.saved && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        {changed && <Button variant="subtle" onClick={() => form.type(saved)}>{text.discard}</Button>}
        <Button onClick={() => form.submit(now)} loading={form.pending} disabled={!changed || toChoose}>{text.save}</Button>
      </Group>
    </Stack>
  );
}

export function RulesCard() {
  const settings = useSyncSettings();
  return (
    <section className={page.card} aria-labelledby="rules">
      <h2 id="rules">{text.rules}</h2>
      {settings.error && <Notice tone="negative" action={helpOr(settings.error, common.tryAgain, settings.refetch)}>{withReference(text.notLoaded, settings.error)}</Notice>}
      {settings.data && <Form stored={settings.data} />}
    </section>
  );
}
