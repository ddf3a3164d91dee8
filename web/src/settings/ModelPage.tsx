import { Button, Group, PasswordInput, Skeleton, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { whoChangedSettings } from '../api/who';
import { text as documentWords } from '../documents/text';
import { common } from '../text/common';
import { EditForm } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { text as say } from './model.text';
import { SettingsHead } from './SettingsHead';

type Model = Schemas['LanguageModel'];

const valuesOf = ({ url, model, enabled }: Model) => ({ url, model, enabled: enabled ? 'on' : '', key: '' }); // the key is never told
type Values = ReturnType<typeof valuesOf>;
const inWords = (v: Values) => [[say.address, v.url], [say.model, v.model], [say.readWithIt, v.enabled ? documentWords.yes : documentWords.no]] as const;

function ModelForm({ stored }: { stored: Tagged<Model> }) {
  const queries = useQueryClient();
  const put = (body: Schemas['LanguageModelPatch'], etag: string) => withTag(api.PATCH('/api/workspace/model', { params: { header: { 'If-Match': etag } }, body }));
  const onSaved = () => void queries.invalidateQueries({ queryKey: ['workspace', 'model'] });
  const removeKey = useMutation({ mutationFn: (etag: string) => put({ key: '' }, etag), onSuccess: onSaved, onError: error => { toast({ title: problemWords(error), tone: 'negative' }); onSaved(); } });
  return (
    <EditForm stored={stored} what="settings" need="workspace.own" title={say.endpoint} verb={say.save} atFields={['/url', '/model', '/key']} valuesOf={valuesOf} say={inWords} onSaved={onSaved}
      put={({ url, model, enabled, key }, etag) => put({ url: url.trim(), model: model.trim(), enabled: enabled !== '', ...(key.trim() ? { key: key.trim() } : {}) }, etag)}
      latest={async () => ({ ...(await withTag(api.GET('/api/workspace/model'))), ...(await whoChangedSettings(['model.updated', 'model.key_changed'])) })}
      more={form => stored.data.hasKey && <Button variant="subtle" loading={removeKey.isPending} disabled={form.pending || form.typed !== null} onClick={() => removeKey.mutate(stored.etag)}>{say.removeKey}</Button>}>
      {(now, problem) => (
        <>
          <TextInput label={say.address} description={say.addressHint} name="url" type="url" placeholder="https://api.example.com/v1" maxLength={500} defaultValue={now.url} error={fieldError(problem, '/url')} />
          <TextInput label={say.model} description={say.modelHint} name="model" autoComplete="off" maxLength={200} defaultValue={now.model} error={fieldError(problem, '/model')} />
          <PasswordInput label={say.key} description={say.keyHint} name="key" autoComplete="new-password" maxLength={1000} placeholder={stored.data.hasKey ? say.keptAsItIs : ''} error={fieldError(problem, '/key')} aria-invalid={Boolean(fieldError(problem, '/key'))} />
          <Switch label={say.readWithIt} name="enabled" defaultChecked={now.enabled !== ''} />
        </>
      )}
    </EditForm>
  );
}

function TestCard({ ready }: { ready: boolean }) {
  const test = useMutation({ mutationFn: () => unwrap(api.POST('/api/workspace/model/test')) });
  const came = test.data;
  return (
    <section className={page.card} style={{ display: 'grid', gap: 12 }} aria-labelledby="model-test">
      <h2 id="model-test">{say.test}</h2>
      {test.error && <Notice tone="negative">{problemWords(test.error)}</Notice>}
      {came?.works && <Notice title={say.works}>{say.worksWords(came.milliseconds)}</Notice>}
      {came && !came.works && <Notice tone="negative" title={say.fails}>{came.detail}{came.text && <span dir="auto"> “{came.text}”</span>}</Notice>}
      <p className={page.dim} style={{ margin: 0 }}>{say.testHint}</p>
      <Group justify="flex-end"><Button variant="default" disabled={!ready} loading={test.isPending} onClick={() => test.mutate()}>{say.testNow}</Button></Group>
    </section>
  );
}

// Says what the server sends (chat/model.cpp): a change there is a change here.
function WhatLeaves() {
  return (
    <section className={page.card} aria-labelledby="model-leaves">
      <h2 id="model-leaves">{say.leaves}</h2>
      <p>{say.leavesIntro}</p>
      <ul>{say.leavesWhat.map(one => <li key={one}>{one}</li>)}</ul>
      <p>{say.nothingElse}</p>
      <h2>{say.mayDo}</h2>
      <p style={{ marginBlockEnd: 0 }}>{say.mayDoWords}</p>
    </section>
  );
}

// A language model of the owner's choice that reads the chat.
export function ModelPage() {
  const model = useQuery({ queryKey: ['workspace', 'model'], queryFn: () => withTag(api.GET('/api/workspace/model')) });
  return (
    <>
      <SettingsHead title={say.title} />
      {model.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void model.refetch() }}>{problemWords(model.error)}</Notice>}
      {!model.data && !model.error && <Skeleton height={400} radius={12} />}
      {model.data && (
        <div className={page.columns}>
          <div className={page.stack}>
            <ModelForm stored={model.data} />
            <TestCard key={model.data.etag} ready={model.data.data.url !== '' && model.data.data.model !== ''} />
          </div>
          <WhatLeaves />
        </div>
      )}
    </>
  );
}
