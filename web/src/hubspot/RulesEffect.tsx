import { Loader, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { text } from './effect.text';
import css from './hubspot.module.css';

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

const kinds = ['clients', 'contacts', 'deals'] as const;

// Sentences, largest effect first as a person feels it: who leaves, who comes, who changes.
export function effectSentences(p: Preview): string[] {
  const out: string[] = [];
  const said = (what: keyof Schemas['RulesImpact']) => kinds.filter(kind => p[kind][what] > 0).map(kind => text.counted[kind](p[kind][what]));
  const left = said('left'), created = said('created'), updated = said('updated');
  if (left.length > 0) out.push(text.leave(left));
  if (created.length > 0) out.push(text.comeIn(created));
  if (updated.length > 0) out.push(text.change(updated));
  if (p.undecided > 0) out.push(text.undecided(p.undecided));
  if (p.reread.length > 0) out.push(text.reread(p.reread));
  return out;
}

// Said before anything is saved.
export function RulesEffect({ preview }: { preview: ReturnType<typeof useRulesPreview> }) {
  if (preview.error) return <Text size="sm" c="dimmed">{text.notCounted(problemWords(preview.error))}</Text>;
  if (!preview.data) return <Loader size="xs" aria-label={text.counting} />;
  const said = effectSentences(preview.data);
  return (
    <div role="status" aria-busy={preview.isFetching}>
      <Text size="sm" fw={560}>{said.length === 0 ? text.none : text.atNextSync}</Text>
      {said.length > 0 && <ul className={css.effect}>{said.map(one => <li key={one}>{one}</li>)}</ul>}
    </div>
  );
}
