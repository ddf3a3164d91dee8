// What finance does with many documents, and what it reads and types: many invoices at once with a receipt, documents in
// their own language on anybody's screen, amounts as each country types them, a link that is gone in its reader's language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Api, sleep, startEvery, temporary } from '../lib/every.mjs';
import { close, everyLook, look, openBrowser, openSignedIn } from './browser.mjs';

let every, dataDir, browser, page, api, client, german, arabic;
const ids = [];
const usd = amount => ({ amount, currency: 'USD' });
const dialog = () => page.getByRole('dialog');
const button = (name, options) => page.getByRole('button', { name, ...options });
const go = path => page.goto(every.url + path);
const invoice = id => api.get(`/api/invoices/${id}`);
const draft = async (price = '100', clientId = client.id) => (await api.post('/api/invoices', { clientId, lines: [{ description: 'Support plan', unitPrice: usd(price) }] })).id;
const speak = async (id, language) => api.call('PATCH', `/api/clients/${id}/billing`, { language }, { 'if-match': (await api.call('GET', `/api/clients/${id}/billing`)).headers.get('etag') });
const saved = on => on.getByText(/· Saved$|· Gespeichert$/).waitFor();

before(async () => {
  dataDir = temporary('finance');
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  client = await api.post('/api/clients', { name: 'Quarry Foods' });
  german = await api.post('/api/clients', { name: 'Kestrel Medien' });
  arabic = await api.post('/api/clients', { name: 'Alder Works' });
  await speak(german.id, 'de');
  await speak(arabic.id, 'ar');
  for (const price of ['100', '50', '75']) ids.push(await draft(price));
  for (const id of ids.slice(0, 2)) await api.post(`/api/invoices/${id}/issue`);
  await api.post(`/api/invoices/${ids[1]}/payments`, { amount: usd('20'), date: '2026-11-20', method: 'card' });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
});
after(() => close({ browser, every, dataDir }));

test('many are voided: how many and which not is said before, and what was done after', async () => {
  await go('/invoices');
  await page.getByRole('checkbox', { name: /Select all/ }).check();
  await button('Void…').click();
  await dialog().getByText('1 invoice will be void.').waitFor();
  await dialog().getByText('2 invoices left out').waitFor();
  const why = name => dialog().getByRole('row', { name });
  await why(/INV-0002 Quarry Foods INV-0002 has payments\./).waitFor();
  await why(/Draft Quarry Foods Only an issued invoice can be voided\./).waitFor();
  await everyLook(page, 'bulk-void');
  assert.ok(await dialog().getByRole('button', { name: 'Void 1 invoice' }).isDisabled(), 'not without a reason');
  await dialog().getByLabel(/^Reason/).fill('wrong year');
  await dialog().getByRole('button', { name: 'Void 1 invoice' }).click();
  await dialog().getByRole('status').filter({ hasText: '1 invoice voided' }).waitFor();
  await look(page, 'bulk-void-receipt');
  assert.deepEqual([(await invoice(ids[0])).voidReason, (await invoice(ids[1])).status, (await invoice(ids[2])).status], ['wrong year', 'issued', 'draft']);
  await dialog().getByRole('button', { name: 'Done' }).click();
  await page.getByRole('row', { name: /INV-0001.*Void/ }).waitFor();
});

test('many are marked as sent, drafts are issued first, and a lost answer does it once', async () => {
  const keys = [];
  await page.route('**/api/invoices/sent', async route => {
    if (JSON.parse(route.request().postData()).dryRun) return route.fallback();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.fallback();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await button('Mark as sent…').click();
  await dialog().getByText('2 invoices will be marked as sent.').waitFor();
  await dialog().getByText('1 draft is issued first and cannot be changed afterwards.').waitFor();
  await look(page, 'bulk-sent');
  await dialog().getByRole('button', { name: 'Mark 2 invoices' }).click();
  await dialog().getByText("Can't reach the server", { exact: false }).waitFor();
  await dialog().getByRole('button', { name: 'Mark 2 invoices' }).click();
  await dialog().getByRole('status').filter({ hasText: '2 invoices marked as sent' }).waitFor();
  await dialog().getByRole('row', { name: /INV-0001 Quarry Foods INV-0001 is void\./ }).waitFor();
  assert.equal(keys[0], keys[1]);
  assert.equal((await invoice(ids[2])).number, 'INV-0003');
  assert.equal((await invoice(ids[1])).history.filter(one => one.kind === 'marked_sent').length, 1);
  await dialog().getByRole('button', { name: 'Done' }).click();
  await page.unroute('**/api/invoices/sent');
});

test('the chosen ones are one PDF and one CSV, without those that were taken out', async () => {
  const file = async name => {
    const [coming] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
    return { name: coming.suggestedFilename(), bytes: readFileSync(await coming.path()) };
  };
  const pdf = await file('Download PDF');
  assert.match(pdf.name, /^3 documents \d{4}-\d\d-\d\d\.pdf$/);
  assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
  await page.getByRole('checkbox', { name: 'Select INV-0001' }).uncheck();
  const csv = await file('Export CSV');
  assert.equal(csv.name, 'invoices.csv');
  const lines = csv.bytes.toString().trim().split('\r\n');
  assert.equal(lines.length, 3);
  assert.match(lines[2], /^INV-0002,invoice,partial,Quarry Foods,,[\d-]+,[\d-]+,USD,50\.00,0\.00,0\.00,50\.00,20\.00,0\.00,30\.00,/);
});

test('the preview beside the editor speaks the document\'s language, whatever the screen\'s is', async () => {
  const id = await draft('1234.5', german.id);
  await go(`/invoices/${id}/edit`);
  const paper = page.getByRole('article', { name: 'Document' });
  await paper.getByRole('heading', { name: 'Rechnung' }).waitFor();
  await paper.getByText('Entwurf, nicht ausgestellt').waitFor();
  assert.equal(await paper.locator('[lang="de"]').getAttribute('dir'), 'ltr');
  assert.match(await paper.innerText(), /1\.234,50\s\$/);
  await page.getByLabel('Due date').waitFor(); // the screen's words
  await everyLook(page, 'editor-german-document');
  await page.getByLabel('Language').selectOption({ label: 'Français' });
  await paper.getByRole('heading', { name: 'Facture' }).waitFor();
  const right = await draft('1234.5', arabic.id);
  await go(`/invoices/${right}`);
  await paper.locator('[lang="ar"][dir="rtl"]').waitFor();
  await everyLook(page, 'invoice-arabic-document');
  const proposal = await api.post('/api/proposals', { clientId: german.id, title: 'Website', lines: [{ description: 'Seite', unitPrice: usd('10') }, { description: 'Shop', unitPrice: usd('20'), optional: true }] });
  await go(`/proposals/${proposal.id}/edit`);
  await paper.getByRole('heading', { name: 'Angebot' }).waitFor();
  await look(page, 'proposal-german-document');
});

test('an amount is read as it is meant on either screen, or asked about', async () => {
  const id = await draft();
  const price = label => page.getByLabel(label, { exact: true });
  const kept = async () => (await invoice(id)).lines[0].unitPrice.amount;
  const until = async amount => { for (let i = 0; i < 100 && (await kept()) !== amount; ++i) await sleep(50); assert.equal(await kept(), amount); };
  await go(`/invoices/${id}/edit`);
  await price('Price').fill('1.234,56');
  await until('1234.56');
  await price('Price').blur();
  assert.equal(await price('Price').inputValue(), '1234.56', 'what was read stands there');
  await price('Price').fill('1.234');
  await price('Price').blur();
  await page.getByText('This can mean 1234 or 1.234. Type it without a separator between thousands.').waitFor();
  await sleep(1200);
  await page.getByText('Quarry Foods · Not saved').waitFor();
  await everyLook(page, 'amount-asked');
  assert.equal(await kept(), '1234.56', 'nothing was guessed');
  assert.equal(await price('Price').inputValue(), '1.234', 'what was typed is still there');
  await price('Price').fill('1,234');
  await until('1234.00');

  await page.evaluate(() => localStorage.setItem('every-language', 'de'));
  await go(`/invoices/${id}/edit`);
  await price('Einzelpreis').fill('1.234');
  await saved(page);
  await until('1234.00');
  await price('Einzelpreis').fill('99,90');
  await until('99.90');
  await price('Einzelpreis').blur();
  assert.equal(await price('Einzelpreis').inputValue(), '99,90');
  await price('Menge').fill('1.234');
  await price('Menge').blur();
  await page.getByText('Das kann 1234 oder 1,234 heißen. Geben Sie es ohne Tausendertrennzeichen ein.').waitFor();
  await price('Menge').fill('1,5');
  for (let i = 0; i < 100 && (await invoice(id)).lines[0].quantity !== '1.5'; ++i) await sleep(50);
  assert.equal((await invoice(id)).total.amount, '149.85');
  await look(page, 'amount-german');

  // In a dialog: what was not read is not sent.
  await api.post(`/api/invoices/${id}/issue`);
  await go(`/invoices/${id}`);
  await page.getByRole('button', { name: 'Zahlung erfassen' }).click();
  const amount = dialog().getByLabel(/^Betrag/);
  assert.equal(await amount.inputValue(), '149,85');
  await amount.fill('1,234');
  await dialog().getByRole('button', { name: 'Zahlung erfassen' }).click();
  await sleep(300);
  assert.deepEqual((await invoice(id)).payments, []);
  await amount.fill('49,85');
  await dialog().getByRole('button', { name: 'Zahlung erfassen' }).click();
  await dialog().waitFor({ state: 'detached' });
  assert.equal((await invoice(id)).due.amount, '100.00');
  await page.evaluate(() => localStorage.removeItem('every-language'));
});

test('a link that is gone says so in the language of who opens it', async () => {
  const { url } = await api.post(`/api/invoices/${ids[1]}/link`);
  await api.call('DELETE', `/api/invoices/${ids[1]}/link`);
  for (const [locale, words, dir] of [['fr-CA', 'Ce lien n’est plus valable.', null], ['ar-EG', 'لم يعد هذا الرابط صالحًا.', 'rtl'], ['sv-SE', 'This link is no longer valid.', null]]) {
    const context = await browser.newContext({ locale, viewport: { width: 390, height: 844 } });
    const on = Object.assign(await context.newPage(), { violations: [], problems: [], looks: 0 });
    await on.goto(url);
    await on.getByRole('heading', { name: words }).waitFor();
    assert.equal(await on.locator('html').getAttribute('dir'), dir);
    if (locale === 'ar-EG') await look(on, 'link-gone-arabic');
    assert.deepEqual(on.violations, []);
    await context.close();
  }
});

test('axe finds nothing on any of these screens', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems.filter(one => !/ERR_(CONNECTION_RESET|FAILED)/.test(one)), []));
