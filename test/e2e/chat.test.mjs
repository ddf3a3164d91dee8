// Business Context in the browser: opened by key and button, every command, a wish that becomes a proposal, a click and
// its effect, live progress beside the settings page with the same numbers, "this" of the page, offline.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sleep, startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { close, everyLook, narrow, openBrowser, openSignedIn, shot, wide } from './browser.mjs';
import { walk } from './steps.mjs';

let sandbox, every, dataDir, browser, page, api, step, client, control, portal;

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('chat', ['--contacts', 1500, '--companies', 200, '--deals', 120, '--seed', 9]));
  ({ control, portal } = ordersFor(sandbox));
  client = await api.post('/api/clients', { name: 'Quarry Foods' });
  const { email } = (await (await fetch(`${sandbox.url}/sandbox/portal?type=contacts`)).text()).split('\n').filter(Boolean).map(line => JSON.parse(line).properties).find(one => one.email);
  await api.post(`/api/clients/${client.id}/contacts`, { firstName: 'Ada', lastName: 'Here', email });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(() => close({ browser, every, sandbox, dataDir }));

const panel = () => page.getByRole('complementary', { name: 'Business Context' });
const input = () => panel().getByRole('textbox');
const messages = () => panel().locator('[data-role=every]');
// Says something and gives the answer's element.
async function say(text) {
  const before = await messages().count();
  await input().fill(text);
  await page.keyboard.press('Enter');
  if (await panel().getByRole('listbox').count() > 0) await page.keyboard.press('Enter');
  await messages().nth(before).waitFor();
  return messages().nth(before);
}

test('it opens by key and button, and offers what may be asked', async () => {
  await step.heading(/good (morning|afternoon|evening)/i).waitFor();
  await page.keyboard.press('b');
  await input().waitFor();
  await panel().getByText('Ask about your sync, or pick one:').waitFor();
  await everyLook(page, 'chat-empty');
  await panel().getByRole('button', { name: 'Close Business Context' }).click();
  assert.equal(await panel().count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Business Context', 'the focus is back on the button');
  await page.keyboard.press('Enter');
  await input().waitFor();
  // A letter typed is a letter.
  await input().fill('');
  await page.keyboard.type('b');
  assert.equal(await input().inputValue(), 'b');
  await input().fill('');
});

test('not connected: a question gets the status, an import the way to connect', async () => {
  const status = await say('is hubspot ok?');
  await status.getByText('Not connected').waitFor();
  const refused = await say('sync now');
  await refused.getByText('HubSpot is not connected.').waitFor();
  await refused.getByRole('button', { name: 'Connect HubSpot' }).waitFor();
  await api.connect();
  await status.getByText('✓ Connected').waitFor();  // an old card shows what is true now
});

test('a match is shown, decided by a click, and gone from the queue', async () => {
  const answer = await say('/duplicates');
  await answer.getByRole('table').waitFor();
  await everyLook(page, 'chat-matches');
  await answer.getByRole('button', { name: 'Skip…' }).click();
  const proposal = messages().last();
  await proposal.getByRole('button', { name: /^Skip 1 match$/ }).click();
  await proposal.getByText('1 match is decided.').waitFor();
  await answer.getByText('Decided:').waitFor();
});

test('an import says what it does, runs live beside the settings page, and ends as its result', async () => {
  await step.go('/settings/integrations/hubspot');
  await page.getByText(/connected to/i).first().waitFor();
  await messages().first().waitFor();
  const preview = await api.post('/api/hubspot/import', { select: { all: true }, dryRun: true });
  const answer = await say('import all contacts');
  await answer.getByText(`Creates ${preview.contactsCreated.toLocaleString('en-US')} contacts`, { exact: false }).waitFor();
  await everyLook(page, 'chat-proposal');
  await answer.getByRole('button', { name: /^Import [\d,]+ contacts$/ }).click();
  // While it runs, the pill, the page and the card say the same.
  await until(async () => (await api.get('/api/hubspot/runs?limit=1')).items[0].kind === 'import');
  for (let i = 0; i < 40; ++i) {
    const seen = await page.evaluate(() => [document.querySelector('main [role=progressbar]')?.getAttribute('aria-valuenow'), document.querySelector('aside [role=progressbar]')?.getAttribute('aria-valuenow')]);
    if (seen[0] === null || seen[1] === null || seen[0] === undefined || seen[1] === undefined) { if ((await api.get('/api/hubspot/status')).run === null) break; continue; }
    assert.equal(seen[0], seen[1], 'one truth');
    break;
  }
  const run = await api.settled();
  assert.equal(run.kind, 'import');
  assert.equal(run.counts.created, (await api.get(`/api/hubspot/runs/${run.id}`)).counts.created);
  await answer.getByText(/Import of/).waitFor();
  await answer.getByText(String(run.counts.created.toLocaleString('en-US')), { exact: true }).first().waitFor();
  await everyLook(page, 'chat-result');
});

test('/sync asks once, runs in its card with the numbers of the settings page, and is its result in place', async () => {
  await page.setViewportSize(wide);
  for (const cancels of [true, false]) {
    await control('settings', { latencyMs: 900 });
    const answer = await say('/sync');
    const last = (await api.get('/api/hubspot/runs?limit=1')).items[0].id;
    await answer.locator('[data-proposal=open]').getByRole('button', { name: 'Sync now' }).click();
    const live = answer.getByRole('group', { name: 'Progress' });
    await live.waitFor();
    await page.waitForFunction(() => document.querySelector('main [role=progressbar]') && document.querySelector('aside [role=progressbar]'));
    assert.notEqual((await api.get('/api/hubspot/runs?limit=1')).items[0].id, last);
    // Both are read in one moment.
    const [there, here] = await page.evaluate(() => ['main', 'aside'].map(where => document.querySelector(`${where} [role=progressbar]`)?.getAttribute('aria-valuenow') ?? null));
    if (there !== null && here !== null) assert.equal(here, there, 'one truth');
    if (cancels) await live.getByRole('button', { name: 'Cancel sync' }).click();
    await control('settings', { latencyMs: 0 });
    const run = await api.settled();
    assert.deepEqual([run.trigger, run.state], ['chat', cancels ? 'cancelled' : 'succeeded']);
    await live.waitFor({ state: 'detached' });
    await answer.getByText(cancels ? 'Cancelled' : 'Completed').first().waitFor();
  }
});

test('an outside assistant asks for a sync, and the click at its link runs it, once', async () => {
  const { token } = await api.post('/api/tokens', { name: 'An assistant', scopes: ['sync.run'], expiresInDays: 1 });
  const asked = await fetch(`${every.url}/mcp`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'sync_now', arguments: {} } }) });
  const { confirmUrl } = (await asked.json()).result.structuredContent;
  const runs = async () => (await api.get('/api/hubspot/runs?limit=1')).total;
  const before = await runs();
  await page.goto(confirmUrl);
  await step.heading('An assistant asks').waitFor();
  assert.equal(await runs(), before, 'looking at it runs nothing');
  const proposal = page.getByRole('main').getByRole('group').first();
  await proposal.getByRole('button', { name: 'Sync now' }).click();
  await until(async () => await runs() > before);
  assert.equal((await api.settled()).state, 'succeeded');
  await page.getByRole('main').getByText('Completed').first().waitFor();
  await page.reload();
  await step.heading('An assistant asks').waitFor();
  await page.getByRole('main').getByText('Completed').first().waitFor();
  assert.equal(await page.getByRole('main').getByRole('button', { name: 'Sync now' }).count(), 0, 'it is done once');
  assert.equal(await runs(), before + 1);
  await step.go('/settings/integrations/hubspot');
  await messages().first().waitFor();
});

test('/errors groups what is wrong by its cause, with its fix; mended in HubSpot, it is tried again from there', async () => {
  const [{ properties: { dealstage, pipeline } }] = await portal('deals');
  const lonely = (await control('create', { type: 'deals', properties: { dealname: 'Lonely', amount: '100', dealstage, pipeline } })).id;
  await api.post('/api/hubspot/sync', { full: true });
  await api.settled();
  const count = async () => (await api.get('/api/hubspot/attention')).causes.find(one => one.code === 'deal_no_contact')?.count ?? 0;
  const words = n => (n === 1 ? '1 deal has no contact in HubSpot' : `${n} deals have no contact in HubSpot`);
  const before = await count();
  const answer = await say('/errors');
  await answer.getByText(words(before)).waitFor();
  await answer.getByRole('link', { name: before === 1 ? /^Edit in HubSpot/ : /^Show these/ }).first().waitFor();
  await everyLook(page, 'chat-errors');
  const person = (await portal('contacts')).find(one => one.properties.email).id;
  await control('associate', { fromType: 'deals', fromId: lonely, toType: 'contacts', toId: person });
  await answer.getByRole('button', { name: 'Retry failed…' }).click();
  const proposal = panel().locator('[data-proposal=open]').last();
  await proposal.getByRole('button').first().click();
  for (let i = 0; i < 200 && await count() === before; ++i) await sleep(50);
  assert.equal(await count(), before - 1);
  if (before > 1) await answer.getByText(words(before - 1)).waitFor(); // an old card shows what is true now
});

test('/invoice makes a draft by a click, and opens it', async () => {
  await ordersFor(sandbox).deal('Alder plan', {}, { company: 'Alder Ltd', person: 'Alder', host: 'alder' });
  await api.post('/api/hubspot/sync', { full: true });
  await api.settled();
  const answer = await say('/invoice Alder Ltd');
  await answer.locator('[data-proposal=open]').getByRole('button', { name: /^Create .*draft/ }).click();
  await answer.locator('[data-proposal=done]').waitFor();
  await answer.getByRole('link', { name: 'Draft', exact: true }).click();
  await page.waitForURL(/\/invoices\/[^/]+/);
  const { items, total } = await api.get('/api/invoices');
  assert.deepEqual([total, items[0].status, items[0].client.name, items[0].total.amount], [1, 'draft', 'Alder Ltd', '500.00']);
  await api.call('DELETE', `/api/invoices/${items[0].id}`);
  await step.go('/settings/integrations/hubspot');
  await messages().first().waitFor();
});

test('every command answers with its card', async () => {
  const tried = ['/sync', '/duplicates', '/invoice'];  // above, to their end
  for (const [command, see] of [['/status', /In sync/], ['/progress', /Nothing is running/], ['/review', /contacts? .*HubSpot|No contacts/], ['/imported', /The last import/], ['/errors', /need|No record/],
    ['/history', /Last \d+ syncs/], ['/pipeline', /weighted/], ['/deals won', /deals? won/], ['/invoices', /No invoices|invoice/], ['/schedule', /When a contact already exists/], ['/help', /\/why/],
    ['/client Quarry Foods', /Quarry Foods/], ['/find Quarry', /found/], ['/why nobody@nowhere.example', /nobody@nowhere/]]) {
    const answer = await say(command);
    await answer.getByText(see).first().waitFor();
    tried.push(command.split(' ')[0]);
  }
  await input().fill('/');
  const offered = (await panel().getByRole('option').allInnerTexts()).map(text => /\/\w+/.exec(text)[0]);
  await page.keyboard.press('Escape');
  assert.deepEqual(offered.filter(one => !tried.includes(one)), []);
  assert.ok(offered.length > 15, offered.join());
  await everyLook(page, 'chat-cards');
});

test('the list of commands is walked by keys, what was said comes back', async () => {
  await input().fill('/his');
  await panel().getByRole('option', { name: /\/history/ }).waitFor();
  await shot(page, 'chat-commands');
  await page.keyboard.press('Escape');
  assert.equal(await input().inputValue(), '');
  await page.keyboard.press('ArrowUp');
  assert.equal(await input().inputValue(), '/why nobody@nowhere.example');
  await page.keyboard.press('ArrowDown');
  assert.equal(await input().inputValue(), '');
  const bar = panel().getByRole('separator');
  const was = Number(await bar.getAttribute('aria-valuenow'));
  await bar.focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(Number(await bar.getAttribute('aria-valuenow')), was + 20);
});

test('won deals become drafts by a click, once', async () => {
  const list = await say('won deals without invoice');
  await list.getByRole('button', { name: 'Create drafts for these' }).click();
  const proposal = messages().last();
  const button = proposal.getByRole('button', { name: /^Create \d+ drafts?$/ });
  const n = Number(/\d+/.exec(await button.innerText())[0]);
  assert.equal((await api.get('/api/invoices')).total, 0);
  await button.click();
  await proposal.getByText(/drafts? (is|are) ready/).waitFor();
  assert.equal((await api.get('/api/invoices?status=draft')).total, n);
  assert.equal(await button.count(), 0, 'no second click');
});

test('"this" is what the page shows, and can be taken away', async () => {
  await step.go(`/clients/${client.id}`);
  await panel().getByText('About:').waitFor();
  await messages().first().waitFor();
  const answer = await say('what do we know about them');
  await answer.getByRole('link', { name: 'Open client' }).waitFor();
  await panel().getByRole('button', { name: 'Not about Quarry Foods' }).click();
  assert.equal(await panel().getByText('About:').count(), 0);
});

test('places open, what it cannot do says so, the conversation survives a reload', async () => {
  await say('go to invoices');
  await page.waitForURL(/\/invoices/);
  const refused = await say('send the invoice to Quarry Foods');
  await refused.getByText("I don't send anything.", { exact: false }).waitFor();
  const unknown = await say("what's the weather");
  await unknown.getByText("I can't do that.", { exact: false }).waitFor();
  await page.reload();
  await panel().getByText("what's the weather").waitFor();
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA', 'the focus is left alone');
});

test('past conversations are opened again, renamed and deleted', async () => {
  const past = () => panel().getByRole('region', { name: 'Past conversations' }), open = () => panel().getByRole('button', { name: 'Past conversations' }).click();
  await panel().getByRole('button', { name: 'New conversation' }).click();
  await panel().getByText('Ask about your sync, or pick one:').waitFor();
  await say('is anything wrong with hubspot');
  await open();
  await past().getByRole('listitem').nth(1).waitFor();
  await everyLook(page, 'chat-past');
  await past().getByRole('button', { name: 'Rename "is anything wrong with hubspot"' }).click();
  await past().getByRole('textbox').fill('Health');
  await page.keyboard.press('Enter');
  await past().getByRole('button', { name: 'Delete "Health"' }).click();
  await page.getByRole('dialog').getByText('"Health" and its cards are gone for good.', { exact: false }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete conversation' }).click();
  await past().getByRole('button', { name: 'Delete "Health"' }).waitFor({ state: 'detached' });
  assert.equal((await api.get('/api/chat/conversations')).items.some(one => one.title === 'Health'), false);
  // The one before is open again, with all that was said.
  await past().getByRole('button').first().click();
  await panel().getByText("what's the weather").waitFor();
});

test('closed and opened again it is where somebody had scrolled to', async () => {
  const log = () => panel().getByRole('log');
  await log().evaluate(box => { box.scrollTop = 120; });
  await page.waitForFunction(() => sessionStorage.getItem('every-chat-place') === '120');
  await panel().getByRole('button', { name: 'Close Business Context' }).click();
  await page.getByRole('button', { name: 'Business Context', exact: true }).click();
  await messages().first().waitFor();
  await page.waitForFunction(() => Math.abs(document.querySelector('aside [role=log]').scrollTop - 120) < 3);
  await log().evaluate(box => { box.scrollTop = box.scrollHeight; });
});

test('offline: what is typed stays, the answer comes later', async () => {
  await page.context().setOffline(true);
  await input().fill('is hubspot ok?');
  await panel().getByText("You're offline.", { exact: false }).waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await input().inputValue(), 'is hubspot ok?');
  await page.context().setOffline(false);
  await panel().getByText("You're offline.", { exact: false }).waitFor({ state: 'detached' });
  await say('is hubspot ok?');
});

test('on a phone it is the whole screen', async () => {
  await page.setViewportSize(narrow);
  const box = await panel().boundingBox();
  assert.equal(Math.round(box.width), narrow.width);
  await shot(page, 'chat-phone');
  await input().fill('go to clients');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/clients/);
  await step.heading('Clients').waitFor();
  assert.equal(await panel().count(), 0, 'it makes room for the page');
  await page.setViewportSize(wide);
});

// What a button says for the person has to be understood in its own language.
test('in German its buttons say German, and are understood', async () => {
  await page.goto(`${every.url}/?lang=de`);
  const fresh = () => panel().getByRole('button', { name: 'Neue Unterhaltung' }).click();
  const press = async (button, said) => {
    const before = await messages().count();
    await button.click();
    await panel().getByText(said, { exact: true }).first().waitFor();
    const answer = messages().nth(before);
    await answer.waitFor();
    assert.doesNotMatch(await answer.innerText(), /can't do that|One thing at a time|What is that about/, said);
    return answer;
  };
  const chip = name => press(panel().getByRole('button', { name, exact: true }).first(), name);
  await panel().or(page.getByRole('button', { name: 'Business Context' })).first().waitFor();
  if (await panel().count() === 0) await page.keyboard.press('b');
  await fresh();
  await everyLook(page, 'chat-german');
  await (await chip('Ist HubSpot in Ordnung?')).getByText('✓ Verbunden').waitFor();
  await fresh();
  await (await chip('Gewonnene Deals ohne Rechnung')).getByText(/gewonnen/i).first().waitFor();
  await fresh();
  await (await chip('Jetzt abgleichen')).locator('[data-proposal=open]').waitFor();
  await fresh();
  await (await chip('Dubletten anzeigen')).getByText(/Dublette/).first().waitFor();
  const imported = await say('/imported');
  await (await press(imported.getByRole('button', { name: 'Import zurücknehmen …' }), 'Import rückgängig machen')).locator('[data-proposal]').waitFor();
  await page.goto(`${every.url}/?lang=en`);
});

test('no look had a violation, no page an error', () => {
  assert.deepEqual(page.violations, []);
  assert.deepEqual(page.problems.filter(one => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(one)), []);
  assert.ok(page.looks > 0);
});
