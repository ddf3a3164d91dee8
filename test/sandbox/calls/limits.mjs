// What HubSpot refuses: wrong and expired tokens, missing scopes, too many calls, what is malformed; and the headers.
import assert from 'node:assert/strict';
import { sandboxApp } from '../../lib/every.mjs';
import { ask, refused, versions } from '../world.mjs';

const search = { filterGroups: [], sorts: [], properties: [], limit: 1, after: '0' };
const grant = async (world, scope) => (await world.main.oauth.tokensApi.create('authorization_code', await world.consent(scope), 'http://localhost/back', sandboxApp.id, sandboxApp.secret)).accessToken;
const scopesOf = body => [...(body.errors ?? []).flatMap(e => e.context?.requiredGranularScopes ?? []), ...(body.context?.requiredGranularScopes ?? [])];
const interval = ['max', 'remaining', 'interval-milliseconds', 'secondly', 'secondly-remaining'].map(name => `x-hubspot-ratelimit-${name}`);
async function within(world, settings, run) {
  const before = (await (await fetch(`${world.sandbox.url}/sandbox/state`)).json()).settings;
  await world.order('settings', settings);
  try { await run(); } finally {
    await world.order('settings', Object.fromEntries(['quota', 'privateQuota', 'associationQuota', 'dailyQuota', 'searchPerSecond'].flatMap(n => n in before ? [[n, before[n]]] : [])));
  }
}

const calls = {
  async '401 with a wrong token'(world) {
    const body = await refused(world.client('pat-na1-wrong').crm.contacts.basicApi.getPage(), 401, 'INVALID_AUTHENTICATION');
    assert.ok(body.message && body.correlationId);
  },
  async '401 with an expired token'(world) {
    const client = world.client(await grant(world, 'oauth crm.objects.contacts.read'));
    await world.order('expire-tokens');
    const body = await refused(client.crm.contacts.basicApi.getPage(), 401, 'EXPIRED_AUTHENTICATION');
    assert.match(body.message, /expired \d+ second\(s\) ago/);
    assert.ok(body.context['expire time'][0]);
  },
  async '403 without the scopes'(world) {
    const client = world.client(await grant(world, 'oauth crm.objects.contacts.read'));
    await client.crm.contacts.basicApi.getPage(1);
    const missing = {
      'crm.objects.companies.read': () => client.crm.companies.basicApi.getPage(),
      'crm.objects.deals.read': () => client.crm.deals.searchApi.doSearch(search),
      'crm.objects.owners.read': () => client.crm.owners.ownersApi.getPage(),
      'crm.objects.line_items.read': () => client.crm.lineItems.basicApi.getPage(),
      'crm.objects.products.read': () => client.crm.products.basicApi.getPage(),
      'crm.objects.quotes.read': () => client.crm.quotes.basicApi.getPage(),
      'crm.lists.read': () => client.crm.lists.listsApi.doSearch({ query: '', processingTypes: [], listIds: [], additionalProperties: [], offset: 0, count: 1 }),
      'crm.schemas.custom.read': () => client.crm.schemas.coreApi.getAll(),
    };
    for (const [scope, call] of Object.entries(missing)) assert.deepEqual(scopesOf(await refused(call(), 403, 'MISSING_SCOPES')), [scope]);
    for (const [scope, path] of [['settings.currencies.read', '/settings/currencies/2026-09/codes'], ['tax_rates.read', '/tax-rates/v1/tax-rates']]) {
      const answer = await ask(client, 'GET', path);
      assert.deepEqual([answer.status, scopesOf(answer.body)], [403, [scope]]);
    }
  },
  async '403 for associations, which need both ends'(world) {
    const client = world.client(await grant(world, 'oauth crm.objects.contacts.read'));
    const body = await refused(client.crm.associations.v4.batchApi.getPage('contacts', 'companies', { inputs: [{ id: world.live.contacts[0].id }] }), 403, 'MISSING_SCOPES');
    assert.deepEqual(scopesOf(body), ['crm.objects.companies.read']);
  },
  async 'rate limit headers, and none on searches'(world) {
    const list = await ask(world.main, 'GET', '/crm/objects/2026-09/contacts?limit=1'), found = await ask(world.main, 'POST', '/crm/objects/2026-09/contacts/search', search);
    for (const name of [...interval, 'x-hubspot-ratelimit-daily', 'x-hubspot-ratelimit-daily-remaining']) assert.ok(list.headers.has(name), name);
    for (const name of interval) assert.ok(!found.headers.has(name), name);
    const app = world.client(await grant(world, 'oauth crm.objects.contacts.read'));
    const of = await ask(app, 'GET', '/crm/objects/2026-09/contacts?limit=1');
    assert.ok(of.headers.has(interval[0]) && !of.headers.has('x-hubspot-ratelimit-daily'), 'an OAuth app has no daily limit');
  },
  async '429 in ten seconds'(world) {
    const client = world.client(await grant(world, 'oauth crm.objects.contacts.read'));
    await within(world, { quota: 1 }, async () => {
      await ask(client, 'GET', '/crm/objects/2026-09/contacts?limit=1');
      const { status, headers, body } = await ask(client, 'GET', '/crm/objects/2026-09/contacts?limit=1');
      assert.deepEqual([status, body.errorType, body.policyName], [429, 'RATE_LIMIT', 'TEN_SECONDLY_ROLLING']);
      assert.ok(!headers.has('retry-after'), 'how long to wait is not told');
    });
  },
  async '429 of the day'(world) {
    await within(world, { dailyQuota: 1 }, async () => {
      const { status, body } = await ask(world.main, 'GET', '/crm/objects/2026-09/contacts?limit=1');
      assert.deepEqual([status, body.errorType, body.policyName], [429, 'RATE_LIMIT', 'DAILY']);
    });
  },
  async '429 of searches'(world) {
    await within(world, { searchPerSecond: 1 }, async () => {
      const answers = [];
      for (let i = 0; i < 4; ++i) answers.push(await ask(world.main, 'POST', '/crm/objects/2026-09/contacts/search', search));
      const refusal = answers.find(a => a.status === 429);
      assert.ok(refusal, 'one search a second');
      assert.deepEqual([refusal.body.category, 'policyName' in refusal.body, refusal.headers.has('retry-after')], ['RATE_LIMITS', false, false]);
    });
    await new Promise(done => setTimeout(done, 1000));
  },
  async '477 while a portal moves, a gateway that fails, a cut connection'(world) {
    const fault = one => world.order('faults', { schedule: one ? [{ match: { path: '/crm/objects/2026-09/contacts' }, count: 1, ...one }] : [] });
    const call = () => ask(world.main, 'GET', '/crm/objects/2026-09/contacts?limit=1');
    await fault({ do: 'status', status: 477 });
    const moved = await call();
    assert.ok(moved.status === 477 && Number(moved.headers.get('retry-after')) > 0);
    await fault({ do: 'html', status: 502 });
    const gateway = await call();
    assert.ok(gateway.status === 502 && /html/.test(gateway.headers.get('content-type')));
    await fault({ do: 'truncate' });
    await assert.rejects(call(), 'the connection breaks');
    await fault();
    assert.equal((await call()).status, 200);
  },
};

const bad = {
  'more than 100 a page': { path: '/crm/objects/2026-09/contacts?limit=101' },
  'a page of nothing': { path: '/crm/objects/2026-09/contacts?limit=0' },
  'a batch of 101': { path: '/crm/objects/2026-09/contacts/batch/read', body: { properties: [], propertiesWithHistory: [], inputs: Array.from({ length: 101 }, (_, i) => ({ id: String(i + 1) })) } },
  'a batch of 51 with history': { path: '/crm/objects/2026-09/contacts/batch/read', body: { properties: [], propertiesWithHistory: ['email'], inputs: Array.from({ length: 51 }, (_, i) => ({ id: String(i + 1) })) } },
  'a batch of nothing at all': { path: '/crm/objects/2026-09/contacts/batch/read', body: {} },
  'lists/search without what 2026 requires': { path: '/crm/lists/2026-09/search', body: { query: '' } },
};

export const limits = [
  ...Object.entries(calls).map(([name, run]) => ({ name: `refusals ${name}`, run })),
  ...Object.entries(bad).map(([name, { path, body }]) => ({ name: `refusals of ${name}`, wrong: true, run: async world => {
    const answer = await ask(world.main, body ? 'POST' : 'GET', path, body);
    assert.deepEqual([answer.status, answer.body.category], [400, 'VALIDATION_ERROR'], JSON.stringify(answer.body).slice(0, 300));
  } })),
  ...versions.map(v => ({ name: `refusals of another method ${v}`, wrong: true, run: async world => assert.ok([404, 405].includes((await ask(world.main, 'GET', `/crm/objects/${v}/contacts/search`)).status)) })),
];
