// Every itself, in front of a sandbox of its own with the proxy between: everything that its client does. Each step is
// {name, run}; `exchanges` is what went over the wire.
import assert from 'node:assert/strict';
import { differences } from '../lib/compare.mjs';
import { Api, dumpPortal, exportMirror, remove, sandboxApp, startEvery, startSandbox, temporary } from '../lib/every.mjs';
import { startProxy } from './proxy.mjs';
import { control, disturb, dump } from './world.mjs';

export async function makeEvery() {
  const sandbox = await startSandbox(['--contacts', 320, '--companies', 90, '--deals', 120, '--seed', 11, '--quota', 1_000_000, '--searches', 10_000]);
  const proxy = await startProxy(sandbox.url);
  const dataDir = temporary('witness');
  await disturb(sandbox);
  const start = port => startEvery({ dataDir, sandbox, port, env: { EVERY_HUBSPOT_API_URL: proxy.url } });
  let every = await start();
  const api = new Api(every.url), order = (verb, body = {}) => control(sandbox, verb, body);
  await api.setup();

  const calledSince = async run => {
    const before = proxy.exchanges.length;
    await run();
    return proxy.exchanges.slice(before).map(e => `${e.method} ${e.url.split('?')[0]}`);
  };
  const settled = async () => {
    const run = await api.settled();
    assert.ok(['succeeded', 'partial'].includes(run.state), `${run.kind}: ${run.state} ${JSON.stringify(run.error)}`);
    return run;
  };
  const sync = async () => { await api.post('/api/hubspot/sync'); return settled(); };
  const state = async () => (await api.get('/api/hubspot/status')).connection.state;
  // As a person's browser does it; the consent page is none of the API's.
  const connect = async (more = []) => {
    const { url } = await api.get('/api/hubspot/auth/url');
    const consent = await fetch(new URL('/oauth/authorize', sandbox.url), { method: 'POST', redirect: 'manual', body: new URLSearchParams([...new URL(url).searchParams, ['decision', 'connect'], ...more]) });
    const back = new URL(consent.headers.get('location'));
    const answer = await api.call('GET', back.pathname + back.search);
    assert.match(answer.headers.get('location'), /hubspot=connected/);
  };
  const mirrored = async () => {
    await every.stop();
    const { found, compared } = differences(exportMirror(dataDir), await dumpPortal(sandbox));
    every = await start(every.port);
    assert.ok(compared > 400, `${compared} records compared`);
    assert.deepEqual(found.slice(0, 5), []);
  };
  // One of each that can happen to a record between two looks.
  const change = async () => {
    const some = {};
    for (const type of ['contacts', 'companies', 'deals', 'line_items']) some[type] = (await dump(sandbox, type)).map(r => r.id);
    // Of nobody's deals: what a merge does to the associations of others, only the daily sweep can see.
    const alone = (await dump(sandbox, 'contacts')).filter(r => !r.associations.deals).map(r => r.id);
    for (const [type, properties] of Object.entries({ contacts: { lastname: 'Ny "Navn"' }, companies: { name: 'Ændret A/S' }, deals: { amount: '1234.50' }, line_items: { quantity: '3' } }))
      for (const id of some[type].slice(5, 9)) await order('change', { type, id, properties });
    await order('create', { type: 'contacts', properties: { firstname: 'New', lastname: 'Contact', email: 'new.contact@witness.example' } });
    await order('create', { type: 'deals', properties: { dealname: 'New deal', amount: '10', pipeline: 'default', dealstage: 'closedwon' } });
    await order('merge', { type: 'contacts', primary: alone[10], secondary: alone[11] });
    await order('associate', { fromType: 'deals', fromId: some.deals[5], toType: 'companies', toId: some.companies[5], primary: true });
  };

  const steps = {
    async 'connects by OAuth'() {
      const called = await calledSince(connect);
      assert.ok(called.includes('POST /oauth/2026-09/token'));
      assert.equal(await state(), 'connected');
    },
    async 'first load'() {
      await settled();
      for (const type of ['contacts', 'companies', 'deals', 'line_items']) assert.ok(proxy.exchanges.some(e => e.url.startsWith(`/crm/objects/2026-09/${type}?`)), `${type} were listed`);
      await mirrored();
    },
    async 'nothing changed'() { await sync(); },
    async 'changes'() {
      await change();
      const called = await calledSince(sync);
      assert.ok(called.some(c => /search$/.test(c)) && called.some(c => /batch\/read$/.test(c)), `${called}`);
      await mirrored();
    },
    async 'review and import'() {
      await api.get('/api/hubspot/review');
      await api.post('/api/hubspot/import', { select: { all: true }, default: 'ask', includeDeals: true });
      await settled();
      assert.ok((await api.get('/api/clients?source=hubspot&limit=1')).total > 0, 'clients came in');
    },
    async 'changes of what was imported'() { await change(); await sync(); },
    async 'an expired token is renewed'() {
      await order('expire-tokens');
      const called = await calledSince(sync);
      assert.ok(called.includes('POST /oauth/2026-09/token'));
    },
    async 'disconnects'() {
      const called = await calledSince(() => api.post('/api/hubspot/disconnect'));
      assert.ok(called.includes('POST /oauth/2026-09/token/revoke'), `${called}`);
    },
    async 'connects by token'() {
      const called = await calledSince(() => api.post('/api/hubspot/auth/token', { token: sandboxApp.token }));
      assert.ok(called.includes('GET /account-info/2026-09/details'));
      await settled();
      await sync();
      await mirrored();
    },
    async 'disconnects the token'() { await api.post('/api/hubspot/disconnect'); },
    async 'a wrong token is told'() {
      const error = await api.post('/api/hubspot/auth/token', { token: 'pat-na1-00000000-0000-4000-8000-wrong0wrong00' }).then(() => assert.fail('it is wrong'), e => e);
      assert.equal(error.status, 422);
    },
    async 'connects with fewer permissions'() {
      const few = ['oauth', 'crm.objects.contacts.read', 'crm.objects.companies.read', 'crm.objects.deals.read', 'crm.objects.owners.read'];
      await connect([['picked', '1'], ...few.map(scope => ['grant', scope])]);
      const called = await calledSince(sync);
      assert.ok(called.filter(c => /line_items/.test(c)).length <= 2, 'what is not permitted is not asked for again and again');
      await api.post('/api/hubspot/disconnect');
    },
    async 'is uninstalled in HubSpot'() {
      await connect();
      await order('revoke');
      await order('expire-tokens');
      await api.post('/api/hubspot/sync').catch(() => {});
      await api.settled();
      assert.notEqual(await state(), 'connected');
    },
  };
  return {
    steps: Object.entries(steps).map(([name, run]) => ({ name: `every ${name}`, run })),
    exchanges: proxy.exchanges,
    stop: async () => { await every.stop(); await proxy.stop(); await sandbox.stop(); remove(dataDir); },
  };
}
