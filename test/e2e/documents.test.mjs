// How documents reach the client, on the real server with a mail server beside it: mail is set up, an invoice is sent from
// its screen, taken back, sent, refused and tried again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, remove, sleep, startEvery, temporary } from '../lib/every.mjs';
import { startSmtp, textOf } from '../lib/smtp.mjs';
import { everyLook, openBrowser, openPage, shot } from './browser.mjs';

let every, smtp, dataDir, browser, page, api, client;
const go = path => page.goto(every.url + path);
const button = name => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const usd = amount => ({ amount, currency: 'USD' });

async function draft(price) {
  return api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Support plan', quantity: '1', unitPrice: usd(price), taxRatePercent: '20' }] });
}
async function received(count) {
  for (let i = 0; i < 400 && smtp.received.length < count; ++i) await sleep(50);
  assert.equal(smtp.received.length, count);
  return smtp.received.at(-1);
}

before(async () => {
  smtp = await startSmtp();
  dataDir = temporary('documents');
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  client = await api.post('/api/clients', { name: 'Quarry Foods', email: 'office@quarry.example' });
  await api.post(`/api/clients/${client.id}/contacts`, { firstName: 'Ada', email: 'ada@quarry.example', invoiceRole: 'primary', proposalRole: 'primary' });
  await api.post(`/api/clients/${client.id}/contacts`, { firstName: 'Bo', email: 'bo@quarry.example', invoiceRole: 'cc', proposalRole: 'cc' });
  browser = await openBrowser();
  page = await openPage(browser);
  const [name, value] = api.cookie.split('=');
  await page.context().addCookies([{ name, value, url: every.url }]);
});
after(async () => {
  await browser?.close();
  await every?.stop();
  await smtp?.stop();
  if (dataDir) remove(dataDir);
});

test('mail is set up, its words are seen before they are kept, and a test message arrives', async () => {
  await go('/settings/email');
  await page.getByLabel("Sender's name").fill('Fieldstone');
  await page.getByLabel("Sender's address").fill('bills@fieldstone.example');
  await page.getByLabel('Mail server').fill('127.0.0.1');
  await page.getByLabel('Port').fill(String(smtp.port));
  await page.getByLabel('Encryption').selectOption('none');
  await button('Save server and sender').click();
  await page.getByText('Saved').waitFor();
  await page.getByLabel('Subject').fill('Your invoice {number}');
  await page.getByLabel('Preview').getByText('Your invoice INV-0042').waitFor();
  await button('Save templates').click();
  await page.getByText('Saved').first().waitFor();
  assert.equal((await api.get('/api/workspace/mail')).subject, 'Your invoice {number}');
  assert.equal((await api.get('/api/workspace/mail')).text, '', 'the standard words are not kept');
  await button('Send test message').click();
  await page.getByText(/took the message to dana@fieldstone.example/).waitFor();
  await everyLook(page, 'email-settings');
  assert.match((await received(1)).data, /A test from Every/);
});

test('sending a draft issues it, and can be taken back', async () => {
  const { id } = await draft('100.00');
  await go(`/invoices/${id}`);
  await button('Send…').click();
  assert.equal(await dialog().getByLabel('To').inputValue(), 'ada@quarry.example');
  assert.equal(await dialog().getByLabel('Cc').inputValue(), 'bo@quarry.example');
  await dialog().getByText('Quarry Foods sees this as from Fieldstone').waitFor();
  await everyLook(page, 'invoice-send');
  await dialog().getByRole('button', { name: 'Send invoice' }).click();
  await page.getByText('Sending INV-0001 to 2 people…').waitFor();
  await shot(page, 'invoice-sending');
  await page.getByRole('status').getByRole('button', { name: 'Undo send' }).click();
  await page.getByText('INV-0001 was not sent').waitFor();
  await page.getByText('Taken back').waitFor();
  const invoice = await api.get(`/api/invoices/${id}`);
  assert.deepEqual([invoice.status, invoice.sentAt, invoice.displayStatus], ['issued', null, 'issued']);
});

test('what is sent arrives with its PDF, and the invoice says so by itself', async () => {
  const { id } = await draft('250.00');
  await go(`/invoices/${id}?do=send`);
  await dialog().getByRole('button', { name: 'Send invoice' }).click();
  await page.getByText('Sending INV-0002 to 2 people…').waitFor();
  const mail = await received(2);
  assert.deepEqual(mail.to.map(one => one.replace(/[<>]/g, '')), ['ada@quarry.example', 'bo@quarry.example']);
  assert.match(mail.data, /Subject: Your invoice INV-0002/);
  assert.match(textOf(mail), /invoice INV-0002 over \$300\.00/);
  assert.match(mail.data, /application\/pdf/);
  const main = page.getByRole('main');
  await main.getByText('Sent', { exact: true }).first().waitFor();
  await main.getByText(/^Sent by Dana Reyes/).waitFor();
  await everyLook(page, 'invoice-sent');
});

test('a refused mail says why, and is sent when it is tried again', async () => {
  const { id } = await draft('75.00');
  smtp.refused = 'ada@quarry.example';
  await go(`/invoices/${id}?do=send`);
  await dialog().getByRole('button', { name: 'Send invoice' }).click();
  await page.getByText(/550 No such mailbox/).first().waitFor();
  await shot(page, 'invoice-refused');
  assert.equal((await api.get(`/api/invoices/${id}`)).displayStatus, 'issued');
  smtp.refused = '';
  await button('Try again').click();
  await received(3);
  await page.getByRole('main').getByText('Sent', { exact: true }).first().waitFor();
});

test('an unpaid invoice is reminded of with what is due', async () => {
  const { items } = await api.get('/api/invoices?q=INV-0002');
  await api.post(`/api/invoices/${items[0].id}/payments`, { amount: usd('100.00'), date: '2026-01-02', method: 'cash' });
  await go(`/invoices/${items[0].id}`);
  await button('Remind…').click();
  assert.match(await dialog().getByLabel('Message').inputValue(), /\$200\.00 of it is still open/);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'detached' });
});

test('axe finds nothing on any of these screens', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
