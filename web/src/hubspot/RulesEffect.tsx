import { Loader, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import css from './hubspot.module.css';
import { plural } from './words';

export type Rules = Schemas['SyncSettingsRequest'];
type Preview = Schemas['RulesPreview'];
const shownFirst = 5;

// What other rules would do, asked of the server shortly after the last change.
export function useRulesPreview(rules: Rules, wanted: boolean) {
  const [settled] = useDebouncedValue(rules, 300);
  return useQuery({
    queryKey: ['hubspot', 'settings', 'preview', settled],
    enabled: wanted,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => unwrap(api.POST('/api/hubspot/settings/preview', { params: { query: { limit: shownFirst } }, body: settled, signal })),
  });
}

const and = new Intl.ListFormat('en');
const names = [['clients', 'client', 'clients'], ['contacts', 'contact', 'contacts'], ['deals', 'deal', 'deals']] as const;

// Sentences, largest effect first as a person feels it: who leaves, who comes, who changes.
export function effectSentences(p: Preview): string[] {
  const out: string[] = [];
  const said = (what: keyof Schemas['RulesImpact']) => names.filter(([key]) => p[key][what] > 0).map(([key, one, many]) => plural(p[key][what], one, many));
  const list = (parts: string[]) => and.format(parts);
  const left = said('left'), created = said('created'), updated = said('updated');
  if (left.length > 0) out.push(`${list(left)} leave the selection. They stay in Every and stop updating.`);
  if (created.length > 0) out.push(`${list(created)} come in.`);
  if (updated.length > 0) out.push(`${list(updated)} get other values.`);
  if (p.undecided > 0) out.push(`${plural(p.undecided, 'contact matches', 'contacts match')} somebody here and ${p.undecided === 1 ? 'waits' : 'wait'} for your decision.`);
  if (p.reread.length > 0) out.push(`HubSpot's ${p.reread.join(' and ')} are read again first, because a property is new here. What its values change is not counted.`);
  return out;
}

// Said before anything is saved.
export function RulesEffect({ preview }: { preview: ReturnType<typeof useRulesPreview> }) {
  if (preview.error) return <Text size="sm" c="dimmed">The effect could not be counted: {problemWords(preview.error)}</Text>;
  if (!preview.data) return <Loader size="xs" aria-label="Counting the effect" />;
  const said = effectSentences(preview.data);
  return (
    <div role="status" aria-busy={preview.isFetching}>
      <Text size="sm" fw={560}>{said.length === 0 ? 'No record changes by this.' : 'At the next sync:'}</Text>
      {said.length > 0 && <ul className={css.effect}>{said.map(one => <li key={one}>{one}</li>)}</ul>}
    </div>
  );
}
