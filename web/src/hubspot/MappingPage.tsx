import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useBlocker } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { useRefreshHubSpot } from './data';
import css from './hubspot.module.css';
import { countChanges, mappedObjects, type Mapping, type MappedObject } from './mapping';
import { text } from './mapping.text';
import { effectSentences, useRulesPreview } from './RulesEffect';
import { text as shared } from './text';

const FieldTable = lazy(withWords(() => import('./FieldTable').then(part => ({ default: part.FieldTable }))));
const StageTable = lazy(withWords(() => import('./StageTable').then(part => ({ default: part.StageTable }))));
type Settings = Schemas['SyncSettings'];

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
      {save.error && <Notice tone="negative" title={text.nothingSaved}>{problemWords(save.error)}</Notice>}
      <nav className={css.tabs} aria-label={text.kinds}>
        {mappedObjects.map(one => <button key={one} type="button" aria-current={object === one ? 'page' : undefined} onClick={() => setObject(one)}>{text.objects[one]}</button>)}
      </nav>
      <Suspense fallback={<Skeleton height={400} radius={12} />}><FieldTable key={object} object={object} mapping={mapping} error={save.error} onChange={change} /></Suspense>
      {object === 'deals' && <Suspense fallback={<Skeleton height={200} radius={12} />}><StageTable mapping={mapping} onChange={change} /></Suspense>}
      <div className={css.bar} role="region" aria-label={text.changesLabel}>
        <div role="status">
          {changes === 0 ? <Text size="sm" c="dimmed">{save.isSuccess ? text.saved : text.noChanges}</Text> : (
            <>
              <Text size="sm" fw={560}>{text.changes(changes)}{preview.data ? ` · ${text.affects(preview.data.records)}` : preview.error ? '' : ` · ${text.counting}`}</Text>
              {preview.error && <Text size="sm" c="red">{problemWords(preview.error)}</Text>}
              {!preview.error && effect.length > 0 && <Text size="sm" c="dimmed">{effect.join(' ')}</Text>}
            </>
          )}
        </div>
        <Group gap="xs">
          <Button variant="subtle" onClick={() => setResetting(true)}>{text.resetAsk}</Button>
          <Button variant="default" disabled={changes === 0} onClick={() => change(settings.mapping)}>{text.discard}</Button>
          <Button disabled={changes === 0 || preview.isError} loading={save.isPending && !resetting} onClick={() => save.mutate(mapping)}>{common.save}</Button>
        </Group>
      </div>
      <ConfirmDialog opened={resetting} title={text.resetSure} verb={text.reset} danger busy={save.isPending} onConfirm={() => save.mutate(null)} onClose={() => setResetting(false)}>
        {text.resetMeans} {reset.data ? text.recordsChange(reset.data.records) : reset.error ? problemWords(reset.error) : text.resetCounting}
      </ConfirmDialog>
      <ConfirmDialog opened={leaving.status === 'blocked'} title={text.leaveSure} verb={text.discardChanges} cancel={text.keepEditing} danger onConfirm={() => leaving.proceed?.()} onClose={() => leaving.reset?.()}>
        {text.notSaved(changes)}
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
        <PageTitle>{shared.fieldMapping}</PageTitle>
        <p className={page.sub}>{text.explained}</p>
      </div>
      {settings.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void settings.refetch() }}>{problemWords(settings.error)}</Notice>}
      {!settings.data && !settings.error && <Skeleton height={420} radius={12} />}
      {settings.data && <Editor key={JSON.stringify(settings.data.mapping)} settings={settings.data} />}
    </>
  );
}
