// How documents reach the client, on the real server with a mail server beside it: mail is set up, an invoice is sent from
// its screen, taken back, sent, refused and tried again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { Api, sleep, startEvery, temporary, until } from '../lib/every.mjs';
import { startSmtp, textOf } from '../lib/smtp.mjs';
import { close, everyLook, narrow, openBrowser, openPage, openSignedIn, shot, wide } from './browser.mjs';

let every, smtp, dataDir, browser, page, api, client;
const go = path => page.goto(every.url + path);
const button = name => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
// Chromium without a window says so in its name, and is no person then.
const people = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const usd = amount => ({ amount, currency: 'USD' });

async function draft(price) {
  return api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Support plan', quantity: '1', unitPrice: usd(price), taxRatePercent: '20' }] });
}
async function received(count) {
  await until(() => smtp.received.length >= count);
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
  page = await openSignedIn(browser, api);
});
after(() => close({ browser, every, smtp, dataDir }));

test('mail is set up, its words are seen before they are kept, and a test message arrives', async () => {
  await go('/settings/email');
  await page.getByLabel("Sender's name").fill('Fieldstone');
  await page.getByLabel("Sender's address").fill('bills@fieldstone.example');
  await page.getByLabel('Mail server').fill('127.0.0.1');
  await page.getByLabel('Port').fill(String(smtp.port));
  await page.getByLabel('Encryption').selectOption('none');
  await button('Save server and sender').click();
  await page.getByText(/(^|· )Saved/).waitFor();
  await page.getByLabel('Subject').fill('Your invoice {number}');
  await page.getByLabel('Preview').getByText('Your invoice INV-0042').waitFor();
  const kept = page.waitForResponse(answer => answer.request().method() === 'PATCH');
  await button('Save templates').click();
  await kept;
  await page.getByText(/(^|· )Saved/).first().waitFor();
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

test('the client opens the link without a script: its status, its PDF, nothing when it is revoked', async () => {
  const { items } = await api.get('/api/invoices?q=INV-0002');
  const { id } = items[0];
  const { url } = await api.get(`/api/invoices/${id}/link`);
  assert.match(textOf(smtp.received[1]), new RegExp(url.replace(/[/.?]/g, '\\$&')), 'the mail has the link');
  // As the client: no cookie, no script.
  const context = await browser.newContext({ viewport: wide, javaScriptEnabled: false, locale: 'en-US', userAgent: people });
  const outside = await context.newPage();
  const answer = await outside.goto(url);
  assert.equal(answer.headers()['x-robots-tag'], 'noindex, nofollow');
  assert.ok((await answer.body()).length < 15_000);
  await outside.getByText('Partly paid: $100.00 received').waitFor();
  assert.deepEqual(await context.cookies(), []);
  const href = await outside.getByRole('link', { name: 'Download PDF' }).getAttribute('href');
  const pdf = Buffer.from(await (await fetch(every.url + href)).arrayBuffer());
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  await outside.getByText('$200.00').first().waitFor();
  await context.close();
  // axe needs scripts: the same page in the test's own browser, which is signed in and not counted.
  await go(new URL(url).pathname);
  await everyLook(page, 'public-invoice');
  await go(`/invoices/${id}`);
  await page.getByText(/Viewed once, last/).waitFor();
  await page.getByText('Viewed by the client').waitFor();
  await everyLook(page, 'invoice-viewed');
  await button('Revoke link…').click();
  await dialog().getByRole('button', { name: 'Revoke link' }).click();
  await page.getByText('The link was revoked').waitFor();
  assert.equal((await fetch(url)).status, 404);
  await go(new URL(url).pathname);
  await page.getByText('This link is no longer valid.').waitFor();
  await everyLook(page, 'public-gone');
  await go(`/invoices/${id}`);
  await button('Copy link').click();
  await page.getByLabel('Link', { exact: true }).waitFor();
  assert.notEqual(await page.getByLabel('Link', { exact: true }).inputValue(), url);
});

test('an open, a paid, an overdue and a void invoice say so to the client, and page, PDF and server have one total', async () => {
  for (const [dueDate, pay, words, reason] of [['2031-01-31', null, 'Open, due Jan 31, 2031'], ['2026-01-31', null, 'Overdue since Jan 31, 2026'], ['2026-01-31', '120.00', 'Paid on Feb 3, 2026. Thank you.'], ['2031-01-31', null, 'Void: this invoice was cancelled.', 'Entered twice']]) {
    const { id } = await draft('100.00');
    const { value } = await api.call('PATCH', `/api/invoices/${id}`, { issueDate: '2026-01-02', dueDate }, { 'if-match': '"1"' });
    assert.equal(value.dueDate, dueDate);
    await api.post(`/api/invoices/${id}/issue`);
    if (pay) await api.post(`/api/invoices/${id}/payments`, { amount: usd(pay), date: '2026-02-03', method: 'cash' });
    const { url } = await api.post(`/api/invoices/${id}/link`);
    if (reason) await api.post(`/api/invoices/${id}/void`, { reason });
    await go(new URL(url).pathname);
    await page.getByText(words).waitFor();
    await shot(page, `public-${words.split(/[ ,:]/)[0].toLowerCase()}`);
    const { number } = await api.get(`/api/invoices/${id}`);
    assert.match(await page.locator('main').innerText(), /Support plan[^]*\$120\.00/);
    const pdf = await fetch(every.url + await page.getByRole('link', { name: 'Download PDF' }).getAttribute('href'));
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(await pdf.arrayBuffer()), encoding: 'utf8' });
    assert.match(text, new RegExp(`${number}[^]*Support plan[^]*\\$120\\.00`));
  }
});

test('a client reads documents in its language, unless a draft says another', async () => {
  const reader = await api.post('/api/clients', { name: 'مخبز النيل', address: { city: 'القاهرة', country: 'EG' } });
  await go(`/clients/${reader.id}`);
  await page.getByLabel('Language of documents').selectOption('ar');
  await button('Save e-invoicing').click();
  await page.getByText(/(^|· )Saved/).first().waitFor();
  await everyLook(page, 'client-language');
  const { id } = await api.post('/api/invoices', { clientId: reader.id, lines: [{ description: 'تصميم المكتب', quantity: '2', unitPrice: usd('100.00'), taxRatePercent: '14' }] });
  await go(`/invoices/${id}/edit`);
  const language = page.getByLabel('Language', { exact: true });
  await language.getByRole('option', { name: 'The client’s (\u2068العربية\u2069)' }).waitFor({ state: 'attached' });
  await language.selectOption('de');
  await page.getByRole('status').getByText(/(^|· )Saved/).waitFor();
  await everyLook(page, 'invoice-language');
  assert.equal((await api.get(`/api/invoices/${id}`)).writtenIn, 'de');
  await language.selectOption('');
  await page.getByRole('status').getByText(/(^|· )Saved/).waitFor();
  await button('Done').click();
  await page.waitForURL(new RegExp(`/invoices/${id}$`));
  assert.equal((await api.post(`/api/invoices/${id}/issue`)).writtenIn, 'ar');
  const { url } = await api.post(`/api/invoices/${id}/link`);
  await go(new URL(url).pathname);
  await page.getByRole('link', { name: 'تنزيل PDF' }).waitFor();
  const [label, sum] = await Promise.all(['dt', 'dd'].map(part => page.locator(`dl .sum ${part}`).boundingBox()));
  assert.ok(label.x > sum.x, 'the page is read from right to left');
  await everyLook(page, 'public-arabic');
});

test('a proposal is written, saves itself and is sent', async () => {
  await go(`/clients/${client.id}`);
  await page.getByRole('link', { name: 'New proposal' }).click();
  await page.waitForURL(/\/proposals\/.*\/edit/);
  await page.getByLabel('Title').fill('Website');
  await button('Add a text').click();
  await page.getByLabel('Heading').fill('Scope');
  await page.getByLabel('Text', { exact: true }).fill('Everything that is needed, and nothing else.');
  for (const [what, price] of [['Design', '1000.01'], ['Hosting for a year', '200']]) {
    await button('Add a line').click();
    await page.getByLabel('Item', { exact: true }).last().fill(what);
    await page.getByLabel('Price', { exact: true }).last().fill(price);
    await page.getByLabel('Tax %').last().fill('19');
  }
  await page.getByLabel('Optional: the client chooses').last().check();
  const shown = await page.getByRole('region', { name: 'Proposal' }).getByText('$1,190.01').first().textContent();
  await page.getByRole('status').getByText(/(^|· )Saved/).waitFor();
  await page.getByLabel('Document').getByText('Hosting for a year').waitFor();
  await everyLook(page, 'proposal-editor');
  const { items } = await api.get('/api/proposals?q=website');
  assert.equal(`$${Number(items[0].total.amount).toLocaleString('en-US')}`, shown, 'the screen adds up as the server does');
  const before = smtp.received.length;
  await button('Send…').click();
  await dialog().getByText('Quarry Foods sees this as from Fieldstone').waitFor();
  await everyLook(page, 'proposal-send');
  await dialog().getByRole('button', { name: 'Send proposal' }).click();
  await page.getByText('Sending PRO-0001 to 2 people…').waitFor();
  const mail = await received(before + 1);
  assert.match(textOf(mail), /our proposal for Website over \$1,190\.01/);
  assert.match(textOf(mail), /\/p\/[\w-]{20,}/);
  await page.getByRole('main').getByText('Sent', { exact: true }).first().waitFor();
  await everyLook(page, 'proposal-sent');
});

test('the client chooses an option and accepts, without a script; everybody here is told', async () => {
  const { items: [proposal] } = await api.get('/api/proposals?q=website');
  const { url } = await api.get(`/api/proposals/${proposal.id}/link`);
  await go(new URL(url).pathname);
  await everyLook(page, 'public-proposal');
  await go('/');
  const context = await browser.newContext({ viewport: wide, javaScriptEnabled: false, locale: 'en-US', userAgent: people });
  const outside = await context.newPage();
  await outside.goto(url);
  await outside.getByRole('checkbox').check();
  await outside.getByLabel('Your name').fill('Ada Novak');
  await outside.getByRole('button', { name: 'Accept' }).click();
  await outside.getByText('You changed the options: the total below is the new one.').waitFor();
  assert.equal((await api.get(`/api/proposals/${proposal.id}`)).state, 'open', 'nobody accepts a total that was not on the screen');
  await outside.getByText('With your name you accept this proposal over $1,428.01').waitFor();
  await outside.screenshot({ path: new URL('shots/public-proposal-again.png', import.meta.url).pathname });
  await outside.getByRole('button', { name: 'Accept' }).click();
  await outside.getByText(/Accepted by Ada Novak on/).waitFor();
  assert.equal(outside.url(), url);
  await outside.reload();
  await outside.getByText(/Accepted by Ada Novak on/).waitFor();
  assert.deepEqual(await context.cookies(), []);
  await context.close();
  await page.getByRole('status').getByText('Quarry Foods accepted · $1,428.01').waitFor();
  await page.getByRole('main').getByText('Quarry Foods accepted').waitFor();
  await everyLook(page, 'home-accepted');
});

test('half of it is invoiced now and the rest later, to the cent', async () => {
  await page.getByRole('link', { name: 'Create invoice' }).click();
  await dialog().getByText('A share now').click();
  assert.equal(await dialog().getByLabel('Share, %').inputValue(), '50');
  await everyLook(page, 'proposal-invoice');
  await dialog().getByRole('button', { name: 'Invoice 50 % now' }).click();
  await page.waitForURL(/\/invoices\//);
  await page.getByText('50 % of PRO-0001: Website').waitFor();
  await page.getByRole('link', { name: 'PRO-0001' }).click();
  await page.getByText('Accepted by Ada Novak').first().waitFor();
  await everyLook(page, 'proposal-accepted');
  await button('Create invoice…').click();
  await dialog().getByRole('button', { name: 'Create invoice' }).click();
  await page.waitForURL(/\/invoices\//);
  const { items: [{ id }] } = await api.get('/api/proposals?q=website');
  const proposal = await api.get(`/api/proposals/${id}`);
  assert.equal(proposal.invoicedPercent, '100');
  assert.equal(proposal.invoices.reduce((sum, one) => sum + Math.round(Number(one.total.amount) * 100), 0), 142_801);
  await go('/proposals');
  await page.getByRole('row', { name: /PRO-0001/ }).waitFor();
  await everyLook(page, 'proposals');
  // On a phone the client stands below the number, and what became of it below the amount.
  await page.setViewportSize(narrow);
  const row = page.getByRole('row', { name: /PRO-0001/ });
  await row.getByRole('gridcell', { name: 'PRO-0001 Quarry Foods' }).waitFor();
  await row.getByRole('gridcell', { name: '$1,428.01 Accepted' }).waitFor();
  await page.setViewportSize(wide);
});

test('many are sent at once, to whom it is shown, now or later', async () => {
  await draft('70.00');
  await api.post(`/api/invoices/${(await draft('71.00')).id}/issue`);
  const none = await api.post('/api/clients', { name: 'Nobody Ltd' });
  await api.post('/api/invoices', { clientId: none.id, lines: [{ description: 'Work', unitPrice: usd('5') }] });
  await go('/invoices?status=draft');
  await page.getByRole('checkbox', { name: /Select all/ }).check();
  await button('Send…').click();
  await dialog().getByText('Nobody Ltd has no email address.').waitFor();
  await dialog().getByText('Cc bo@quarry.example').first().waitFor();
  await everyLook(page, 'invoices-send-many');
  const before = smtp.received.length;
  await dialog().getByRole('button', { name: /^Send \d+ invoices?$/ }).click();
  await page.getByText(/^Sending \d+ invoices?…$/).waitFor();
  await button('Undo send').click();
  await page.getByText(/nothing was sent/).waitFor();
  await go('/invoices?status=issued');
  await page.getByRole('checkbox', { name: /^Select INV/ }).first().check();
  await everyLook(page, 'invoices-selected');
  await button('Remind…').click();
  await dialog().getByLabel('Send later').fill('2027-01-04T09:00');
  await dialog().getByRole('button', { name: 'Send 1 reminder' }).click();
  await page.getByText(/^1 reminder: leave Jan 4, 2027/).waitFor();
  await sleep(200);
  assert.equal(smtp.received.length, before);
});

test('tax rates have names: a new line takes the default, another is chosen, and what is written stays', async () => {
  await go('/settings');
  await page.getByRole('region', { name: 'Tax rates' }).getByRole('link', { name: 'Open' }).click();
  await button('Add a tax rate').first().click();
  await page.getByLabel('Name, as it is printed').fill('VAT 20 %');
  await page.getByLabel('Rate in %').fill('20');
  await button(/^Add tax rate$/).click();
  await page.getByText('New lines begin with it').waitFor();
  await button('Add a tax rate').click();
  await page.getByLabel('Name, as it is printed').fill('Exempt');
  await page.getByLabel('Rate in %').fill('0');
  await page.getByLabel('Without tax because').selectOption('exempt');
  await page.getByLabel('Reason, as it is printed').fill('Training, Art. 132');
  await button(/^Add tax rate$/).click();
  await button('Edit: Exempt').waitFor();
  await everyLook(page, 'tax-rates');
  const invoice = await api.post('/api/invoices', { clientId: client.id });
  await go(`/invoices/${invoice.id}/edit`);
  for (const [what, price] of [['Support', '100'], ['Training', '50']]) {
    await button('Add a line').click();
    await page.getByLabel('Item', { exact: true }).last().fill(what);
    await page.getByLabel('Price', { exact: true }).last().fill(price);
  }
  await page.getByLabel('Tax', { exact: true }).last().selectOption('Exempt');
  await button('Add a line').click();
  await page.getByLabel('Item', { exact: true }).last().fill('Books');
  await page.getByLabel('Price', { exact: true }).last().fill('10');
  await page.getByLabel('Tax', { exact: true }).last().selectOption('Another rate…');
  await page.getByLabel('Tax %').fill('7');
  const sheet = page.getByLabel('Document');
  await sheet.getByText('Training, Art. 132').waitFor();
  await sheet.getByText('$180.70').first().waitFor();
  await everyLook(page, 'tax-rates-in-lines');
  await go('/settings/taxes');
  await button('Edit: VAT 20 %').click();
  await page.getByLabel('Name, as it is printed').fill('Value added tax');
  await page.getByLabel('Rate in %').fill('21');
  await button('Save tax rate').click();
  await page.getByText(/(^|· )Saved/).waitFor();
  await button('Archive: Exempt').click();
  await page.getByRole('heading', { name: 'Archived' }).waitFor();
  await go(`/invoices/${invoice.id}/edit`);
  await page.getByLabel('Tax', { exact: true }).nth(2).waitFor();
  assert.deepEqual(await page.getByLabel('Tax', { exact: true }).evaluateAll(all => all.map(one => one.selectedOptions[0].text)), ['VAT 20 %', 'Exempt', 'Another rate…']);
  await sheet.getByText('$20.00').waitFor();
});

test('what new invoices begin with and are called is set, and seen before it is saved', async () => {
  await go('/settings');
  await page.getByLabel('Invoice numbers begin with').fill('FS-{year}');
  await page.getByText(/Put a sign such as -/).waitFor();
  await page.getByLabel('Invoice numbers begin with').fill('FS-{year}-');
  await page.getByLabel('Digits of the number').fill('5');
  const year = new Date().getFullYear();
  await page.getByText(`The next invoice is FS-${year}-00001: a new series.`).waitFor();
  await page.getByLabel('Notes of new invoices').fill('Thank you');
  await page.getByLabel('Footer of new invoices').fill('HRB 1234');
  await everyLook(page, 'settings-numbering');
  await button('Save settings').click();
  await page.getByText(/(^|· )Saved/).waitFor();
  await go(`/clients/${client.id}`);
  await page.getByRole('link', { name: 'New invoice' }).click();
  await page.waitForURL(/\/invoices\/.*\/edit/);
  assert.equal(await page.getByLabel('Notes', { exact: true }).inputValue(), 'Thank you');
  assert.equal(await page.getByLabel('Footer', { exact: true }).inputValue(), 'HRB 1234');
});

test('axe finds nothing on any of these screens', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
