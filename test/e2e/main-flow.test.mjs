// The main job in the browser, from the first screen to the unlocked client, on the real server and the sandbox:
// set up, connect by OAuth, review, resolve, import, clients, board, invoice, PDF, payment, disconnect, edit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, remove, startEvery, startSandbox, temporary } from '../lib/every.mjs';
import { everyLook, openBrowser, openPage, shot } from './browser.mjs';

let sandbox, every, dataDir, browser, page, api;
const person = { email: 'dana@fieldstone.example', password: 'correct horse battery' };

before(async () => {
  sandbox = await startSandbox(['--contacts', 2000, '--companies', 400, '--deals', 300, '--seed', 7, '--quota', 100_000, '--searches', 1000]);
  dataDir = temporary('e2e');
  every = await startEvery({ dataDir, sandbox });
  browser = await openBrowser();
  page = await openPage(browser);
  api = new Api(every.url);
});
after(async () => {
  await browser?.close();
  await every?.stop();
  await sandbox?.stop();
  if (dataDir) remove(dataDir);
});

const go = path => page.goto(every.url + path);
const button = (name, options) => page.getByRole('button', { name, ...options });
const heading = name => page.getByRole('heading', { name });

test('the first screen sets the workspace up', async () => {
  await go('/');
  await page.waitForURL(/\/setup/);
  await everyLook(page, 'setup');
  await page.getByLabel(/your name|^name/i).first().fill('Dana Reyes');
  await page.getByLabel(/email/i).fill(person.email);
  await page.getByLabel(/^password/i).fill(person.password);
  await button(/continue/i).click();
  await page.getByLabel(/business name/i).fill('Fieldstone Studio');
  await shot(page, 'setup-business');
  await button(/continue/i).click();
  await shot(page, 'setup-invoices');
  await button(/continue/i).click();
  await button(/not now/i).click();
  await heading(/good (morning|afternoon|evening)/i).waitFor();
  await everyLook(page, 'home-empty');
});

test('a wrong password says so, the right one signs in', async () => {
  await api.signIn();
  await page.context().clearCookies();
  await go('/clients');
  await page.waitForURL(/\/login/);
  await page.getByLabel(/email/i).fill(person.email);
  await page.getByLabel(/^password/i).fill('not the password');
  await button(/sign in/i).click();
  await page.getByText('Email or password is not right.').waitFor();
  await everyLook(page, 'login');
  await page.getByLabel(/^password/i).fill(person.password);
  await button(/sign in/i).click();
  await heading('Clients').waitFor();
  await page.getByText('No clients yet').waitFor();
  await everyLook(page, 'clients-empty');
});

// Clients that exist before HubSpot comes: some of them are the same people.
test('clients made here are there before the import', async () => {
  const people = (await (await fetch(`${sandbox.url}/sandbox/portal?type=contacts`)).text()).split('\n').filter(Boolean).map(l => JSON.parse(l)).filter(r => r.properties.email && r.properties.firstname).slice(0, 400);
  for (const [i, one] of people.filter((_, k) => k % 10 === 0).entries()) {
    const client = await api.post('/api/clients', { kind: 'person', name: `${one.properties.firstname} ${one.properties.lastname ?? ''}`.trim(), email: one.properties.email.trim().toLowerCase() });
    await api.post(`/api/clients/${client.id}/contacts`, { firstName: i % 2 ? one.properties.firstname : one.properties.firstname.toUpperCase(), lastName: one.properties.lastname ?? '', email: one.properties.email.trim().toLowerCase() });
  }
});

test('HubSpot is connected by its own consent page', async () => {
  await go('/settings/integrations/hubspot');
  await heading(/connect hubspot/i).first().waitFor();
  await everyLook(page, 'hubspot-not-connected');
  await page.getByRole('main').getByRole('button', { name: /connect hubspot/i }).or(page.getByRole('main').getByRole('link', { name: /connect hubspot/i })).first().click();
  await page.waitForURL(url => url.href.startsWith(sandbox.url));
  await shot(page, 'consent');
  await button(/connect app/i).click();
  await page.waitForURL(url => url.href.startsWith(every.url));
  await page.getByText(/connected to/i).first().waitFor();
  await api.settled();
  await button(/review contacts/i).first().waitFor();
  await everyLook(page, 'hubspot-connected');
});

test('two thousand contacts are reviewed, matches decided, the rest imported', async () => {
  await button(/review contacts/i).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/contacts found/i).waitFor();
  await everyLook(page, 'import-review');
  await dialog.getByRole('button', { name: /continue/i }).click();
  await dialog.getByText(/still to decide/i).waitFor();
  const before = (await api.get('/api/hubspot/review')).undecided;
  assert.ok(before > 20, `${before} matches wait`);
  await everyLook(page, 'import-resolve');
  // By keyboard: the first is replaced, the second skipped; then everything that is left is replaced.
  await dialog.getByRole('option').first().click();
  await page.keyboard.press('r');
  await page.waitForTimeout(300);
  await page.keyboard.press('s');
  await page.waitForTimeout(300);
  assert.equal((await api.get('/api/hubspot/review')).undecided, before - 2);
  await dialog.getByRole('button', { name: 'Replace all', exact: true }).click();
  await dialog.getByRole('button', { name: `Replace ${before - 2}` }).click();
  await dialog.getByText(/^0 of \d+ still to decide/).waitFor();
  assert.equal((await api.get('/api/hubspot/review')).undecided, 0);
  await dialog.getByRole('button', { name: /continue/i }).click();
  await dialog.getByText(/this import will create/i).waitFor();
  const preview = await api.post('/api/hubspot/import', { select: { all: true }, default: 'ask', includeDeals: true, dryRun: true });
  await everyLook(page, 'import-select');
  await dialog.getByRole('button', { name: /import selected/i }).click();
  await dialog.getByText(/import complete/i).waitFor({ timeout: 60_000 });
  await everyLook(page, 'import-result');
  const run = await api.settled();
  assert.ok(['succeeded', 'partial'].includes(run.state), run.state);
  assert.equal(run.kind, 'import');
  const review = await api.get('/api/hubspot/review');
  assert.equal(review.imported, preview.contactsCreated + preview.updated, 'what the preview said is what came in');
  await page.keyboard.press('Escape');
});

test('clients carry their badge and their locked group', async () => {
  await go('/clients');
  await heading('Clients').waitFor();
  await page.getByRole('row').nth(3).waitFor();
  await everyLook(page, 'clients');
  await page.getByLabel(/search/i).last().fill('a');
  await page.waitForTimeout(400);
  const { items } = await api.get('/api/clients?source=hubspot&limit=1&sort=name');
  await go(`/clients/${items[0].id}`);
  await page.getByText('Managed in HubSpot').first().waitFor();
  await everyLook(page, 'client');
  await assert.rejects(api.call('PATCH', `/api/clients/${items[0].id}`, { name: 'Another name' }, { 'if-match': (await api.call('GET', `/api/clients/${items[0].id}`)).headers.get('etag') }), error => error.problem.code === 'locked_field');
});

let invoiceId;
test('a won deal dropped on the tray becomes a draft', async () => {
  await go('/clients/pipeline');
  await heading('Pipeline').waitFor();
  const board = await api.get('/api/pipeline');
  await page.getByText(/won deals? ha(ve|s) no invoice/i).first().waitFor();
  await everyLook(page, 'pipeline');
  const won = board.stages.find(s => s.won && s.count > 0);
  const { items } = await api.get(`/api/deals?stage=${encodeURIComponent(won.id)}&pipeline=${encodeURIComponent(board.pipeline.id)}&limit=100`);
  const deal = items.find(d => d.client && d.amount && Number(d.amount.amount) > 0 && !d.invoice);
  assert.ok(deal, 'a won deal with client and amount');
  const card = page.locator(`[data-deal="${deal.id}"]`);
  await card.scrollIntoViewIfNeeded();
  await card.dragTo(page.locator('[data-invoice-tray]'));
  await page.getByText(/draft invoice created/i).waitFor();
  await shot(page, 'pipeline-dropped');
  invoiceId = (await api.get(`/api/deals/${deal.id}`)).invoice.id;
  await page.getByRole('link', { name: /open draft/i }).or(button(/open draft/i)).first().click();
  await page.waitForURL(/\/invoices\//);
});

test('the draft is issued, its PDF opens, the payment clears it', async () => {
  await go(`/invoices/${invoiceId}/edit`);
  await heading(/draft|invoice/i).first().waitFor();
  await page.waitForTimeout(500);
  await everyLook(page, 'invoice-editor');
  await go(`/invoices/${invoiceId}`);
  await button(/^issue/i).first().waitFor();
  await everyLook(page, 'invoice-draft');
  await button(/^issue/i).first().click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: /issue/i });
  await confirm.waitFor({ timeout: 2000 }).then(() => confirm.click(), () => {});
  await page.getByText('INV-0001').first().waitFor();
  await everyLook(page, 'invoice-issued');
  const pdf = await fetch(`${every.url}/api/invoices/${invoiceId}/pdf`, { headers: { cookie: api.cookie } });
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  assert.equal(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString(), '%PDF-');
  await button(/record payment/i).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/amount/i).first().waitFor();
  await everyLook(page, 'invoice-payment');
  await dialog.getByRole('button', { name: /record payment/i }).click();
  await page.getByText(/^paid$/i).first().waitFor();
  await everyLook(page, 'invoice-paid');
  assert.equal((await api.get(`/api/invoices/${invoiceId}`)).paymentStatus, 'paid');
  await go('/invoices');
  await page.getByText('INV-0001').first().waitFor();
  await everyLook(page, 'invoices');
  await go('/');
  await heading(/good (morning|afternoon|evening)/i).waitFor();
  await everyLook(page, 'home');
});

test('after disconnecting, nothing is deleted and the client can be edited', async () => {
  const before = await api.get('/api/clients?source=hubspot&limit=1&sort=name');
  await go('/settings/integrations/hubspot');
  await button(/disconnect/i).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/disconnect hubspot\?/i).waitFor();
  await everyLook(page, 'disconnect');
  await dialog.getByRole('button', { name: /disconnect hubspot/i }).click();
  await page.getByText(/hubspot is disconnected/i).first().waitFor();
  await everyLook(page, 'disconnected');
  assert.equal((await api.get('/api/clients?source=hubspot&limit=1')).total, before.total);
  const client = before.items[0];
  await go(`/clients/${client.id}`);
  const name = page.getByLabel(/^name/i).first();
  await name.fill(`${client.name} (renamed)`);
  await button(/^save/i).first().click();
  await page.getByText(/^saved/i).first().waitFor();
  await everyLook(page, 'client-unlocked');
  assert.equal((await api.get(`/api/clients/${client.id}`)).name, `${client.name} (renamed)`);
});

test('axe finds nothing on any screen, in both themes and both widths', () => {
  console.log(`note: ${page.looks} looks at screens, all under test/e2e/shots`);
  assert.deepEqual(page.violations, []);
});
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
