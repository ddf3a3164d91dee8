// The main job in the browser, from the first screen to the unlocked client, on the real server and the sandbox:
// set up, connect by OAuth, review, resolve, import, clients, board, invoice, PDF, payment, disconnect, edit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, startEvery, startSandbox, temporary } from '../lib/every.mjs';
import { close, everyLook, openBrowser, openPage, shot } from './browser.mjs';
import { walk } from './steps.mjs';

let sandbox, every, dataDir, browser, page, api, step;
const person = { email: 'dana@fieldstone.example', password: 'correct horse battery' };

before(async () => {
  sandbox = await startSandbox(['--contacts', 2000, '--companies', 400, '--deals', 300, '--seed', 7, '--quota', 100_000, '--searches', 1000]);
  dataDir = temporary('e2e');
  every = await startEvery({ dataDir, sandbox });
  browser = await openBrowser();
  page = await openPage(browser);
  api = new Api(every.url);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(() => close({ browser, every, sandbox, dataDir }));

test('the first screen sets the workspace up', async () => {
  await step.go('/');
  await page.waitForURL(/\/setup/);
  await everyLook(page, 'setup');
  await page.getByLabel(/your name/i).fill('Dana Reyes');
  await page.getByLabel(/email/i).fill(person.email);
  await page.getByLabel(/^password/i).fill(person.password);
  await step.button(/continue/i).click();
  await page.getByLabel(/business name/i).fill('Fieldstone Studio');
  await shot(page, 'setup-business');
  await step.button(/continue/i).click();
  await page.getByLabel(/bank details/i).waitFor();
  await shot(page, 'setup-invoices');
  await step.button(/continue/i).click();
  await step.button(/not now/i).click();
  await step.heading(/good (morning|afternoon|evening)/i).waitFor();
  await everyLook(page, 'home-empty');
});

test('a wrong password says so, the right one signs in', async () => {
  await api.signIn();
  await page.context().clearCookies();
  await step.go('/clients');
  await page.waitForURL(/\/login/);
  await page.getByLabel(/email/i).fill(person.email);
  await page.getByLabel(/^password/i).fill('not the password');
  await step.button(/sign in/i).click();
  await page.getByText('Email or password is not right.').waitFor();
  await everyLook(page, 'login');
  await page.getByLabel(/^password/i).fill(person.password);
  await step.button(/sign in/i).click();
  await step.heading('Clients').waitFor();
  await page.getByText('No clients yet').waitFor();
  await everyLook(page, 'clients-empty');
});

// Clients that exist before HubSpot comes: some of them are the same people.
test('clients made here are there before the import', async () => {
  const dump = await (await fetch(`${sandbox.url}/sandbox/portal?type=contacts`)).text();
  const people = dump.split('\n').filter(Boolean).map(line => JSON.parse(line).properties).filter(p => p.email && p.firstname).slice(0, 400);
  for (const [i, p] of people.filter((_, k) => k % 10 === 0).entries()) {
    const email = p.email.trim().toLowerCase();
    const client = await api.post('/api/clients', { kind: 'person', name: `${p.firstname} ${p.lastname ?? ''}`.trim(), email });
    await api.post(`/api/clients/${client.id}/contacts`, { firstName: i % 2 ? p.firstname : p.firstname.toUpperCase(), lastName: p.lastname ?? '', email });
  }
});

test('HubSpot is connected by its own consent page', () => step.connect(sandbox.url));
test('two thousand contacts are reviewed, matches decided, the rest imported', () => step.reviewAndImport());

test('clients carry their badge and their locked group', async () => {
  const client = await step.openImportedClient();
  const tag = (await api.call('GET', `/api/clients/${client.id}`)).headers.get('etag');
  await assert.rejects(api.call('PATCH', `/api/clients/${client.id}`, { name: 'Another name' }, { 'if-match': tag }), error => error.problem.code === 'locked_field');
});

let invoiceId;
test('a won deal dropped on the tray becomes a draft', async () => { invoiceId = await step.dropWonDeal(); });

test('the draft is issued, its PDF opens, the payment clears it', async () => {
  await step.issueAndPay(invoiceId, 'INV-0001');
  await step.go('/invoices');
  await page.getByText('INV-0001').first().waitFor();
  await everyLook(page, 'invoices');
  await step.go('/');
  await step.heading(/good (morning|afternoon|evening)/i).waitFor();
  await everyLook(page, 'home');
});

test('a deal moved in HubSpot moves its card after Sync now', () => step.moveDealInHubSpot(sandbox.url));

test('after disconnecting, nothing is deleted and the client can be edited', () => step.disconnectAndEdit());

test('axe finds nothing on any screen, in both themes and both widths', () => {
  console.log(`note: ${page.looks} looks at screens, all under test/e2e/shots`);
  assert.deepEqual(page.violations, []);
});
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
