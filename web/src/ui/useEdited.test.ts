import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { createElement } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { Problem } from '../api/problem';
import { typedOver, type Tagged } from './edited';
import { useEdited } from './useEdited';

interface Client {
  name: string;
  phone: string;
}
// A record with a version, as the server keeps it: who names another version than the last is refused.
let client: Client, version: number, puts: string[];
const tagged = (): Tagged<Client> => ({ data: { ...client }, etag: `"${version}"` });
const put = (values: Client, etag: string) => {
  puts.push(etag);
  if (etag !== `"${version}"`) return Promise.reject(new Problem('stale', '', 412, '', [], '', null));
  client = { ...client, ...values };
  ++version;
  return Promise.resolve(tagged());
};
const elsewhere = (part: Partial<Client>) => {
  client = { ...client, ...part };
  ++version;
};
beforeEach(() => {
  client = { name: 'Quarry', phone: '1' };
  version = 1;
  puts = [];
});

const queries = new QueryClient();
const open = (valuesOf = ({ name, phone }: Client): Record<string, string> => ({ name, phone })) => {
  const view = renderHook(
    ({ stored }: { stored: Tagged<Client> }) => useEdited({ stored, valuesOf, put: (values, etag) => put(values as unknown as Client, etag), latest: () => Promise.resolve({ ...tagged(), by: 'Sam', at: '2026-11-29T10:00:00.000Z' }), onSaved: () => undefined }),
    { initialProps: { stored: tagged() }, wrapper: ({ children }) => createElement(QueryClientProvider, { client: queries }, children) },
  );
  return { form: () => view.result.current, readAgain: () => view.rerender({ stored: tagged() }) };
};

test('what is read behind a form that somebody types in does not become the version it saves over', async () => {
  const { form, readAgain } = open();
  act(() => form().type({ name: 'Quarry Foods', phone: '1' }));
  elsewhere({ phone: '2', name: 'Quarry Ltd' });
  readAgain();
  act(() => form().submit({ name: 'Quarry Foods', phone: '1' }));
  await waitFor(() => expect(form().ask?.version.by).toBe('Sam'));
  expect(puts).toEqual(['"1"']);
  expect(client).toEqual({ name: 'Quarry Ltd', phone: '2' });
  expect(form().ask?.typed).toEqual({ name: 'Quarry Foods', phone: '2' }); // the phone was not touched here
});

test('who keeps what was typed takes nothing back that was not touched here', async () => {
  const { form } = open();
  act(() => form().type({ name: 'Quarry Foods', phone: '1' }));
  elsewhere({ phone: '2', name: 'Quarry Ltd' });
  act(() => form().submit({ name: 'Quarry Foods', phone: '1' }));
  await waitFor(() => expect(form().ask).not.toBeNull());
  act(() => form().keepMine());
  await waitFor(() => expect(form().saved).toBe(true));
  expect(client).toEqual({ name: 'Quarry Foods', phone: '2' });
  expect(form().shown).toEqual(client);
});

test('who takes what is saved sees it, and goes on from it', async () => {
  const { form } = open();
  const before = form().round;
  act(() => form().type({ name: 'Quarry Foods', phone: '1' }));
  elsewhere({ name: 'Quarry Ltd' });
  act(() => form().submit({ name: 'Quarry Foods', phone: '1' }));
  await waitFor(() => expect(form().ask).not.toBeNull());
  act(() => form().takeTheirs());
  expect(form().shown).toEqual({ name: 'Quarry Ltd', phone: '1' });
  expect(form().round).not.toBe(before);
  act(() => form().submit({ name: 'Quarry Ltd', phone: '3' }));
  await waitFor(() => expect(form().saved).toBe(true));
  expect(puts).toEqual(['"1"', '"2"']);
});

test('a form without a word typed follows what is read', () => {
  const { form, readAgain } = open();
  elsewhere({ name: 'Quarry Ltd' });
  readAgain();
  expect(form().shown).toEqual({ name: 'Quarry Ltd', phone: '1' });
});

test('another field of the record is no reason to ask, and leaves the fields alone', async () => {
  const { form, readAgain } = open(({ name }) => ({ name }));
  act(() => form().type({ name: 'Quarry Foods' }));
  elsewhere({ phone: '2' });
  readAgain();
  act(() => form().submit({ name: 'Quarry Foods' }));
  await waitFor(() => expect(form().saved).toBe(true));
  expect(client).toEqual({ name: 'Quarry Foods', phone: '2' });
  expect(form().round).toBe(0);
});

test('what is saved already, after a lost answer, is not asked about', async () => {
  const { form } = open();
  elsewhere({ name: 'Quarry Foods' });
  act(() => form().submit({ name: 'Quarry Foods', phone: '1' }));
  await waitFor(() => expect(form().saved).toBe(true));
  expect(form().ask).toBeNull();
});

test('what is typed while a save is under way stays, and is saved over that save', async () => {
  const { form } = open();
  act(() => form().submit({ name: 'Quarry Foods', phone: '1' }));
  act(() => form().type({ name: 'Quarry Foods', phone: '12' }));
  await waitFor(() => expect(form().pending).toBe(false));
  expect(form().typed).toEqual({ name: 'Quarry Foods', phone: '12' });
  act(() => form().submit({ name: 'Quarry Foods', phone: '12' }));
  await waitFor(() => expect(form().saved).toBe(true));
  expect(client.phone).toBe('12');
  expect(puts).toEqual(['"1"', '"2"']);
});

test('a secret that is never told again counts as typed', () => {
  expect(typedOver({ host: 'a', password: '' }, { host: 'a', password: 'x' }, { host: 'b', password: '' })).toEqual({ host: 'b', password: 'x' });
});
