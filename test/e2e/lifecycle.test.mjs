// A connection's life with its bad days: refused, with a permission missing, to another account; access that expires, a limit
// and an outage while it syncs; a property that goes; errors that are mended; disconnected and connected again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { axe, close, look, openBrowser, openSignedIn, shot } from './browser.mjs';

let sandbox, every, dataDir, browser, page, api, control, portal, faults;
const home = '/settings/integrations/hubspot';
const go = path => page.goto(every.url + path);
const main = () => page.getByRole('main');
const button = name => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const pill = words => page.locator('header[data-shell]').getByText(words).waitFor();
const glance = async name => { await shot(page, name); await axe(page, name); };
const sync = async (full = false) => { await api.post('/api/hubspot/sync', full ? { full } : {}); return api.settled(); };
// HubSpot's page, where a person does what `there` does.
async function consent(start, there) {
  await start.click();
  await page.waitForURL(at => at.href.startsWith(sandbox.url));
  await there();
  await page.waitForURL(at => at.href.startsWith(every.url));
}

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('lifecycle', ['--contacts', 400, '--companies', 60, '--deals', 60, '--seed', 12]));
  ({ control, portal, faults } = ordersFor(sandbox));
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
});
after(() => close({ browser, every, sandbox, dataDir }));

test('refused in HubSpot: it is said, in the same place, and nothing is connected', async () => {
  await go(home);
  await consent(main().getByRole('button', { name: 'Connect HubSpot' }), () => button('Cancel').click());
  await page.getByText('The request was declined in HubSpot.').waitFor();
  assert.match(page.url(), /\/settings\/integrations\/hubspot\?/);
  assert.equal((await api.get('/api/hubspot/status')).connection.state, 'not_connected');
  await glance('life-refused');
});

test('a permission that is missing is named, and granted', async () => {
  await consent(main().getByRole('button', { name: /^(Try again|Connect HubSpot)$/ }).first(), async () => {
    await page.getByRole('checkbox', { name: /crm\.objects\.deals\.read/ }).uncheck();
    await button('Connect app').click();
  });
  await page.getByText(/permission/i).first().waitFor();
  await page.getByText(/deals/i).first().waitFor();
  await glance('life-permission');
  await consent(button('Grant access').first(), () => button('Connect app').click());
  await page.getByText(/^Connected to/).first().waitFor();
  await api.settled();
});

test('HubSpot\'s limit, expired access and an outage in the middle of a sync: said, waited for, gone on with', async () => {
  await api.importAll();
  await go(home);
  await pill(/HubSpot · just now/);
  // 429 for a while: the card says until when, and the run ends well by itself.
  await control('settings', { latencyMs: 120 });
  await faults({ match: { path: '/crm/objects/', method: 'GET', nth: 2 }, do: 'status', status: 429, policy: 'SECONDLY', retryAfter: 4, count: 3 });
  await api.post('/api/hubspot/sync', { full: true });
  await pill(/Syncing/);
  await page.getByText('HubSpot asked us to slow down', { exact: false }).first().waitFor();
  await shot(page, 'life-limited');
  const limited = await api.settled();
  assert.equal(limited.state, 'succeeded', JSON.stringify(limited.error));
  assert.ok(limited.rateLimited > 0 || limited.retries > 0, JSON.stringify(limited));
  await pill(/HubSpot · just now/);
  // Access that expires while it is read is renewed, unseen.
  await faults();
  await api.post('/api/hubspot/sync', { full: true });
  await pill(/Syncing/);
  await control('expire-tokens');
  assert.equal((await api.settled()).state, 'succeeded');
  assert.equal((await api.get('/api/hubspot/status')).connection.state, 'connected');
  // An outage in the middle: a few answers fail, the run goes on; nobody is asked.
  await faults({ match: { path: '/crm/objects/', nth: 2 }, do: 'status', status: 503, count: 2 }, { match: { path: '/crm/objects/', nth: 4 }, do: 'reset', count: 1 });
  const broken = await sync(true);
  assert.equal(broken.state, 'succeeded', JSON.stringify(broken.error));
  await faults();
  await control('settings', { latencyMs: 0 });
  await pill(/HubSpot · just now/);
});

// The rules, changed on another screen by the same person.
const elsewhere = async rules => api.put('/api/hubspot/settings', rules, { 'if-match': (await api.call('GET', '/api/hubspot/settings')).headers.get('etag') });

test('rules that somebody else changed meanwhile are shown beside mine, and nothing is lost', async () => {
  await go(home);
  const policy = page.getByRole('radiogroup', { name: 'When a contact already exists' });
  await policy.getByLabel('Skip').check();
  const { value } = await api.call('GET', '/api/hubspot/settings');
  await elsewhere({ frequency: 'weekly', weekday: 3, atTime: '06:15', duplicatePolicy: 'ask' });
  await button('Save rules').click();
  await page.getByText(/You changed these settings elsewhere at/).waitFor();
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await dialog().getByRole('row', { name: /Frequency.*Weekly/ }).waitFor();
  await look(page, 'life-rules-changed');
  await dialog().getByRole('button', { name: 'Save what I typed' }).click();
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
  const now = await api.get('/api/hubspot/settings');
  assert.deepEqual([now.duplicatePolicy, now.frequency, now.weekday, now.atTime, await page.getByLabel('Frequency').inputValue()], ['skip', 'weekly', 3, '06:15', 'weekly']);
  await elsewhere({ frequency: value.frequency, weekday: value.weekday, atTime: value.atTime, duplicatePolicy: value.duplicatePolicy });
});

test('a mapped property is removed in HubSpot: it is said with what helps; another one is mapped and arrives at the next sync', async () => {
  await control('property', { type: 'contacts', name: 'shoe_size', label: 'Shoe size', valueType: 'string' });
  const contact = (await portal('contacts')).find(one => one.properties.email);
  await control('change', { type: 'contacts', id: contact.id, properties: { shoe_size: '44 wide' } });
  const settings = await api.get('/api/hubspot/settings');
  const mapping = { ...settings.mapping, contacts: settings.mapping.contacts.map(rule => (rule.field === 'jobTitle' ? { ...rule, properties: ['shoe_size'] } : rule)) };
  assert.notDeepEqual(mapping, settings.mapping);
  const { headers } = await api.call('GET', '/api/hubspot/settings');
  await api.put('/api/hubspot/settings', { ...settings, mapping }, { 'if-match': headers.get('etag') });
  await sync(true);
  const { items } = await api.get(`/api/contacts?q=${encodeURIComponent(contact.properties.email)}`);
  assert.equal(items[0].jobTitle, '44 wide');
  await control('property', { type: 'contacts', name: 'shoe_size', archived: true });
  await sync(true);
  await go(home);
  await main().getByText(/shoe.size/i).first().waitFor();
  await glance('life-property-gone');
  await main().getByRole('button', { name: 'Edit mapping' }).first().click();
  await page.getByRole('combobox', { name: 'Property for Job title', exact: true }).waitFor();
  await button('Reset to default…').click();
  await dialog().getByRole('button', { name: 'Reset to default' }).click();
  await dialog().waitFor({ state: 'hidden' });
  await sync(true);
  assert.deepEqual((await api.get('/api/hubspot/status')).notices.filter(one => one.code === 'property_gone'), []);
});

test('what needs attention is mended in HubSpot and tried again; "why" answers for what is here, gone, new and unknown', async () => {
  const [sample] = await portal('deals');
  const lonely = (await control('create', { type: 'deals', properties: { dealname: 'Lonely', amount: '100', dealstage: sample.properties.dealstage, pipeline: sample.properties.pipeline } })).id;
  await sync(true);
  const { causes } = await api.get('/api/hubspot/attention');
  assert.ok(causes.some(one => one.code === 'deal_no_contact'), JSON.stringify(causes));
  // Tried again before anything is mended: it ends with errors, and they are named.
  await go(`${home}/attention?code=deal_no_contact`);
  await button('Try these again').first().click();
  await until(async () => (await api.get('/api/hubspot/runs?limit=1')).items[0].kind === 'retry');
  const again = await api.settled();
  assert.equal(again.state, 'partial');
  await go(`${home}/runs/${again.id}?tab=errors`);
  await page.getByText('Completed with errors').first().waitFor();
  await page.getByRole('link', { name: /^Errors \(\d+\)/ }).waitFor();
  await page.getByText(/deals? (has|have) no contact in HubSpot/).first().waitFor();
  const person = (await portal('contacts')).find(one => one.properties.email).id;
  await control('associate', { fromType: 'deals', fromId: lonely, toType: 'contacts', toId: person });
  await button('Try these again').first().click();
  await page.waitForURL(at => !at.href.includes(again.id));
  await api.settled();
  assert.ok((await api.get('/api/deals?q=Lonely')).items[0].client, 'it has its client now');
  const people = (await portal('contacts')).filter(one => one.properties.email);
  await control('archive', { type: 'contacts', id: people[9].id });
  await sync(true);
  const fresh = (await control('create', { type: 'contacts', properties: { email: 'just.now@made.example', lastname: 'Now' } })).id;
  await go(home);
  const ask = async (text, words) => {
    await page.getByLabel('Email or HubSpot link').fill(text);
    await button('Check').last().click();
    await page.getByRole('status').getByText(words).first().waitFor();
  };
  await ask(people[2].properties.email, /It is here:/);
  await ask(people[9].id, /Deleted in HubSpot/);
  const { answer, detail } = await api.get(`/api/hubspot/why?id=${fresh}`);
  assert.ok(['arrives_next', 'not_read', 'not_selected', 'in_step'].includes(answer), answer);
  await ask(fresh, detail);
  await ask('nobody.at.all@example.org', /HubSpot has no such record/);
  await glance('life-why');
});

test('Ctrl K starts a sync and leads to what needs attention', async () => {
  await go('/clients');
  await page.getByRole('heading', { name: 'Clients' }).waitFor();
  const search = page.getByRole('combobox', { name: 'Search or jump to' });
  const { items: [last] } = await api.get('/api/hubspot/runs?limit=1');
  await page.keyboard.press('Control+k');
  await search.fill('>sync');
  await page.getByRole('option', { name: 'Sync HubSpot now' }).waitFor();
  await page.keyboard.press('Enter');
  await search.waitFor({ state: 'detached' });
  await until(async () => (await api.get('/api/hubspot/runs?limit=1')).items[0].id !== last.id);
  const run = await api.settled();
  assert.deepEqual([run.trigger, run.state], ['manual', 'succeeded'], JSON.stringify(run.error));
  await pill(/HubSpot · just now/);
  await page.keyboard.press('Control+k');
  await search.fill('>needing');
  await page.getByRole('option', { name: 'Show records needing attention' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(at => at.pathname === `${home}/attention`);
  await page.getByRole('heading', { level: 1, name: 'Needs attention' }).waitFor();
});

test('disconnected: badges go, fields unlock, everything stays; connected again it is matched, with no twin', async () => {
  const before = { clients: (await api.get('/api/clients?limit=1')).total, contacts: (await api.get('/api/contacts?limit=1')).total, deals: (await api.get('/api/deals?limit=1')).total };
  const client = (await api.get('/api/clients?source=hubspot&limit=1&sort=name')).items[0];
  await go(home);
  await button('Disconnect HubSpot…').click();
  await dialog().getByRole('button', { name: 'Disconnect HubSpot' }).click();
  await page.getByText(/hubspot is disconnected/i).first().waitFor();
  await pill('Connect HubSpot');
  await go(`/clients/${client.id}`);
  await page.getByLabel(/^Name/).first().waitFor();
  assert.equal(await page.getByText('Managed in HubSpot').count(), 0);
  assert.equal(await main().getByRole('link', { name: /Open in HubSpot/ }).count(), 0);
  const counts = async () => ({ clients: (await api.get('/api/clients?limit=1')).total, contacts: (await api.get('/api/contacts?limit=1')).total, deals: (await api.get('/api/deals?limit=1')).total });
  assert.deepEqual(await counts(), before);
  // Another account than the one of before is refused until a person says so.
  await go(home);
  await consent(main().getByRole('button', { name: 'Connect HubSpot' }), async () => {
    await page.getByRole('radio').nth(1).check();
    await button('Connect app').click();
  });
  await page.getByText('That is a different HubSpot account').first().waitFor();
  await glance('life-other-account');
  await consent(button(/^Use \d+$/), async () => { await page.getByRole('radio').first().check(); await button('Connect app').click(); });
  await page.getByText(/connected/i).first().waitFor();
  await api.settled();
  const back = await api.importAll();
  assert.ok(['succeeded', 'partial'].includes(back.state));
  const now = await counts();
  assert.ok(now.clients <= before.clients + 1 && now.contacts <= before.contacts + 1 && now.deals === before.deals, `${JSON.stringify(now)} after ${JSON.stringify(before)}`);
  await go(`/clients/${client.id}`);
  await page.getByText('Managed in HubSpot').first().waitFor();
});

test('axe found nothing, no script error', () => {
  assert.deepEqual(page.violations, []);
  assert.deepEqual(page.problems, []);
});
