// What became of a run is said the same way everywhere: state, counts, tabs, history, bars, bell and chat. And a click that
// comes while a sync is at work waits for its turn: it is seen, and can be taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sandboxApp, sleep, startBoth } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { close, everyLook, look, openBrowser, openSignedIn } from './browser.mjs';

let sandbox, every, dataDir, browser, page, api, control, imported;
const home = '/settings/integrations/hubspot';
const go = path => page.goto(every.url + path);
const button = (name, options) => page.getByRole('button', { name, ...options });
const main = () => page.getByRole('main');
const dialog = () => page.getByRole('dialog');
const lonely = 3;

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('runs', ['--contacts', 60, '--companies', 10, '--deals', 12, '--seed', 3]));
  ({ control } = ordersFor(sandbox));
  for (let i = 0; i < lonely; ++i) await control('create', { type: 'deals', properties: { dealname: `Nobody's ${i}`, amount: '100', pipeline: 'default', dealstage: 'closedwon' } });
  for (const hidden of ['\u200b', '\u2060\u200d', '\u3164']) {
    const company = (await control('create', { type: 'companies', properties: { name: hidden, domain: 'hidden.example' } })).id;
    const contact = (await control('create', { type: 'contacts', properties: { firstname: hidden, lastname: hidden, email: `c${hidden.codePointAt(0)}@hidden.example` } })).id;
    await control('associate', { fromType: 'contacts', fromId: contact, toType: 'companies', toId: company, primary: true });
  }
  await control('create', { type: 'contacts', properties: { firstname: 'Without', lastname: 'Address' } });
  await api.connect();
  await api.post('/api/hubspot/import', { select: { all: true }, default: 'replace', includeDeals: true, includeNoEmail: false, dryRun: false });
  imported = await api.settled();
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
});
after(() => close({ browser, every, sandbox, dataDir }));

test('an import with errors says so, with one number, everywhere', async () => {
  const { failed, waiting } = imported.counts;
  assert.equal(imported.state, 'partial');
  assert.ok(failed >= lonely && waiting >= 1, JSON.stringify(imported.counts));
  const { sync } = await api.get('/api/hubspot/status');
  assert.equal(sync.needAttention, failed);
  assert.equal((await api.get('/api/hubspot/attention')).records, failed);
  await go(`${home}/runs/${imported.id}`);
  await page.getByText('Completed with errors').first().waitFor();
  await page.getByRole('link', { name: `Errors (${failed}), waiting (${waiting})` }).waitFor();
  const fact = label => main().locator('dl div').filter({ has: page.getByText(label, { exact: true }) }).locator('dd').first().textContent();
  assert.equal(await fact('Need attention'), String(failed));
  assert.equal(await fact('Wait for a decision'), String(waiting));
  await everyLook(page, 'runs-summary');
  await page.getByRole('link', { name: /^Errors/ }).click();
  await page.getByRole('heading', { name: 'Wait for a decision' }).waitFor();
  await page.getByRole('heading', { name: /deals? (has|have) no contact in HubSpot/ }).waitFor();
  await everyLook(page, 'runs-errors');
  await go(`${home}/runs`);
  const line = main().getByRole('listitem').filter({ hasText: 'Import' }).filter({ hasText: 'Completed with errors' });
  await line.getByText(new RegExp(`${failed} need`)).waitFor();
  await button('Show as table').click();
  await page.getByRole('columnheader', { name: 'Need attention' }).waitFor();
  await look(page, 'runs-history');
  await go(`${home}/attention`);
  await page.getByText(`${failed} records wait.`, { exact: false }).waitFor();
  const file = await fetch(every.url + await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href'), { headers: { cookie: api.cookie } });
  assert.equal((await file.text()).trim().split('\r\n').length, failed + 1);
  await button(/^Notifications/).click();
  await page.getByText(new RegExp(`Import complete: .* created, ${failed} need attention\\.`)).waitFor();
  await page.keyboard.press('Escape');
  const chat = await api.post('/api/chat', { text: 'what did the last import do' });
  assert.match(JSON.stringify(chat.messages.at(-1)), new RegExp(`${failed} need attention`));
});

test('a record leads on to why it is not here', async () => {
  await go(`${home}/attention?code=deal_no_contact`);
  await main().getByRole('link', { name: "Nobody's 0" }).click();
  await page.waitForURL(/why=\d+/);
  await page.getByRole('status').getByText(/client|contact/i).first().waitFor();
});

test("HubSpot's limit is drawn, and says what the day's requests were", async () => {
  await go(home);
  const card = page.getByRole('region', { name: "HubSpot's limit" });
  await card.getByRole('meter', { name: /Requests in \d+ seconds: .* used/ }).waitFor({ state: 'attached' });
  await card.getByText(/requests today/).click();
  await card.getByText('Lists of records').waitFor();
  await card.scrollIntoViewIfNeeded();
  await everyLook(page, 'runs-quota');
});

test('a name of characters that nobody sees is no empty link', async () => {
  await go('/clients?q=hidden.example');
  await main().getByRole('link', { name: 'hidden.example' }).or(main().getByText('hidden.example')).first().waitFor();
  const { items } = await api.get('/api/clients?limit=500');
  assert.ok(items.every(one => /[\p{L}\p{N}]/u.test(one.name)), JSON.stringify(items.map(one => one.name)));
  await look(page, 'runs-hidden-names');
});

// Everything takes so long that a person can click meanwhile.
async function busy() {
  await control('settings', { latencyMs: 4000 });
  const run = await api.post('/api/hubspot/sync', { full: true });
  for (let i = 0; i < 100 && (await api.get('/api/hubspot/status')).run?.state !== 'running'; ++i) await sleep(30);
  return run;
}

test('a retry that comes while a sync is at work waits, and can be cancelled', async () => {
  const sync = await busy();
  await go(`${home}/runs/${imported.id}?tab=errors`);
  await button('Retry failed').click();
  await page.waitForURL(at => at.pathname.startsWith(`${home}/runs/`) && !at.pathname.endsWith(imported.id));
  await main().getByText('Queued. Starts after the current sync.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Retry' }).waitFor();
  await everyLook(page, 'runs-in-line');
  const retry = page.url().split('/').at(-1);
  assert.notEqual(retry, sync.id);
  // Everybody sees it: on the first card, in the history.
  await go(home);
  const line = main().getByRole('list', { name: 'Waiting for their turn' });
  await line.getByText('Starts after the current sync.').waitFor();
  await look(page, 'runs-line');
  await line.getByRole('button', { name: 'Cancel' }).click();
  await line.waitFor({ state: 'hidden' });
  assert.equal((await api.get(`/api/hubspot/runs/${retry}`)).state, 'cancelled');
  assert.equal((await api.get('/api/hubspot/status')).run.id, sync.id, 'the sync goes on');
  // Once more, and it is done by itself when the sync is.
  await go(`${home}/attention`);
  await button('Try all again').click();
  await page.getByText('A sync is at work. This starts when it is done.').first().waitFor();
  await control('settings', { latencyMs: 0 });
  const done = await api.settled();
  assert.equal(done.kind, 'retry');
  assert.equal(done.state, 'partial');
  assert.ok(Date.parse(done.startedAt) >= Date.parse((await api.get(`/api/hubspot/runs/${sync.id}`)).finishedAt));
});

test('an undo waits for its turn too, and says so before', async () => {
  await busy();
  await go(`${home}/runs/${imported.id}`);
  await button('Undo import…').click();
  await dialog().getByText('A sync is at work. This starts when it is done.').waitFor();
  await look(page, 'runs-undo-later');
  await dialog().getByRole('button', { name: 'Undo import' }).click();
  await main().getByText('Queued. Starts after the current sync.').waitFor();
  await control('settings', { latencyMs: 0 });
  const undo = await api.settled();
  assert.equal(undo.kind, 'undo');
  assert.equal(undo.state, 'succeeded', JSON.stringify(undo.error));
  await main().getByText('Completed').first().waitFor();
  const removed = main().locator('dl div').filter({ has: page.getByText('Removed', { exact: true }) }).locator('dd');
  await removed.getByText(String(undo.counts.deleted), { exact: true }).waitFor();
  await look(page, 'runs-undone');
  assert.equal((await api.get('/api/clients?source=hubspot&limit=1')).total, 0);
});

test('an import that joined a load is undone from its run as well, for as long as the server says', async () => {
  await go(`${home}/runs/${imported.id}`);
  await page.getByRole('link', { name: 'Download log' }).waitFor();
  assert.equal(await button('Undo import…').count(), 0, 'that one was undone');
  await api.post('/api/hubspot/disconnect');
  await control('settings', { latencyMs: 400 });
  await api.post('/api/hubspot/auth/token', { token: sandboxApp.token });
  const { id } = await api.post('/api/hubspot/import', { select: { all: true }, default: 'replace', includeDeals: true, includeNoEmail: false, dryRun: false });
  await control('settings', { latencyMs: 0 });
  const run = await api.settled();
  assert.deepEqual([run.id, run.kind === 'import'], [id, false], run.kind);
  assert.ok(Date.parse(run.undoableUntil) > Date.now());
  await go(`${home}/runs/${id}`);
  await button('Undo import…').click();
  await dialog().getByText(/are removed\./).first().waitFor();
  await look(page, 'runs-undo-load');
  await dialog().getByRole('button', { name: 'Undo import' }).click();
  await page.waitForURL(at => at.pathname.includes('/runs/') && !at.pathname.endsWith(id));
  assert.equal((await api.settled()).kind, 'undo');
  assert.equal((await api.get('/api/clients?source=hubspot&limit=1')).total, 0);
  await go(`${home}/runs/${id}`);
  await page.getByRole('link', { name: 'Download log' }).waitFor();
  assert.equal(await button('Undo import…').count(), 0);
});

test('axe finds nothing, and no script fails', () => {
  assert.deepEqual(page.violations, []);
  assert.deepEqual(page.problems, []);
});
