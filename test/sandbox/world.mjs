// The world that HubSpot's SDK is let loose on: one sandbox with archived, merged, purged and changed records, the
// proxy before it, clients with several rights, and what the portal really holds.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { sandboxApp, startSandbox } from '../lib/every.mjs';
import { startProxy } from './proxy.mjs';

const { Client } = createRequire(import.meta.url)('@hubspot/api-client');

export const versions = ['2026-09', '2026-03'];
// By the name in paths: the SDK's name, the type id, the properties that come unasked, the one of the last change,
// and one that is always there.
export const types = {
  contacts: { sdk: 'contacts', id: '0-1', standard: ['firstname', 'lastname', 'email'], modified: 'lastmodifieddate', title: 'lastname', to: 'companies' },
  companies: { sdk: 'companies', id: '0-2', standard: ['name', 'domain'], modified: 'hs_lastmodifieddate', title: 'name', to: 'contacts' },
  deals: { sdk: 'deals', id: '0-3', standard: ['dealname', 'amount', 'closedate', 'pipeline', 'dealstage'], modified: 'hs_lastmodifieddate', title: 'dealname', to: 'companies' },
  line_items: { sdk: 'lineItems', id: '0-8', standard: ['quantity', 'amount', 'price'], modified: 'hs_lastmodifieddate', title: 'name', to: 'deals' },
  products: { sdk: 'products', id: '0-7', standard: ['name', 'description', 'price'], modified: 'hs_lastmodifieddate', title: 'name' },
  quotes: { sdk: 'quotes', id: '0-14', standard: ['hs_title', 'hs_status', 'hs_expiration_date', 'hs_public_url_key'], modified: 'hs_lastmodifieddate', title: 'hs_title', to: 'deals' },
};

export async function control(sandbox, verb, body) {
  const answer = await fetch(`${sandbox.url}/sandbox/${verb}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const value = await answer.json();
  if (!answer.ok) throw new Error(`the sandbox does not ${verb}: ${JSON.stringify(value)}`);
  return value;
}

// Every record of a type, by id, as the portal holds it.
export async function dump(sandbox, type, archived = false) {
  const answer = await fetch(`${sandbox.url}/sandbox/portal?type=${type}&archived=${archived}`);
  const lines = answer.ok ? (await answer.text()).split('\n').filter(Boolean) : [];
  return lines.map(line => JSON.parse(line)).sort((a, b) => Number(a.id) - Number(b.id));
}

// What people do to a portal in two years, in a second. Gives the merged ids and those that are gone for good.
export async function disturb(sandbox) {
  const all = {};
  for (const type of Object.keys(types)) all[type] = (await dump(sandbox, type)).map(record => record.id);
  for (const [type, count] of Object.entries({ contacts: 12, companies: 3, deals: 3, line_items: 2, products: 1, quotes: 1 }))
    for (const id of all[type].slice(2, 2 + count)) await control(sandbox, 'archive', { type, id });
  // Whose primary company is about to be merged.
  const lastTwo = all.companies.slice(-2), employees = (await dump(sandbox, 'contacts')).filter(r => r.associations.companies?.some(l => l.primary && lastTwo.includes(l.id))).map(r => r.id);
  const merged = {};
  for (const type of ['contacts', 'companies', 'deals']) {
    const [primary, secondary] = all[type].slice(-2);
    merged[type] = { old: [primary, secondary], id: (await control(sandbox, 'merge', { type, primary, secondary })).id };
  }
  const purged = all.contacts[20];
  await control(sandbox, 'purge', { type: 'contacts', id: purged });
  const [first, second, third] = all.contacts.slice(30);
  await control(sandbox, 'change', { type: 'contacts', id: first, properties: { lastname: 'Changed once' } });
  await control(sandbox, 'change', { type: 'contacts', id: first, properties: { lastname: 'Changed & "twice" 配' } });
  await control(sandbox, 'change', { type: 'contacts', id: second, properties: { phone: null } });
  // One contact of several companies, one deal of several contacts.
  for (const company of all.companies.slice(10, 14)) await control(sandbox, 'associate', { fromType: 'contacts', fromId: third, toType: 'companies', toId: company });
  await control(sandbox, 'associate', { fromType: 'contacts', fromId: third, toType: 'companies', toId: all.companies[10], primary: true });
  for (const contact of all.contacts.slice(40, 44)) await control(sandbox, 'associate', { fromType: 'deals', fromId: all.deals[10], toType: 'contacts', toId: contact });
  return { merged, employees, purged, changed: first, cleared: second, popular: third };
}

export async function makeWorld() {
  const sandbox = await startSandbox(['--contacts', 240, '--companies', 60, '--deals', 80, '--seed', 7, '--quota', 1_000_000, '--searches', 10_000]);
  const proxy = await startProxy(sandbox.url);
  const client = accessToken => new Client({ accessToken, basePath: proxy.url });
  const world = {
    sandbox, proxy, client, live: {}, archived: {}, main: client(sandboxApp.token),
    // The developer account that owns the app (src/sandbox/options.h).
    developer: new Client({ developerApiKey: '33333333-eeee-4fff-8aaa-every0sandbox', basePath: proxy.url }),
    order: (verb, body = {}) => control(sandbox, verb, body),
    ...await disturb(sandbox),
  };
  for (const type of Object.keys(types)) {
    world.live[type] = await dump(sandbox, type);
    world.archived[type] = await dump(sandbox, type, true);
  }
  // A person's consent in the browser, which is no part of the API: gives the code.
  world.consent = async (scope = 'oauth crm.objects.contacts.read') => {
    const form = new URLSearchParams({ client_id: sandboxApp.id, redirect_uri: 'http://localhost/back', scope, decision: 'connect' });
    const answer = await fetch(`${sandbox.url}/oauth/authorize`, { method: 'POST', body: form, redirect: 'manual' });
    return new URL(answer.headers.get('location')).searchParams.get('code');
  };
  world.stop = async () => { await proxy.stop(); await sandbox.stop(); };
  return world;
}

// What the SDK has no call for, by its generic one: {status, headers, body}.
export async function ask(client, method, path, body) {
  const answer = await client.apiRequest({ method, path, ...(body ? { body } : {}) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: /json/.test(answer.headers.get('content-type') ?? '') && text ? JSON.parse(text) : text };
}
export async function get(client, path, status = 200) {
  const answer = await ask(client, 'GET', path);
  assert.equal(answer.status, status, `GET ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`);
  return answer.body;
}
export async function post(client, path, body, status = 200) {
  const answer = await ask(client, 'POST', path, body);
  assert.equal(answer.status, status, `POST ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`);
  return answer.body;
}
// The forms of OAuth, which have no token in their header.
export async function form(world, path, fields) {
  const answer = await world.main.apiRequest({ method: 'POST', path, authType: 'none', defaultJson: false, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : '' };
}

// The SDK throws what HubSpot refuses: the refusal's body, when it is the one that was expected.
export async function refused(promise, status, category) {
  const error = await promise.then(value => assert.fail(`not refused, but ${JSON.stringify(value)?.slice(0, 200)}`), e => e);
  if (error instanceof assert.AssertionError) throw error;
  assert.equal(error.code, status, `${error.message.slice(0, 400)}`);
  if (category) assert.equal(error.body.category, category);
  return error.body;
}
export const ids = list => list.map(one => String(one.id ?? one.toObjectId ?? one.recordId ?? one.listId)).sort((a, b) => Number(a) - Number(b));
export const same = (a, b, what) => assert.deepEqual(ids(a), ids(b), what);
// The values of an answer are those of the portal: null where it has none.
export function sameValues(record, held, names) {
  for (const name of names) assert.equal(record.properties[name] ?? null, held.properties[name] ?? null, `${name} of ${held.id}`);
}
