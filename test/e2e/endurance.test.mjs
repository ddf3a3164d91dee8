// Eight hours with two tabs open: Every, the sandbox and both tabs have one clock that jumps from hour to hour. The schedule
// starts each sync, access is renewed again and again, and every timer of the tabs fires as often as in eight hours.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startClock } from '../lib/clock.mjs';
import { Api, Process, startEvery, startSandbox, temporary, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { axe, close, openBrowser, openSignedIn, shot } from './browser.mjs';

let sandbox, every, dataDir, browser, page, second, api, control, portal, clock;
const minutes = 60_000;
const settings = '/settings/integrations/hubspot';
const streams = [];
const pill = (on, words) => on.locator('header[data-shell]').getByText(words).waitFor();
const knowsHowOldItIs = async on => {
  let said, old;
  await until(async () => {
    said = await on.locator('header[data-shell]').getByText(/^HubSpot · /).textContent();
    old = Math.round((clock.now() - Date.parse((await api.get('/api/hubspot/status')).sync.lastSuccessAt)) / minutes);
    return old < 1 ? said.endsWith('just now') : [old - 1, old, old + 1].some(age => said.endsWith(`· ${age} min. ago`));
  });
  assert.ok(old < 1 ? said.endsWith('just now') : / \d+ min\. ago$/.test(said), `${said}, after ${old} minutes`);
};
const runs = () => api.get('/api/hubspot/runs?limit=1');

before(async () => {
  dataDir = temporary('endurance');
  clock = startClock(dataDir);
  sandbox = await startSandbox(['--contacts', 300, '--companies', 60, '--deals', 60, '--seed', 31, '--quota', 100_000, '--searches', 1000, '--token-seconds', 1800, ...clock.sandbox]);
  ({ control, portal } = ordersFor(sandbox));
  every = await startEvery({ dataDir, sandbox, env: clock.env });
  api = new Api(every.url);
  await api.setup();
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  page.context().on('request', request => { if (new URL(request.url()).pathname === '/api/events') streams.push(request); });
  await clock.follow(page.context());
  await page.goto(every.url + settings);
  await page.getByRole('main').getByRole('button', { name: 'Connect HubSpot' }).click();
  await page.waitForURL(at => at.href.startsWith(sandbox.url));
  await page.getByRole('button', { name: 'Connect app' }).click();
  await page.waitForURL(at => at.href.startsWith(every.url));
  await api.settled();
  await api.importAll();
});
after(async () => { await close({ browser, every, sandbox, dataDir }); clock?.stop(); });

// The schedule looks every half minute, and at once when the rules were saved.
async function saveRules() {
  const { headers, value } = await api.call('GET', '/api/hubspot/settings');
  await api.put('/api/hubspot/settings', value, { 'if-match': headers.get('etag') });
}
async function heapOf(on) {
  const tools = await on.context().newCDPSession(on);
  for (let i = 0; i < 3; ++i) await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  const counters = await tools.send('Memory.getDOMCounters');
  await tools.detach();
  return { mib: usedSize / 2 ** 20, ...counters };
}

test('eight hours of hourly syncs with two tabs open: freshness is right, one stream, the heap is stable', async () => {
  second = Object.assign(await page.context().newPage(), { violations: [], problems: [], looks: 0 });
  second.on('pageerror', error => page.problems.push(String(error)));
  // Each with an address of their own.
  const everybody = await portal('contacts'), address = one => one.properties.email?.trim().toLowerCase();
  const people = everybody.filter(one => address(one) && everybody.filter(other => address(other) === address(one)).length === 1);
  await page.goto(every.url + settings);
  await second.goto(`${every.url}/clients`);
  for (const on of [page, second]) await pill(on, 'HubSpot · just now');
  const before = streams.length;
  let early, expected = await runs();
  for (let hour = 1; hour <= 8; ++hour) {
    // Half an hour passes: nothing is due, and both tabs know how old what they show is. That Every looked for changes in
    // between makes it new again, and is told as well.
    await clock.jump(30 * minutes);
    for (const on of [page, second]) await knowsHowOldItIs(on);
    // Somebody works in HubSpot, the hour is over, the schedule looks.
    const person = people[hour];
    await control('change', { type: 'contacts', id: person.id, properties: { jobtitle: `Hour ${hour}` } });
    await clock.jump(36 * minutes);
    await saveRules();
    let latest = await runs();
    for (const end = Date.now() + 40_000; latest.items[0].id === expected.items[0].id && Date.now() < end;) { await page.waitForTimeout(50); latest = await runs(); }
    assert.notEqual(latest.items[0].id, expected.items[0].id, `hour ${hour}: the schedule started a sync`);
    const run = await api.settled();
    assert.deepEqual([run.trigger, run.state], ['schedule', 'succeeded'], JSON.stringify(run.error));
    expected = await runs();
    for (const on of [page, second]) await pill(on, 'HubSpot · just now');
    const { items: [contact] } = await api.get(`/api/contacts?q=${encodeURIComponent(person.properties.email)}`);
    assert.equal(contact.jobTitle, `Hour ${hour}`);
    const age = clock.now() - Date.parse((await api.get('/api/hubspot/status')).sync.lastSuccessAt);
    assert.ok(age >= 0 && age < 45_000, `hour ${hour}: what is said to be of just now is ${age} ms old`);
    if (hour === 3) early = await Promise.all([heapOf(page), heapOf(second)]);
  }
  const late = await Promise.all([heapOf(page), heapOf(second)]);
  for (const [i, name] of ['settings page', 'list of clients'].entries()) {
    console.log(`note: ${name} from the third to the eighth hour: ${early[i].mib.toFixed(1)} → ${late[i].mib.toFixed(1)} MiB, ${early[i].nodes} → ${late[i].nodes} nodes, ${early[i].jsEventListeners} → ${late[i].jsEventListeners} listeners`);
    assert.ok(late[i].mib < early[i].mib * 1.1 + 1, `${name}: the heap is stable`);
    assert.ok(late[i].nodes < early[i].nodes * 1.1 + 200, `${name}: nothing is left in the page`);
    assert.ok(late[i].jsEventListeners < early[i].jsEventListeners * 1.1 + 50, `${name}: no listener is left`);
  }
  assert.equal(streams.length, before, 'no stream was opened again, and none beside it');
  assert.equal(await page.evaluate(async () => (await navigator.locks.query()).held.filter(one => one.name === 'every-live').length), 1);
  await shot(page, 'endurance-eight-hours');
  const { items } = await api.get('/api/hubspot/runs?trigger=schedule&limit=20');
  assert.ok(items.length >= 8 && items.every(one => one.state === 'succeeded'));
  assert.equal((await api.get('/api/hubspot/status')).connection.state, 'connected', 'access of half an hour lasted for eight');
});

test('a sync that has not come for three hours is late, everywhere, until it is there', async () => {
  await saveRules(); // so that the schedule looks again in half a minute, and not before
  await control('settings', { latencyMs: 40_000 }); // and nothing else that looks has its answer sooner
  await clock.jump(180 * minutes);
  const card = page.getByRole('region', { name: 'Connection' });
  await card.getByText('Sync is late.').waitFor();
  await card.getByText('The last success was 3 hr. ago.').waitFor();
  await page.getByRole('link', { name: /HubSpot sync is late, last success 3 hours ago/ }).waitFor();
  await pill(second, 'HubSpot · 3 hr. ago');
  await second.goto(`${every.url}/clients/pipeline`);
  await second.getByText('HubSpot was last read 3 hr. ago. Deals may have moved there since.').waitFor();
  await shot(page, 'hs-late');
  await axe(page, 'hs-late');
  await control('settings', { latencyMs: 0 });
  await card.getByRole('button', { name: 'Sync now' }).last().click();
  await card.getByText('Sync is late.').waitFor({ state: 'detached' });
  await api.settled();
  for (const on of [page, second]) await pill(on, 'HubSpot · just now');
});

test('HubSpot is down in the middle of a sync: it is said with its next try, which comes by itself and goes on', async () => {
  const { faults } = ordersFor(sandbox);
  await control('settings', { latencyMs: 150 });
  // Half an answer is asked for again four times, an error a minute long: to the person both are the same.
  await faults({ match: { path: '/crm/', nth: 3 }, do: 'half_json', count: 0 });
  await api.post('/api/hubspot/sync', { full: true });
  const card = page.getByRole('region', { name: 'Connection' });
  await card.getByRole('progressbar').waitFor();
  await until(async () => (await api.get('/api/hubspot/status')).run === null);
  const broken = (await runs()).items[0];
  assert.deepEqual([broken.state, broken.error?.code], ['failed', 'hubspot_bad_answer'], JSON.stringify(broken.error));
  await card.getByText("HubSpot isn't responding").waitFor();
  await card.getByText('Your data here is unaffected.', { exact: false }).waitFor();
  await card.getByText(/Next try/).waitFor();
  await shot(page, 'hs-down');
  await faults();
  await control('settings', { latencyMs: 0 });
  await clock.jump(2 * minutes);
  await saveRules();
  await until(async () => (await runs()).items[0].id !== broken.id);
  const next = await api.settled();
  assert.deepEqual([next.trigger, next.state], ['schedule', 'succeeded'], JSON.stringify(next.error));
  await card.getByText("HubSpot isn't responding").waitFor({ state: 'detached' });
  for (const on of [page, second]) await pill(on, 'HubSpot · just now');
});

test('beside the real HubSpot nobody sets the clock ahead', async () => {
  const refused = new Process(['serve'], { ...clock.env, EVERY_LISTEN: '127.0.0.1:1', EVERY_DATA_DIR: dataDir });
  await refused.exited;
  assert.equal(refused.code, 2);
  assert.match(refused.output, /EVERY_CLOCK_AHEAD is for tests beside a sandbox\./);
});

test('axe found nothing, no script error', () => {
  assert.deepEqual([...page.violations, ...second.violations], []);
  assert.deepEqual(page.problems, []);
});
