// What HubSpot manages cannot be changed here, by whatever way: the fields of a client, a contact and a deal, by key, double
// click and API. A deal's stage on the board: board.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { close, look, openBrowser, openSignedIn } from './browser.mjs';
import { walk } from './steps.mjs';

let sandbox, every, dataDir, browser, page, api, step, client, control;

const dialog = () => page.getByRole('dialog');
const deal = async name => (await api.get(`/api/deals?q=${name}&limit=1`)).items[0];

async function wonDeal(name) {
  const { id } = await control('create', { type: 'deals', properties: { dealname: `${name} plan`, pipeline: 'default', dealstage: 'closedwon', amount: '500.00', deal_currency_code: 'USD', closedate: '2031-01-01' } });
  const company = await control('create', { type: 'companies', properties: { name: `${name} Ltd`, domain: `${name.toLowerCase()}.example`, phone: '+1 415 555 0142', city: 'Oakland' } });
  const contact = await control('create', { type: 'contacts', properties: { email: `${name.toLowerCase()}@made.example`, firstname: 'Ada', lastname: name } });
  await control('associate', { fromType: 'contacts', fromId: contact.id, toType: 'companies', toId: company.id, primary: true });
  await control('associate', { fromType: 'deals', fromId: id, toType: 'companies', toId: company.id, primary: true });
}

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('locked', ['--contacts', 300, '--companies', 60, '--deals', 10, '--seed', 5]));
  ({ control } = ordersFor(sandbox));
  await wonDeal('Alder');
  await api.connect();
  await api.importAll();
  client = (await api.get('/api/clients?q=Alder')).items[0];
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => look(page, name) });
});
after(() => close({ browser, every, sandbox, dataDir }));

test('a value of HubSpot is no field: a key or a double click on it says where it is changed', async () => {
  await step.go(`/clients/${client.id}`);
  const frame = page.getByRole('region', { name: 'Managed in HubSpot' });
  await frame.getByText('+1 415 555 0142').waitFor();
  assert.equal(await frame.locator('input, textarea, select, [contenteditable]').count(), 0);
  const why = page.getByRole('dialog', { name: 'Managed in HubSpot' });
  const phone = frame.locator('dd', { hasText: '+1 415 555 0142' });
  await frame.getByRole('link', { name: /Edit in HubSpot/ }).focus();
  for (let i = 0; i < 9 && !(await phone.evaluate(value => value === document.activeElement)); ++i) await page.keyboard.press('Tab');
  // A letter too: b would open the chat anywhere else.
  for (const key of ['b', '5', 'Enter', 'F2', 'Backspace', 'Delete']) {
    await page.keyboard.press(key);
    await why.getByText('This field is managed in HubSpot. Change it there, then sync.').waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.tagName === 'DD');
  }
  assert.equal(await page.getByRole('complementary').count(), 0, 'the chat stayed closed');
  await frame.getByText('Oakland').dblclick();
  await why.waitFor();
  assert.equal(await why.getByRole('link', { name: 'Edit in HubSpot' }).getAttribute('href'), client.hubspot.url);
  await look(page, 'locked-why');
  const { items: [before] } = await api.get('/api/hubspot/runs?limit=1');
  await why.getByRole('button', { name: 'Sync now' }).click();
  await why.waitFor({ state: 'detached' });
  await until(async () => (await api.get('/api/hubspot/runs?limit=1')).items[0].id !== before.id);
  const run = await api.settled();
  assert.equal(run.trigger, 'manual');
  assert.equal((await api.get(`/api/clients/${client.id}`)).phone, '+1 415 555 0142');
});

test('the server refuses each locked field by name and says where to change it; what is ours stays ours', async () => {
  const refused = async (path, field, body) => {
    const { headers } = await api.call('GET', path);
    await assert.rejects(api.call('PATCH', path, body, { 'if-match': headers.get('etag') }), ({ status, problem }) => {
      assert.deepEqual([status, problem.code], [409, 'locked_field'], field);
      assert.ok(problem.errors.some(one => one.pointer === `/${field.replaceAll('.', '/')}`), `${field}: ${JSON.stringify(problem.errors)}`);
      assert.match(problem.url, /^http/);
      return true;
    });
    assert.equal((await api.call('GET', path)).headers.get('etag'), headers.get('etag'), 'nothing was changed');
  };
  const mine = await deal('Alder');
  const values = { amount: { amount: '1.00', currency: 'USD' }, closeDate: '2027-01-01', probability: 0.5, stage: 'qualifiedtobuy', 'address.country': 'NL', email: 'changed@made.example', emails: ['changed@made.example'] };
  const nested = field => field.split('.').reduceRight((value, name) => ({ [name]: value }), values[field] ?? 'Changed');
  const { items: [contact] } = await api.get(`/api/clients/${client.id}/contacts`);
  for (const [path, fields] of [[`/api/clients/${client.id}`, client.lockedFields], [`/api/contacts/${contact.id}`, contact.lockedFields], [`/api/deals/${mine.id}`, ['amount', 'closeDate', 'name', 'probability', 'stage']]]) {
    assert.ok(fields.length > 2, fields.join());
    for (const field of fields) await refused(path, field, nested(field));
  }
  // One locked field among free ones holds all of them back.
  await refused(`/api/clients/${client.id}`, 'name', { paymentTermsDays: 7, name: 'Changed' });
  await assert.rejects(api.call('DELETE', `/api/clients/${client.id}`), error => error.problem.code === 'locked_field');
  await page.getByLabel('Terms, days').fill('21');
  await step.button('Save billing').click();
  await page.getByText('Saved', { exact: true }).waitFor();
  assert.equal((await api.get(`/api/clients/${client.id}`)).paymentTermsDays, 21);
});

test('the values of a deal are locked in its panel as a client\'s are, and no stage can be chosen', async () => {
  await step.go(`/clients/pipeline?deal=${(await deal('Alder')).id}`);
  await dialog().getByText(/^Alder Ltd$/).dblclick();
  await page.getByText('This field is managed in HubSpot. Change it there, then sync.').waitFor();
  assert.equal(await dialog().getByLabel('Stage').count(), 0);
  await look(page, 'deal-locked');
});

test('axe finds nothing on any of these screens, in both themes and both widths', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
