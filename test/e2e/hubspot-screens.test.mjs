// Every screen of the HubSpot integration, on the real server and the sandbox: the match desk by keyboard only, what a
// run did, its undo, what needs attention, rules and mapping with their effect said first, the certificate, the answers
// to "Why isn't this contact here?", and the states of the first card on HubSpot's bad days.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sleep, startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { axe, close, everyLook, narrow, openBrowser, openSignedIn, shot, wide } from './browser.mjs';

let sandbox, every, dataDir, browser, page, api, control, portal, faults;
const home = '/settings/integrations/hubspot';
const go = path => page.goto(every.url + path);
const look = name => everyLook(page, name);
// One look, as it is: the main job's test looks at the same screen in every theme and width, or a state of it is seen.
const glance = async name => { await shot(page, name); await axe(page, name); ++page.looks; };
const main = () => page.getByRole('main');
const dialog = () => page.getByRole('dialog');
const matchList = () => dialog().getByRole('listbox', { name: 'Matches' });
const button = (name, options) => page.getByRole('button', { name, ...options });
const heading = name => page.getByRole('heading', { name });
async function consent(start) {
  await start.click();
  await page.waitForURL(at => at.href.startsWith(sandbox.url));
  await button(/connect app/i).click();
  await page.waitForURL(at => at.href.startsWith(every.url));
}
async function sync() {
  await api.post('/api/hubspot/sync');
  return api.settled();
}

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('e2e-hubspot', ['--contacts', 500, '--companies', 100, '--deals', 120, '--seed', 7]));
  ({ control, portal, faults } = ordersFor(sandbox));
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
});
after(() => close({ browser, every, sandbox, dataDir }));

// Some of HubSpot's people are clients here already: written the same, in other letters, with another phone.
test('clients made here match contacts of HubSpot', async () => {
  const people = (await portal('contacts')).map(one => one.properties).filter(p => p.email && p.firstname && p.lastname).slice(0, 240);
  for (const [i, p] of people.filter((_, k) => k % 8 === 0).entries()) {
    const email = p.email.trim().toLowerCase(), name = `${p.firstname} ${p.lastname}`;
    const client = await api.post('/api/clients', { kind: 'person', name: i % 3 === 0 ? name.toUpperCase() : name, email });
    await api.post(`/api/clients/${client.id}/contacts`, { firstName: i % 3 === 0 ? p.firstname.toUpperCase() : p.firstname, lastName: i % 3 === 0 ? p.lastname.toUpperCase() : p.lastname, email, ...(i % 3 === 1 ? { phone: '+1 415 555 0100' } : {}) });
  }
});

test('the first card says what was found before anything is imported', async () => {
  await go(home);
  await consent(main().getByRole('button', { name: 'Connect HubSpot' }));
  await api.settled();
  await page.getByText('Nothing is imported until you say so.', { exact: false }).first().waitFor();
  await glance('hs-fresh');
});

test('the connection is checked line by line', async () => {
  await button('More about this connection').click();
  await page.getByRole('menuitem', { name: 'Check connection' }).click();
  const checks = page.getByRole('status', { name: 'Connection check' });
  await checks.getByText('Yes: Access is valid').waitFor();
  await checks.getByText('Yes: HubSpot answers').waitFor();
  await checks.getByText(/: The last sync is recent/).waitFor();
  await glance('hs-check');
  await main().getByRole('button', { name: 'Close', exact: true }).click();
});

let imported;
test('matches are decided by keyboard alone', async () => {
  await button(/review contacts/i).first().focus();
  await page.keyboard.press('Enter');
  await dialog().getByText(/contacts found/i).waitFor();
  await glance('hs-review');
  await dialog().getByRole('button', { name: 'Continue' }).focus();
  await page.keyboard.press('Enter');
  await dialog().getByText(/still to decide/i).waitFor();
  const matches = (await api.get('/api/hubspot/review')).undecided;
  const open = n => dialog().getByText(`${n} of ${matches} still to decide`).waitFor();
  await matchList().getByRole('option').first().focus();
  await page.keyboard.press('?');
  await dialog().getByText('Undo the last decision').waitFor();
  await look('hs-desk');
  for (const key of ['?', 'r']) await page.keyboard.press(key);
  await open(matches - 1);
  await page.keyboard.press('s');
  await open(matches - 2);
  await page.keyboard.press('Backspace');
  await open(matches - 1);
  await page.keyboard.press('s');
  await open(matches - 2);
  // A second client with one address is asked about once.
  await page.keyboard.press('c');
  await dialog().getByText('Create a second client?').waitFor();
  await page.keyboard.press('Escape');
  await open(matches - 2);
  await matchList().getByRole('option').first().focus();
  for (const key of ['j', 'x']) await page.keyboard.press(key);
  await dialog().getByText(/1 selected/).waitFor();
  await page.keyboard.press('x');
});

test('on a phone a match is a page of its own', async () => {
  await page.setViewportSize(narrow);
  await dialog().getByText('Step 2 of 5: Resolve').waitFor();
  await matchList().getByRole('option').nth(3).click();
  await dialog().getByRole('button', { name: 'Back to the list' }).waitFor();
  await shot(page, 'hs-desk-compare-phone-light');
  await dialog().getByRole('button', { name: 'Back to the list' }).click();
  await page.setViewportSize(wide);
});

test('one kind of difference is decided at once, and remembered', async () => {
  const before = (await api.get('/api/hubspot/review')).undecided;
  const kind = dialog().getByRole('listitem').filter({ hasText: 'only in formatting' }).or(dialog().getByRole('listitem').filter({ hasText: 'what is empty here' })).first();
  await kind.getByRole('button', { name: /^Replace all/ }).click();
  const confirm = dialog().getByRole('button', { name: /^Replace \d+$/ });
  const count = Number(/\d+/.exec(await confirm.textContent())[0]);
  await dialog().getByLabel('Remember for scheduled syncs').check();
  await glance('hs-desk-bulk');
  await confirm.click();
  await dialog().getByText(`${before - count} of`).waitFor();
  assert.equal((await api.get('/api/hubspot/settings')).duplicatePolicy, 'replace');
  await dialog().getByRole('button', { name: 'Replace all', exact: true }).click();
  await confirm.click();
  let left;
  await until(async () => { left = (await api.get('/api/hubspot/review')).undecided; return left < before - count; });
  await confirm.waitFor({ state: 'hidden' });
  if (left > 0) {
    await dialog().getByRole('button', { name: 'Skip all', exact: true }).click();
    await dialog().getByRole('button', { name: `Skip ${left}` }).click();
  }
  await dialog().getByText(/^0 of/).waitFor();
  await matchList().getByRole('option').first().focus();
  await page.keyboard.press('Control+Enter');
  await dialog().getByText(/this import will create/i).waitFor();
  await glance('hs-select');
});

test('the import tells what it did, and leads on', async () => {
  await dialog().getByRole('button', { name: /import selected/i }).click();
  await dialog().getByText(/import complete/i).waitFor({ timeout: 120_000 });
  imported = await api.settled();
  await glance('hs-result');
  assert.match(await dialog().getByRole('link', { name: 'View imported clients' }).getAttribute('href'), new RegExp(`/clients\\?run=${imported.id}$`));
  await dialog().getByRole('link', { name: 'Show every record' }).click();
  await page.getByRole('grid', { name: 'Records of this sync' }).waitFor();
});

test('a run shows its records with the fields that changed', async () => {
  await page.getByLabel('Result', { exact: true }).selectOption('updated');
  await page.waitForURL(/outcome=updated/);
  await page.getByRole('row').nth(2).waitFor();
  await button(/^What changed in/).first().click();
  await page.getByRole('columnheader', { name: 'After' }).waitFor();
  await look('hs-run-records');
  await page.getByRole('link', { name: 'Summary', exact: true }).click();
  await heading('Phases').waitFor();
  await look('hs-run-summary');
  const log = await fetch(every.url + await page.getByRole('link', { name: 'Download log' }).getAttribute('href'), { headers: { cookie: api.cookie } });
  assert.match(log.headers.get('content-type'), /csv/);
});

test('what needs attention is grouped by cause, each with its button', async () => {
  const [deal] = await portal('deals');
  await control('create', { type: 'deals', properties: { dealname: 'Nobody asked for this', amount: '100', dealstage: deal.properties.dealstage, pipeline: deal.properties.pipeline } });
  const contact = (await portal('contacts')).find(one => one.properties.email);
  await control('change', { type: 'contacts', id: contact.id, properties: { firstname: 'X'.repeat(400) } });
  await sleep(50);
  await api.post('/api/hubspot/sync', { full: true });
  await api.settled();
  const { total, causes } = await api.get('/api/hubspot/attention');
  assert.ok(total > 0, 'something needs attention');
  await go(`${home}/attention`);
  await page.getByText(/records? waits?/).first().waitFor();
  await page.waitForFunction(n => document.querySelectorAll('main section[aria-label]').length === n, causes.length);
  await look('hs-attention');
  await main().getByRole('button', { name: 'Try all again' }).click();
  await page.getByText('Reading them again').waitFor();
  const again = await api.settled();
  assert.equal(again.kind, 'retry');
  await go(`${home}/runs/${imported.id}?tab=errors`);
  await page.getByRole('link', { name: /^Errors \(\d+\)/ }).waitFor();
  await button('Retry failed').waitFor();
  await button('Try these again').first().waitFor();
  await look('hs-run-errors');
});

test('the history is a line of time with filters', async () => {
  await go(`${home}/runs`);
  await heading('Today').waitFor();
  await look('hs-history');
  // Connecting starts it, or the schedule that sees the connection first.
  const { trigger } = (await api.get('/api/hubspot/runs')).items.at(-1);
  await page.getByLabel('Started by').selectOption(trigger);
  await page.waitForURL(new RegExp(`trigger=${trigger}`));
  const { total } = await api.get(`/api/hubspot/runs?trigger=${trigger}`);
  await page.getByText(total === 1 ? '1 sync' : `${total} syncs`, { exact: true }).waitFor();
  await page.getByRole('link', { name: 'First load' }).waitFor();
  await page.getByLabel('Result').selectOption('failed');
  await page.getByText('No syncs match these filters.').waitFor();
  await button('Clear filters').click();
  await page.getByRole('link', { name: 'First load' }).waitFor();
  await button('Show as table').click();
  await page.getByRole('columnheader', { name: 'Result' }).waitFor();
});

test('rules say their effect before they are saved', async () => {
  const people = await portal('contacts');
  const list = await control('create-list', { type: 'contacts', name: 'Active clients' });
  const id = String(list.id ?? list.listId ?? (await api.get('/api/hubspot/lists')).items.find(one => one.name === 'Active clients').id);
  await control('list', { id, add: people.slice(0, 40).map(one => one.id) });
  await go(home);
  await page.getByLabel('Selected lists').check();
  await page.getByText('Choose at least one list.').waitFor();
  assert.ok(await button('Save rules').isDisabled());
  await page.getByLabel('Search lists').fill('active');
  await page.getByRole('checkbox', { name: /Active clients/ }).check();
  await page.getByText(/leave the selection\. They stay in Every and stop updating\./).waitFor();
  await page.getByText('At the next sync:').scrollIntoViewIfNeeded();
  await look('hs-rules');
  await page.getByLabel('Frequency').selectOption('daily');
  await page.getByText('in America/Los Angeles').waitFor(); // the workspace's zone
  await button('Discard').click();
  assert.deepEqual((await api.get('/api/hubspot/settings')).lists, []);
});

test('a mapping is edited with real values, refuses what does not fit, and says what it affects', async () => {
  await go(`${home}/mapping`);
  await page.getByText('Required and fixed', { exact: false }).waitFor();
  const example = main().locator('form').getByRole('link').first();
  await example.waitFor();
  const first = await example.textContent();
  await button('Another contact').click();
  await page.waitForFunction(old => document.querySelector('main form a')?.textContent !== old, first);
  await look('hs-mapping');
  await page.getByRole('combobox', { name: 'Property for Job title', exact: true }).click();
  await page.keyboard.type('create');
  await page.getByText(/is a moment; Job title holds text\./).first().waitFor();
  await shot(page, 'hs-mapping-refused');
  await page.keyboard.press('Escape');
  await page.getByLabel('How Phone is taken').selectOption('phone');
  await page.getByText(/1 change · affects [\d,]+ records? at the next sync/).waitFor();
  await page.getByLabel('When Mobile is filled').selectOption('if_empty');
  await page.getByText(/2 changes · affects/).waitFor();
  await glance('hs-mapping-changed');
  await main().getByRole('button', { name: 'Deals' }).click();
  await heading('Stages').waitFor();
  await page.getByLabel(/^Stage for/).first().selectOption('negotiation');
  await page.getByText(/3 changes/).waitFor();
  await look('hs-mapping-stages');
  await button('Save', { exact: true }).click();
  await page.getByText('No changes').or(page.getByText(/^Saved/)).first().waitFor();
  const { mapping } = await api.get('/api/hubspot/settings');
  assert.equal(mapping.contacts.find(rule => rule.field === 'phone').transform, 'phone');
  assert.equal(mapping.stages.length, 1);
  await button('Reset to default…').click();
  await dialog().getByText(/records? changes? at the next sync/).waitFor();
  await dialog().getByRole('button', { name: 'Reset to default' }).click();
  await dialog().waitFor({ state: 'hidden' });
  await until(async () => (await api.get('/api/hubspot/settings')).mapping.stages.length === 0);
  await sync();
});

test('the certificate names what differs, and mends it', async () => {
  const [contact] = (await portal('contacts')).filter(one => one.properties.phone);
  await control('recalculate', { type: 'contacts', id: contact.id, properties: { phone: '+1 415 555 0199' } });
  await go(`${home}/parity`);
  await heading('Compare with HubSpot').waitFor();
  await page.getByLabel('Mend what differs').uncheck();
  await button('Compare now').click();
  await page.getByRole('grid', { name: 'Findings' }).waitFor();
  await heading('1 difference').waitFor();
  await page.getByRole('gridcell', { name: contact.id, exact: true }).waitFor();
  await api.settled();
  await look('hs-parity');
  const file = await fetch(every.url + await page.getByRole('link', { name: 'Download findings' }).getAttribute('href'), { headers: { cookie: api.cookie } });
  assert.ok((await file.text()).includes(contact.id));
  await page.getByLabel('Mend what differs').check();
  await button('Compare now').click();
  await page.getByText(/mended/i).first().waitFor();
  await api.settled();
  await page.getByRole('grid', { name: 'Findings' }).getByText('✓ Yes').waitFor();
});

test('"Why isn\'t this contact here?" leads on from each answer', async () => {
  const ask = async text => {
    await page.getByLabel('Email or HubSpot link').fill(text);
    await button('Check', { exact: true }).click();
  };
  await go(home);
  const skipped = (await api.get('/api/hubspot/contacts?state=skipped&limit=1')).items[0];
  assert.ok(skipped, 'a contact was skipped');
  await ask(skipped.email);
  await button('Change to Replace').or(button('Import this contact')).first().waitFor();
  await button('Check', { exact: true }).scrollIntoViewIfNeeded();
  await look('hs-why');
  await button('Change to Replace').or(button('Import this contact')).first().click();
  await page.getByText('The import has started').waitFor();
  await api.settled();
  await ask(skipped.id);
  await page.getByText(/It is here:/).first().waitFor();
  await main().getByRole('link', { name: 'Open', exact: true }).waitFor();
  await ask('nobody.at.all@example.org');
  await page.getByText(/HubSpot has no such record/).first().waitFor();
});

test('a run that HubSpot broke leads with cause, effect and the next try', async () => {
  await faults({ match: { path: '/crm/' }, do: 'half_json', count: 0 });
  const run = await sync();
  assert.equal(run.state, 'failed', JSON.stringify(run.error));
  await go(home);
  await page.getByText("HubSpot isn't responding").first().waitFor();
  await page.getByText('Your data here is unaffected.', { exact: false }).first().waitFor();
  await button('Check connection').click();
  await page.getByText('No: HubSpot answers').waitFor({ timeout: 90_000 });
  await look('hs-unavailable');
  await go(`${home}/runs/${run.id}`);
  await page.getByText(/Your data here is unaffected\.|are in and stay\./).waitFor();
  await glance('hs-run-failed');
  await faults();
  page.problems = page.problems.filter(one => !/502/.test(one)); // what the check was there to find
  await sync();
});

test('an import is taken back, with what stays said first', async () => {
  const before = await api.get('/api/clients?source=hubspot&limit=1');
  const last = (await api.get('/api/hubspot/runs?trigger=import&limit=1')).items[0];
  assert.notEqual(last.id, imported.id, 'a later import stands on the first');
  await go(`${home}/runs/${imported.id}`);
  await page.getByRole('link', { name: 'Download log' }).waitFor();
  assert.equal(await button('Undo import…').count(), 0, 'what would be refused is not offered');
  await go(`${home}/runs/${last.id}`);
  await button('Undo import…').click();
  await dialog().getByText(/removed\.|earlier values/).first().waitFor();
  await look('hs-undo');
  await dialog().getByRole('button', { name: 'Undo import' }).click();
  await heading('Undo of an import').waitFor();
  const undo = await api.settled();
  assert.equal(undo.kind, 'undo');
  assert.ok((await api.get('/api/clients?source=hubspot&limit=1')).total <= before.total);
});

test('access that is gone asks for a person, everywhere the same', async () => {
  await control('revoke');
  for (let i = 0; i < 200 && (await api.get('/api/hubspot/status')).connection.state === 'connected'; ++i) {
    await api.post('/api/hubspot/sync').catch(() => undefined);
    await sleep(100);
  }
  await go(home);
  await page.getByText('Needs reconnection').first().waitFor();
  await look('hs-reconnect');
  await consent(main().getByRole('button', { name: 'Reconnect' }).first());
  await page.getByText(/connected/i).first().waitFor();
});

// The day's limit holds until the day is over: nothing reads from HubSpot after this.
test('a limit of HubSpot is waited for, and said so', async () => {
  await api.settled(); // what the reconnection began, with its reading done, would not meet the limit
  await faults({ match: { path: '/crm/' }, do: 'status', status: 429, policy: 'DAILY', count: 0 });
  const limited = ({ run, sync: now }) => run?.resumesAt || now.error?.code === 'daily_limit';
  for (let i = 0; i < 30 && !limited(await api.get('/api/hubspot/status')); ++i) await api.post('/api/hubspot/sync').catch(() => undefined).then(() => sleep(1000));
  await go(home);
  await page.getByText(/HubSpot asked us to slow down|daily limit is used up/).first().waitFor();
  await look('hs-rate-limited');
  await api.post(`/api/hubspot/runs/${(await api.get('/api/hubspot/runs?limit=1')).items[0].id}/cancel`);
  await faults();
});

test('disconnecting leaves a receipt', async () => {
  await api.settled();
  await go(home);
  await button('Disconnect HubSpot…').click();
  await dialog().getByRole('button', { name: 'Disconnect HubSpot' }).click();
  await page.getByText(/hubspot is disconnected/i).first().waitFor();
  await heading('Receipts').waitFor();
  await page.getByText(/^Disconnected from/).first().waitFor();
  await glance('hs-disconnected');
});

test('coming back from HubSpot without a connection says why, and how to go on', async () => {
  await go(`${home}?hubspot=oauth_denied`);
  await page.getByText('The request was declined in HubSpot.').waitFor();
  await go(`${home}?hubspot=scope_missing&missing=crm.objects.deals.read`);
  await button('Grant access').waitFor();
  await go(`${home}?hubspot=account_mismatch&expected=1`);
  await button('Connect the other account').waitFor();
  await button(/^Use \d+$/).waitFor();
  await look('hs-other-account');
});

test('axe finds nothing on any screen, in both themes and both widths', () => {
  console.log(`note: ${page.looks} looks at screens, all under test/e2e/shots`);
  assert.deepEqual(page.violations, []);
});
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
