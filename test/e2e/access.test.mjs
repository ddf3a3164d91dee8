// Every screen for everybody: each route and its dialogs under the strict content policy, at 320 px, at 400 % zoom, between
// phone and desk, with wider text, with reduced motion and with forced colours; axe where no other test looks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, remove, startBoth, startEvery, temporary, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { axe, close, narrow, openBrowser, openPage, openSignedIn, shot, wide } from './browser.mjs';

let sandbox, every, dataDir, browser, page, reader, api, routes, client, invoice, unpaid, draft, proposal, opened, deal, run;
const usd = amount => ({ amount, currency: 'USD' });
const hubspot = '/settings/integrations/hubspot';

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('access', ['--contacts', 80, '--companies', 25, '--deals', 40, '--seed', 7]));
  await api.connect();
  run = await api.importAll();
  client = (await api.get('/api/clients?source=hubspot&limit=1&sort=name')).items[0];
  for (const price of ['100', '250']) {
    const draft = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'A support plan for a whole year, with visits', unitPrice: usd(price), taxRatePercent: '20' }] });
    [unpaid, invoice] = [invoice, await api.post(`/api/invoices/${draft.id}/issue`)];
  }
  await api.post(`/api/invoices/${invoice.id}/payments`, { amount: usd('10'), date: '2026-01-02', method: 'cash' });
  draft = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Work', unitPrice: usd('1') }] });
  [proposal, opened] = await Promise.all(['Website', 'Hosting'].map(title => api.post('/api/proposals', { clientId: client.id, title, lines: [{ description: 'Design', unitPrice: usd('1000') }] })));
  await api.post(`/api/proposals/${opened.id}/open`);
  await api.post('/api/tokens', { name: 'An assistant', scopes: ['records.read'], expiresInDays: 30 });
  await api.post('/api/deal-rules', { pipeline: 'default', stage: 'closedwon' });
  const invited = await api.post('/api/invitations', { email: 'sam@fieldstone.example', role: 'member' });
  await new Api(every.url).post('/api/invitations/accept', { token: new URL(invited.url).hash.slice(1), name: 'Sam Okafor', password: 'correct horse battery' });
  // Two of HubSpot's contacts are one of our clients: a match that waits.
  const { control } = ordersFor(sandbox);
  const { id } = await api.post('/api/clients', { name: 'Quarry Foods' });
  await api.post(`/api/clients/${id}/contacts`, { firstName: 'Ada', lastName: 'Novak', email: 'ada@quarry.example' });
  for (const lastname of ['Novak', 'Nowak']) await control('create', { type: 'contacts', properties: { firstname: 'Ada', lastname, email: 'ada@quarry.example' } });
  await api.post('/api/hubspot/sync', { full: true });
  await api.settled();
  const asked = (await api.post('/api/chat', { text: 'sync now' })).messages.at(-1).blocks.find(one => one.type === 'proposal').proposal;
  await api.post(`/api/clients/${client.id}/notes`, { text: 'Prefers one invoice a month.' });
  const { url } = await api.post(`/api/invoices/${invoice.id}/link`);
  deal = (await api.get('/api/deals?limit=1')).items[0];
  routes = ['/', '/clients', '/clients/new', `/clients/${client.id}`, ...['invoices', 'statement', 'proposals', 'deals', 'activity'].map(tab => `/clients/${client.id}?tab=${tab}`),
    '/clients/pipeline', '/clients/pipeline?view=list', `/clients/pipeline?deal=${deal.id}`, '/invoices', '/invoices/new', `/invoices/${invoice.id}`, `/invoices/${draft.id}/edit`, '/payments', '/proposals', '/proposals/new', `/proposals/${proposal.id}`, `/proposals/${proposal.id}/edit`,
    `/confirm/${asked.id}`,
    '/settings', '/settings/email', '/settings/account', '/settings/people', '/settings/audit', '/settings/drafts', '/settings/taxes', '/settings/model', '/settings/tokens', hubspot, ...['review', 'resolve', 'select', 'import', 'result'].map(step => `${hubspot}?import=1&step=${step}`), `${hubspot}/mapping`, `${hubspot}/runs`, `${hubspot}/runs/${run.id}`, `${hubspot}/runs/${run.id}?tab=records`, `${hubspot}/runs/${run.id}?tab=errors`, `${hubspot}/parity`, `${hubspot}/attention`, '/nothing-here', new URL(url).pathname];
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  // Its own page: axe comes in past the content policy.
  reader = await openSignedIn(browser, api);
  await page.addInitScript(() => { window.breaches = []; addEventListener('securitypolicyviolation', event => window.breaches.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)); });
});
after(() => close({ browser, every, sandbox, dataDir }));

const go = async (path, on = page) => {
  await on.goto(every.url + path);
  await on.locator('h1').first().waitFor();
  await on.waitForFunction(() => !document.querySelector('.mantine-Loader-root, .mantine-Skeleton-root'), undefined, { timeout: 5000 }).catch(() => undefined);
};
// Each look gives what is wrong.
const breaches = () => page.evaluate(() => window.breaches);
// What goes beyond the screen's width, and by which element.
const tooWide = (on = page) => on.evaluate(() => {
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return [];
  const inside = one => { for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true; return false; };
  return [`${location.pathname}${location.search} ${over} px: ${[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !inside(one)).slice(-2).map(one => one.outerHTML.slice(0, 90)).join(' | ')}`];
});

test('the content policy allows nothing inline, and nothing on any route or in any dialog needs it', async () => {
  const header = (await fetch(every.url)).headers.get('content-security-policy');
  assert.doesNotMatch(header, /unsafe-inline|unsafe-eval|unsafe-hashes|data:[^;]*script|\*/);
  assert.match(header, /default-src '(none|self)'/);
  for (const part of ['script-src', 'style-src', 'frame-ancestors', 'base-uri', 'form-action', 'object-src']) assert.ok(header.includes(part) || (part === 'object-src' && header.includes("default-src 'none'")), `${part}: ${header}`);
  // One walk for all of it: each state of a screen is looked at where it is.
  for (const path of routes) {
    await page.setViewportSize({ width: 320, height: 640 });
    await go(path);
    seen.wide.push(...await tooWide());
    await page.setViewportSize({ width: 320, height: 256 });
    seen.zoom.push(...await tooWide(), ...await covered());
    for (const width of [768, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      seen.between.push(...(await tooWide()).map(one => `${width}: ${one}`));
    }
    await page.setViewportSize(wide);
    seen.spacing.push(...await clipped());
    seen.policy.push(...await breaches());
  }
  assert.deepEqual(seen.policy, []);
});
const seen = { policy: [], wide: [], zoom: [], between: [], spacing: [] };
// Where the menu is and what it has: from 900 px pictures at the side, each with its name; below it a bar with More.
const shell = () => page.evaluate(() => {
  const menu = document.querySelector('nav[aria-label=Main]');
  const box = menu.getBoundingClientRect(), items = [...menu.querySelectorAll('a, button')].filter(one => one.offsetParent !== null), words = items.filter(one => one.querySelector('span').offsetParent !== null);
  const is = innerWidth >= 900
    ? [box.x === 0, box.width === 56, box.height >= innerHeight - 1, items.length === 7, words.length === 0, items.every(one => one.title !== '')]
    : [box.x === 0, box.width === innerWidth, Math.round(box.bottom) === innerHeight, items.length === words.length, items.length === (innerWidth < 700 ? 5 : 6), items.at(-1).textContent === 'More', items.every(one => one.getBoundingClientRect().height >= 44)];
  return is.every(Boolean) ? [] : [`${innerWidth}: the menu of ${location.pathname}: ${is.join(' ')} ${items.map(one => one.textContent).join(', ')}`];
});
// What stays in place leaves room for the page: something of it is to be seen and can be scrolled.
const covered = () => page.evaluate(() => {
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  const layer = document.querySelector('[role=dialog]') ?? document.querySelector('main');
  return layer.contains(document.elementFromPoint(x, y)) ? [] : [`${location.pathname}${location.search}: ${document.elementFromPoint(x, y)?.outerHTML.slice(0, 100)} covers the page`];
});
// WCAG 1.4.12: lines 1.5, letters 0.12, words 0.16 of the size. Nothing of a button, heading, label or link is cut off then.
const clipped = () => page.evaluate(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const found = [...document.querySelectorAll('button, h1, h2, h3, label, dt, dd, th, [role=columnheader]')].filter(one => {
    const style = getComputedStyle(one);
    if (one.closest('.visually-hidden') || one.offsetParent === null || !/hidden|clip/.test(`${style.overflowX} ${style.overflowY}`) || style.textOverflow === 'ellipsis') return false;
    return one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 4;
  }).map(one => `${location.pathname}${location.search} ${one.tagName} "${one.textContent.slice(0, 40)}" ${one.scrollWidth}/${one.clientWidth} ${one.scrollHeight}/${one.clientHeight}`);
  const over = document.documentElement.scrollWidth - innerWidth;
  document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  return over > 0 ? [...found, `${location.pathname} is ${over} px too wide with wider text`] : found;
});

// What has no session yet: another server is not set up.
test('at 320 px and at 400 % zoom neither the first run nor signing in scrolls two ways', async () => {
  const data = temporary('access-new'), fresh = await startEvery({ dataDir: data });
  const guest = await openPage(browser, { width: 320, height: 640 });
  const found = [];
  for (const url of [`${fresh.url}/setup`, `${every.url}/login`]) {
    await guest.setViewportSize({ width: 320, height: 640 });
    await guest.goto(url);
    await guest.locator('h1').first().waitFor();
    found.push(...await tooWide(guest));
    await guest.setViewportSize({ width: 320, height: 256 });
    found.push(...await tooWide(guest));
    const button = guest.getByRole('button').last();
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    if (box.y < 0 || box.y + box.height > 257 || box.x < 0 || box.x + box.width > 321) found.push(`${url}: its button is out of reach: ${JSON.stringify(box)}`);
  }
  await guest.context().close();
  await fresh.stop();
  remove(data);
  assert.deepEqual(found, []);
});

test('at 320 px and at 400 % zoom the chat is the screen, and what is typed is seen', async () => {
  await page.setViewportSize(wide);
  await go('/clients');
  await click('Business Context');
  const panel = page.getByRole('complementary', { name: 'Business Context' });
  for (const [at, words] of ['/status', '/pipeline', '/deals won'].entries()) {
    await panel.getByRole('textbox').fill(words);
    await page.keyboard.press('Enter');
    if (await panel.getByRole('listbox').count() > 0) await page.keyboard.press('Enter');
    await panel.locator('[data-role=every]').nth(at).waitFor();
  }
  const found = [];
  for (const height of [640, 256]) {
    await page.setViewportSize({ width: 320, height });
    // Laid out anew when the browser comes to it; what stays too wide is told.
    await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth, undefined, { timeout: 3000 }).catch(() => {});
    found.push(...await tooWide());
    for (const [what, one] of [['what is typed', panel.getByRole('textbox')], ['Close', panel.getByRole('button', { name: 'Close Business Context' })]]) {
      const box = await one.boundingBox();
      if (!box || box.y < 0 || box.y + box.height > height + 1 || box.x < 0 || box.x + box.width > 321) found.push(`${what} is out of reach at ${height} px: ${JSON.stringify(box)}`);
    }
    const log = await panel.getByRole('log').boundingBox();
    if (log.height < 60) found.push(`of what was said ${log.height} px are seen at ${height} px`);
    await shot(page, `chat-320-${height}`);
  }
  found.push(...await breaches());
  await panel.getByRole('button', { name: 'Close Business Context' }).click();
  await page.setViewportSize(wide);
  assert.deepEqual(found, []);
});

test('at 768 and 1024 px no screen scrolls two ways, and the menu is where it belongs', async () => {
  await go('/clients');
  const found = [];
  for (const width of [390, 700, 768, 899, 900, 1024, 1199]) {
    await page.setViewportSize({ width, height: 800 });
    let is = [];
    await until(async () => (is = await shell()).length === 0, 5);
    found.push(...is);
    if (width === 768 || width === 1024) await shot(page, `menu-${width}`);
  }
  await page.setViewportSize({ width: 768, height: 800 });
  await click('More', page.getByRole('navigation', { name: 'Main' }));
  await page.getByRole('menuitem', { name: 'Settings' }).waitFor();
  assert.deepEqual(await page.getByRole('menuitem').allTextContents(), ['Proposals', 'Settings'], 'what has its place in the bar is not said twice');
  await page.keyboard.press('Escape');
  await page.setViewportSize(wide);
  assert.deepEqual([...found, ...seen.between], []);
});
test('at 320 px no screen scrolls two ways', () => assert.deepEqual(seen.wide, []));
test('at 400 % zoom no screen scrolls two ways, and nothing covers it', () => assert.deepEqual(seen.zoom, []));
test('with wider text nothing is cut off', () => assert.deepEqual(seen.spacing, []));

const dialog = () => page.getByRole('dialog').last();
const click = (name, place = page) => place.getByRole('button', { name }).first().click();
const item = async name => { await click('More', page.getByRole('main')); await page.getByRole('menuitem', { name }).click(); };
// Where it opens, how, and whether another test's axe has been there.
const dialogs = () => [
  ['search', '/', () => page.keyboard.press('Control+k'), true],
  ['keys', '/', () => page.keyboard.press('?'), true],
  ['bell', '/', () => click(/^Notifications/), true],
  ['import', '/clients', () => click('Import CSV'), true],
  ['deal', `/clients/pipeline?deal=${deal.id}`, () => undefined, false],
  ['payment', `/invoices/${invoice.id}`, () => click('Record payment'), true],
  ['send', `/invoices/${invoice.id}`, () => click(/^(Send|Remind)…$/), true],
  ['credit', `/invoices/${invoice.id}`, () => item('Credit note…'), true],
  ['void', `/invoices/${unpaid.id}`, () => item('Void and copy…'), true],
  ['payments', '/payments', () => click('Record payment'), true],
  ['invite', '/settings/people', () => click('Invite…'), true],
  ['undo import', `${hubspot}/runs/${run.id}`, () => click('Undo import…'), true],
  ['result', `${hubspot}?import=1&step=result`, () => undefined, false],
  ['disconnect', hubspot, () => click('Disconnect HubSpot…'), true],
];
test('beside the chat nothing leaves its card', async () => {
  await page.setViewportSize({ width: 1200, height: 900 });
  await go('/');
  await page.getByRole('button', { name: 'Business Context' }).click();
  const out = [];
  for (const path of routes.filter(one => !one.includes('?import='))) {
    await go(path);
    out.push(...await page.evaluate(() => [...document.querySelectorAll('main section')].flatMap(card => {
      const end = card.getBoundingClientRect().right;
      const scrolls = one => { for (let at = one; at !== card; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true; return false; };
      return [...card.querySelectorAll('input, select, textarea, button, a, li')].filter(one => one.getBoundingClientRect().right > end + 1 && !scrolls(one)).map(one => `${location.pathname}: ${one.outerHTML.slice(0, 90)}`);
    })));
  }
  await go('/');
  await page.getByRole('button', { name: 'Close Business Context' }).click();
  assert.deepEqual(out, []);
});

test('every dialog at 400 % zoom: under the policy, one way to scroll, its last button within reach', async () => {
  const found = [];
  for (const [name, path, open] of dialogs()) {
    await page.setViewportSize(wide);
    await go(path);
    await open();
    await dialog().waitFor();
    await page.setViewportSize({ width: 320, height: 256 });
    await page.waitForTimeout(120);
    found.push(...(await tooWide()).map(one => `${name}: ${one}`), ...(await breaches()).map(one => `${name}: ${one}`));
    const sideways = await dialog().evaluate(box => [box, ...box.querySelectorAll('*')].filter(one => one.scrollWidth > one.clientWidth + 2 && /auto|scroll/.test(getComputedStyle(one).overflowX) && !one.matches('[role=grid], [role=region], [tabindex]')).map(one => one.className));
    if (sideways.length > 0) found.push(`${name} scrolls sideways: ${sideways}`);
    const last = dialog().getByRole('button').last();
    if (await last.count() > 0) {
      let box;
      // What a dialog loads after it has opened may push its last button down once more.
      await until(async () => {
        await last.scrollIntoViewIfNeeded();
        box = await last.boundingBox();
        return box && box.y >= 0 && box.y + box.height <= 257 && box.x >= 0 && box.x + box.width <= 321;
      }, 5);
      if (!box || box.y < 0 || box.y + box.height > 257 || box.x < 0 || box.x + box.width > 321) found.push(`${name}: its last button is out of reach: ${JSON.stringify(box)}`);
    }
  }
  await page.setViewportSize(wide);
  // A toast, with its buttons.
  await go(`/invoices/${invoice.id}`);
  await click('Record payment');
  await dialog().getByRole('button', { name: 'Record payment' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  found.push(...await breaches());
  await click('Undo');
  await page.getByText('Payment taken back').waitFor();
  assert.deepEqual(found, []);
});

test('with reduced motion nothing moves, with forced colours what is chosen has a frame', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  const framed = selector => page.evaluate(css => [...document.querySelectorAll(css)].map(one => getComputedStyle(one)).map(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2), selector);
  await go('/invoices');
  await page.getByRole('checkbox', { name: /^Select INV/ }).first().check();
  await page.locator('h1').click();
  assert.deepEqual(await framed('[role=row][aria-selected=true]'), [true]);
  assert.ok((await framed('nav [aria-current=page]')).every(Boolean));
  await shot(page, 'forced-colours-invoices');
  await go(`${hubspot}?import=1&step=review`);
  const moving = await page.evaluate(() => document.getAnimations().filter(one => (one.effect?.getComputedTiming().duration ?? 0) > 1).map(one => `${one.animationName ?? one.transitionProperty} on ${one.effect.target?.className}`));
  assert.deepEqual(moving, []);
  await shot(page, 'forced-colours-dialog');
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'none' });
});

test('axe finds nothing where no other test looks, in both themes and both widths', async () => {
  const tabs = ['invoices', 'proposals', 'deals', 'activity'].map(tab => `/clients/${client.id}?tab=${tab}`);
  for (const path of ['/clients/new', ...tabs, '/clients/pipeline?view=list', '/invoices/new', '/proposals/new', `${hubspot}?import=1&step=result`, '/nothing-here']) {
    await reader.setViewportSize(wide);
    await reader.goto(every.url + path);
    await reader.locator('h1').first().waitFor();
    for (const [size, theme] of [[wide, 'light'], [wide, 'dark'], [narrow, 'dark'], [narrow, 'light']]) {
      await reader.setViewportSize(size);
      await reader.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await axe(reader, `${path} ${size.width} ${theme}`);
    }
  }
  assert.deepEqual(reader.violations, []);
});
// What no other test's axe has been over: menus and the desk in light on a desktop and in dark on a phone. What is asked
// before it is done is one component with other words: each is read in one of the two, by turns.
const asked = () => [
  ['account-menu', '/', on => click('Account of Dana Reyes', on)],
  ['more-menu', '/', async on => { await on.setViewportSize(narrow); await click('More', on.getByRole('navigation', { name: 'Main' })); }],
  ['connection-menu', hubspot, on => click('More about this connection', on)],
  ['invoice-delete', `/invoices/${draft.id}`, on => click('Delete draft', on)],
  ['invoice-issue', `/invoices/${draft.id}`, on => click('Issue…', on)],
  ['invoice-void', `/invoices/${unpaid.id}`, async on => { await click('More', on.getByRole('main')); await on.getByRole('menuitem', { name: 'Void…' }).click(); }],
  ['link-revoke', `/invoices/${invoice.id}`, on => click('Revoke link…', on)],
  ['payment-remove', `/invoices/${invoice.id}`, on => click('Remove…', on)],
  ['token-revoke', '/settings/tokens', on => click('Revoke An assistant', on)],
  ['rule-delete', '/settings/drafts', on => click(/^Delete… /, on)],
  ['person-remove', '/settings/people', on => click('Remove Sam Okafor', on)],
  ['proposal-open', `/proposals/${proposal.id}`, on => click('Open without mail…', on)],
  ['proposal-delete', `/proposals/${proposal.id}`, on => click('Delete draft', on)],
  ['proposal-revise', `/proposals/${opened.id}`, on => click('Take back…', on)],
  ['mapping-reset', `${hubspot}/mapping`, on => click('Reset to default…', on)],
  ['mapping-leave', `${hubspot}/mapping`, async on => { await on.getByLabel('When Mobile is filled').selectOption('if_empty'); await on.getByRole('main').getByRole('link', { name: 'HubSpot', exact: true }).click(); }],
  ['desk', `${hubspot}?import=1&step=resolve`, on => on.getByRole('radiogroup', { name: /^Which HubSpot contact/ }).waitFor()],
];
test('axe finds nothing in any menu, nor where something is asked before it is done', async () => {
  let there = '', questions = 0;
  for (const [name, path, open] of asked()) {
    // What is asked on one page is asked there one after the other.
    if (path === there) {
      await reader.keyboard.press('Escape');
      await reader.waitForFunction(() => !document.querySelector('[role=dialog], [role=menu]'));
    } else await go(path, reader);
    there = path;
    await open(reader);
    await reader.getByRole('dialog').or(reader.getByRole('menu')).last().waitFor();
    const looks = [[wide, 'light'], [narrow, 'dark']], question = !/menu$|^desk$/.test(name);
    for (const [size, theme] of reader.viewportSize().width === narrow.width ? looks.slice(1) : question ? [looks[++questions % 2]] : looks) {
      await reader.setViewportSize(size);
      await reader.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await axe(reader, `${name} ${size.width} ${theme}`, '[role=dialog], [role=menu]');
    }
    await reader.setViewportSize(wide);
  }
  assert.deepEqual(reader.violations, []);
});
test('no script error on the way', () => assert.deepEqual([...page.problems, ...reader.problems], []));
