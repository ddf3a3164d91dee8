// An invoice is written while the world is as it is: another person writes in the same one, somebody clicks twice, an
// answer is lost, the network goes, the server dies and the tab with it. What was typed is there afterwards, nobody's
// words are written over unasked, and whatever is sent or paid is so once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, sleep, startEvery, temporary, until } from '../lib/every.mjs';
import { startSmtp } from '../lib/smtp.mjs';
import { close, everyLook, look, openBrowser, openSignedIn, shot } from './browser.mjs';
import { walk } from './steps.mjs';

let every, smtp, dataDir, browser, page, api, step, sam, samPage, client;
const usd = amount => ({ amount, currency: 'USD' });
const away = /ERR_(CONNECTION_REFUSED|INTERNET_DISCONNECTED|INCOMPLETE_CHUNKED_ENCODING|SOCKET_NOT_CONNECTED|CONNECTION_RESET|EMPTY_RESPONSE|NETWORK_IO_SUSPENDED|NETWORK_CHANGED|FAILED)/;
const dialog = on => (on ?? page).getByRole('dialog');
const saved = on => on.getByText('Quarry Foods · Saved').waitFor();
const invoice = id => api.get(`/api/invoices/${id}`);
const draft = async (description = 'Support plan') => (await api.post('/api/invoices', { clientId: client.id, lines: [{ description, unitPrice: usd('100') }] })).id;

// Lets one request through to the server and loses its answer. Gives the keys of all that were made.
async function loseOneAnswer(on, method, path) {
  const keys = [];
  await on.route(path, async route => {
    if (route.request().method() !== method) return route.fallback();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.fallback();
    await route.fetch();
    await route.abort('connectionreset');
  });
  return keys;
}

before(async () => {
  smtp = await startSmtp();
  dataDir = temporary('together');
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  const mail = await api.call('GET', '/api/workspace/mail');
  await api.call('PATCH', '/api/workspace/mail', { host: '127.0.0.1', port: smtp.port, security: 'none', fromAddress: 'bills@fieldstone.example' }, { 'if-match': mail.headers.get('etag') });
  client = await api.post('/api/clients', { name: 'Quarry Foods', email: 'office@quarry.example' });
  await api.post(`/api/clients/${client.id}/contacts`, { firstName: 'Ada', email: 'ada@quarry.example', invoiceRole: 'primary' });
  const { id } = await api.post('/api/invitations', { email: 'sam@fieldstone.example', role: 'member' });
  const { url } = await api.post(`/api/invitations/${id}/link`);
  sam = new Api(every.url);
  await sam.post('/api/invitations/accept', { token: url.split('#')[1], name: 'Sam Ortiz', password: 'a long enough password' });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  samPage = await openSignedIn(browser, sam);
  step = walk({ page, url: every.url, api, look: name => look(page, name) });
});
after(() => close({ browser, every, smtp, dataDir }));

test('an invoice is typed from nothing, and its totals are the server\'s', async () => {
  await step.go('/invoices/new');
  await page.getByRole('textbox', { name: 'Client' }).fill('quarry');
  await page.getByRole('option', { name: /Quarry Foods/ }).click();
  await page.waitForURL(/\/invoices\/[^/]+\/edit/);
  const lines = [['Support plan', '1.5', '33.33', '10', '19'], ['Travel', '3', '0.05', '', '7.7'], ['Hosting', '12', '19.99', '', '']];
  for (const [i, values] of lines.entries()) {
    await step.button('Add a line').click();
    for (const [at, label] of ['Item', 'Quantity', 'Price', 'Discount %', 'Tax %'].entries()) await page.getByLabel(label, { exact: true }).nth(i).fill(values[at]);
  }
  await page.getByLabel('Discount on everything, %').fill('12.5');
  await saved(page);
  const id = page.url().split('/').at(-2);
  const made = await invoice(id);
  const money = amount => `$${Number(amount).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
  const form = page.getByRole('region', { name: 'Invoice', exact: true }).locator('dl');
  for (const [label, sum] of [['Subtotal', made.subtotal], ['Tax', made.taxTotal], ['Total', made.total]]) {
    assert.equal(await form.locator('div', { has: page.locator(`dt:text-is("${label}")`) }).locator('dd').textContent(), money(sum.amount), label);
  }
  assert.deepEqual(made.lines.map(line => [line.description, line.quantity, line.unitPrice.amount]), [['Support plan', '1.5', '33.33'], ['Travel', '3', '0.05'], ['Hosting', '12', '19.99']]);
  await look(page, 'editor-typed');
});

test('two people write in one invoice: the second is asked, field by field, and nobody is written over', async () => {
  const id = await draft();
  for (const on of [page, samPage]) await on.goto(`${every.url}/invoices/${id}/edit`);
  for (const on of [page, samPage]) await on.getByLabel('Notes').waitFor();
  await samPage.getByLabel('Notes').fill('Paid by card, Sam says');
  await saved(samPage);
  await page.getByLabel('PO number').fill('PO 77');
  await page.getByLabel('Price', { exact: true }).fill('120');
  await page.getByText(/^Sam Ortiz changed this invoice at .* Review the differences before saving\./).waitFor();
  await page.getByText('Quarry Foods · Not saved').waitFor();
  assert.equal((await invoice(id)).notes, 'Paid by card, Sam says');
  assert.equal((await invoice(id)).poNumber, '', 'nothing was written over');
  await step.button('Review').click();
  const row = label => dialog().getByRole('row', { name: new RegExp(`^${label}`) });
  assert.match(await row('Notes').innerText(), /Paid by card, Sam says[^]*Empty/);
  assert.match(await row('Line 1').innerText(), /1 × Support plan, \$100\.00[^]*1 × Support plan, \$120\.00/);
  assert.match(await row('PO number').innerText(), /Empty[^]*PO 77/);
  assert.equal(await dialog().getByRole('row').count(), 4, 'what is equal is not asked about');
  await look(page, 'changed-elsewhere');
  await dialog().getByRole('button', { name: 'Save what I typed' }).click();
  await saved(page);
  const mine = await invoice(id);
  assert.deepEqual([mine.poNumber, mine.lines[0].unitPrice.amount, mine.notes], ['PO 77', '120.00', '']);
  // The other way round: Sam is now the one who is behind, and takes what is saved.
  await samPage.getByLabel('Footer').fill('Thank you');
  await samPage.getByText(/^Dana Reyes changed this invoice at/).waitFor();
  await samPage.getByRole('button', { name: 'Review' }).click();
  await dialog(samPage).getByRole('button', { name: 'Keep what is saved' }).click();
  await saved(samPage);
  assert.deepEqual([await samPage.getByLabel('Footer').inputValue(), await samPage.getByLabel('PO number').inputValue()], ['', 'PO 77']);
  await samPage.getByLabel('Footer').fill('Thank you all');
  await saved(samPage);
  assert.deepEqual([(await invoice(id)).footer, (await invoice(id)).poNumber], ['Thank you all', 'PO 77']);
  // Issued meanwhile: it cannot change any more.
  await sam.post(`/api/invoices/${id}/issue`);
  await page.getByText(/^Sam Ortiz issued this invoice at .* What you typed since is not in it\./).waitFor();
  assert.equal(await page.getByLabel('PO number').inputValue(), 'PO 77', 'what was typed is still there');
  await shot(page, 'issued-elsewhere');
  await step.button('Open the invoice').click();
  await step.heading('INV-0001').waitFor();
});

test('a proposal is asked about in the same way', async () => {
  const { id } = await api.post('/api/proposals', { clientId: client.id, title: 'Website' });
  for (const on of [page, samPage]) await on.goto(`${every.url}/proposals/${id}/edit`);
  for (const on of [page, samPage]) await on.getByLabel('Title').waitFor();
  await samPage.getByLabel('Title').fill('Website and shop');
  await saved(samPage);
  await page.getByLabel('Title').fill('Web site');
  await page.getByText(/^Sam Ortiz changed this proposal at/).waitFor();
  await step.button('Review').click();
  assert.match(await dialog().getByRole('row', { name: /^Title/ }).innerText(), /Website and shop[^]*Web site/);
  await dialog().getByRole('button', { name: 'Keep what is saved' }).click();
  await saved(page);
  assert.equal(await page.getByLabel('Title').inputValue(), 'Website and shop');
});

const opensDetails = async on => {
  await on.goto(`${every.url}/clients/${client.id}`);
  await on.getByLabel('Phone', { exact: true }).waitFor();
};
const patched = (on, path) => on.waitForResponse(one => one.request().method() === 'PATCH' && one.url().endsWith(path));

test('a client form is not saved over another person\'s change, even when the page has read it since', async () => {
  await opensDetails(page);
  await page.getByLabel(/^Name/).first().fill('Quarry Foods Ltd');
  await sam.call('PATCH', `/api/clients/${client.id}`, { name: 'Quarry Foods & Sons', phone: '+1 415 555 0100' }, { 'if-match': (await sam.call('GET', `/api/clients/${client.id}`)).headers.get('etag') });
  await page.getByRole('heading', { name: 'Quarry Foods & Sons' }).waitFor(); // the page knows by itself
  const refused = patched(page, `/api/clients/${client.id}`);
  await step.button('Save details').click();
  assert.equal((await refused).status(), 412);
  await page.getByText(/^Sam Ortiz changed this client at .* Review the differences before saving\./).waitFor();
  assert.equal((await api.get(`/api/clients/${client.id}`)).name, 'Quarry Foods & Sons');
  await step.button('Review').click();
  const row = label => dialog().getByRole('row', { name: new RegExp(`^${label}`) });
  assert.match(await row('Name').innerText(), /Quarry Foods & Sons[^]*Quarry Foods Ltd/);
  assert.match(await row('Phone').innerText(), /\+1 415 555 0100[^]*Same/, 'what only Sam changed comes along');
  await everyLook(page, 'client-changed-elsewhere');
  await dialog().getByRole('button', { name: 'Save what I typed' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { name, phone } = await api.get(`/api/clients/${client.id}`);
  assert.deepEqual([name, phone], ['Quarry Foods Ltd', '+1 415 555 0100']);
  // The other half of the same record: what is saved there is no reason to ask here.
  await page.getByLabel('Tags, separated by commas').fill('foods');
  await step.button('Save billing').click();
  await page.getByText('Saved', { exact: true }).last().waitFor();
  await until(async () => (await api.get(`/api/clients/${client.id}`)).tags[0] === 'foods'); // “Saved” of before still stands there
  await api.call('PATCH', `/api/clients/${client.id}`, { name: 'Quarry Foods' }, { 'if-match': (await api.call('GET', `/api/clients/${client.id}`)).headers.get('etag') });
});

test('settings are asked about in the same way, and taken as they were saved', async () => {
  await step.go('/settings');
  const bank = page.getByLabel('Bank details');
  await bank.fill('IBAN DE00 typed here');
  await api.call('PATCH', '/api/workspace', { bankDetails: 'IBAN DE11 saved elsewhere' }, { 'if-match': (await api.call('GET', '/api/workspace')).headers.get('etag') });
  await step.button('Save settings').click();
  await page.getByText(/^You changed these settings elsewhere at/).waitFor();
  await step.button('Review').click();
  await dialog().getByRole('button', { name: 'Keep what is saved' }).click();
  assert.equal(await bank.inputValue(), 'IBAN DE11 saved elsewhere');
  await bank.fill('IBAN DE22');
  await page.getByLabel('Books closed until').fill('2024-12-31');
  await step.button('Save settings').click();
  await page.getByText('Saved', { exact: true }).waitFor();
  assert.equal((await api.get('/api/workspace')).bankDetails, 'IBAN DE22');
  assert.equal((await api.get('/api/workspace')).booksClosedUntil, '2024-12-31');
  await page.getByLabel('Books closed until').fill('2099-12-31');
  await step.button('Save settings').click();
  await page.getByText('Books are closed until today at the latest.').first().waitFor();
  await everyLook(page, 'settings-books');
  await api.call('PATCH', '/api/workspace', { bankDetails: '', booksClosedUntil: null }, { 'if-match': (await api.call('GET', '/api/workspace')).headers.get('etag') });
});

test('a double click on Send, a lost answer and a replayed request are one mail each', async () => {
  const twice = await draft('Clicked twice'), lost = await draft('Answer lost'), replayed = await draft('Replayed');
  await step.go(`/invoices/${twice}?do=send`);
  await dialog().getByRole('button', { name: 'Send invoice' }).dblclick();
  await page.getByText('Sending INV-0002 to 1 person…').waitFor();

  await step.go(`/invoices/${lost}?do=send`);
  const keys = await loseOneAnswer(page, 'POST', '**/api/invoices/*/mails');
  await dialog().getByRole('button', { name: 'Send invoice' }).click();
  await dialog().getByText("Can't reach the server", { exact: false }).waitFor();
  await shot(page, 'send-answer-lost');
  await dialog().getByRole('button', { name: 'Send invoice' }).click();
  await page.getByText('Sending INV-0003 to 1 person…').waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1], 'the second try is the same wish');
  await page.unroute('**/api/invoices/*/mails');

  const wish = { to: ['ada@quarry.example'], cc: [], subject: 'Replayed', text: 'Here it is: {link}', kind: 'invoice', issue: true };
  const send = () => api.call('POST', `/api/invoices/${replayed}/mails`, wish, { 'idempotency-key': 'one wish' });
  const answers = [await send(), ...(await Promise.all([send(), send()]))];
  assert.equal(new Set(answers.map(one => JSON.stringify([one.status, one.value.id]))).size, 1);
  await assert.rejects(api.post(`/api/invoices/${replayed}/mails`, { ...wish, subject: 'Another' }, { 'idempotency-key': 'one wish' }), error => error.problem.code === 'idempotency_mismatch');

  for (const id of [twice, lost, replayed]) assert.equal((await api.get(`/api/invoices/${id}/mails`)).items.length, 1);
});

test('whatever is made, a lost answer makes no second one', async () => {
  const count = async path => (await api.get(path)).total;
  const proposals = await count('/api/proposals');
  await loseOneAnswer(page, 'POST', '**/api/proposals');
  await step.go(`/proposals/new?client=${client.id}`);
  await page.getByText("Can't reach the server", { exact: false }).first().waitFor();
  await step.button('Try again').click();
  await page.waitForURL(/\/proposals\/[^/]+\/edit/);
  assert.equal(await count('/api/proposals'), proposals + 1);
  await page.unroute('**/api/proposals');

  await step.go(`/clients/${client.id}`);
  await loseOneAnswer(page, 'POST', '**/api/clients/*/notes');
  await page.getByLabel('New note').fill('Pays late');
  for (let i = 0; i < 2; ++i) {
    const answered = page.waitForEvent(i === 0 ? 'requestfailed' : 'requestfinished', one => one.method() === 'POST' && one.url().endsWith('/notes'));
    await step.button('Add note').click();
    await answered;
  }
  await page.getByText('Pays late', { exact: true }).last().waitFor();
  assert.equal((await api.get(`/api/clients/${client.id}/notes`)).items.filter(note => note.text === 'Pays late').length, 1);
  await page.unroute('**/api/clients/*/notes');

  // The client is made, and no answer comes about its contact: the next try makes no second one of either.
  const clients = await count('/api/clients');
  await step.go('/clients/new');
  await page.getByLabel(/^Name/).fill('Alder Works');
  await page.getByLabel(/^Email/).fill('office@alder.example');
  await loseOneAnswer(page, 'POST', '**/api/clients/*/contacts');
  await step.button('Save client').click();
  await page.getByText("Can't reach the server", { exact: false }).first().waitFor();
  await page.getByLabel(/^Name/).fill('Alder Works Inc.');
  await step.button('Save client').click();
  await step.heading('Alder Works Inc.').waitFor();
  assert.equal(await count('/api/clients'), clients + 1);
  assert.equal(await count('/api/contacts?q=office@alder.example'), 1);
});

test('a save whose answer was lost is not asked about: what is saved is what was typed', async () => {
  const id = await draft();
  await step.go(`/invoices/${id}/edit`);
  await page.getByLabel('Notes').waitFor();
  await loseOneAnswer(page, 'PATCH', `**/api/invoices/${id}`);
  await page.getByLabel('Notes').fill('Saved without an answer');
  await until(async () => (await invoice(id)).notes !== '');
  await page.getByLabel('Footer').fill('Typed right after');
  await saved(page);
  assert.deepEqual([(await invoice(id)).notes, (await invoice(id)).footer], ['Saved without an answer', 'Typed right after']);
  assert.equal(await step.button('Review').count(), 0);
  await page.unroute(`**/api/invoices/${id}`);
});

test('offline: what sends or pays is refused at once, is not done later by itself, and once when it is asked for again', async () => {
  const id = await draft('Paid offline');
  await api.post(`/api/invoices/${id}/issue`);
  await step.go(`/invoices/${id}`);
  await step.button('Record payment').click();
  await dialog().getByLabel(/^amount/i).fill('40');
  await page.context().setOffline(true);
  await dialog().getByRole('button', { name: 'Record payment' }).click();
  await dialog().getByText("Can't reach the server. Nothing was changed.").waitFor();
  await page.context().setOffline(false);
  await page.getByText(/You're offline/).waitFor({ state: 'detached' });
  await sleep(800);
  assert.deepEqual((await invoice(id)).payments, [], 'not by itself');
  assert.equal(await dialog().getByLabel(/^amount/i).inputValue(), '40');
  await dialog().getByRole('button', { name: 'Record payment' }).dblclick();
  await page.getByText('Partly paid').waitFor();
  assert.equal((await invoice(id)).payments.length, 1);
});

test('the server dies while an invoice is typed, and the tab with it: the next one has it all', async () => {
  const id = await draft();
  await step.go(`/invoices/${id}/edit`);
  await page.getByLabel('Notes').waitFor();
  await every.stop('SIGKILL');
  await page.getByLabel('Notes').fill('Typed while the server was dead');
  await page.getByText('Not saved').waitFor();
  const context = page.context();
  const { problems, violations } = page;
  await page.close({ runBeforeUnload: false });
  every = await startEvery({ dataDir, port: every.port });
  page = Object.assign(await context.newPage(), { problems, violations, looks: 0 });
  await page.goto(`${every.url}/invoices/${id}/edit`);
  await saved(page);
  assert.equal(await page.getByLabel('Notes').inputValue(), 'Typed while the server was dead');
  assert.equal((await invoice(id)).notes, 'Typed while the server was dead');
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('every.unsaved'))), []);
  // Meanwhile the mails of before have left, each once, although the server was killed.
  await until(() => smtp.received.length >= 3);
  await sleep(500);
  assert.equal(smtp.received.length, 3);
  assert.equal(new Set(smtp.received.map(mail => /^Subject: .*$/m.exec(mail.data)[0])).size, 3);
});

test('nothing went wrong in the browsers, and axe found nothing', () => {
  assert.deepEqual([...page.problems, ...samPage.problems].filter(problem => !away.test(problem)), []);
  assert.deepEqual(page.violations, []);
});
