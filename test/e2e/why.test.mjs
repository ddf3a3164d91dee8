// The review narrowed to some, then "Why isn't this contact here?": each of its ends as a person meets it, with the trail that leads there, and each of its
// buttons pressed: afterwards the contact is here, or the next end says why not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { close, everyLook, look, openBrowser, openSignedIn } from './browser.mjs';

let sandbox, every, dataDir, browser, page, api, control, people, nobody;
const home = '/settings/integrations/hubspot';
const main = () => page.getByRole('main');
const card = () => page.getByRole('region', { name: "Why isn't this contact here?" });
const button = name => card().getByRole('button', { name, exact: true });
const clients = async () => (await api.get('/api/clients?source=hubspot&limit=1')).total;

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('why', ['--contacts', 120, '--companies', 20, '--deals', 20, '--seed', 17]));
  const orders = ordersFor(sandbox);
  ({ control } = orders);
  const all = await orders.portal('contacts'), address = one => one.properties.email?.trim().toLowerCase();
  people = all.filter(one => address(one) && all.filter(other => address(other) === address(one)).length === 1);
  nobody = all.find(one => !one.properties.email);
  const list = await control('create-list', { type: 'contacts', name: 'Active clients' });
  await control('list', { id: String(list.id ?? list.listId), add: [people[0].id, people[1].id] });
  // The third is a client here already, and nobody else is.
  const { email, firstname, lastname } = people[2].properties;
  const client = await api.post('/api/clients', { kind: 'person', name: `${firstname} ${lastname}`, email });
  await api.post(`/api/clients/${client.id}/contacts`, { firstName: firstname, lastName: lastname, email });
  await api.connect();
  await api.post('/api/hubspot/import', { select: { ids: [people[0].id, people[2].id] }, default: 'skip', dryRun: false });
  await api.settled();
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  await page.goto(every.url + home);
});
after(() => close({ browser, every, sandbox, dataDir }));

// Asks, and gives the answer's element.
async function ask(who, ...words) {
  await card().getByLabel('Email or HubSpot link').fill(who);
  await button('Check').click();
  const answer = card().getByRole('status');
  for (const one of words) await answer.getByText(one).first().waitFor();
  return answer;
}
// What a button started is through, and the same question has another end.
async function hereAfter(name, who) {
  const before = (await api.get('/api/hubspot/runs?limit=1')).items[0].id;
  await button(name).click();
  await page.getByText('The import has started').first().waitFor();
  await card().getByText(/^It is here: /).waitFor(); // by itself, when the run is through
  for (let i = 0; i < 200 && (await api.get('/api/hubspot/runs?limit=1')).items[0].id === before; ++i) await page.waitForTimeout(50);
  const run = await api.settled();
  assert.deepEqual([run.kind, run.state], ['import', 'succeeded'], JSON.stringify(run.error));
  await ask(who, /^It is here: /);
}

test('the review is narrowed by list, owner and when a contact changed', async () => {
  await page.goto(`${every.url}${home}?import=1&step=review`);
  const dialog = page.getByRole('dialog'), rows = dialog.getByRole('grid', { name: 'Contacts in HubSpot' });
  const match = n => dialog.getByText(n === 1 ? '1 contact matches' : `${n} contacts match`, { exact: true }).waitFor();
  const total = async query => (await api.get(`/api/hubspot/contacts?limit=1&${query}`)).total;
  await dialog.getByLabel('List', { exact: true }).selectOption('Active clients');
  await match(2);
  await look(page, 'review-narrowed');
  await rows.getByText(people[1].properties.email).waitFor();
  await dialog.getByLabel('List', { exact: true }).selectOption('');
  const { owners: [owner] } = await api.get('/api/hubspot/review/filters');
  await dialog.getByLabel('Owner', { exact: true }).selectOption(owner);
  await match(await total(`owner=${encodeURIComponent(owner)}`));
  assert.ok(await total(`owner=${encodeURIComponent(owner)}`) < 120);
  await dialog.getByLabel('Last change in HubSpot').selectOption('Not changed for a year');
  const old = new Date(Date.now() - 366 * 86_400_000).toISOString().slice(0, 10), left = await total(`owner=${encodeURIComponent(owner)}&to=${old}`);
  if (left > 0) await match(left);
  else {
    await dialog.getByText('No contacts match these filters.').waitFor();
    await dialog.getByRole('button', { name: 'Clear filters' }).click();
    await rows.getByRole('row').nth(3).waitFor();
  }
  await page.goto(every.url + home);
});

test('it is here: its client opens', async () => {
  await ask(people[0].properties.email, /^It is here: /, /✓ Exists in HubSpot/);
  await look(page, 'why-here');
  await card().getByRole('link', { name: 'Open', exact: true }).click();
  await page.waitForURL(/\/clients\/[^/]+$/);
  await page.getByText('Managed in HubSpot').first().waitFor();
  await page.goBack();
});

test('not chosen when the others were: it is imported alone', async () => {
  const was = await clients();
  await ask(`https://app.hubspot.com/contacts/1/record/0-1/${people[1].id}`, /Was not selected for the import\./, /✓ Has an email/, /✗ /);
  await look(page, 'why-not-chosen');
  await hereAfter('Import this contact', people[1].id);
  assert.ok(await clients() > was);
});

test('skipped for its match: the decision is changed to Replace', async () => {
  await ask(people[2].properties.email, /Skip/);
  await look(page, 'why-skipped');
  await hereAfter('Change to Replace', people[2].properties.email);
  assert.equal((await api.get(`/api/clients?q=${encodeURIComponent(people[2].properties.email)}`)).total, 1, 'it took the place of the one that was here');
});

test('no email: it is edited in HubSpot, or comes without', async () => {
  const answer = await ask(nobody.id, /no email/i, /✓ Exists in HubSpot/);
  await look(page, 'why-no-email');
  // HubSpot's own page of this record, in another tab.
  const [there] = await Promise.all([page.waitForEvent('popup'), answer.getByRole('link', { name: /Edit in HubSpot/ }).click()]);
  await there.waitForURL(new RegExp(nobody.id));
  await there.close();
  await hereAfter('Import without email', nobody.id);
});

test('new in HubSpot: it arrives with the next sync, which can be now', async () => {
  const { id } = await control('create', { type: 'contacts', properties: { email: 'just.now@made.example', firstname: 'Jo', lastname: 'Now' } });
  const answer = await ask(id, /Exists in HubSpot/);
  // Unless a look at HubSpot was quicker than the question.
  if (await button('Sync now').count() > 0) {
    await answer.getByText(/the next one brings it|Arrives with the next sync/).first().waitFor();
    await look(page, 'why-arrives');
    await button('Sync now').click();
  }
  await card().getByRole('status').getByText('Was not selected for the import.').first().waitFor();
});

test('a contact that several of our records are, and two contacts with one address: which is meant is chosen at the desk', async () => {
  const made = [];
  for (const name of ['Alder Ltd', 'Birch Ltd']) {
    const { id } = await api.post('/api/clients', { name });
    made.push((await api.post(`/api/clients/${id}/contacts`, { firstName: 'Ada', lastName: name.split(' ')[0], email: 'ada@several.example' })).id);
  }
  const several = (await control('create', { type: 'contacts', properties: { firstname: 'Ada', lastname: 'Several', email: 'ada@several.example' } })).id;
  const { id: pair } = await api.post('/api/clients', { name: 'Cedar Ltd' });
  const here = (await api.post(`/api/clients/${pair}/contacts`, { firstName: 'Bo', lastName: 'Cedar', email: 'bo@pair.example' })).id;
  const twins = [];
  // HubSpot keeps one address for one contact; another has it among its further ones.
  for (const properties of [{ email: 'bo@pair.example' }, { email: 'bo2@pair.example', hs_additional_emails: 'bo@pair.example' }]) twins.push((await control('create', { type: 'contacts', properties: { firstname: 'Bo', lastname: `Twin ${twins.length + 1}`, jobtitle: `Job ${twins.length + 1}`, ...properties } })).id);
  await api.post('/api/hubspot/sync', { full: true });
  await api.settled();
  await page.goto(`${every.url}${home}?import=1&step=resolve`);
  const dialog = page.getByRole('dialog'), search = dialog.getByRole('searchbox', { name: 'Search matches' });
  const found = async email => (await api.get('/api/hubspot/duplicates?limit=500')).items.find(one => one.email === email || one.hubspot.some(side => side.email === email) || one.every.some(side => side.email === email));
  await search.fill('several');
  const ours = dialog.getByRole('radiogroup', { name: 'Which of your records is replaced?' });
  await ours.getByRole('radio').nth(1).waitFor();
  await look(page, 'desk-several');
  await ours.getByRole('radio', { name: /Birch/ }).check();
  await dialog.getByRole('button', { name: /^Replace R$/ }).click();
  await until(async () => (await found('ada@several.example')).decision === 'replace');
  assert.equal((await found('ada@several.example')).targetId, made[1]);
  await search.fill('pair');
  const theirs = dialog.getByRole('radiogroup', { name: /^Which HubSpot contact is meant/ });
  await theirs.getByRole('radio', { name: /Twin 2/ }).check();
  await look(page, 'desk-pair');
  await dialog.getByRole('button', { name: /^Replace R$/ }).click();
  await until(async () => (await found('bo@pair.example')).decision === 'replace');
  assert.equal((await found('bo@pair.example')).hubspotId, twins[1]);
  await api.post('/api/hubspot/import', { select: { ids: [several, ...twins] }, default: 'ask', dryRun: false });
  await api.settled();
  const [first, second, third] = await Promise.all([...made, here].map(id => api.get(`/api/contacts/${id}`)));
  assert.deepEqual([first.lastName, second.lastName, third.lastName, third.jobTitle], ['Alder', 'Several', 'Twin 2', 'Job 2']);
  await page.goto(every.url + home);
});

test('in no list that is synced: the lists are chosen, and it comes', async () => {
  const choose = async name => {
    const rules = page.getByRole('region', { name: 'Rules' });
    await rules.getByLabel('Selected lists').check();
    await rules.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: 'Save rules' }).click();
    await rules.getByText(/^Saved/).first().waitFor();
    await api.post('/api/hubspot/sync');
    await api.settled();
  };
  await choose(/Active clients/);
  const outside = people[5];
  await ask(outside.properties.email, /Is in none of the lists that are synced\./);
  await look(page, 'why-filtered');
  await button('Choose lists').click();
  await page.waitForFunction(() => { const { top } = document.getElementById('rules').getBoundingClientRect(); return top >= 0 && top < innerHeight; });
  // Somebody puts them on that list in HubSpot instead.
  const { items } = await api.get('/api/hubspot/lists');
  await control('list', { id: items.find(one => one.name === 'Active clients').id, add: [outside.id] });
  await api.post('/api/hubspot/sync', { full: true });
  await api.settled();
  await ask(outside.properties.email, /Was not selected for the import\./);
  await hereAfter('Import this contact', outside.properties.email);
});

test('the clients are narrowed to an import and to a list, and tagged together', async () => {
  const { items: [run] } = await api.get('/api/hubspot/runs?trigger=import&limit=1'), { total } = await api.get(`/api/clients?run=${run.id}`);
  const said = n => page.getByText(`${n} client${n === 1 ? '' : 's'}`, { exact: true }).first();
  await page.goto(`${every.url}${home}/runs/${run.id}`);
  await page.getByRole('link', { name: 'View imported clients' }).click();
  await page.waitForURL(new RegExp(`/clients\\?run=${run.id}`));
  await page.getByRole('button', { name: /^Without "Import: / }).waitFor();
  await said(total).waitFor();
  await page.getByRole('button', { name: /^Without "Import: / }).click();
  await said((await api.get('/api/clients')).total).waitFor();
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByLabel('HubSpot list').selectOption('Active clients');
  const { items: lists } = await api.get('/api/clients/lists'), list = lists.find(one => one.name === 'Active clients').id;
  const { items: theirs } = await api.get(`/api/clients?list=${list}&limit=500`);
  assert.ok(theirs.length > 1);
  await said(theirs.length).waitFor();
  await everyLook(page, 'clients-narrowed');
  await page.getByRole('button', { name: 'Filters (1)' }).click();
  await page.getByText('HubSpot list: Active clients', { exact: true }).waitFor();
  // All of them but one.
  await page.getByRole('checkbox', { name: /^Select all/ }).check();
  await page.getByRole('row').nth(1).getByRole('checkbox').uncheck();
  await page.getByRole('button', { name: 'Tags…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Add, separated by commas').fill('newsletter, vip');
  await look(page, 'clients-tags');
  await dialog.getByRole('button', { name: 'Change tags' }).click();
  const changed = theirs.length - 1;
  await page.getByText(changed === 1 ? 'The tags of 1 client were changed.' : `The tags of ${changed} clients were changed.`).waitFor();
  const tagged = async () => (await api.get('/api/clients?tag=vip')).total;
  const undo = page.getByRole('button', { name: 'Undo' }).first();
  await undo.focus(); // it waits for whoever is about to press it
  assert.equal(await tagged(), changed);
  await undo.click();
  await until(async () => await tagged() === 0);
  // What HubSpot has no more is said, and left by a click.
  await page.goto(`${every.url}/clients?list=4242`);
  await page.getByText('HubSpot has no such list. Choose another list.').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('grid', { name: 'Clients' }).waitFor();
});

test('whom HubSpot does not know is said not to be there', async () => {
  await page.goto(every.url + home);
  await ask('nobody.at.all@example.org', 'HubSpot has no such record (asked just now).');
  assert.equal(await card().getByRole('status').getByRole('button').count(), 0);
});

test('axe finds nothing on any of these screens, no script error', () => {
  assert.deepEqual(page.violations, []);
  assert.deepEqual(page.problems, []);
});
