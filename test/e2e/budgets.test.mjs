// What a screen may cost, wherever it runs: bytes and requests of a first view, elements, memory, layout shift, requests of
// a scroll and a search, rows that stay grey, what is said during a sync, the clients' pages. Speeds are `./dev bench web`;
// here they have to be within reach only, by what this machine draws in the same minute.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { chatter, elements, heap, jump, moved, pretendRun, probe, scroll, shift, slowness, worstPress } from '../lib/probes.mjs';
import { close, hear, openBrowser, openPage, openSignedIn } from './browser.mjs';

let sandbox, every, dataDir, browser, page, api, client, invoice, clients, slow, run;
const kilobytes = { script: 210, stylesheet: 30, font: 50 };  // as they travel, with all that loads by itself; a foreign name brings another font
const generous = 4;
const hubspot = '/settings/integrations/hubspot';

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('budgets', ['--contacts', 3000, '--companies', 600, '--deals', 5000, '--seed', 6]));
  await api.connect();
  run = await api.importAll();
  ({ items: [client], total: clients } = await api.get('/api/clients?source=hubspot&limit=1'));
  const draft = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Support plan', unitPrice: { amount: '100', currency: 'USD' } }] });
  invoice = await api.post(`/api/invoices/${draft.id}/issue`);
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  slow = await slowness(page);
  console.log(`note: this machine draws ${slow.toFixed(1)} times slower than the one of the budgets`);
  await probe(page);
});
after(() => close({ browser, every, sandbox, dataDir }));

// What came over the wire for a page that nobody has opened before.
async function firstView(path) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name, value] = api.cookie.split('=');
  await context.addCookies([{ name, value, url: every.url }]);
  const fresh = await context.newPage();
  await probe(fresh);
  const cdp = await context.newCDPSession(fresh);
  await cdp.send('Network.enable');
  const kinds = new Map(), bytes = { script: 0, stylesheet: 0, font: 0 };
  let asked = 0;
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, /latin-ext|greek|cyrillic|vietnamese/.test(response.url) ? 'foreign' : type.toLowerCase());
    if (/\/api\//.test(response.url) && type !== 'EventSource') ++asked;
  });
  const travelled = new Map();  // without heads
  cdp.on('Network.dataReceived', ({ requestId, encodedDataLength }) => travelled.set(requestId, (travelled.get(requestId) ?? 0) + encodedDataLength));
  cdp.on('Network.loadingFinished', ({ requestId }) => {
    const kind = kinds.get(requestId), size = (travelled.get(requestId) ?? 0) / 1024;
    if (kind in bytes) bytes[kind] += size;
  });
  await fresh.goto(every.url + path);
  await fresh.locator('main h1').waitFor();
  await fresh.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root'));
  await fresh.waitForTimeout(300);
  const seen = { bytes, asked, shift: await shift(fresh), moved: await moved(fresh), elements: await elements(fresh), heap: await heap(fresh) };
  await context.close();
  return seen;
}

test('a first view of any route stays within its bytes, requests, elements and memory, and nothing jumps', async () => {
  const over = [];
  const most = {};
  const paths = ['/', '/clients', `/clients/${client.id}`, '/clients/pipeline', '/invoices', `/invoices/${invoice.id}`, '/payments', '/settings', '/settings/people', hubspot, `${hubspot}/runs/${run.id}`, `${hubspot}/mapping`, `${hubspot}/attention`];
  const watch = async path => {
    const seen = await firstView(path);
    for (const [what, is, may] of [...Object.entries(kilobytes).map(([kind, may]) => [`KB of ${kind}`, seen.bytes[kind], may]), ['requests', seen.asked, 16], ['layout shift', seen.shift, 0.05], ['elements', seen.elements, 1500], ['MiB of heap', seen.heap, 60]]) {
      if (is > (most[what]?.is ?? -1)) most[what] = { is, path };
      if (is > may) over.push(`${path}: ${is.toFixed(3)} ${what}, at most ${may}${what === 'layout shift' ? `: ${seen.moved}` : ''}`);
    }
  };
  const next = async () => { for (let path; (path = paths.shift());) await watch(path); };
  await Promise.all([next(), next()]);
  console.log(`note: most of a first view: ${Object.entries(most).map(([what, { is, path }]) => `${is.toFixed(what === 'layout shift' ? 4 : 0)} ${what} (${path})`).join(', ')}`);
  assert.deepEqual(over, []);
});

test('a long list has the elements of what is in sight, and asks only for where somebody stops', async () => {
  await page.goto(`${every.url}/clients`);
  await page.locator('[role="row"][data-index] [role="gridcell"]').first().waitFor();
  const asked = [];
  page.on('request', request => { if (/\/api\/(clients|deals)\?/.test(request.url())) asked.push(request.url()); });
  // Through all of it faster than anybody reads: the last page is asked for, and of those on the way only where a slow
  // machine stands still for a moment.
  await scroll(page, '[role="grid"]', clients * 44 * 5, 300);
  await page.waitForFunction(() => ![...document.querySelectorAll('[role="grid"] .visually-hidden')].some(one => one.textContent === 'Loading'));
  assert.ok(asked.length <= clients / 200, `${asked.length} requests for a scroll over ${clients} rows, a hundred in each`);
  assert.ok(await elements(page) <= 1500);
  asked.length = 0;
  const ms = await jump(page, Math.floor(clients * 0.57321));
  assert.ok(asked.length <= 2, `${asked.length} requests for a jump`);
  assert.ok(ms <= 250 * slow * generous, `${ms.toFixed(0)} ms`);
  asked.length = 0;
  await page.getByLabel('Search clients').or(page.getByRole('searchbox')).first().focus();
  await page.keyboard.type('maria', { delay: 25 });
  await page.waitForURL(/q=maria/);
  await page.waitForTimeout(300);
  assert.ok(asked.length <= 2, `${asked.length} requests for five letters: ${asked}`);
});

test('reading, sorting, selecting and searching keep up with the hand', async () => {
  await page.goto(`${every.url}/clients`);
  await page.locator('[role="row"][data-index] [role="gridcell"]').first().waitFor();
  const read = await scroll(page, '[role="grid"]', 75 * 44, 1200);
  assert.equal(read.blank, 0, 'no grey rows at reading speed');
  assert.ok(read.p95 <= 34 * slow * generous, `95 of 100 frames below ${read.p95.toFixed(0)} ms`);
  await worstPress(page);
  await page.getByRole('button', { name: /^Balance/ }).click();
  await page.waitForURL(/sort=balance/);
  await page.getByRole('searchbox').click();
  await page.keyboard.type('mar', { delay: 40 });
  await page.locator('[role="row"][data-index]').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home']) await page.keyboard.press(key);
  const press = await worstPress(page);
  assert.ok(press <= 100 * slow * generous, `${press} ms`);
  assert.ok(await heap(page) <= 60);
});

test('a board of thousands scrolls all its columns, with few elements', async () => {
  await page.goto(`${every.url}/clients/pipeline`);
  await page.locator('[data-deal]').first().waitFor();
  const columns = '[data-column] section > div:has(> ul)';
  const { frames, boxes } = await scroll(page, columns, 1500, 1200);
  assert.ok(boxes >= 5, `${boxes} columns`);
  assert.ok(frames >= 50 / (slow * generous), `${frames.toFixed(0)} frames a second`);
  assert.ok(await elements(page) <= 1500, `${await elements(page)} elements`);
  assert.ok(await heap(page) <= 60);
});

test('four hundred matches: each of sixty decisions and the last for all keep up with the hand', async () => {
  // People of HubSpot who are clients here already, each with an address of their own.
  const { control } = ordersFor(sandbox), matches = 400;
  const lines = Array.from({ length: matches }, (_, i) => `Desk ${i},Desk,Person ${i},desk${i}@matches.example`);
  await api.post('/api/clients/import', { text: `name,first,last,email\n${lines.join('\n')}`, fields: ['name', 'contactFirstName', 'contactLastName', 'contactEmail'] });
  for (let i = 0; i < matches; ++i) await control('create', { type: 'contacts', properties: { firstname: 'DESK', lastname: `Person ${i}`, email: `desk${i}@matches.example` } });
  await api.post('/api/hubspot/sync', { full: true });
  await api.settled();
  await page.goto(`${every.url}${hubspot}?import=1&step=resolve`);
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`${matches} of ${matches} still to decide`).waitFor();
  await dialog.getByRole('option').first().focus();
  await worstPress(page);
  for (let i = 0; i < 60; ++i) await page.keyboard.press(i % 3 === 0 ? 's' : 'r');
  const press = await worstPress(page);
  await dialog.getByText(`${matches - 60} of ${matches} still to decide`).waitFor();
  await dialog.getByRole('button', { name: 'Replace all', exact: true }).click();
  const all = dialog.getByRole('button', { name: `Replace ${matches - 60}` });
  await all.waitFor();
  await worstPress(page);
  await all.click();
  await dialog.getByText(`0 of ${matches} still to decide`).waitFor();
  const last = await worstPress(page);
  console.log(`note: the worst of 60 decisions ${press.toFixed(0)} ms, Replace all ${last.toFixed(0)} ms`);
  assert.ok(press <= 100 * slow * generous, `${press} ms for a decision`);
  assert.ok(last <= 100 * slow * generous, `${last} ms for the last ones`);
  const undecided = async () => (await api.get('/api/hubspot/review')).undecided;
  await until(async () => await undecided() === 0);
  assert.equal(await undecided(), 0);
});

test('two hundred steps a second are drawn as they can be, and five things at most are said', async () => {
  const live = await openSignedIn(browser, api);
  await hear(live);
  await probe(live);
  const pretended = { ...run, id: 'pretended', state: 'running', phase: 'importing_contacts', percent: 1, finishedAt: null };
  const { end } = await pretendRun(live, api, pretended);
  await live.goto(every.url + hubspot);
  await live.getByRole('main').getByRole('progressbar').waitFor();
  await live.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root'));
  await live.waitForTimeout(500);  // what comes later has come
  const before = (await live.heard()).length, calm = await shift(live);
  const drawn = scroll(live, 'main', 0, 1600);
  await chatter(live, pretended, 200, 1500);
  const { frames } = await drawn;
  await live.waitForFunction(() => Number(document.querySelector('main [role=progressbar]')?.getAttribute('aria-valuenow')) >= 99);
  assert.ok(await shift(live) - calm <= 0.05, `nothing jumps while numbers grow: ${await moved(live)}`);
  await end();
  await live.getByRole('main').getByRole('progressbar').waitFor({ state: 'detached' });
  const said = (await live.heard()).slice(before);
  assert.ok(said.length >= 4 && said.length <= 5, JSON.stringify(said));
  assert.ok(frames >= 55 / (slow * generous), `${frames.toFixed(0)} frames a second`);
  assert.deepEqual(live.problems, []);
  await live.context().close();
});

test('what a client opens is one small page without a script', async () => {
  const proposal = await api.post('/api/proposals', { clientId: client.id, title: 'Website', lines: [{ description: 'Design', unitPrice: { amount: '1000', currency: 'USD' } }] });
  await api.post(`/api/proposals/${proposal.id}/open`);
  const outside = await openPage(browser);
  for (const link of [(await api.post(`/api/invoices/${invoice.id}/link`)).url, (await api.post(`/api/proposals/${proposal.id}/link`)).url, `${every.url}/i/nothing-that-was-ever-given-to-anybody`]) {
    const seen = [];
    const count = async answer => seen.push([answer.request().resourceType(), (await answer.body().catch(() => '')).length]);
    outside.on('response', count);
    await outside.goto(link);
    await outside.locator('h1').first().waitFor();
    await outside.waitForTimeout(100);
    outside.off('response', count);
    assert.deepEqual(seen.filter(([kind]) => kind === 'script'), [], link);
    assert.ok(seen.reduce((sum, [, bytes]) => sum + bytes, 0) <= 15 * 1024, `${link}: ${JSON.stringify(seen)}`);
    assert.equal(await outside.locator('script').count(), 0);
  }
});

test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
