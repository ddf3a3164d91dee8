// Access tokens in the browser: made for as much as somebody chooses, shown once, used by a program and an assistant, and
// revoked; and every page of the settings is found by Ctrl K.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, startEvery, temporary } from '../lib/every.mjs';
import { close, everyLook, look, openBrowser, openSignedIn } from './browser.mjs';

let every, dataDir, browser, page, api, token;
const button = (name, options) => page.getByRole('button', { name, ...options });
const heading = name => page.getByRole('heading', { name });
const dialog = () => page.getByRole('dialog');
const withToken = (path, init = {}) => fetch(every.url + path, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } });
async function search(words) {
  await page.keyboard.press('Control+k');
  await dialog().getByRole('combobox').fill(words);
}

before(async () => {
  dataDir = temporary('tokens');
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  await api.post('/api/clients', { name: 'Quarry Foods' });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});
after(() => close({ browser, every, dataDir }));

test('every page of the settings is found by Ctrl K', async () => {
  await heading('Home').or(page.getByRole('heading', { level: 1 })).first().waitFor();
  for (const [words, path, title] of [['language model', '/settings/model', 'Language model'], ['your account', '/settings/account', 'Your account'], ['people and roles', '/settings/people', 'People'], ['audit', '/settings/audit', 'Audit log'], ['email settings', '/settings/email', 'Email'], ['drafts from', '/settings/drafts', 'Drafts from deals'], ['field mapping', '/settings/integrations/hubspot/mapping', 'Field mapping'], ['sync history', '/settings/integrations/hubspot/runs', 'Sync history'], ['compare with', '/settings/integrations/hubspot/parity', 'Compare with HubSpot'], ['needs attention', '/settings/integrations/hubspot/attention', 'Needs attention'], ['mcp', '/settings/tokens', 'Access tokens']]) {
    await search(words);
    await dialog().getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(at => at.pathname === path);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
});

test('a token whose answer was lost is made once, and the second try says what to do', async () => {
  const keys = [];
  await page.route('**/api/tokens', async route => {
    if (route.request().method() !== 'POST') return route.fallback();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.fallback();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await button('New token…').click();
  await dialog().getByLabel(/^Name/).fill('Lost on the way');
  await dialog().getByRole('button', { name: 'Make token' }).click();
  await dialog().getByText("Can't reach the server.", { exact: false }).waitFor();
  await dialog().getByRole('button', { name: 'Make token' }).click();
  await dialog().getByText('Revoke it in the list, then make another one.', { exact: false }).waitFor();
  assert.equal(new Set(keys).size, 1);
  await look(page, 'tokens-told-once');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  const { items } = await api.get('/api/tokens');
  assert.deepEqual(items.map(one => one.name), ['Lost on the way']);
  await page.getByText('Lost on the way').waitFor(); // in the list, to be revoked
  await api.call('DELETE', `/api/tokens/${items[0].id}`);
  page.problems = page.problems.filter(words => !/ERR_CONNECTION_RESET/.test(words));
  await page.unroute('**/api/tokens');
  await page.reload();
});

test('a token is made for what somebody chooses, and shown once', async () => {
  await page.getByText('No token yet.', { exact: false }).waitFor();
  await everyLook(page, 'tokens-empty');
  await button('New token…').click();
  await dialog().getByLabel(/^Name/).fill('Claude on my laptop');
  assert.ok(await dialog().getByRole('checkbox', { name: 'Read', exact: true }).isDisabled(), 'reading is always in it');
  await dialog().getByRole('checkbox', { name: 'Clients and contacts' }).check();
  await look(page, 'tokens-new');
  await dialog().getByRole('button', { name: 'Make token' }).click();
  await dialog().getByText('This is shown once.').waitFor();
  token = await dialog().getByRole('textbox', { name: 'Token', exact: true }).inputValue();
  assert.match(token, /^evy_/);
  await dialog().getByRole('button', { name: 'Copy Token' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), token);
  await dialog().getByLabel('Client', { exact: true }).selectOption('vscode');
  const said = await dialog().getByRole('group', { name: 'Configuration' }).textContent();
  assert.deepEqual(JSON.parse(said), { servers: { every: { type: 'http', url: `${every.url}/mcp`, headers: { Authorization: `Bearer ${token}` } } } });
  await everyLook(page, 'tokens-made');
  await dialog().getByRole('button', { name: 'Done' }).click();
  await dialog().waitFor({ state: 'hidden' });
  assert.ok(!(await page.content()).includes(token), 'it is nowhere any more');
  await page.getByText('YOUR_TOKEN').first().waitFor();
});

test('a program and an assistant come in with it, and may what it was made for', async () => {
  assert.equal((await withToken('/api/clients')).status, 200);
  assert.equal((await withToken('/api/clients', { method: 'POST', body: JSON.stringify({ name: 'By a program' }) })).status, 201);
  assert.equal((await withToken('/api/tokens')).status, 403);
  assert.equal((await withToken('/api/audit')).status, 403);
  const tools = await (await withToken('/mcp', { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }) })).json();
  assert.ok(tools.result.tools.length > 20);
  await page.reload();
  await page.getByRole('row', { name: /Claude on my laptop/ }).getByText('127.0.0.1', { exact: false }).waitFor();
  await page.getByRole('row', { name: /Claude on my laptop/ }).getByText('Read, Clients and contacts').waitFor();
  await everyLook(page, 'tokens');
});

test('revoked it is refused at once, and the audit log says both', async () => {
  await button('Revoke Claude on my laptop').click();
  await dialog().getByText('What uses it is refused at once.', { exact: false }).waitFor();
  await dialog().getByRole('button', { name: 'Revoke token' }).click();
  await page.getByText('No token yet.', { exact: false }).waitFor();
  assert.equal((await withToken('/api/clients')).status, 401);
  await page.goto(`${every.url}/settings/audit?group=settings`);
  await page.getByText('The access token Claude on my laptop was made: records.read, records.write', { exact: false }).first().waitFor();
  await page.getByText('The access token Claude on my laptop was revoked.').first().waitFor();
});

test('axe finds nothing, and no script fails', () => {
  assert.deepEqual(page.violations, []);
  assert.deepEqual(page.problems, []);
});
