// What is around every screen: the bell, the search with its commands, the keys, and what happens while the server or the
// network is away or the session ended: nothing that was typed is lost, and nothing is sent twice.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, makeToken, startEvery, temporary } from '../lib/every.mjs';
import { close, everyLook, openBrowser, openSignedIn, shot } from './browser.mjs';
import { walk } from './steps.mjs';

let every, dataDir, browser, page, api, step, client, paid;
const usd = amount => ({ amount, currency: 'USD' });
const away = /ERR_(CONNECTION_REFUSED|INTERNET_DISCONNECTED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE|NETWORK_IO_SUSPENDED|NETWORK_CHANGED)/;

before(async () => {
  dataDir = temporary('shell');
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  client = await api.post('/api/clients', { name: 'Quarry Foods' });
  const draft = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Support plan', unitPrice: usd('100') }] });
  paid = await api.post(`/api/invoices/${draft.id}/issue`);
  const { url } = await api.post(`/api/invoices/${draft.id}/link`);
  await fetch(url, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' } });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(() => close({ browser, every, dataDir }));

test('the bell says what a client did, until it is read', async () => {
  await step.go('/');
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  const list = page.getByRole('dialog', { name: 'Notifications' });
  await list.getByText(`${paid.number} was opened by its link.`).waitFor();
  await everyLook(page, 'bell');
  await list.getByRole('button', { name: 'Mark all read' }).click();
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
  await list.getByRole('link', { name: 'Open invoice' }).click();
  await step.heading(paid.number).waitFor();
  assert.equal((await api.get('/api/notifications')).unread, 0);
});

test('Ctrl K finds, goes and does; what was opened is there the next time', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or jump to' }).fill('quarry');
  await page.getByRole('option', { name: /Quarry Foods/ }).first().waitFor();
  await everyLook(page, 'search');
  await page.keyboard.press('Enter');
  await step.heading('Quarry Foods').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByText('Recent').waitFor();
  await page.getByRole('combobox', { name: 'Search or jump to' }).fill('>dark');
  await page.getByRole('listbox', { name: 'Results' }).getByRole('option').nth(1).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'dark');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or jump to' }).fill('> light');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'light');
  assert.equal((await api.get('/api/account/preferences')).theme, 'light', 'it is kept for the next device');
  // As the device says again: the looks below are in both themes.
  await api.call('PATCH', '/api/account/preferences', { theme: 'auto' });
});

test('letters go places, but never while somebody types, and can be switched off', async () => {
  await step.go('/');
  await step.heading(/Dana/).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await step.heading('Invoices').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('gc?');
  assert.equal(await page.getByRole('searchbox').inputValue(), 'gc?');
  await page.getByRole('searchbox').fill('');
  await page.getByRole('searchbox').blur();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await keys.getByText('Go to Pipeline').waitFor();
  await everyLook(page, 'keys');
  await keys.getByRole('switch').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.waitForTimeout(300);
  assert.match(page.url(), /\/invoices$/);
  await page.evaluate(() => localStorage.removeItem('every.keys'));
  await page.keyboard.press('n');
  await page.waitForURL(/\/invoices\/new/);
});

test('the server goes away while an invoice is typed: it is said, nothing is lost, all is saved when it is back', async () => {
  const draft = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'First words', unitPrice: usd('10') }] });
  await step.go(`/invoices/${draft.id}/edit`);
  const description = page.getByLabel('Item').first();
  await description.waitFor();
  await every.stop();
  await description.fill('Typed while the server was away');
  await page.getByText(/Trying again/).waitFor();
  await page.getByText('Not saved').waitFor();
  await everyLook(page, 'unreachable');
  assert.equal(await description.inputValue(), 'Typed while the server was away');
  every = await startEvery({ dataDir, port: every.port });
  // By hand, unless it was quicker by itself.
  await page.getByRole('button', { name: 'Try now' }).click({ timeout: 2000 }).catch(() => undefined);
  await page.getByText(/Trying again/).waitFor({ state: 'detached' });
  await page.getByText('Quarry Foods · Saved').waitFor();
  assert.equal((await api.get(`/api/invoices/${draft.id}`)).lines[0].description, 'Typed while the server was away');

  // No network: the same, in other words; and back by itself.
  await page.context().setOffline(true);
  await description.fill('Typed without a network');
  await page.getByText(/You're offline/).waitFor();
  await shot(page, 'offline');
  await page.context().setOffline(false);
  await page.getByText(/You're offline/).waitFor({ state: 'detached' });
  await page.getByText('Quarry Foods · Saved').waitFor();
  assert.equal((await api.get(`/api/invoices/${draft.id}`)).lines[0].description, 'Typed without a network');
  assert.equal((await api.get('/api/invoices')).total, 2);
});

test('the session ends while a screen is open: a dialog over the page, and what was typed is still there', async () => {
  const description = page.getByLabel('Item').first();
  await api.call('DELETE', '/api/session');
  await description.fill('Typed after the session ended');
  const out = page.getByRole('dialog', { name: 'You were signed out' });
  await out.waitFor();
  await everyLook(page, 'signed-out');
  await out.getByLabel('Password').fill('correct horse battery');
  await out.getByRole('button', { name: 'Sign in' }).click();
  await out.waitFor({ state: 'detached' });
  assert.equal(await description.inputValue(), 'Typed after the session ended');
  await page.getByText('Quarry Foods · Saved').waitFor();
  await api.signIn();
  assert.equal((await api.get('/api/invoices')).items.find(one => one.status === 'draft').total.amount, '10.00');
});

test('an outside assistant asks for a change, and a person says yes at its link', async () => {
  await every.stop();
  const token = makeToken(dataDir, 'member');
  every = await startEvery({ dataDir, port: every.port });
  const asked = await fetch(`${every.url}/mcp`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'create_client', arguments: { name: 'Harbour Supplies', email: 'pay@harbour.example' } } }) });
  const { confirmUrl } = (await asked.json()).result.structuredContent;
  const before = (await api.get('/api/clients')).total;
  await page.goto(confirmUrl);
  await step.heading('An assistant asks').waitFor();
  const proposal = page.getByRole('main').getByRole('group');
  await proposal.getByText(/Harbour Supplies/).first().waitFor();
  await everyLook(page, 'confirm');
  await proposal.getByRole('button').first().click();
  await proposal.getByRole('status').waitFor();
  await everyLook(page, 'confirmed');
  assert.equal((await api.get('/api/clients')).total, before + 1);
});

test('nothing went wrong in the browser, and axe found nothing', () => {
  assert.deepEqual(page.problems.filter(problem => !away.test(problem)), []);
  assert.deepEqual(page.violations, []);
});
