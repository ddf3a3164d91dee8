// Back from HubSpot to where one was: in the middle of the match desk access is gone and granted again; another account is
// refused while one is connected, and connected after a disconnect when a person agrees to what that means. Every state of
// the connection's card has its words and its button.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { pretendRun } from '../lib/probes.mjs';
import { axe, close, look, openBrowser, openSignedIn, shot } from './browser.mjs';

let sandbox, every, dataDir, browser, page, api, control, portal;
const home = '/settings/integrations/hubspot';
const main = () => page.getByRole('main');
const dialog = () => page.getByRole('dialog');
const button = name => page.getByRole('button', { name, exact: true });
const card = () => page.getByRole('region', { name: 'Connection' });
const connection = async () => (await api.get('/api/hubspot/status')).connection;
// HubSpot's page, where a person does what `there` does.
async function consent(start, there) {
  await start.click();
  await page.waitForURL(at => at.href.startsWith(sandbox.url));
  await there();
  await page.waitForURL(at => at.href.startsWith(every.url));
}
const agree = (account = 0) => async () => {
  await page.getByRole('radio').nth(account).check();
  await button('Connect app').click();
};
async function revoke() {
  await control('revoke');
  for (let i = 0; i < 200 && (await connection()).state === 'connected'; ++i) {
    await api.post('/api/hubspot/sync').catch(() => undefined);
    await page.waitForTimeout(50);
  }
  assert.equal((await connection()).state, 'needs_reconnection');
}

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('connecting', ['--contacts', 80, '--companies', 15, '--deals', 20, '--seed', 23]));
  ({ control, portal } = ordersFor(sandbox));
  for (const { properties: p } of (await portal('contacts')).filter(one => one.properties.email && one.properties.lastname).slice(0, 5)) {
    const client = await api.post('/api/clients', { kind: 'person', name: `${p.firstname ?? ''} ${p.lastname}`.trim(), email: p.email.trim() });
    await api.post(`/api/clients/${client.id}/contacts`, { firstName: p.firstname ?? '', lastName: p.lastname.toUpperCase(), email: p.email.trim() });
  }
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
});
after(() => close({ browser, every, sandbox, dataDir }));

test('approved: it is connected to the account that was chosen, and nothing is imported', async () => {
  await page.goto(every.url + home);
  await consent(main().getByRole('button', { name: 'Connect HubSpot' }), agree());
  await page.getByText(/^Connected to /).first().waitFor();
  await api.settled();
  await page.getByText('Nothing is imported until you say so.', { exact: false }).waitFor();
  assert.equal((await api.get('/api/clients?source=hubspot&limit=1')).total, 0);
});

test('access that goes in the middle of the match desk: refused once, then granted, and back at the desk with every decision', async () => {
  await page.goto(`${every.url}${home}?import=1&step=resolve`);
  const { undecided } = await api.get('/api/hubspot/review');
  assert.ok(undecided >= 4, `${undecided} matches`);
  await dialog().getByRole('listbox', { name: 'Matches' }).getByRole('option').first().click();
  await page.keyboard.press('r');
  await dialog().getByText(`${undecided - 1} of ${undecided} still to decide`).waitFor();
  await revoke();
  await dialog().getByText('HubSpot no longer accepts our access. Every decision is kept.').waitFor();
  await look(page, 'connect-desk-lost');
  // Refused: said, and trying again leads on to where one was.
  await consent(dialog().getByRole('button', { name: 'Reconnect' }), () => button('Cancel').click());
  await page.getByText('The request was declined in HubSpot.').waitFor();
  assert.match(page.url(), /step=resolve/);
  assert.equal(await dialog().count(), 0, 'what is said is to be seen');
  await axe(page, 'connect-refused-again');
  await consent(button('Try again').first(), agree());
  await dialog().getByText(`${undecided - 1} of ${undecided} still to decide`).waitFor();
  await dialog().getByText('2. Resolve').and(page.locator('[aria-current=step]')).waitFor();
  assert.equal((await connection()).state, 'connected');
});

test('another account than the one that is connected: which one it is, nothing changes, cancel leads back', async () => {
  const { portal: { id, name } } = await connection();
  await page.goto(`${every.url}${home}?import=1&step=resolve`);
  await dialog().getByText(/still to decide/).waitFor();
  await revoke();
  await consent(dialog().getByRole('button', { name: 'Reconnect' }), agree(1));
  await page.getByText('That is a different HubSpot account.').waitFor();
  await page.getByText(`You were connected to ${name} (${id}). Use that account, or disconnect first.`).waitFor();
  assert.equal(await button('Connect the other account').count(), 0, 'a live connection keeps its account');
  await look(page, 'connect-other-live');
  assert.deepEqual((({ state, portal }) => [state, portal.id])(await connection()), ['needs_reconnection', id]);
  await button('Cancel').click();
  await dialog().getByText('HubSpot no longer accepts our access. Every decision is kept.').waitFor();
  await consent(dialog().getByRole('button', { name: 'Reconnect' }), agree(1));
  await consent(button(`Use ${id}`), agree());
  await dialog().getByText(/still to decide/).waitFor();
  assert.deepEqual((({ state, portal }) => [state, portal.id])(await connection()), ['connected', id]);
});

test('after a disconnect the other account is connected, once it was said what that means and a person agreed', async () => {
  await api.importAll();
  const before = { all: (await api.get('/api/clients?limit=1')).total, portal: (await connection()).portal };
  const client = (await api.get('/api/clients?source=hubspot&limit=1&sort=name')).items[0];
  await page.goto(every.url + home);
  await button('Disconnect HubSpot…').click();
  await dialog().getByRole('button', { name: 'Disconnect HubSpot' }).click();
  await page.getByText(/hubspot is disconnected/i).first().waitFor();
  await consent(main().getByRole('button', { name: 'Connect HubSpot' }), agree(1));
  await page.getByText('That is a different HubSpot account.').waitFor();
  const said = page.getByRole('status').filter({ hasText: 'That is a different HubSpot account.' });
  await said.getByText(new RegExp(`You were connected to ${before.portal.name} \\(${before.portal.id}\\)\\. With another account, [\\d,]+ clients?, .* stay here for good as records of your own`)).waitFor();
  await look(page, 'connect-other-agree');
  // Not now: nothing is connected.
  await said.getByRole('button', { name: 'Cancel' }).click();
  await said.waitFor({ state: 'detached' });
  assert.equal((await connection()).state, 'not_connected');
  await consent(main().getByRole('button', { name: 'Connect HubSpot' }), agree(1));
  await consent(button('Connect the other account'), agree(1));
  await page.getByText(/^Connected to /).first().waitFor();
  const now = await connection();
  assert.equal(now.state, 'connected');
  assert.notEqual(now.portal.id, before.portal.id);
  await api.settled();
  // What came from the account of before stays, as records of their own; what the new one has waits for its review.
  assert.equal((await api.get('/api/clients?limit=1')).total, before.all);
  assert.equal((await api.get(`/api/clients/${client.id}`)).hubspot, null);
  await page.goto(`${every.url}/clients/${client.id}`);
  await page.getByLabel(/^Name/).first().waitFor();
  assert.equal(await page.getByText('Managed in HubSpot').count(), 0);
  assert.equal((await api.get('/api/hubspot/review')).imported, 0);
  await page.goto(every.url + home);
  await page.getByText('Nothing is imported until you say so.', { exact: false }).waitFor();
  await shot(page, 'connect-other-fresh');
});

// A run that waits for another's end is there for a moment; a page that was told of one shows it as long as it is.
test('a sync that waits for its turn says so and can be cancelled', async () => {
  const run = { ...(await api.get('/api/hubspot/runs?limit=1')).items[0], id: 'pretended', state: 'queued', percent: null, processed: 0, finishedAt: null };
  const { end } = await pretendRun(page, api, run);
  await page.route('**/api/events?*', route => route.fulfill({ status: 204 })); // nothing else is told meanwhile
  await page.goto(every.url + home);
  await card().getByText('Sync is queued.').waitFor();
  await card().getByText('Starts when the current one ends.').waitFor();
  await card().getByRole('button', { name: 'Cancel', exact: true }).waitFor();
  await look(page, 'connect-queued');
  await end();
  await card().getByText('Sync is queued.').waitFor({ state: 'detached' });
  for (const path of ['**/api/hubspot/status', '**/api/events?*']) await page.unroute(path);
});

test('axe finds nothing on any of these screens, no script error', () => {
  assert.deepEqual(page.violations, []);
  assert.deepEqual(page.problems, []);
});
