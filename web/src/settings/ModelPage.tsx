import { Button, Group, PasswordInput, Skeleton, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { text as say } from './model.text';
import { text as words } from './text';

type Model = Schemas['LanguageModel'];

function ModelForm({ model, etag }: { model: Model; etag: string }) {
  const queries = useQueryClient();
  const [dirty, setDirty] = useState(false);
  const save = useMutation({
    mutationFn: (body: Schemas['LanguageModelPatch']) => unwrap(api.PATCH('/api/workspace/model', { params: { header: { 'If-Match': etag } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['workspace', 'model'] }), // saved is what is shown
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const key = text('key');
    setDirty(false);
    save.mutate({ url: text('url'), model: text('model'), enabled: form.has('enabled'), ...(key ? { key } : {}) });
  };
  return (
    <form key={etag} className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={submit} onChange={() => setDirty(true)}>
      <h2>{say.endpoint}</h2>
      {save.error && !['/url', '/model', '/key'].some(field => fieldError(save.error, field)) && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <TextInput label={say.address} description={say.addressHint} name="url" type="url" placeholder="https://api.example.com/v1" maxLength={500} defaultValue={model.url} error={fieldError(save.error, '/url')} />
      <TextInput label={say.model} description={say.modelHint} name="model" autoComplete="off" maxLength={200} defaultValue={model.model} error={fieldError(save.error, '/model')} />
      <PasswordInput label={say.key} description={say.keyHint} name="key" autoComplete="new-password" maxLength={1000} placeholder={model.hasKey ? say.keptAsItIs : ''} error={fieldError(save.error, '/key')} aria-invalid={Boolean(fieldError(save.error, '/key'))} />
      <Switch label={say.readWithIt} name="enabled" defaultChecked={model.enabled} />
      <Group justify="flex-end">
        {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">{say.saved}</Text>}
        {model.hasKey && <Button variant="subtle" disabled={save.isPending} onClick={() => save.mutate({ key: '' })}>{say.removeKey}</Button>}
        <Button type="submit" loading={save.isPending}>{say.save}</Button>
      </Group>
    </form>
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
      <div>
        <Link to="/settings">{words.backToSettings}</Link>
        <PageTitle>{say.title}</PageTitle>
      </div>
      {model.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void model.refetch() }}>{problemWords(model.error)}</Notice>}
      {!model.data && !model.error && <Skeleton height={400} radius={12} />}
      {model.data && (
        <div className={page.columns}>
          <div className={page.stack}>
            <ModelForm model={model.data.data} etag={model.data.etag} />
            <TestCard key={model.data.etag} ready={model.data.data.url !== '' && model.data.data.model !== ''} />
          </div>
          <WhatLeaves />
        </div>
      )}
    </>
  );
}
