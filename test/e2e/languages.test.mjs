// The application in other languages: every route in German, in a pseudo language that is longer by two fifths, and in
// one that is written from right to left. No page is wider than its window, no button cuts its words, axe finds nothing;
// the choice is kept, nothing is drawn in English first, and what the server says is in German too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoth } from '../lib/every.mjs';
import { axe, close, narrow, openBrowser, openSignedIn, shot, wide } from './browser.mjs';

let sandbox, every, dataDir, browser, page, api, routes, names;
const usd = amount => ({ amount, currency: 'USD' });
const html = () => page.locator('html');

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('languages', ['--contacts', 20, '--companies', 5, '--deals', 12, '--seed', 3]));
  await api.connect();
  const run = await api.importAll();
  const client = await api.post('/api/clients', { name: 'Quarry Foods' });
  const lines = [{ description: 'Support plan', unitPrice: usd('1250.5'), taxRatePercent: '19' }];
  const draft = await api.post('/api/invoices', { clientId: client.id, lines });
  const issued = await api.post('/api/invoices', { clientId: client.id, lines });
  await api.post(`/api/invoices/${issued.id}/issue`);
  await api.post(`/api/invoices/${issued.id}/payments`, { amount: usd('100'), method: 'card', date: '2026-01-05' });
  const proposal = await api.post('/api/proposals', { clientId: client.id });
  const imported = (await api.get('/api/clients?source=hubspot&limit=1')).items[0];
  await api.post('/api/tax-rates', { name: 'VAT 20 %', ratePercent: '20' });
  await api.post('/api/deal-rules', { pipeline: 'default', stage: 'closedwon' });
  const hubspot = '/settings/integrations/hubspot';
  routes = {
    home: '/', clients: '/clients', 'new-client': '/clients/new', client: `/clients/${imported.id}`, statement: `/clients/${client.id}?tab=statement`, pipeline: '/clients/pipeline',
    invoices: '/invoices', 'new-invoice': '/invoices/new', invoice: `/invoices/${issued.id}`, draft: `/invoices/${draft.id}`, 'edit-invoice': `/invoices/${draft.id}/edit`,
    payments: '/payments', proposals: '/proposals', 'new-proposal': '/proposals/new', proposal: `/proposals/${proposal.id}`, 'edit-proposal': `/proposals/${proposal.id}/edit`,
    settings: '/settings', email: '/settings/email', account: '/settings/account', people: '/settings/people', audit: '/settings/audit', drafts: '/settings/drafts', taxes: '/settings/taxes?rate=new', 'new-rule': '/settings/drafts?do=add', model: '/settings/model',
    hubspot, runs: `${hubspot}/runs`, run: `${hubspot}/runs/${run.id}`, mapping: `${hubspot}/mapping`, parity: `${hubspot}/parity`, attention: `${hubspot}/attention`,
    login: '/login', forgot: '/forgot',
  };
  // What others wrote: names are as they are in every language.
  names = [];
  for (const kind of ['clients', 'contacts', 'deals']) for (const one of (await api.get(`/api/${kind}?limit=500`)).items) names.push(one.name, [one.firstName, one.lastName].join(' '), one.title, one.jobTitle);
  names.push('VAT 20 %');
  names = names.filter(name => name?.trim()).sort((a, b) => b.length - a.length);
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
});
after(() => close({ browser, every, sandbox, dataDir }));

// What does not fit: the page beside its window, words in their button, an amount or a count in its column.
const misfits = () => page.evaluate(() => {
  const found = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth + 1) found.push(`the page is ${scrollWidth} wide`);
  const main = document.querySelector('main');
  if (main.scrollWidth > main.clientWidth + 1) found.push(`what it shows is ${main.scrollWidth} wide, in ${main.clientWidth}`);
  for (const button of document.querySelectorAll('button, a, [role="tab"]')) {
    const words = button.querySelector('.mantine-Button-label, .mantine-Tabs-tabLabel') ?? button;
    if (words.clientWidth > 0 && words.scrollWidth > words.clientWidth + 1 && getComputedStyle(words).overflowX !== 'visible') found.push(`"${words.textContent}" is cut`);
  }
  for (const cell of document.querySelectorAll('[role="gridcell"][data-number], [role="gridcell"][data-date]'))
    if (cell.clientWidth > 0 && cell.scrollWidth > cell.clientWidth + 1) found.push(`"${cell.textContent}" is cut`);
  return found;
});

async function walk(language, { sizes, look }) {
  await page.goto(`${every.url}/?lang=${language}`);
  const wrong = [];
  for (const [name, path] of Object.entries(routes)) {
    for (const [at, [size, viewport]] of sizes.entries()) {
      await page.setViewportSize(viewport);
      if (at === 0) await page.goto(every.url + path);
      await page.locator('h1').first().waitFor();
      await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root'));
      await page.waitForTimeout(60);
      await look?.(name, size);
      wrong.push(...(await misfits()).map(one => `${name} ${size}: ${one}`));
    }
  }
  await page.setViewportSize(wide);
  assert.deepEqual(wrong, []);
  assert.deepEqual(page.problems, []);
}

test('a language is chosen in the account and in its menu, and kept', async () => {
  await page.goto(`${every.url}/settings/account`);
  await page.getByLabel('Language').selectOption('de');
  await page.getByRole('heading', { name: 'Ihr Konto' }).waitFor();
  assert.equal(await html().getAttribute('lang'), 'de');
  await page.goto(`${every.url}/clients`);
  await page.getByRole('heading', { name: 'Kunden' }).waitFor();
  await page.getByRole('button', { name: 'Konto von Dana Reyes' }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Clients' }).waitFor();
  assert.equal(await html().getAttribute('lang'), 'en');
});

test('who reads German gets German before anything is chosen, and nothing in English first', async () => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const other = await context.newPage();
  await other.addInitScript(() => {
    window.drawn = [];
    new MutationObserver(() => { for (const one of document.querySelectorAll('h1, h2, button, a, label')) window.drawn.push(one.textContent); }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await other.goto(`${every.url}/login`);
  await other.getByRole('heading', { name: 'Anmelden' }).waitFor();
  const drawn = await other.evaluate(() => window.drawn);
  assert.ok(drawn.includes('Passwort vergessen'));
  assert.deepEqual(drawn.filter(words => /sign in|password/i.test(words)), []);
  await other.getByLabel('E-Mail').fill('dana@fieldstone.example');
  await other.locator('[name=password]').fill('wrong');
  await other.getByRole('button', { name: 'Anmelden' }).click();
  await other.getByText('E-Mail oder Passwort stimmt nicht.').waitFor();
  await context.close();
});

test('money and dates are written as in German', async () => {
  await page.goto(`${every.url}${routes.invoice}?lang=de`);
  await page.getByText('1.388,10 $').first().waitFor();
  await page.getByRole('article').getByText('$1,488.10').first().waitFor(); // the document is in its client's language
  await page.getByText('05.01.2026').first().waitFor();
});

test('a number may be typed with a comma', async () => {
  await page.goto(`${every.url}${routes['edit-invoice']}`);
  await page.getByLabel('Einzelpreis').first().fill('1.000,50');
  await page.getByText('1.190,60 $').first().waitFor();
  await page.getByText(/(^|· )Gespeichert/).first().waitFor();
  assert.equal((await api.get(routes.draft.replace('/', '/api/'))).lines[0].unitPrice.amount, '1000.50');
});

// Words that English sentences are full of and German ones have none of, in what can be read on the page. What is
// written to clients is in their language.
async function english() {
  let shown = await page.evaluate(() => document.body.innerText);
  for (const letter of await page.locator('body [lang="en"], section[aria-label="Vorschau"]').allInnerTexts()) shown = shown.replace(letter, '');
  for (const name of names) shown = shown.replaceAll(name, '…');
  return shown.split('\n').filter(line => /(^| )(the|were|is|are|of|and|has|have|with|this|from|your|by|not|for|created|came|changed)[ .,:]/i.test(line));
}

test('every route in German fits, says nothing in English, and axe finds nothing', async () => {
  const left = [];
  await walk('de', {
    sizes: [['wide', wide], ['phone', narrow]],
    look: async (name, size) => {
      await shot(page, `de-${name}-${size}`);
      if (size !== 'wide') return;
      left.push(...(await english()).map(line => `${name}: ${line}`));
      await axe(page, `de ${name}`);
    },
  });
  assert.deepEqual(left, []);
});

test('the bell, the history, a refusal and the chat speak German', async () => {
  await page.goto(`${every.url}${routes.home}?lang=de`);
  await page.getByRole('button', { name: /^Mitteilungen/ }).click();
  await page.getByText(/^INV-0001|Zahlung|Rechnung/).first().waitFor();
  await page.waitForTimeout(200);
  assert.deepEqual(await english(), []);
  await page.goto(`${every.url}${routes.client}`);
  await page.getByRole('tab', { name: 'Verlauf' }).click();
  await page.getByText(/kam aus HubSpot/).first().waitFor();
  assert.deepEqual(await english(), []);
  await page.goto(`${every.url}/clients`);
  await page.locator('h1').waitFor();
  await page.keyboard.press('b');
  for (const [asked, said] of [['Zeig mir Dubletten', /Dublette/], ['jetzt abgleichen', /HubSpot jetzt abgleichen/], ['Wie oft wird abgeglichen?', /./], ['Hilfe', /Ich kann Status und Verlauf zeigen/], ['send invoice', /./]]) {
    const answers = page.locator('[data-role=every]'), before = await answers.count();
    await page.getByRole('textbox', { name: 'Fragen oder sagen, was zu tun ist' }).fill(asked);
    await page.keyboard.press('Enter');
    await answers.nth(before).getByText(said).first().waitFor();
    await page.waitForTimeout(300);
  }
  await shot(page, 'de-chat');
  assert.deepEqual((await english()).filter(line => line !== 'send invoice'), []);
});

test('words longer by two fifths fit', async () => {
  await walk('pseudo', { sizes: [['wide', wide], ['phone', narrow]], look: (name, size) => (size === 'phone' ? shot(page, `pseudo-${name}`) : undefined) });
});

test('from right to left every route is mirrored and fits', async () => {
  await page.goto(`${every.url}/clients?lang=pseudo-rtl`);
  await page.locator('nav').first().waitFor();
  const side = await page.locator('nav').first().boundingBox();
  assert.equal(Math.round(side.x + side.width), wide.width, 'the navigation is at the right');
  // A client's badge says HubSpot's name, which the pseudo language writes in its own letters only where it is spoken.
  const first = new Set(['home', 'clients', 'pipeline', 'invoices', 'invoice', 'payments', 'proposals', 'settings', 'hubspot', 'mapping']);
  await walk('pseudo-rtl', {
    sizes: [['wide', wide], ['phone', narrow]],
    look: async (name, size) => {
      if (size === 'phone') await shot(page, `rtl-${name}`);
      else if (first.has(name)) await axe(page, `rtl ${name}`);
    },
  });
});

test('axe finds nothing on any of these screens', () => assert.deepEqual(page.violations, []));
