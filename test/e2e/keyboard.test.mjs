// Three flows without a pointer, by Tab and keys alone as a person has them: review to import and its undo, the board, an
// invoice from the first key to its payment. The focus is looked for, never set.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { startSmtp } from '../lib/smtp.mjs';
import { close, openBrowser, openSignedIn, shot } from './browser.mjs';

let sandbox, every, smtp, dataDir, browser, page, api;

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('keyboard', ['--contacts', 500, '--companies', 40, '--deals', 30, '--seed', 7]));
  // 400 of HubSpot's people are clients here already, each with an address of their own.
  const people = new Map((await ordersFor(sandbox).portal('contacts')).map(one => one.properties).filter(p => p.email && p.firstname && p.lastname).map(p => [p.email.trim().toLowerCase(), p]));
  const cell = text => `"${text.replaceAll('"', '""')}"`;
  const lines = [...people].slice(0, 400).map(([email, p]) => [`${p.firstname} ${p.lastname}`, p.firstname.toUpperCase(), p.lastname, email].map(cell).join());
  await api.post('/api/clients/import', { text: `name,first,last,email\n${lines.join('\n')}`, fields: ['name', 'contactFirstName', 'contactLastName', 'contactEmail'] });
  const { control } = ordersFor(sandbox);
  const company = (await control('create', { type: 'companies', properties: { name: 'Quarry Foods', domain: 'quarry.example' } })).id;
  const won = (await control('create', { type: 'deals', properties: { dealname: 'Support plan', pipeline: 'default', dealstage: 'closedwon', amount: '500.00', deal_currency_code: 'USD' } })).id;
  await control('associate', { fromType: 'deals', fromId: won, toType: 'companies', toId: company, primary: true });
  const person = (await control('create', { type: 'contacts', properties: { email: 'ada@quarry.example', lastname: 'Novak' } })).id;
  await control('associate', { fromType: 'contacts', fromId: person, toType: 'companies', toId: company, primary: true });
  await api.connect();
  smtp = await startSmtp();
  const mail = await api.call('GET', '/api/workspace/mail');
  await api.call('PATCH', '/api/workspace/mail', { host: '127.0.0.1', port: smtp.port, security: 'none', fromAddress: 'bills@fieldstone.example' }, { 'if-match': mail.headers.get('etag') });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  await page.getByRole('heading', { level: 1 }).waitFor();
});
after(() => close({ browser, every, sandbox, smtp, dataDir }));

const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
const dialog = () => page.getByRole('dialog').last();
// What has the focus: its role's own words, and whether a person sees that it has it.
const focus = () => page.evaluate(() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const label = one.labels?.[0]?.textContent ?? '';
  return {
    name: (one.getAttribute('aria-label') ?? (label || one.textContent || '')).trim(),
    // A ring of two pixels, of its own or of what it is the input of; what only a script can lead to (a heading, a layer) has none.
    seen: one === document.body || one.matches('h1, main, [role=dialog]') || [one, one.closest('.mantine-Input-input') ?? one, one.nextElementSibling ?? one].some(each => {
      const ring = getComputedStyle(each);
      return ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2 && !/rgba?\(.*, 0\)|transparent/.test(ring.outlineColor);
    }),
    hidden: one !== document.body && (box.bottom < 0 || box.top > innerHeight),
  };
});
// Goes on with Tab until the focus is there, and never on what cannot be seen.
async function tabTo(name, key = 'Tab', most = 70) {
  const passed = [];
  for (let i = 0; i < most; ++i) {
    let at = await focus();
    if (name.test(at.name)) {
      // Mantine's trap sees to the parts of a date a moment later than these keys are pressed, and may lead back there.
      await page.waitForTimeout(100);
      at = await focus();
      if (!name.test(at.name)) continue;
      assert.ok(at.seen && !at.hidden, `the focus on ${at.name} is to be seen`);
      return;
    }
    passed.push(at.name.slice(0, 40));
    await press(key);
  }
  throw new Error(`Tab does not lead to ${name}: ${passed.join(' | ')}`);
}
const enter = async name => { await tabTo(name); await press('Enter'); };
// It is open when the keys are its own: until then they go to the button that opened it, which may say the same.
const opened = async () => { await dialog().waitFor(); await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]')); };

test('the first Tab leads past the menu', async () => {
  await tabTo(/^Skip to content$/, 'Shift+Tab');
  await press('Enter', 'Tab');
  assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
});

test('review, decide, import, result, undo', async () => {
  await tabTo(/^HubSpot ·/, 'Shift+Tab');
  await press('Enter');
  await page.getByText(/contacts and .* deals found/).waitFor();
  await enter(/^Review contacts…$/);
  await dialog().getByText('501 contacts found').waitFor();
  await enter(/^Continue$/);
  await dialog().getByText(/still to decide/).waitFor();
  const { undecided } = await api.get('/api/hubspot/review');
  assert.ok(undecided >= 390, `${undecided} matches`);
  await page.waitForFunction(() => document.querySelector('[role=dialog] [role=option]'));
  for (let i = 0; i < 70 && !(await page.evaluate(() => document.activeElement.getAttribute('role') === 'option' || document.activeElement.getAttribute('role') === 'listbox')); ++i) await press('Tab');
  // Some one by one, the others at once; who may only be the same is not replaced in bulk, and is skipped.
  let left = undecided;
  for (let i = 0; i < 20; ++i) {
    await press(i % 3 === 0 ? 's' : 'r');
    await dialog().getByText(`${--left} of ${undecided} still to decide`).waitFor();
  }
  for (const [all, these] of [[/^Replace all$/, /^Replace [\d,]+$/], [/^Skip all$/, /^Skip [\d,]+$/]]) {
    if (left === 0) break;
    await enter(all);
    await enter(these);
    await dialog().getByRole('button', { name: these }).waitFor({ state: 'detached' });
    // The screen says what is left once all of them are through.
    await until(async () => { const now = (await api.get('/api/hubspot/review')).undecided; return now < left && (await dialog().getByText(`${now} of ${undecided} still to decide`).count()) > 0; });
    left = (await api.get('/api/hubspot/review')).undecided;
  }
  assert.equal(left, 0);
  await press('Control+Enter');
  await dialog().getByText(/this import will create/i).waitFor();
  await dialog().getByRole('button', { name: /^Import selected \(\d+\)$/ }).waitFor();
  const preview = await api.post('/api/hubspot/import', { select: { all: true }, default: 'ask', includeDeals: true, dryRun: true });
  await enter(/^Import selected/);
  await dialog().getByText(/import complete/i).waitFor({ timeout: 60_000 });
  const run = await api.settled();
  assert.equal((await api.get('/api/hubspot/review')).imported, preview.contactsCreated + preview.updated);
  // The same counts wherever they are said.
  await dialog().getByText(`${run.counts.created} created · ${run.counts.updated} updated · ${run.counts.skipped} skipped`, { exact: false }).waitFor();
  await enter(/^Undo import…$/);
  await dialog().getByText(/removed\.|earlier values/).first().waitFor();
  await enter(/^Undo import$/);
  await until(async () => (await api.get('/api/hubspot/runs?limit=1')).items[0].kind === 'undo');
  assert.equal((await api.settled()).state, 'succeeded');
  assert.equal((await api.get('/api/clients?source=hubspot&limit=1')).total, 0);
});

test('the board: between the cards by arrows, a locked stage says so, a won deal becomes a draft and is taken back', async () => {
  await api.importAll();
  await page.goto(`${every.url}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await press('g', 'p');
  await page.locator('[data-deal]').first().waitFor();
  const card = () => page.evaluate(() => document.activeElement.closest('[data-deal]')?.getAttribute('data-deal') ?? null);
  for (let i = 0; i < 70 && await card() === null; ++i) await press('Tab');
  const first = await card();
  assert.ok(first, 'Tab leads to a card');
  assert.ok(await page.evaluate(() => Number(document.activeElement.closest('[aria-setsize]')?.getAttribute('aria-posinset')) >= 1), 'the card says which of how many it is');
  const wonDeal = async () => { const id = await card(); const deal = await api.get(`/api/deals/${id}`); return deal.stage.won && deal.client && deal.amount && Number(deal.amount.amount) > 0 && !deal.invoice ? deal : null; };
  // At the last card of a row nothing moves.
  const arrow = async key => { const from = await card(); await press(key); await until(async () => await card() !== from, 1); };
  for (let i = 0; i < 12 && !(await api.get(`/api/deals/${await card()}`)).stage.won; ++i) await arrow('ArrowRight');
  for (let i = 0; i < 40 && !(await wonDeal()); ++i) await arrow('ArrowDown');
  const deal = await wonDeal();
  assert.ok(deal, `the arrows lead to a won deal: ${JSON.stringify(await focus())} ${JSON.stringify((await api.get(`/api/deals/${await card()}`)).stage)}`);
  await press('Enter');
  await dialog().getByText('Managed in HubSpot').waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await until(async () => await card() === deal.id, 20);
  assert.equal(await card(), deal.id, `the focus is back on its card: ${JSON.stringify(await focus())}`);
  await press('i');
  await page.getByText('Draft invoice created').first().waitFor();
  await shot(page, 'keyboard-board');
  await page.waitForFunction(() => [...document.querySelectorAll('[role=status], [aria-live]')].some(one => /draft/i.test(one.textContent)));
  await tabTo(/^Undo$/, 'Tab', 40);
  await press('Enter');
  await until(async () => !(await api.get(`/api/deals/${deal.id}`)).invoice);
  assert.equal((await api.get(`/api/deals/${deal.id}`)).invoice, null);
});

test('an invoice from its key to its payment', async () => {
  await press('g', 'i');
  await page.getByRole('heading', { name: 'Invoices' }).waitFor();
  await press('n');
  await page.getByRole('heading', { name: 'New invoice' }).waitFor();
  await tabTo(/^Client$/);
  const { items: [client] } = await api.get('/api/clients?limit=1&sort=name');
  await page.keyboard.type(client.name.slice(0, 12));
  await page.getByRole('option').first().waitFor();
  await press('ArrowDown', 'Enter');
  await page.waitForURL(/\/edit$/);
  const id = page.url().split('/').at(-2);
  if (await page.getByLabel('Item').count() === 0) await enter(/^Add a line$/);
  await tabTo(/^Item$/);
  await page.keyboard.type('Support plan');
  for (const [field, value] of [[/^Quantity$/, '1.5'], [/^Price$/, '333.33'], [/^Tax %$/, '19']]) {
    await tabTo(field);
    await press('Control+a');
    await page.keyboard.type(value);
  }
  await page.getByText('· Saved').first().waitFor();
  const saved = await api.get(`/api/invoices/${id}`);
  assert.equal(saved.total.amount, '595.00'); // 1.5 × 333.33 is 500.00 by half to even (499.995), and 19 % of it
  await press('g', 'i');
  await page.waitForTimeout(100);
  await page.goto(`${every.url}/invoices/${id}`);
  await page.getByRole('button', { name: /^Issue/ }).first().waitFor();
  await enter(/^Issue/);
  await opened();
  await enter(/^Issue/);
  await page.getByRole('heading', { name: 'INV-0001' }).waitFor();
  // Sent, and taken back while it can be.
  await enter(/^Send…$/);
  await dialog().getByLabel(/^To/).first().waitFor();
  await opened();
  await tabTo(/^To/);
  if ((await page.evaluate(() => document.activeElement.value)) === '') await page.keyboard.type('pay@quarry.example');
  await enter(/^Send( invoice)?$/);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await enter(/^Undo send$/);
  await page.getByText(/taken back|not sent/i).first().waitFor();
  assert.equal((await api.get(`/api/invoices/${id}/mails`)).items[0].state, 'cancelled');
  // A part of it is paid, then the rest.
  await enter(/^Record payment$/);
  await dialog().getByLabel(/^amount/i).waitFor();
  await opened();
  await tabTo(/^Amount/);
  await press('Control+a');
  await page.keyboard.type('95');
  await enter(/^Record payment$/);
  await until(async () => (await api.get(`/api/invoices/${id}`)).paymentStatus === 'partial');
  assert.equal((await api.get(`/api/invoices/${id}`)).due.amount, '500.00');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await enter(/^Record payment$/);
  await dialog().getByLabel(/^amount/i).waitFor();
  await opened();
  await enter(/^Record payment$/);
  await until(async () => (await api.get(`/api/invoices/${id}`)).paymentStatus === 'paid');
  assert.equal((await api.get(`/api/invoices/${id}`)).paymentStatus, 'paid');
});

test('an invoice is void and copied by keys', async () => {
  const { items: [client] } = await api.get('/api/clients?limit=1&sort=name');
  const draft = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Twice', unitPrice: { amount: '10', currency: 'USD' } }] });
  const { number } = await api.post(`/api/invoices/${draft.id}/issue`);
  await page.goto(`${every.url}/invoices/${draft.id}`);
  await page.getByRole('heading', { name: number }).waitFor();
  await page.locator('main button:enabled', { hasText: /^More$/ }).waitFor();
  await enter(/^More$/);
  await page.getByRole('menu').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem');
  for (let i = 0; i < 6 && !/^Void and copy…$/.test((await focus()).name); ++i) await press('ArrowDown');
  await press('Enter');
  await opened();
  await tabTo(/^Reason/);
  await page.keyboard.type('Written twice');
  await enter(/^Void and copy$/);
  await page.waitForURL(/\/edit$/);
  assert.notEqual(page.url().split('/').at(-2), draft.id);
  assert.deepEqual([(await api.get(`/api/invoices/${draft.id}`)).status, (await api.get(`/api/invoices/${page.url().split('/').at(-2)}`)).status], ['void', 'draft']);
});

test('a layer that closes gives the focus back, the first time too', async () => {
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const [from, open] of [[/^Search or jump to/, 'Enter'], [/^Notifications/, 'Enter'], [/^Business Context$/, 'Control+k']]) {
    await tabTo(from, 'Shift+Tab', 120);
    await press(open);
    await opened();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until(async () => from.test((await focus()).name), 20);
    assert.match((await focus()).name, from);
  }
});

test('no script error on the way', () => assert.deepEqual(page.problems, []));
