// Rules that make drafts, in the browser: one is added with what it would do said before, a deal that is won in HubSpot
// becomes a draft by itself, what cannot be drafted waits with its reason, and a rule is switched off and deleted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { close, everyLook, look, openBrowser, openSignedIn } from './browser.mjs';
import { walk } from './steps.mjs';

let sandbox, every, dataDir, browser, page, api, step, control, orders;

const open = { dealstage: 'contractsent' };
const won = id => control('change', { type: 'deals', id, properties: { dealstage: 'closedwon' } });
const sync = async () => { await api.post('/api/hubspot/sync', { full: true }); await api.settled(); };
const drafts = async n => { await until(async () => (await api.get('/api/invoices?status=draft')).total >= n); return (await api.get('/api/invoices?status=draft')).items; };
const dialog = () => page.getByRole('dialog');
const sentence = 'When a deal enters Closed Won in Sales Pipeline, draft its invoice';
const deals = {};

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('draft-rules', ['--contacts', 10, '--companies', 3, '--deals', 0, '--seed', 5]));
  ({ control } = orders = ordersFor(sandbox));
  for (const name of ['Alder', 'Birch', 'Cedar', 'Dogwood']) deals[name] = await orders.deal(name, open);
  deals.Empty = await orders.deal('Empty', { ...open, amount: '' });
  deals.Poor = await orders.deal('Poor', { ...open, amount: '' });
  deals.There = await orders.deal('There');
  await api.connect();
  await api.importAll();
  // What moved before there was a rule: the preview tells what it would have made.
  for (const name of ['Alder', 'Poor']) await won(deals[name]);
  await sync();
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(() => close({ browser, every, sandbox, dataDir }));

test('a rule is added, and says before what it would do', async () => {
  await step.go('/settings');
  await page.getByRole('region', { name: 'Drafts from deals' }).getByRole('link', { name: 'Open' }).click();
  await page.getByText('No rule yet.', { exact: false }).waitFor();
  await look(page, 'draft-rules-none');
  await step.button('Add rule…').click();
  await dialog().getByText('3 deals are in this stage now. The rule leaves them alone.').waitFor();
  await dialog().getByLabel('Pipeline').selectOption({ label: 'Sales Pipeline' });
  await dialog().getByLabel('Stage').selectOption({ label: 'Closed Won' });
  await dialog().getByText('In the last 30 days 2 deals entered it: 1 would have become a draft ($500.00), 1 could not be drafted.').waitFor();
  await dialog().getByText('Could not be drafted', { exact: true }).click();
  await dialog().getByText('no amount').waitFor();
  await everyLook(page, 'draft-rule-new');
  await dialog().getByRole('button', { name: 'Add rule' }).click();
  await page.getByText(sentence, { exact: true }).waitFor();
  await page.getByText('3 deals were in the stage before and have no invoice: $1,000.00.').waitFor();
  assert.equal((await api.get('/api/invoices')).total, 0, 'they are left alone');
  await step.button('Create their drafts…').click();
  await dialog().getByRole('button', { name: 'Create 2 drafts' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
});

test('a deal that is won in HubSpot becomes a draft by itself, and everything says so', async () => {
  for (const name of ['Birch', 'Cedar', 'Empty']) await won(deals[name]);
  await sync();
  const made = await drafts(2);
  assert.deepEqual(made.map(one => one.deal.name).sort(), ['Birch', 'Cedar']);
  await page.getByText('2 drafts made', { exact: false }).waitFor();
  await page.getByText('1 deal entered and could not be drafted yet').click();
  await page.getByRole('link', { name: 'Empty' }).waitFor();
  await page.getByText('no amount').waitFor();
  await everyLook(page, 'draft-rules');
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByText('2 drafts were made by your rules: $1,000.00.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'made by your rules' }).getByRole('link', { name: 'Show them' }).click();
  await page.waitForURL(/\/invoices\?status=draft/);
  await step.go(`/invoices/${made[0].id}`);
  await page.getByText('drafted by a rule when it entered Closed Won').waitFor();
  await look(page, 'draft-by-rule');
  // Its amount arrives: it is drafted after all.
  await control('change', { type: 'deals', id: deals.Empty, properties: { amount: '70.00' } });
  await sync();
  assert.ok((await drafts(3)).some(one => one.deal.name === 'Empty'));
});

test('a rule is pointed elsewhere, switched off and deleted', async () => {
  await step.go('/clients/pipeline');
  await page.getByRole('link', { name: 'Draft automatically' }).click();
  await page.getByRole('button', { name: `Edit… ${sentence}` }).click();
  await dialog().getByLabel('Stage').selectOption({ label: 'Any stage that counts as won' });
  await dialog().getByRole('button', { name: 'Save rule' }).click();
  const anyWon = 'When a deal is won in Sales Pipeline, draft its invoice';
  await page.getByText(anyWon, { exact: true }).waitFor();
  await page.getByRole('switch', { name: `On: ${anyWon}` }).press('Space');
  await page.getByText('Rule switched off').waitFor();
  await won(deals.Dogwood);
  await sync();
  assert.equal((await api.get('/api/deal-rules')).items[0].on, false);
  await page.getByRole('button', { name: `Delete… ${anyWon}` }).click();
  await dialog().getByText('It makes no more drafts. Those that it made stay.', { exact: false }).waitFor();
  await dialog().getByRole('button', { name: 'Delete rule' }).click();
  await page.getByText('No rule yet.', { exact: false }).waitFor();
  assert.equal((await api.get('/api/invoices?status=draft')).total, 3);
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.violations, []);
});
