// Won deals become invoices, in the browser: drafts in bulk with some left out, a deal that has its invoice, one without
// a client, one without an amount, a deal in parts, and a deal that changes in HubSpot after it was invoiced. Deals are made
// here, and deleted again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { close, everyLook, hear, openBrowser, openSignedIn } from './browser.mjs';
import { walk } from './steps.mjs';

let sandbox, every, dataDir, browser, page, api, step, control, orders;

const deal = async name => (await api.get(`/api/deals?q=${name}&limit=1`)).items[0];
const sync = async () => { await api.post('/api/hubspot/sync', { full: true }); await api.settled(); };
const dialog = () => page.getByRole('dialog');

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('deals', ['--contacts', 20, '--companies', 5, '--deals', 0, '--seed', 3]));
  ({ control } = orders = ordersFor(sandbox));
  for (const name of ['Alder', 'Birch', 'Cedar']) await orders.deal(name);
  await orders.deal('Nobody', {}, { alone: true });
  await orders.deal('Empty', { amount: '' });
  await api.connect();
  await api.importAll();
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  await hear(page);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(() => close({ browser, every, sandbox, dataDir }));

test('drafts in bulk: what cannot be drafted says why, and a person leaves one out', async () => {
  await page.getByText('5 won deals have no invoice').waitFor();
  await step.button('Create drafts…').click();
  await dialog().getByText('The deal has no client.').waitFor();
  await dialog().getByText('The deal has no amount.').waitFor();
  await dialog().getByLabel('Create a draft for Cedar').uncheck();
  await everyLook(page, 'bulk-drafts');
  await dialog().getByRole('button', { name: 'Create 2 drafts' }).click();
  await page.getByText('2 draft invoices created').waitFor();
  const { items, total } = await api.get('/api/invoices');
  assert.equal(total, 2);
  assert.deepEqual(items.map(one => one.deal.name).sort(), ['Alder', 'Birch']);
  assert.equal((await deal('Cedar')).invoice, null);
});

test('the weekly review walks what waits, one by one and by its keys, and comes to its end', async () => {
  await step.go('/');
  const { decisions } = await api.get('/api/home'), review = page.getByRole('region', { name: 'Weekly review' });
  assert.ok(decisions.length > 1, JSON.stringify(decisions));
  await step.button('More on this page').click();
  await page.getByRole('menuitem', { name: 'Weekly review' }).click();
  await review.getByText(`1 of ${decisions.length}`, { exact: true }).waitFor();
  await review.getByText('3 won deals have no invoice').waitFor();
  await everyLook(page, 'weekly-review');
  // Enter opens what is prepared, with its preview; nothing is done by it.
  await page.waitForFunction(() => document.activeElement?.textContent === 'Create drafts…');
  await page.keyboard.press('Enter');
  await dialog().getByLabel('Create a draft for Cedar').waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await review.getByText(`1 of ${decisions.length}`, { exact: true }).waitFor();
  await review.getByRole('button', { name: 'Next' }).click();
  await review.getByText(`2 of ${decisions.length}`, { exact: true }).waitFor();
  await page.keyboard.press('k');
  await review.getByText('3 won deals have no invoice').waitFor();
  for (let at = 1; at < decisions.length; ++at) {
    await page.keyboard.press('j');
    await review.getByText(`${at + 1} of ${decisions.length}`, { exact: true }).waitFor();
  }
  await page.keyboard.press('j');
  await review.getByText(/^That was all\. \d+ waits? for another time\.$/).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'End the review');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Needs you' }).getByText('3 won deals have no invoice').waitFor();
});

test('a deal that has its invoice shows it and gets no second one', async () => {
  const alder = await deal('Alder');
  await step.go(`/clients/pipeline?deal=${alder.id}`);
  await dialog().getByRole('link', { name: 'Open invoice' }).click();
  await step.heading('Draft invoice').waitFor();
  const again = await api.call('POST', `/api/deals/${alder.id}/invoice`, {});
  assert.equal(again.status, 200);
  assert.equal(again.value.id, alder.invoice.id);
});

test('a deal without a client asks for one, a deal without an amount opens its draft', async () => {
  await step.go(`/clients/pipeline?deal=${(await deal('Nobody')).id}`);
  await dialog().getByRole('button', { name: 'Create invoice' }).click();
  await page.getByText('Choose a client to invoice').first().waitFor();
  await page.getByRole('textbox', { name: 'Client' }).last().fill('Cedar');
  await page.getByRole('option', { name: /Cedar Ltd/ }).click();
  await page.getByText('Draft invoice created').waitFor();
  assert.equal((await deal('Nobody')).invoice.status, 'draft');
  await step.go(`/clients/pipeline?deal=${(await deal('Empty')).id}`);
  await dialog().getByRole('button', { name: 'Create invoice' }).click();
  await page.waitForURL(/\/invoices\/[^/]+\/edit/);
  await page.getByLabel('Quantity').first().waitFor();
});

test('a deposit and the rest add up to the deal, each is drafted once', async () => {
  const cedar = await deal('Cedar');
  await step.go(`/clients/pipeline?deal=${cedar.id}`);
  await dialog().getByRole('button', { name: 'Invoice in parts…' }).click();
  await dialog().getByLabel('How much of part 1').fill('130');
  await dialog().getByRole('button', { name: 'Save parts' }).click();
  await dialog().getByText('More than 0, at most 100.').first().waitFor();
  await dialog().getByLabel('How much of part 1').fill('33.3');
  await everyLook(page, 'deal-parts-editor');
  await dialog().getByRole('button', { name: 'Save parts' }).click();
  await dialog().getByText('$166.50').waitFor();
  await dialog().getByText('$333.50').waitFor();
  await dialog().getByRole('button', { name: 'Create draft' }).first().click();
  await dialog().getByRole('link', { name: 'Draft' }).waitFor();
  await everyLook(page, 'deal-parts');
  await dialog().getByRole('link', { name: 'Draft' }).click();
  await page.getByText('· Deposit').first().waitFor();
  await assert.rejects(api.post(`/api/deals/${cedar.id}/invoice`, {}), error => error.problem.code === 'deal_in_parts');
});

test('a deal that becomes less after it was invoiced is credited by the difference', async () => {
  const record = await orders.deal('Dogwood');
  await sync();
  const made = await api.post(`/api/deals/${(await deal('Dogwood')).id}/invoice`, {});
  await api.post(`/api/invoices/${made.id}/issue`);
  await control('change', { type: 'deals', id: record, properties: { amount: '420.00' } });
  await sync();
  await step.go('/');
  await page.getByText('1 invoiced deal changed').waitFor();
  await everyLook(page, 'home-changed-deal');
  await step.button('Review…').click();
  await dialog().getByText('$80.00 less').waitFor();
  await everyLook(page, 'changed-deals');
  await dialog().getByRole('link', { name: /INV-/ }).click();
  await step.heading('The deal changed after it was invoiced').waitFor();
  await everyLook(page, 'invoice-drift');
  await step.button('Credit $80.00…').click();
  await dialog().getByRole('button', { name: 'Issue credit note over $80.00' }).click();
  await page.getByText('CN-0001 was issued').waitFor();
  await step.heading('The deal changed after it was invoiced').waitFor({ state: 'detached' });
  assert.equal((await api.get(`/api/invoices/${made.id}`)).due.amount, '420.00');
  assert.equal((await api.get('/api/deals/drifts')).total, 0);
});

test('a deal that becomes more gets a supplement; keeping it as it is settles it too', async () => {
  const record = await orders.deal('Elm');
  await sync();
  const made = await api.post(`/api/deals/${(await deal('Elm')).id}/invoice`, {});
  await api.post(`/api/invoices/${made.id}/issue`);
  await control('change', { type: 'deals', id: record, properties: { amount: '560.00' } });
  await sync();
  await step.go(`/invoices/${made.id}`);
  await step.button('Draft a supplement over $60.00').click();
  await page.getByText('· Supplement').first().waitFor();
  await everyLook(page, 'supplement');
  const supplement = page.url().split('/').at(-1);
  assert.equal((await api.get(`/api/invoices/${supplement}`)).total.amount, '60.00');
  await step.button('Delete draft').click();
  await dialog().getByRole('button', { name: 'Delete draft' }).click();
  await page.waitForURL(/\/invoices$/);
  await step.go(`/invoices/${made.id}`);
  await step.button('Keep the invoice as it is').click();
  await step.heading('The deal changed after it was invoiced').waitFor({ state: 'detached' });
  assert.equal((await api.get('/api/deals/drifts')).total, 0);
});

const card = name => page.locator('[data-deal]', { hasText: name });

test('a deal is made here, by its key: what is wrong is said beside its field, then it is on the board', async () => {
  await step.go('/clients/pipeline');
  await card('Alder').waitFor();
  await page.keyboard.press('n');
  await dialog().getByLabel('Name').fill('Fir orchard');
  await dialog().getByRole('textbox', { name: 'Client' }).fill('Nobody at all');
  await dialog().getByRole('button', { name: 'Create deal' }).click();
  assert.equal((await api.get('/api/deals?q=orchard')).total, 0, 'who is no client is not left out silently');
  await dialog().getByRole('textbox', { name: 'Client' }).fill('Cedar');
  await page.getByRole('option', { name: /Cedar Ltd/ }).click();
  await dialog().getByLabel('Amount').fill('1200.50');
  await dialog().getByLabel('Currency').fill('ZZZ');
  await dialog().getByLabel('Stage').selectOption({ label: 'Closed Won' });
  await dialog().getByRole('button', { name: 'Create deal' }).click();
  await dialog().getByText('A currency code of ISO 4217 is needed here').waitFor();
  await dialog().getByLabel('Currency').fill('USD');
  await everyLook(page, 'new-deal');
  await dialog().getByRole('button', { name: 'Create deal' }).click();
  await page.getByText('Deal created').waitFor();
  await card('Fir orchard').getByText('$1,200.50').waitFor();
  await card('Fir orchard').getByRole('button', { name: /^Move Cedar Ltd/ }).waitFor();
  const made = await deal('orchard');
  assert.deepEqual([made.client.name, made.state, made.source, made.hubspot], ['Cedar Ltd', 'won', 'manual', null]);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await card('Fir orchard').waitFor({ state: 'detached' });
  assert.equal((await api.get('/api/deals?q=orchard')).total, 0);
});

test('a deal is made from its client, and by a command; without documents it is deleted', async () => {
  const client = (await api.get('/api/clients?q=Birch')).items[0];
  await step.go(`/clients/${client.id}?tab=deals`);
  await step.button('New deal').click();
  assert.equal(await dialog().getByRole('textbox', { name: 'Client' }).inputValue(), client.name);
  await dialog().getByLabel('Name').fill('Gum support');
  await dialog().getByRole('button', { name: 'Create deal' }).click();
  await page.getByRole('link', { name: 'Gum support' }).click();
  await dialog().getByRole('button', { name: 'Create invoice' }).waitFor();
  await everyLook(page, 'deal-made-here');
  await dialog().getByRole('button', { name: 'Delete deal' }).click();
  const asked = page.getByRole('dialog', { name: 'Delete Gum support?' });
  await asked.getByRole('button', { name: 'Delete deal' }).click();
  await page.getByText('Gum support was deleted.').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal((await api.get('/api/deals?q=Gum')).total, 0);
  // What came from HubSpot offers nothing of the kind.
  await step.go(`/clients/pipeline?deal=${(await deal('Alder')).id}`);
  await dialog().getByRole('link', { name: 'Open invoice' }).waitFor();
  assert.equal(await dialog().getByRole('button', { name: 'Delete deal' }).count(), 0);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByLabel('Search or jump to').fill('>new deal');
  await page.keyboard.press('Enter');
  await dialog().getByRole('button', { name: 'Create deal' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
});

test('several are chosen by key, by click and by their box: what stands beside it changes nothing, and together they become drafts', async () => {
  const client = (await api.get('/api/clients?q=Birch')).items[0].id;
  const made = {};
  for (const [name, stage] of [['Hazel', 'closedwon'], ['Holly', 'closedwon'], ['Hemlock', 'closedwon'], ['Hickory', 'appointmentscheduled']])
    made[name] = (await api.post('/api/deals', { name, client, pipeline: 'default', stage, amount: { amount: '70.00', currency: 'USD' } })).id;
  await step.go('/clients/pipeline');
  const bar = page.getByRole('group', { name: 'Selected deals' });
  const opener = name => card(name).getByRole('button').first();
  await opener('Hazel').focus();
  await page.keyboard.press('x');
  await page.waitForFunction(() => window.heard.includes('Birch Ltd selected, 1 selected.'));
  await card('Holly').getByLabel('Select Birch Ltd, Holly').check();
  await card('Hemlock').getByLabel('Select Birch Ltd, Hemlock').check();
  await opener('Hickory').click({ modifiers: ['Shift'] });
  await bar.getByText('4 selected').waitFor();
  await bar.getByText('3 can become drafts').waitFor();
  assert.match(await opener('Hazel').innerText(), /Birch Ltd\s+Hazel[^]*\$70\.00[^]*, Closed Won, no invoice, selected, \d of \d+$/);
  // Somebody else takes one away and renames another: the choice is what is left of it.
  const { headers } = await api.call('GET', `/api/deals/${made.Hazel}`);
  await api.call('PATCH', `/api/deals/${made.Hazel}`, { name: 'Hazel hedge' }, { 'if-match': headers.get('etag') });
  await api.call('DELETE', `/api/deals/${made.Hemlock}`);
  await card('Hazel hedge').waitFor();
  await bar.getByText('3 selected').waitFor();
  await page.waitForFunction(() => window.heard.includes('1 selected deal is no longer here, 3 selected.'));
  await everyLook(page, 'board-chosen');
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.closest('[data-deal]'), null, { timeout: 5_000 });
  for (const name of ['Hazel', 'Holly', 'Hickory']) {
    await opener(name).focus();
    await page.keyboard.press('x');
  }
  await bar.getByText('2 can become drafts').waitFor();
  await card('Holly').dragTo(page.locator('[data-invoice-tray]'));
  await dialog().getByText('The deal is not won.').waitFor();
  await dialog().getByText('1 deal is left out').waitFor();
  await everyLook(page, 'chosen-drafts');
  await dialog().getByRole('button', { name: 'Create 2 drafts' }).click();
  await page.getByText('2 draft invoices created').waitFor();
  await bar.waitFor({ state: 'detached' });
  assert.deepEqual([(await deal('Hazel')).invoice.status, (await deal('Holly')).invoice.status, (await deal('Hickory')).invoice], ['draft', 'draft', null]);
});

test('a card that somebody else moves keeps the focus, and it is said where it went', async () => {
  const hickory = await deal('Hickory');
  await card('Hickory').getByRole('button').first().focus();
  const { headers } = await api.call('GET', `/api/deals/${hickory.id}`);
  await api.call('PATCH', `/api/deals/${hickory.id}`, { stage: 'contractsent' }, { 'if-match': headers.get('etag') });
  await page.waitForFunction(() => window.heard.includes('Birch Ltd moved to Contract Sent, 1 of 1.'));
  await page.waitForFunction(id => document.activeElement?.closest('[data-deal]')?.dataset.deal === id && document.activeElement.closest('section').querySelector('h2').textContent === 'Contract Sent', hickory.id);
});

test('in its panel ↓ and ↑ lead to the next card, it says its stages, and the focus is where one got to', async () => {
  await card('Hickory').getByRole('button').first().press('Enter');
  await dialog().getByRole('heading', { name: 'Path' }).waitFor();
  await dialog().getByText('Deal Hickory was moved from Appointment Scheduled to Contract Sent.').waitFor();
  await everyLook(page, 'deal-past');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  const won = page.getByRole('region', { name: 'Closed Won', exact: true }).locator('[data-deal]');
  const ids = await won.evaluateAll(all => all.slice(0, 3).map(one => one.dataset.deal));
  await won.first().getByRole('button').first().press('Enter');
  const panelOf = async id => dialog().getByRole('heading', { name: (await api.get(`/api/deals/${id}`)).name, exact: true }).waitFor();
  await panelOf(ids[0]);
  await page.keyboard.press('ArrowDown');
  await panelOf(ids[1]);
  await page.keyboard.press('ArrowDown');
  await panelOf(ids[2]);
  await page.keyboard.press('ArrowUp');
  await panelOf(ids[1]);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await page.waitForFunction(id => document.activeElement?.closest('[data-deal]')?.dataset.deal === id, ids[1]);
});

test('the same deals as a list by stage, by client, and narrowed by close date; lost ones fold away and stay so', async () => {
  await page.getByText('List', { exact: true }).click();
  const list = page.getByRole('region', { name: 'Pipeline' });
  const head = list.getByRole('rowheader', { name: 'Closed Won' });
  await head.waitFor();
  const board = await api.get('/api/pipeline');
  assert.equal(await list.getByRole('table').getAttribute('aria-rowcount'), String(1 + board.stages.reduce((sum, one) => sum + one.count + (one.count > 0 ? 1 : 0), 0)));
  await list.getByRole('button', { name: 'Dogwood' }).waitFor();
  await everyLook(page, 'deal-list');
  await page.getByText('Clients', { exact: true }).last().click();
  const row = page.getByRole('region', { name: 'Clients' }).getByRole('row', { name: /Birch Ltd/ });
  assert.match(await row.innerText(), /Birch Ltd\s+1\s+Contract Sent 1 \$70\.00/);
  await everyLook(page, 'deal-clients');
  await page.getByText('Board', { exact: true }).click();
  await page.getByLabel('Close date').selectOption({ label: 'Closes next month' });
  await page.getByText('No deals match these filters.').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await card('Dogwood').waitFor();
  const lost = page.getByRole('region', { name: 'Closed Lost', exact: true });
  await lost.getByRole('button', { name: 'Fold Closed Lost away' }).click();
  await page.reload();
  await lost.getByRole('button', { name: 'Show Closed Lost' }).waitFor();
  assert.ok((await lost.boundingBox()).width < 60);
  await everyLook(page, 'board-folded');
  // A stage that HubSpot gave up and no rule can place says so, and where that is mended.
  await control('stage', { pipeline: 'default', id: 'contractsent', remove: true });
  await sync();
  const left = page.getByRole('region', { name: 'Contract Sent', exact: true });
  await left.getByText('Unmapped stage').waitFor();
  await everyLook(page, 'board-unmapped');
  await left.getByRole('link', { name: 'Map it' }).click();
  await page.getByLabel('Stage for Contract Sent').waitFor();
});

test('axe finds nothing on any of these screens, in both themes and both widths', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
