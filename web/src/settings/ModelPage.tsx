import { Button, Group, PasswordInput, Skeleton, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';

type Model = Schemas['LanguageModel'];

function ModelForm({ model, etag }: { model: Model; etag: string }) {
  const queries = useQueryClient();
  const [dirty, setDirty] = useState(false);
  const save = useMutation({
    mutationFn: (body: Schemas['LanguageModelPatch']) => unwrap(api.PATCH('/api/workspace/model', { params: { header: { 'If-Match': etag } }, body })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['workspace', 'model'] }),
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
      <h2>Endpoint</h2>
      {save.error && !['/url', '/model', '/key'].some(field => fieldError(save.error, field)) && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <TextInput label="Address" description="Of an API like OpenAI's, with functions (tools). https, or http on this server itself" name="url" type="url" placeholder="https://api.example.com/v1" maxLength={500} defaultValue={model.url} error={fieldError(save.error, '/url')} />
      <TextInput label="Model" description="As the endpoint calls it" name="model" autoComplete="off" maxLength={200} defaultValue={model.model} error={fieldError(save.error, '/model')} />
      <PasswordInput label="Key" description="Kept sealed, sent to this address alone" name="key" autoComplete="new-password" maxLength={1000} placeholder={model.hasKey ? 'Kept as it is' : ''} error={fieldError(save.error, '/key')} />
      <Switch label="Read the chat with it" name="enabled" defaultChecked={model.enabled} />
      <Group justify="flex-end">
        {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">Saved</Text>}
        {model.hasKey && <Button variant="subtle" disabled={save.isPending} onClick={() => save.mutate({ key: '' })}>Remove key</Button>}
        <Button type="submit" loading={save.isPending}>Save language model</Button>
      </Group>
    </form>
  );
}

function TestCard({ ready }: { ready: boolean }) {
  const test = useMutation({ mutationFn: () => unwrap(api.POST('/api/workspace/model/test')) });
  const came = test.data;
  return (
    <section className={page.card} style={{ display: 'grid', gap: 12 }} aria-labelledby="model-test">
      <h2 id="model-test">Test</h2>
      {test.error && <Notice tone="negative">{problemWords(test.error)}</Notice>}
      {came?.works && <Notice title="It works.">It chose what answers “Is HubSpot ok?” in {came.milliseconds.toLocaleString()} ms.</Notice>}
      {came && !came.works && <Notice tone="negative" title="It can't be used like this.">{came.detail}{came.text && <span dir="auto"> “{came.text}”</span>}</Notice>}
      <p className={page.dim} style={{ margin: 0 }}>Asks one small question with what is saved, whether it is on or off.</p>
      <Group justify="flex-end"><Button variant="default" disabled={!ready} loading={test.isPending} onClick={() => test.mutate()}>Test language model</Button></Group>
    </section>
  );
}

// Says what the server sends (chat/model.cpp): a change there is a change here.
function WhatLeaves() {
  return (
    <section className={page.card} aria-labelledby="model-leaves">
      <h2 id="model-leaves">What leaves this server</h2>
      <p>While it is on, each message that somebody types into the chat goes to this address. Commands that begin with / do not. With a message go:</p>
      <ul>
        <li>the four questions before it in the conversation, what the chat understood and said, and up to 20 names that the last answer listed</li>
        <li>the kind and the name of the client, contact, deal or document that is open</li>
        <li>what the chat can do, as functions</li>
      </ul>
      <p>Nothing else of your records is sent, and nothing to anybody else. What is kept there is up to its operator.</p>
      <h2>What it may do</h2>
      <p style={{ marginBlockEnd: 0 }}>It chooses one function or asks back, nothing more. What changes something stays a proposal that waits for a click, with the permissions of who clicks. When its answer is of no use, or takes longer than 8 seconds, the chat reads the message by itself and says so.</p>
    </section>
  );
}

// A language model of the owner's choice that reads the chat.
export function ModelPage() {
  const model = useQuery({ queryKey: ['workspace', 'model'], queryFn: () => withTag(api.GET('/api/workspace/model')) });
  return (
    <>
      <div>
        <Link to="/settings">‹ Settings</Link>
        <PageTitle>Language model</PageTitle>
      </div>
      {model.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void model.refetch() }}>{problemWords(model.error)}</Notice>}
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
