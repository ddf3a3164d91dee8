import { Button, Group, Skeleton, Text } from '@mantine/core';
import { Link, useBlocker, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { problemWords } from '../api/problem';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { OtherVersion } from '../ui/EditForm';
import type { Tagged, Values } from '../ui/edited';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { useEdited } from '../ui/useEdited';
import { latestSettings, putSettings, useBoards, useRefreshHubSpot, useSyncSettings, type Settings } from './data';
import css from './hubspot.module.css';
import { countChanges, mappedObjects, mappingOf, mappingValues, sayMapping, type Mapping, type MappedObject } from './mapping';
import { text } from './mapping.text';
import { helpOr } from './problems';
import { effectSentences, useRulesPreview } from './RulesEffect';
import { text as shared } from './text';

const FieldTable = lazy(withWords(() => import('./FieldTable').then(part => ({ default: part.FieldTable }))));
const StageTable = lazy(withWords(() => import('./StageTable').then(part => ({ default: part.StageTable }))));
const valuesOf = ({ mapping }: Settings): Values => mappingValues(mapping);

function Editor({ stored }: { stored: Tagged<Settings> }) {
  const refresh = useRefreshHubSpot();
  const { object: asked } = useSearch({ strict: false }) as { object?: string };
  const [object, setObject] = useState<MappedObject>(mappedObjects.find(one => one === asked) ?? 'contacts');
  const [resetting, setResetting] = useState(false);
  const [touched, setTouched] = useState(false); // since it was sent
  const put = async (values: Values, etag: string) => putSettings({ mapping: values.standard ? null : mappingOf(values) }, etag).finally(() => setResetting(false));
  const form = useEdited({ stored, valuesOf, put, latest: latestSettings, onSaved: refresh });
  const { boards } = useBoards(form.ask !== null);
  const values = form.typed ?? form.shown;
  const [saved, mapping] = useMemo(() => [mappingOf(form.shown), mappingOf(values)], [form.shown, values]);
  const changes = countChanges(saved, mapping);
  const preview = useRulesPreview({ mapping }, changes > 0);
  const reset = useRulesPreview({ mapping: null }, resetting);
  const failed = touched ? null : form.problem; // about these values, not about other ones
  const change = (next: Mapping) => {
    setTouched(true);
    form.type(mappingValues(next, form.shown));
  };
  const save = (next: Values) => {
    setTouched(false);
    form.type(next);
    form.submit(next);
  };
  const stageName = (pipeline: string, stage: string) => boards.flatMap(one => (one.data?.pipeline?.id === pipeline ? one.data.stages : [])).find(one => one.id === stage)?.label ?? stage;
  const say = (one: Values) => [[shared.fieldMapping, one.standard ? text.reset : ''] as const, ...sayMapping(one, stageName)];
  const leaving = useBlocker({ shouldBlockFn: () => changes > 0, enableBeforeUnload: () => changes > 0, withResolver: true });
  const effect = preview.data ? effectSentences(preview.data) : [];
  return (
    <>
      {failed && <Notice tone="negative" title={text.nothingSaved}>{problemWords(failed)}</Notice>}
      <OtherVersion form={form} what="settings" say={say} />
      <nav className={css.tabs} aria-label={text.kinds}>
        {mappedObjects.map(one => <button key={one} type="button" aria-current={object === one ? 'page' : undefined} onClick={() => setObject(one)}>{text.objects[one]}</button>)}
      </nav>
      <Suspense fallback={<Skeleton height={400} radius={12} />}><FieldTable key={object} object={object} mapping={mapping} error={failed} onChange={change} /></Suspense>
      {object === 'deals' && <Suspense fallback={<Skeleton height={200} radius={12} />}><StageTable mapping={mapping} onChange={change} /></Suspense>}
      <div className={css.bar} role="region" aria-label={text.changesLabel}>
        <div role="status">
          {changes === 0 ? <Text size="sm" c="dimmed">{form.saved ? text.saved : text.noChanges}</Text> : (
            <>
              <Text size="sm" fw={560}>{text.changes(changes)}{preview.data ? ` · ${text.affects(preview.data.records)}` : preview.error ? '' : ` · ${text.counting}`}</Text>
              {preview.error && <Text size="sm" c="red">{problemWords(preview.error)}</Text>}
              {!preview.error && effect.length > 0 && <Text size="sm" c="dimmed">{effect.join(' ')}</Text>}
            </>
          )}
        </div>
        <Group gap="xs">
          <Button variant="subtle" onClick={() => setResetting(true)}>{text.resetAsk}</Button>
          <Button variant="default" disabled={changes === 0} onClick={() => change(saved)}>{text.discard}</Button>
          <Button disabled={changes === 0 || preview.isError} loading={form.pending} onClick={() => save(values)}>{common.save}</Button>
        </Group>
      </div>
      <ConfirmDialog opened={resetting} title={text.resetSure} verb={text.reset} danger busy={form.pending} onConfirm={() => save({ ...form.shown, standard: 'yes' })} onClose={() => setResetting(false)}>
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
  const settings = useSyncSettings();
  return (
    <>
      <div>
        <p className={page.sub}><Link to="/settings/integrations/hubspot">HubSpot</Link></p>
        <PageTitle>{shared.fieldMapping}</PageTitle>
        <p className={page.sub}>{text.explained}</p>
      </div>
      {settings.error && <Notice tone="negative" action={helpOr(settings.error, common.tryAgain, settings.refetch)}>{problemWords(settings.error)}</Notice>}
      {!settings.data && !settings.error && <Skeleton height={420} radius={12} />}
      {settings.data && <Editor stored={settings.data} />}
    </>
  );
}
