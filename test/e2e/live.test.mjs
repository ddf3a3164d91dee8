// A sync is watched while things go wrong: in two tabs over one stream, with the live connection cut, after a reload, with
// the server killed in the middle; then an import is cancelled half way and done again. Whatever is shown is what the
// server says, and what a screen reader hears of it is little.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, freePort, sandboxApp, sleep, startEvery, startSandbox, temporary } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { startProxy } from '../lib/proxy.mjs';
import { axe, close, hear, look, openBrowser, openSignedIn, shot } from './browser.mjs';

let sandbox, proxy, every, dataDir, browser, page, second, api, control;
const home = '/settings/integrations/hubspot';
const contacts = 8000;
const away = /ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|SOCKET_NOT_CONNECTED|CONNECTION_RESET|EMPTY_RESPONSE|CONNECTION_CLOSED)/;
const bar = on => on.getByRole('main').getByRole('progressbar');
const dialog = () => page.getByRole('dialog');
const status = () => api.get('/api/hubspot/status');
const until = async (what, seconds = 30) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(25)) { const value = await what(); if (value) return value; }
  throw new Error(`it did not happen in ${seconds} s: ${what}`);
};
const shown = async on => { const value = await bar(on).getAttribute('aria-valuenow', { timeout: 1000 }).catch(() => null); return value === null ? null : Number(value); };
// What a screen shows was true when it was asked: not before what the server said then, not beyond what it says now.
async function isTrue(on) {
  const { run: before } = await status();
  const there = await shown(on);
  const { run: now } = await status();
  if (before?.percent == null || now?.percent == null || there === null) return;
  assert.ok(there >= before.percent - 15 && there <= now.percent, `${there} % is shown, the server says ${before.percent} to ${now.percent} %`);
}

before(async () => {
  sandbox = await startSandbox(['--contacts', contacts, '--companies', 300, '--deals', 300, '--seed', 4, '--quota', 100_000, '--searches', 1000]);
  ({ control } = ordersFor(sandbox));
  dataDir = temporary('live');
  const port = await freePort();
  proxy = await startProxy(port);
  every = await startEvery({ dataDir, sandbox, port, env: { EVERY_PUBLIC_URL: proxy.url } });
  api = new Api(proxy.url);
  await api.setup();
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  await hear(page);
  await page.goto(proxy.url + home);
});
after(async () => { await close({ browser, every, sandbox, dataDir }); await proxy?.stop(); });

test('two tabs watch one sync over one stream; when the tab that holds it goes, the other has it', async () => {
  await until(() => proxy.streams.size === 1);
  second = await page.context().newPage();
  await second.goto(proxy.url + home);
  await second.getByRole('heading', { name: /connect hubspot/i }).first().waitFor();
  await control('settings', { latencyMs: 700 });
  await api.post('/api/hubspot/auth/token', { token: sandboxApp.token });
  for (const on of [page, second]) await bar(on).waitFor();
  for (const on of [page, second]) await until(async () => (await shown(on)) > 2);
  for (const on of [page, second, page, second]) await isTrue(on);
  const [one, other] = await Promise.all([shown(page), shown(second)]);
  assert.ok(Math.abs(one - other) <= 10, `${one} % in one tab, ${other} % in the other`);
  assert.equal(proxy.streams.size, 1, 'one stream for both');
  assert.equal(proxy.opened, 1);
  await page.reload();
  await bar(page).waitFor();
  await isTrue(page);
  await until(() => proxy.streams.size === 1);
  await second.close();
  await until(() => proxy.streams.size === 1);
  const was = await shown(page);
  await until(async () => (await shown(page)) > was);
  await isTrue(page);
});

test('the live connection breaks: it is said, the numbers go on by asking, and are live again by themselves', async () => {
  proxy.break();
  await page.getByText('Reconnecting to live progress…').waitFor();
  await look(page, 'live-broken');
  const was = await shown(page);
  assert.equal(proxy.streams.size, 0);
  await until(async () => (await shown(page)) > was);
  await isTrue(page);
  proxy.mend();
  await page.getByText('Reconnecting to live progress…').waitFor({ state: 'detached' });
  await until(() => proxy.streams.size === 1);
});

test('the server is killed in the middle: the run goes on where it stood, and the screen by itself', async () => {
  const { run } = await status();
  assert.ok(run.processed > 0 && run.percent < 90, `${run.percent} %`);
  await every.stop('SIGKILL');
  await page.getByText(/Can.t reach the server/).waitFor();
  every = await startEvery({ dataDir, sandbox, port: every.port, env: { EVERY_PUBLIC_URL: proxy.url } });
  await page.getByText(/Can.t reach the server/).waitFor({ state: 'detached' });
  const after = await until(async () => (await status()).run);
  assert.equal(after.id, run.id, 'the same run');
  assert.ok(after.processed >= run.processed, `${after.processed} records after the kill, ${run.processed} before`);
  await bar(page).waitFor();
  await isTrue(page);
  await control('settings', { latencyMs: 0 });
  await api.settled();
  await bar(page).waitFor({ state: 'detached' });
  const heard = (await page.heard()).filter(text => /^Syncing|sync has ended/.test(text));
  assert.ok(heard.length >= 1 && heard.length <= 5 && heard.at(-1) === 'The sync has ended.', JSON.stringify(heard));
});

test('an import is cancelled half way: what is in stays and is counted, the rest comes with the next one', async () => {
  await page.goto(`${proxy.url}${home}?import=1&step=select`);
  await dialog().getByText(/this import will create/i).waitFor();
  await dialog().getByRole('button', { name: /import selected/i }).click();
  await until(async () => { const { run } = await status(); return run?.kind === 'import' && run.counts.created > 0; });
  await dialog().getByRole('button', { name: 'Cancel sync' }).click();
  await page.getByText(/records are already in and stay\. The rest isn't imported\./).waitFor();
  await shot(page, 'import-cancel');
  await axe(page, 'import-cancel');
  await page.getByRole('button', { name: 'Cancel import' }).click();
  const cancelled = await api.settled();
  assert.equal(cancelled.state, 'cancelled');
  const here = async () => (await api.get('/api/hubspot/review')).imported;
  const some = await here();
  assert.ok(some > 0 && some < contacts * 0.9, `${some} of ${contacts} are in`);
  await dialog().getByText(/^Import stopped at \d+ %:/).waitFor();
  assert.match(await dialog().getByText(/^Import stopped/).textContent(), new RegExp(`${cancelled.counts.created.toLocaleString('en-US')} created`));
  await look(page, 'import-cancelled');
  await page.keyboard.press('Escape');
  // Again: nobody is here twice.
  await page.goto(`${proxy.url}${home}?import=1&step=select`);
  await dialog().getByText(/this import will create/i).waitFor();
  await dialog().getByRole('button', { name: /import selected/i }).click();
  await dialog().getByText(/import complete/i).waitFor({ timeout: 60_000 });
  const run = await api.settled();
  assert.ok(['succeeded', 'partial'].includes(run.state));
  assert.ok(await here() > some);
  const { items } = await api.get('/api/hubspot/contacts?state=new&limit=1');
  assert.equal(items.filter(one => one.email).length, 0, 'nobody with an address is left');
  const ids = [];
  for (let offset = 0, total = 1; offset < total; offset += 500) {
    const answer = await api.get(`/api/contacts?limit=500&offset=${offset}`);
    total = answer.total;
    ids.push(...answer.items.map(one => one.hubspot?.id).filter(Boolean));
  }
  assert.equal(new Set(ids).size, ids.length, 'nobody is here twice');
});

test('nothing went wrong in the browser, and axe found nothing', () => {
  assert.deepEqual(page.problems.filter(problem => !away.test(problem)), []);
  assert.deepEqual(page.violations, []);
});
