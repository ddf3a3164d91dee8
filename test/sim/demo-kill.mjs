// The demo is killed in the middle of a sync and started again, a few times over: it goes on. The connection is alive
// without anybody doing anything, the same run ends well, the portal is as people left it, and the mirror equals it.
import assert from 'node:assert/strict';
import { Api, Process, demoTells, dumpPortal, exportMirror, freePort, remove, sandboxApp, sleep, temporary } from '../lib/every.mjs';
import { differences } from '../lib/compare.mjs';
import { numbers, option } from '../lib/random.mjs';

const seed = option('seed', Date.now() % 1_000_000), kills = option('kills', 4);
console.log(`note: a demo killed ${kills} times in the middle of its first sync, seed ${seed}`);
const random = numbers(seed);

const dataDir = temporary('demo-kill'), port = await freePort(), url = `http://localhost:${port}`;
const api = new Api(url);
let demo, hubspot;
async function start(...flags) {
  demo = new Process(['demo', ...flags], { EVERY_LISTEN: `127.0.0.1:${port}`, EVERY_DATA_DIR: dataDir });
  await demo.until(`http://127.0.0.1:${port}/healthz`, 120);
  const { email, password, hubspot: sandbox } = await demoTells(demo);
  hubspot = { url: sandbox };
  return { email, password };
}
const order = async (verb, body) => {
  const answer = await fetch(`${hubspot.url}/sandbox/${verb}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.text());
};
const status = () => api.get('/api/hubspot/status');

let passed = 0, failed = 0;
async function check(name, body) {
  try { await body(); ++passed; } catch (error) { ++failed; console.log(`${name}: ${error.stack}\n${demo.output.slice(-2000)}`); }
}

await check('connect as a person does', async () => {
  await api.post('/api/session', await start());
  await order('settings', { latencyMs: 60 });  // a HubSpot that is far enough away to be interrupted
  const consent = new URL((await api.get('/api/hubspot/auth/url')).url);
  const granted = await fetch(`${hubspot.url}/oauth/authorize`, { method: 'POST', redirect: 'manual', body: `${consent.search.slice(1)}&decision=connect`, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  const back = new URL(granted.headers.get('location'));
  await api.call('GET', back.pathname + back.search);
  assert.equal((await status()).connection.state, 'connected');
});
const run = (await api.get('/api/hubspot/runs?limit=1')).items[0]?.id;
const first = JSON.parse((await (await fetch(`${hubspot.url}/sandbox/portal?type=contacts`)).text()).split('\n')[0]);
await check('people change the portal while it is read', async () => {
  await order('change', { type: 'contacts', id: first.id, properties: { firstname: 'Changed by hand' } });
  await order('create', { type: 'companies', properties: { name: 'Founded meanwhile' } });
});

let cut = 0, percent = -1;
for (let k = 0; k < kills; ++k) {
  await check(`kill ${k + 1}`, async () => {
    await sleep(300 + random() * 900);
    const before = await status();
    if (before.run) ++cut;
    await demo.stop('SIGKILL');
    await start();
    assert.match(demo.output, /goes on where it stood/);
    const after = await status();  // the same session: nobody signs in again
    assert.equal(after.connection.state, 'connected', JSON.stringify(after.connection));
    const { items, total } = await api.get('/api/hubspot/runs?limit=5');
    assert.equal(total, 1, 'the run goes on, none is added');
    assert.equal(items[0].id, run);
    assert.ok(items[0].percent >= percent, `percent went from ${percent} to ${items[0].percent}`);
    percent = items[0].percent;
  });
}
await check('the run ends well and nothing is missing', async () => {
  const ended = await api.settled();
  assert.equal(ended.id, run);
  assert.equal(ended.state, 'succeeded', JSON.stringify(ended.error));
  const contact = JSON.parse((await (await fetch(`${hubspot.url}/sandbox/portal?type=contacts`)).text()).split('\n')[0]);
  assert.equal(contact.properties.firstname, 'Changed by hand');
  await order('settings', { latencyMs: 0 });
  // What changed behind the cursors comes with the next sync.
  await api.post('/api/hubspot/sync');
  assert.equal((await api.settled()).state, 'succeeded');
  const portal = await dumpPortal(hubspot);
  assert.ok(portal.some(r => r.properties?.name === 'Founded meanwhile'));
  await demo.stop('SIGKILL');
  const { found, compared } = differences(exportMirror(dataDir), portal);
  assert.deepEqual(found.slice(0, 5), []);
  console.log(`note: ${cut} of ${kills} kills met the running sync; ${compared} records compared`);
});
await check('a token that runs out is renewed after the kill', async () => {
  await start();
  await order('expire-tokens', {});
  await demo.stop('SIGKILL');
  await start();
  await api.post('/api/hubspot/sync');
  assert.equal((await api.settled()).state, 'succeeded');
});
await check('a demo that was asked to stop is over', async () => {
  await demo.stop('SIGTERM');
  await start();
  assert.doesNotMatch(demo.output, /goes on where it stood/);
  await assert.rejects(status(), /401/);
});
await demo.stop('SIGKILL');
remove(dataDir);
if (cut === 0) { console.log('no kill met a running sync: the test proves nothing'); ++failed; }
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
