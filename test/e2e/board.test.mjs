// A long board on which some deals are HubSpot's and some are ours. What is ours is moved by drag, by click and by key, shown
// at once, said aloud and taken back; what is HubSpot's is refused the same ways. A won deal becomes a draft, again by drag,
// by click and by key. Who lost the race, or whom the server refuses, sees the board as it is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { axe, close, hear, look, narrow, openBrowser, openSignedIn, shot, wide } from './browser.mjs';
import { walk } from './steps.mjs';

let sandbox, every, dataDir, browser, page, api, step, control, orders, stages;

const theirs = ['Alder', 'Birch', 'Cedar'], ours = ['Linden', 'Maple', 'Nyssa', 'Olive'];
const dialog = () => page.getByRole('dialog');
const drafts = async () => (await api.get('/api/invoices?status=draft&limit=1')).total;
const card = async name => page.locator(`[data-deal="${(await deal(name)).id}"]`);
const renewals = 'b9152945-a594-4835-9676-a6f405fecd71'; // another pipeline than the one on the board
const deal = async name => (await api.get(`/api/deals?q=${name}&limit=1`)).items[0];
const column = label => page.getByRole('region', { name: label, exact: true });
const stageOf = async name => (await deal(name)).stage.id;
// The card in a column, by the client's name on it.
const cardIn = (label, name) => column(label).locator('[data-deal]', { hasText: `${name} Ltd` });
const heading = async label => (await column(label).locator('header').innerText()).replaceAll(/\s+/g, ' ');
const focused = () => page.evaluate(() => ({ row: document.activeElement?.closest('[data-row]')?.getAttribute('data-row'), client: document.activeElement?.closest('[data-deal]')?.textContent ?? '', column: document.activeElement?.closest('section')?.querySelector('h2')?.textContent }));
const focusIn = (label, name) => page.waitForFunction(([column_, client]) => { const at = document.activeElement; return at?.closest('section')?.querySelector('h2')?.textContent === column_ && at?.closest('[data-deal]')?.textContent.includes(client); }, [label, name]);
const said = words => page.waitForFunction(text => window.heard.some(one => one.includes(text)), words);
const forget = () => page.evaluate(() => { window.heard.length = 0; });
const undo = () => page.getByRole('status').getByRole('button', { name: 'Undo' }).last();
// What the server answers to a move, for as long as `during` lasts.
async function answering(how, during) {
  const path = /\/api\/deals\/[^/?]+$/;
  await page.route(path, route => (route.request().method() === 'PATCH' ? how(route) : route.continue()));
  await during();
  await page.unroute(path);
}

const made = (name, more) => orders.deal(`${name} plan`, more, { company: `${name} Ltd`, person: name, host: name.toLowerCase() });

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('board', ['--contacts', 300, '--companies', 60, '--deals', 16_000, '--seed', 5]));
  ({ control } = orders = ordersFor(sandbox));
  for (const name of theirs) await made(name, { dealstage: 'closedwon', amount: '500.00', closedate: '2031-01-01' });
  const gone = [];
  for (const [i, name] of ours.entries()) gone.push(await made(name, { dealstage: 'qualifiedtobuy', amount: `${i + 1}00000.00`, closedate: `2031-01-0${i + 1}` }));
  gone.push(await made('Poplar', { pipeline: renewals, dealstage: '130845701', amount: '900.00' }));
  await api.connect();
  await api.importAll();
  // Deleted in HubSpot: they are ours from now on.
  for (const id of gone) await control('archive', { type: 'deals', id });
  await api.post('/api/hubspot/sync', { full: true });
  await api.settled();
  ({ stages } = await api.get('/api/pipeline'));
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  await hear(page);
  step = walk({ page, url: every.url, api, look: name => look(page, name) });
  await step.go('/clients/pipeline');
  await page.locator('[data-deal]').first().waitFor();
});
after(() => close({ browser, every, sandbox, dataDir }));

const at = id => stages.find(one => one.id === id);
const [from, next, won, lost] = ['qualifiedtobuy', 'presentationscheduled', 'closedwon', 'closedlost'];

test('a long board has few elements, and each card knows its place', async () => {
  const deals = stages.reduce((sum, stage) => sum + stage.count, 0);
  assert.ok(deals > 10_000, `${deals} deals`);
  assert.ok(await page.locator('[data-row]').count() < 150);
  const last = at(won);
  const list = column(last.label).getByRole('list');
  await list.getByRole('listitem').first().getByRole('button').first().focus();
  await page.keyboard.press('End');
  await page.waitForFunction(n => document.activeElement?.closest('[data-row]')?.getAttribute('aria-posinset') === String(n), last.count);
  assert.equal(await page.evaluate(() => document.activeElement.closest('[data-row]').getAttribute('aria-setsize')), String(last.count));
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.activeElement?.closest('[data-row]')?.getAttribute('aria-posinset') === '1');
  // To the next stage at the same height, and back.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(label => document.activeElement?.closest('section')?.querySelector('h2')?.textContent !== label && document.activeElement?.closest('[data-row]')?.getAttribute('aria-posinset') === '2', last.label);
});

test('only what is ours offers to be moved', async () => {
  for (const name of ours) await cardIn(at(from).label, name).getByRole('button', { name: `Move ${name} Ltd, ${name} plan to another stage` }).waitFor();
  assert.equal(await column(at(from).label).locator('[data-action=move]').count(), ours.length);
  assert.equal(await column(at(won).label).locator('[data-action=move]').count(), 0);
});

test('by drag: the columns say so before the server has, and it is taken back', async () => {
  const [left, right] = [at(from).label, at(next).label];
  const before_ = { left: await heading(left), right: await heading(right) };
  let let_go;
  const held = new Promise(done => { let_go = done; });
  await answering(async route => { await held; await route.continue(); }, async () => {
    await cardIn(left, 'Linden').dragTo(column(right));
    await cardIn(right, 'Linden').waitFor();
    assert.equal(await cardIn(left, 'Linden').count(), 0);
    assert.ok((await heading(left)).includes((at(from).count - 1).toLocaleString('en-US')), await heading(left));
    assert.ok((await heading(right)).includes((at(next).count + 1).toLocaleString('en-US')), await heading(right));
    assert.equal(await stageOf('Linden'), from, 'the server has not heard of it');
    let_go();
    await page.getByText(`Moved to ${right}`).waitFor();
  });
  assert.equal(await stageOf('Linden'), next);
  await said(`Linden Ltd moved to ${right}, `);
  // What was shown early is what the server says.
  const { stages: now } = await api.get('/api/pipeline');
  assert.equal(now.find(one => one.id === next).count, at(next).count + 1);
  const shown = await heading(right);
  await page.reload();
  await cardIn(right, 'Linden').waitFor();
  assert.equal(await heading(right), shown);
  await cardIn(right, 'Linden').dragTo(column(left));
  await page.getByText(`Moved to ${left}`).waitFor();
  await undo().click();
  await cardIn(right, 'Linden').waitFor();
  await said(`Linden Ltd moved to ${right}`);
  assert.equal(await stageOf('Linden'), next);
  await cardIn(right, 'Linden').dragTo(column(left));
  await page.getByText(`Moved to ${left}`).waitFor();
  assert.deepEqual({ left: await heading(left), right: await heading(right) }, before_);
});

test('by click: a menu beside the card leads to any stage, the focus goes along', async () => {
  await cardIn(at(from).label, 'Maple').getByRole('button', { name: /^Move Maple/ }).click();
  const menu = page.getByRole('menu');
  await menu.getByRole('menuitem', { name: at(lost).label }).waitFor();
  assert.equal(await menu.getByRole('menuitem').count(), stages.filter(one => one.takesDeals).length - 1, 'not where it is');
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await axe(page, `board-menu wide ${theme}`);
    await shot(page, `board-menu-wide-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await menu.getByRole('menuitem', { name: at(won).label }).click();
  await page.getByText(`Moved to ${at(won).label}`).waitFor();
  await focusIn(at(won).label, 'Maple Ltd');
  const seen = await column(at(won).label).boundingBox();
  assert.ok(seen.x + seen.width <= wide.width, `the focus is in sight: ${JSON.stringify(seen)}`);
  await cardIn(at(won).label, 'Maple').getByRole('button', { name: /^Create an invoice for Maple/ }).waitFor();
  assert.equal((await deal('Maple')).state, 'won');
  await shot(page, 'board-moved');
  await undo().click();
  await cardIn(at(from).label, 'Maple').waitFor();
  await said(`Maple Ltd moved to ${at(from).label}`);
  assert.equal(await stageOf('Maple'), from);
});

test('on a phone: one stage at a time, its cards are moved by their menu, and the stage stays in sight', async () => {
  await page.setViewportSize(narrow);
  await page.getByLabel('Stage to show').selectOption({ index: stages.findIndex(one => one.id === from) });
  await cardIn(at(from).label, 'Maple').getByRole('button', { name: /^Move Maple/ }).click();
  await page.getByRole('menuitem', { name: at(next).label }).waitFor();
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await axe(page, `board-menu phone ${theme}`);
    await shot(page, `board-menu-phone-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.getByRole('menuitem', { name: at(next).label }).click();
  await page.getByText(`Moved to ${at(next).label}`).waitFor();
  assert.equal((await focused()).column, at(from).label, JSON.stringify(await focused()));
  await undo().click();
  await cardIn(at(from).label, 'Maple').waitFor();
  await page.setViewportSize(wide);
});

test('by key: m opens the menu, Shift and an arrow is one stage, the focus goes along and Escape gives it back', async () => {
  const card = cardIn(at(from).label, 'Nyssa');
  await card.getByRole('button').first().focus();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: stages.filter(one => one.id !== from)[0].label }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await focusIn(at(from).label, 'Nyssa Ltd');
  await page.keyboard.press('m');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem');
  for (let i = 0; i < 9 && !(await page.evaluate(label => document.activeElement?.textContent === label, at(next).label)); ++i) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await focusIn(at(next).label, 'Nyssa Ltd');
  await said(`Nyssa Ltd moved to ${at(next).label}, `);
  await page.keyboard.press('Shift+ArrowLeft');
  await focusIn(at(from).label, 'Nyssa Ltd');
  await said(`Nyssa Ltd moved to ${at(from).label}, `);
  assert.equal(await stageOf('Nyssa'), from);
  // Twice without waiting: the deal ends where it was sent last.
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  const after_ = stages[stages.findIndex(one => one.id === next) + 1];
  await focusIn(after_.label, 'Nyssa Ltd');
  await said(`Nyssa Ltd moved to ${after_.label}, `);
  assert.equal(await stageOf('Nyssa'), after_.id);
  assert.equal((await focused()).column, after_.label);
  for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowRight']) await page.keyboard.press(key);
  await focusIn(at(next).label, 'Nyssa Ltd');
  await until(async () => (await stageOf('Nyssa')) === next);
  // And no other: whoever came next in its row stays.
  assert.deepEqual(await Promise.all(['Linden', 'Maple', 'Olive'].map(stageOf)), [from, from, from]);
});

test('from its panel: the stage is chosen, and the board behind follows', async () => {
  const olive = await deal('Olive');
  await step.go(`/clients/pipeline?deal=${olive.id}`);
  await dialog().getByLabel('Stage').selectOption({ label: at(next).label });
  await page.getByText(`Moved to ${at(next).label}`).waitFor();
  assert.equal(await dialog().getByLabel('Stage').inputValue(), next);
  await look(page, 'deal-ours');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await cardIn(at(next).label, 'Olive').waitFor();
  assert.equal(await stageOf('Olive'), next);
});

test('from its panel: a deal of another pipeline has the stages of that one, and is taken back', async () => {
  const { id } = await deal('Poplar');
  await step.go(`/clients/pipeline?deal=${id}`);
  const sums = await heading(at(won).label), tray = await page.locator('[data-invoice-tray]').innerText();
  await dialog().getByLabel('Stage').selectOption({ label: 'Renewed' });
  await page.getByText('Moved to Renewed').waitFor();
  assert.equal((await deal('Poplar')).state, 'won');
  assert.deepEqual([await heading(at(won).label), await page.locator('[data-invoice-tray]').innerText()], [sums, tray], 'the board of the other pipeline stays');
  await undo().click();
  await until(async () => (await stageOf('Poplar')) === '130845701');
  assert.equal((await deal('Poplar')).state, 'open');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
});

test('what it says is changed in its panel, and the board behind follows', async () => {
  const olive = await deal('Olive');
  await step.go(`/clients/pipeline?deal=${olive.id}`);
  await dialog().getByRole('button', { name: 'Edit details' }).click();
  await dialog().getByLabel('Currency').fill('ZZZ');
  await dialog().getByLabel('Name').fill('Olive grove');
  await dialog().getByRole('button', { name: 'Save details' }).click();
  await dialog().getByText('A currency code of ISO 4217 is needed here').waitFor();
  await look(page, 'deal-form');
  assert.equal((await deal('Olive')).name, 'Olive plan', 'nothing is changed by half');
  await dialog().getByLabel('Currency').fill('usd');
  for (const [label, value] of [['Amount', '410000.5'], ['Close date', '2031-02-01']]) await dialog().getByLabel(label).fill(value);
  await dialog().getByRole('button', { name: 'Save details' }).click();
  await dialog().getByText('$410,000.50', { exact: true }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'Edit details');
  assert.deepEqual([await deal('Olive')].map(now => [now.name, now.amount.amount, now.closeDate, now.stage.id]), [['Olive grove', '410000.50', '2031-02-01', next]]);
  // Who began before somebody else saved writes over nothing.
  await dialog().getByRole('button', { name: 'Edit details' }).click();
  await dialog().getByLabel('Name').fill('Olive tree');
  await api.call('PATCH', `/api/deals/${olive.id}`, { name: 'Olive oil' }, { 'if-match': (await api.call('GET', `/api/deals/${olive.id}`)).headers.get('etag') });
  await dialog().getByRole('button', { name: 'Save details' }).click();
  await dialog().getByText(/changed this deal.* at/).waitFor();
  await dialog().getByRole('button', { name: 'Review' }).click();
  await dialog().getByRole('row', { name: /Name.*Olive oil.*Olive tree/ }).waitFor();
  await look(page, 'deal-form-changed');
  await dialog().getByRole('button', { name: 'Save what I typed' }).click();
  await dialog().getByRole('button', { name: 'Edit details' }).waitFor();
  assert.equal((await deal('Olive')).name, 'Olive tree');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await cardIn(at(next).label, 'Olive').getByText('$410,000.50').waitFor();
});

test('what the server refuses goes back, with its sums, and says why', async () => {
  await step.go('/clients/pipeline');
  await cardIn(at(from).label, 'Linden').waitFor();
  const left = at(from).label, before_ = await heading(left);
  await forget();
  await answering(route => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ code: 'internal', status: 500 }) }), async () => {
    await cardIn(left, 'Linden').dragTo(column(at(next).label));
    await page.getByText(`Linden Ltd is still in ${left}`).first().waitFor();
  });
  await shot(page, 'board-refused');
  await cardIn(left, 'Linden').waitFor();
  assert.equal(await cardIn(at(next).label, 'Linden').count(), 0);
  assert.equal(await heading(left), before_);
  await said(`Linden Ltd is still in ${left}`);
  page.problems = page.problems.filter(one => !/status of 500/.test(one));
});

test('who is late moves nothing that somebody else moved', async () => {
  const left = at(from).label;
  const { id } = await deal('Linden');
  const clean = page.problems.length;
  // Somebody else, and this screen has not heard of it.
  await page.route(/\/api\/events/, route => route.abort());
  await answering(async route => {
    const { headers } = await api.call('GET', `/api/deals/${id}`);
    await api.call('PATCH', `/api/deals/${id}`, { stage: lost }, { 'if-match': headers.get('etag') });
    await route.continue();
  }, async () => {
    await cardIn(left, 'Linden').dragTo(column(at(next).label));
    await page.getByText('Linden Ltd was not moved: somebody else changed it').first().waitFor();
  });
  assert.equal(await stageOf('Linden'), lost);
  await said('Linden Ltd was not moved');
  await page.unroute(/\/api\/events/);
  page.problems.splice(clean, page.problems.length, ...page.problems.slice(clean).filter(one => !/ERR_FAILED/.test(one)));
  await cardIn(at(lost).label, 'Linden').waitFor();
});

test("what is HubSpot's is refused by drag, by the menu's key and by an arrow; each says why", async () => {
  const cards = column(at(from).label).locator('[data-deal]:not(:has([data-action=move]))');
  const key = pressed => async one => { await one.getByRole('button').first().focus(); await page.keyboard.press(pressed); };
  const ways = {
    async drag(one) {
      await one.hover();
      await page.mouse.down();
      const there = await column(at(next).label).boundingBox();
      await page.mouse.move(there.x + 60, there.y + 200, { steps: 5 });
      await page.mouse.move(there.x + 70, there.y + 220, { steps: 3 });
      await column(at(next).label).getByText('Stages are managed in HubSpot').waitFor();
      await shot(page, 'board-veil');
      await page.mouse.up();
    },
    m: key('m'),
    arrow: key('Shift+ArrowRight'),
  };
  for (const [i, [how, refused]] of Object.entries(ways).entries()) {
    const one = cards.nth(i), path = `/api/deals/${await one.getAttribute('data-deal')}`;
    const { headers, value } = await api.call('GET', path);
    await refused(one);
    await dialog().getByText('Move the deal in HubSpot; the board follows at the next sync.', { exact: false }).waitFor();
    await said(`Stage not changed. ${value.client?.name ?? value.name} is managed in HubSpot.`);
    if (how === 'drag') await look(page, 'board-locked');
    assert.equal(await dialog().getByRole('link', { name: 'Open deal in HubSpot' }).getAttribute('href'), value.hubspot.url);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    assert.equal((await api.call('GET', path)).headers.get('etag'), headers.get('etag'), how);
  }
});

test('a won deal becomes a draft by drag, by click and by key; each is said and taken back', async () => {
  await step.go('/clients/pipeline');
  await page.getByLabel('Search deals').fill('plan');
  await page.waitForURL(/q=plan/);
  // What is found stands where it will be dragged from.
  await page.waitForFunction(() => { const all = [...document.querySelectorAll('[data-row]')]; return all.length > 0 && all.every(one => /plan/i.test(one.textContent)); });
  const way = {
    async drag(one) { await one.dragTo(page.locator('[data-invoice-tray]')); },
    async click(one) { await one.getByRole('button', { name: /^Create an invoice for/ }).dblclick(); },
    async key(one) { await one.getByRole('button').first().focus(); await page.keyboard.press('i'); },
  };
  for (const [how, name] of [['drag', 'Alder'], ['click', 'Birch'], ['key', 'Cedar']]) {
    const one = await card(name);
    await one.waitFor();
    assert.match(await one.getByRole('button').first().innerText(), new RegExp(`${name} Ltd[^]*${name} plan[^]*\\$500\\.00[^]*, ${at(won).label}, no invoice, \\d of \\d`));
    await way[how](one);
    const told = page.getByRole('status').filter({ hasText: `${name} Ltd · $500.00` });
    await told.getByText('Draft invoice created').first().waitFor();
    await one.getByText('Draft', { exact: true }).waitFor();
    assert.equal(await drafts(), 1, `${how}: one draft, however often`);
    await page.waitForFunction(words => window.heard.includes(words), `Draft invoice created for ${name} Ltd.`);
    await told.getByRole('button', { name: 'Undo' }).first().click();
    await one.getByText('Draft', { exact: true }).waitFor({ state: 'detached' });
    assert.equal(await drafts(), 0, `${how}: taken back`);
    assert.equal((await deal(name)).invoice, null);
    await page.waitForFunction(() => window.heard.at(-1) === 'Draft removed.');
  }
});

test('a deal that has its invoice shows it when it is dropped again, and gets no second', async () => {
  const one = await card('Alder');
  await one.dragTo(page.locator('[data-invoice-tray]'));
  await one.getByText('Draft', { exact: true }).waitFor();
  await one.dragTo(page.locator('[data-invoice-tray]'));
  await dialog().getByText('Alder Ltd already has a draft for this deal').waitFor();
  await look(page, 'board-invoiced');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await one.getByRole('button').first().focus();
  await page.keyboard.press('i');
  await page.waitForTimeout(300);
  assert.equal(await drafts(), 1);
});

test('on a card that could be invoiced, g and i lead to the invoices and make none', async () => {
  const one = await card('Birch');
  await one.getByRole('button').first().focus();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.waitForURL(/\/invoices$/);
  await page.waitForTimeout(300);
  assert.equal((await deal('Birch')).invoice, null);
});

test('the keys are said where keys are said', async () => {
  await page.keyboard.press('?');
  await dialog().getByText('Move the deal to another stage').waitFor();
  await page.keyboard.press('Escape');
});

test('axe finds nothing on any of these screens, in both themes and both widths', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
