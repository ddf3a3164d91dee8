// What `./dev demo` starts is what the README promises: sign in as it says, and the whole main job works, with the
// clients that the demo made before.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, demoTells, freePort, Process, remove, temporary } from '../lib/every.mjs';
import { openBrowser, openPage } from './browser.mjs';
import { walk } from './steps.mjs';

let demo, browser, page, api, step, told;
const dataDir = temporary('demo');

before(async () => {
  const port = await freePort();
  demo = new Process(['demo'], { EVERY_LISTEN: `127.0.0.1:${port}`, EVERY_DATA_DIR: dataDir });
  await demo.until(`http://127.0.0.1:${port}/healthz`);
  told = await demoTells(demo);
  const { url, email, password } = told;
  browser = await openBrowser();
  page = await openPage(browser);
  api = new Api(url);
  await api.post('/api/session', { email, password });
  step = walk({ page, url, api, look: async () => {} });
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  remove(dataDir);
});

test('the demo says in two lines where it is and what to click', () => assert.equal(demo.output.trim().split('\n').length, 2));
test('signing in as it says', async () => {
  await step.go('/');
  await page.getByLabel(/email/i).fill(told.email);
  await page.getByLabel(/^password/i).fill(told.password);
  await step.button(/sign in/i).click();
  await step.heading(/good (morning|afternoon|evening)/i).waitFor();
});
test('connect', () => step.connect(told.hubspot));
test('review, resolve, import', () => step.reviewAndImport());
test('clients with their badge', () => step.openImportedClient());
test('from a won deal to a paid invoice', async () => {
  const { total } = await api.get('/api/invoices?limit=1');
  await step.issueAndPay(await step.dropWonDeal(), `INV-${String(total + 1).padStart(4, '0')}`);
});
test('a deal changed on the sandbox\'s page moves its card after Sync now', () => step.moveDealInHubSpot(told.hubspot));
test('disconnect and edit', () => step.disconnectAndEdit());
test('no script error on the way', () => assert.deepEqual(page.problems, []));
