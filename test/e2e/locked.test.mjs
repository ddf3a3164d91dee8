// What HubSpot manages cannot be changed here, by whatever way: a client's fields by key, double click and API, a deal's
// stage by dragging its card. What can be done with a deal on a long board is done by drag, by click and by key alike, is
// said aloud, and is taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { close, hear, look, openBrowser, openSignedIn, shot } from './browser.mjs';
import { walk } from './steps.mjs';

let sandbox, every, dataDir, browser, page, api, step, client, control;

const dialog = () => page.getByRole('dialog');
const deal = async name => (await api.get(`/api/deals?q=${name}&limit=1`)).items[0];
const card = async name => page.locator(`[data-deal="${(await deal(name)).id}"]`);
const column = label => page.getByRole('region', { name: label, exact: true });
const drafts = async () => (await api.get('/api/invoices?status=draft&limit=1')).total;

async function wonDeal(name) {
  const { id } = await control('create', { type: 'deals', properties: { dealname: `${name} plan`, pipeline: 'default', dealstage: 'closedwon', amount: '500.00', deal_currency_code: 'USD', closedate: '2031-01-01' } });
  const company = await control('create', { type: 'companies', properties: { name: `${name} Ltd`, domain: `${name.toLowerCase()}.example`, phone: '+1 415 555 0142', city: 'Oakland' } });
  const contact = await control('create', { type: 'contacts', properties: { email: `${name.toLowerCase()}@made.example`, firstname: 'Ada', lastname: name } });
  await control('associate', { fromType: 'contacts', fromId: contact.id, toType: 'companies', toId: company.id, primary: true });
  await control('associate', { fromType: 'deals', fromId: id, toType: 'companies', toId: company.id, primary: true });
}

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('locked', ['--contacts', 300, '--companies', 60, '--deals', 16_000, '--seed', 5]));
  ({ control } = ordersFor(sandbox));
  for (const name of ['Alder', 'Birch', 'Cedar']) await wonDeal(name);
  await api.connect();
  await api.importAll();
  client = (await api.get('/api/clients?q=Alder')).items[0];
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => look(page, name) });
});
after(() => close({ browser, every, sandbox, dataDir }));

test('a value of HubSpot is no field: a key or a double click on it says where it is changed', async () => {
  await step.go(`/clients/${client.id}`);
  const frame = page.getByRole('region', { name: 'Managed in HubSpot' });
  await frame.getByText('+1 415 555 0142').waitFor();
  assert.equal(await frame.locator('input, textarea, select, [contenteditable]').count(), 0);
  const why = page.getByRole('dialog', { name: 'Managed in HubSpot' });
  const phone = frame.locator('dd', { hasText: '+1 415 555 0142' });
  await frame.getByRole('link', { name: /Edit in HubSpot/ }).focus();
  for (let i = 0; i < 9 && !(await phone.evaluate(value => value === document.activeElement)); ++i) await page.keyboard.press('Tab');
  // A letter too: b would open the chat anywhere else.
  for (const key of ['b', '5', 'Enter', 'F2', 'Backspace', 'Delete']) {
    await page.keyboard.press(key);
    await why.getByText('This field is managed in HubSpot. Change it there, then sync.').waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.tagName === 'DD');
  }
  assert.equal(await page.getByRole('complementary').count(), 0, 'the chat stayed closed');
  await frame.getByText('Oakland').dblclick();
  await why.waitFor();
  assert.equal(await why.getByRole('link', { name: 'Edit in HubSpot' }).getAttribute('href'), client.hubspot.url);
  await look(page, 'locked-why');
  const { items: [before] } = await api.get('/api/hubspot/runs?limit=1');
  await why.getByRole('button', { name: 'Sync now' }).click();
  await why.waitFor({ state: 'detached' });
  await until(async () => (await api.get('/api/hubspot/runs?limit=1')).items[0].id !== before.id);
  const run = await api.settled();
  assert.equal(run.trigger, 'manual');
  assert.equal((await api.get(`/api/clients/${client.id}`)).phone, '+1 415 555 0142');
});

test('the server refuses each locked field by name and says where to change it; what is ours stays ours', async () => {
  const refused = async (path, field, body) => {
    const { headers } = await api.call('GET', path);
    await assert.rejects(api.call('PATCH', path, body, { 'if-match': headers.get('etag') }), ({ status, problem }) => {
      assert.deepEqual([status, problem.code], [409, 'locked_field'], field);
      assert.ok(problem.errors.some(one => one.pointer === `/${field.replaceAll('.', '/')}`), `${field}: ${JSON.stringify(problem.errors)}`);
      assert.match(problem.url, /^http/);
      return true;
    });
    assert.equal((await api.call('GET', path)).headers.get('etag'), headers.get('etag'), 'nothing was changed');
  };
  const values = { 'address.country': 'NL', email: 'changed@made.example', emails: ['changed@made.example'] };
  const nested = field => field.split('.').reduceRight((value, name) => ({ [name]: value }), values[field] ?? 'Changed');
  const { items: [contact] } = await api.get(`/api/clients/${client.id}/contacts`);
  for (const [path, fields] of [[`/api/clients/${client.id}`, client.lockedFields], [`/api/contacts/${contact.id}`, contact.lockedFields]]) {
    assert.ok(fields.length > 2, fields.join());
    for (const field of fields) await refused(path, field, nested(field));
  }
  // One locked field among free ones holds all of them back.
  await refused(`/api/clients/${client.id}`, 'name', { paymentTermsDays: 7, name: 'Changed' });
  await assert.rejects(api.call('DELETE', `/api/clients/${client.id}`), error => error.problem.code === 'locked_field');
  await page.getByLabel('Terms, days').fill('21');
  await step.button('Save billing').click();
  await page.getByText('Saved', { exact: true }).waitFor();
  assert.equal((await api.get(`/api/clients/${client.id}`)).paymentTermsDays, 21);
});

test('a long board has few elements, and each card knows its place', async () => {
  await hear(page);
  await step.go('/clients/pipeline');
  await page.locator('[data-deal]').first().waitFor();
  const board = await api.get('/api/pipeline');
  const deals = board.stages.reduce((sum, stage) => sum + stage.count, 0);
  assert.ok(deals > 10_000, `${deals} deals`);
  assert.ok(await page.locator('[data-row]').count() < 150);
  const won = board.stages.find(stage => stage.won);
  const list = column(won.label).getByRole('list');
  await list.getByRole('listitem').first().getByRole('button').first().focus();
  await page.keyboard.press('End');
  await page.waitForFunction(n => document.activeElement?.closest('[data-row]')?.getAttribute('aria-posinset') === String(n), won.count);
  assert.equal(await page.evaluate(() => document.activeElement.closest('[data-row]').getAttribute('aria-setsize')), String(won.count));
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.activeElement?.closest('[data-row]')?.getAttribute('aria-posinset') === '1');
  // To the next stage at the same height, and back.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(label => document.activeElement?.closest('section')?.querySelector('h2')?.textContent !== label && document.activeElement?.closest('[data-row]')?.getAttribute('aria-posinset') === '2', won.label);
});

test('a deal of HubSpot dragged to another stage stays where it is, and that is said', async () => {
  const { stages } = await api.get('/api/pipeline');
  const [from, to] = stages.filter(stage => !stage.closed && stage.count > 0);
  const first = column(from.label).locator('[data-deal]').first();
  const id = await first.getAttribute('data-deal');
  await first.hover();
  await page.mouse.down();
  const there = await column(to.label).boundingBox();
  await page.mouse.move(there.x + 60, there.y + 200, { steps: 5 });
  await page.mouse.move(there.x + 70, there.y + 220, { steps: 3 });
  await column(to.label).getByText('Stages are managed in HubSpot').waitFor();
  await shot(page, 'board-veil');
  await page.mouse.up();
  await dialog().getByText('Move the deal in HubSpot; the board follows at the next sync.', { exact: false }).waitFor();
  await look(page, 'board-locked');
  assert.match(await dialog().getByRole('link', { name: 'Open deal in HubSpot' }).getAttribute('href'), /^http/);
  await page.keyboard.press('Escape');
  assert.equal((await api.get(`/api/deals/${id}`)).stage.id, from.id);
  assert.ok((await page.heard()).includes('Stage not changed. This deal is managed in HubSpot.'), JSON.stringify(await page.heard()));
});

test('a won deal becomes a draft by drag, by click and by key; each is said and taken back', async () => {
  await page.getByLabel('Search deals').fill('plan');
  await page.waitForURL(/q=plan/);
  // What is found stands where it will be dragged from.
  await page.waitForFunction(() => { const all = [...document.querySelectorAll('[data-row]')]; return all.length > 0 && all.every(one => /plan/i.test(one.textContent)); });
  const way = {
    async drag(one) { await one.dragTo(page.locator('[data-invoice-tray]')); },
    async click(one) { await one.getByRole('button', { name: /^Create an invoice for/ }).dblclick(); },
    async key(one) { await one.getByRole('button').first().focus(); await page.keyboard.press('i'); },
  };
  for (const [how, name] of [['drag', 'Alder'], ['click', 'Birch'], ['key', 'Cedar']]) {
    const one = await card(name);
    await one.waitFor();
    assert.match(await one.getByRole('button').first().innerText(), new RegExp(`${name} Ltd[^]*${name} plan[^]*\\$500\\.00[^]*no invoice`));
    await way[how](one);
    const told = page.getByRole('status').filter({ hasText: `${name} Ltd · $500.00` });
    await told.getByText('Draft invoice created').first().waitFor();
    await one.getByText('Draft', { exact: true }).waitFor();
    assert.equal(await drafts(), 1, `${how}: one draft, however often`);
    await page.waitForFunction(words => window.heard.includes(words), `Draft invoice created for ${name} Ltd.`);
    await told.getByRole('button', { name: 'Undo' }).first().click();
    await one.getByText('Draft', { exact: true }).waitFor({ state: 'detached' });
    assert.equal(await drafts(), 0, `${how}: taken back`);
    assert.equal((await deal(name)).invoice, null);
    await page.waitForFunction(() => window.heard.at(-1) === 'Draft removed.');
  }
});

test('a deal that has its invoice shows it when it is dropped again, and gets no second', async () => {
  const one = await card('Alder');
  await one.dragTo(page.locator('[data-invoice-tray]'));
  await one.getByText('Draft', { exact: true }).waitFor();
  await one.dragTo(page.locator('[data-invoice-tray]'));
  await dialog().getByText('Alder Ltd already has a draft for this deal').waitFor();
  await look(page, 'board-invoiced');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await one.getByRole('button').first().focus();
  await page.keyboard.press('i');
  await page.waitForTimeout(300);
  assert.equal(await drafts(), 1);
  // The panel of the deal: its values are locked as a client's are.
  await page.keyboard.press('Enter');
  await dialog().getByText(/^Alder Ltd$/).dblclick();
  await page.getByText('This field is managed in HubSpot. Change it there, then sync.').waitFor();
  await look(page, 'deal-locked');
});

test('axe finds nothing on any of these screens, in both themes and both widths', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
