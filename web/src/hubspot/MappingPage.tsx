import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { useRefreshHubSpot } from './data';
import css from './hubspot.module.css';
import { FieldTable } from './FieldTable';
import { countChanges, mappedObjects, type Mapping, type MappedObject } from './mapping';
import { effectSentences, useRulesPreview } from './RulesEffect';
import { StageTable } from './StageTable';
import { plural } from './words';

type Settings = Schemas['SyncSettings'];
const titles: Record<MappedObject, string> = { contacts: 'Contacts', companies: 'Companies', deals: 'Deals' };

function Editor({ settings }: { settings: Settings }) {
  const refresh = useRefreshHubSpot();
  const [mapping, setMapping] = useState<Mapping>(settings.mapping);
  const [object, setObject] = useState<MappedObject>('contacts');
  const [resetting, setResetting] = useState(false);
  const changes = countChanges(settings.mapping, mapping);
  const preview = useRulesPreview({ ...settings, mapping }, changes > 0);
  const reset = useRulesPreview({ ...settings, mapping: null }, resetting);
  const save = useMutation({
    mutationFn: (next: Mapping | null) => unwrap(api.PUT('/api/hubspot/settings', { body: { ...settings, mapping: next } })),
    onSuccess: () => {
      setResetting(false);
      refresh();
    },
    onError: () => setResetting(false),
  });
  const change = (next: Mapping) => {
    save.reset();
    setMapping(next);
  };
  const leaving = useBlocker({ shouldBlockFn: () => changes > 0 && !save.isSuccess, enableBeforeUnload: () => changes > 0, withResolver: true });
  const effect = preview.data ? effectSentences(preview.data) : [];
  return (
    <>
      {save.error && <Notice tone="negative" title="Nothing was saved.">{problemWords(save.error)}</Notice>}
      <nav className={css.tabs} aria-label="Kinds of records">
        {mappedObjects.map(one => <button key={one} type="button" aria-current={object === one ? 'page' : undefined} onClick={() => setObject(one)}>{titles[one]}</button>)}
      </nav>
      <FieldTable key={object} object={object} mapping={mapping} error={save.error} onChange={change} />
      {object === 'deals' && <StageTable mapping={mapping} onChange={change} />}
      <div className={css.bar} role="region" aria-label="Changes">
        <div role="status">
          {changes === 0 ? <Text size="sm" c="dimmed">{save.isSuccess ? 'Saved. The next sync applies it to every record.' : 'No changes'}</Text> : (
            <>
              <Text size="sm" fw={560}>{plural(changes, 'change', 'changes')}{preview.data ? ` · affects ${plural(preview.data.records, 'record', 'records')} at the next sync` : preview.error ? '' : ' · counting…'}</Text>
              {preview.error && <Text size="sm" c="red">{problemWords(preview.error)}</Text>}
              {!preview.error && effect.length > 0 && <Text size="sm" c="dimmed">{effect.join(' ')}</Text>}
            </>
          )}
        </div>
        <Group gap="xs">
          <Button variant="subtle" onClick={() => setResetting(true)}>Reset to default…</Button>
          <Button variant="default" disabled={changes === 0} onClick={() => change(settings.mapping)}>Discard</Button>
          <Button disabled={changes === 0 || preview.isError} loading={save.isPending && !resetting} onClick={() => save.mutate(mapping)}>Save</Button>
        </Group>
      </div>
      <ConfirmDialog opened={resetting} title="Reset the mapping?" verb="Reset to default" danger busy={save.isPending} onConfirm={() => save.mutate(null)} onClose={() => setResetting(false)}>
        Every field and stage comes from HubSpot as it did at first. {reset.data ? `${plural(reset.data.records, 'record changes', 'records change')} at the next sync.` : reset.error ? problemWords(reset.error) : 'Counting…'}
      </ConfirmDialog>
      <ConfirmDialog opened={leaving.status === 'blocked'} title="Leave without saving?" verb="Discard changes" cancel="Keep editing" danger onConfirm={() => leaving.proceed?.()} onClose={() => leaving.reset?.()}>
        {plural(changes, 'change is', 'changes are')} not saved.
      </ConfirmDialog>
    </>
  );
}

// Which property of HubSpot fills which field here, and which of our stages each of HubSpot's is.
export function MappingPage() {
  const settings = useQuery({ queryKey: ['hubspot', 'settings'], queryFn: () => unwrap(api.GET('/api/hubspot/settings')) });
  return (
    <>
      <div>
        <p className={page.sub}><Link to="/settings/integrations/hubspot">HubSpot</Link></p>
        <PageTitle>Field mapping</PageTitle>
        <p className={page.sub}>Fields that come from HubSpot are read-only here while it is connected. Fields without a property stay yours to edit.</p>
      </div>
      {settings.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void settings.refetch() }}>{problemWords(settings.error)}</Notice>}
      {!settings.data && !settings.error && <Skeleton height={420} radius={12} />}
      {settings.data && <Editor key={JSON.stringify(settings.data.mapping)} settings={settings.data} />}
    </>
  );
}
