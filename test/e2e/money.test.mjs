// What finance does with an issued invoice, in the browser: part payment and its undo, over-payment that becomes credit,
// credit used on the next invoice, one payment for several, a credit note, void and copy, the statement. After each step
// the server's own figures have to say the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, startEvery, temporary } from '../lib/every.mjs';
import { close, everyLook, openBrowser, openSignedIn } from './browser.mjs';
import { walk } from './steps.mjs';

let every, dataDir, browser, page, api, step, client;
const ids = [];
const usd = amount => ({ amount, currency: 'USD' });

before(async () => {
  dataDir = temporary('money');
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  client = await api.post('/api/clients', { name: 'Quarry Foods' });
  for (const [price, tax] of [['100', '20'], ['50', null], ['75', null]]) {
    const draft = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Support plan', unitPrice: usd(price), taxRatePercent: tax }, { description: 'Travel', unitPrice: usd('10') }] });
    ids.push(draft.id);
    await api.post(`/api/invoices/${draft.id}/issue`);
  }
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(() => close({ browser, every, dataDir }));

const dialog = () => page.getByRole('dialog');
const invoice = id => api.get(`/api/invoices/${id}`);
const more = async item => {
  await step.button('More').click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('a part is paid, taken back within eight seconds, and paid again', async () => {
  await step.go(`/invoices/${ids[0]}`);
  await step.heading('INV-0001').waitFor();
  await step.button('Record payment').click();
  await dialog().getByLabel(/^amount/i).fill('30');
  await dialog().getByRole('button', { name: 'Record payment' }).click();
  await page.getByText('Partly paid').waitFor();
  assert.equal((await invoice(ids[0])).due.amount, '100.00');
  await step.button('Undo').click();
  await page.getByText('Payment taken back').waitFor();
  assert.equal((await invoice(ids[0])).due.amount, '130.00');
  assert.equal((await api.get('/api/payments')).total, 0);
  await step.button('Record payment').click();
  await dialog().getByLabel(/^amount/i).fill('30');
  await dialog().getByRole('button', { name: 'Record payment' }).click();
  await page.getByText('Partly paid').waitFor();
});

test('more than is due is asked about once and becomes credit', async () => {
  await step.button('Record payment').first().click();
  await dialog().getByLabel(/^amount/i).fill('200');
  await dialog().getByRole('button', { name: 'Record payment' }).click();
  await dialog().getByText('This is $100.00 more than is due. Record it as credit?').waitFor();
  await everyLook(page, 'payment-over');
  await dialog().getByRole('button', { name: 'Record as credit' }).click();
  await page.getByText('Payment recorded: $200.00 · $100.00 as credit').waitFor();
  const paid = await invoice(ids[0]);
  assert.equal(paid.paymentStatus, 'paid');
  assert.equal(paid.due.amount, '0.00');
  assert.deepEqual((await api.get(`/api/clients/${client.id}`)).credit, [usd('100.00')]);
  await everyLook(page, 'invoice-with-payments');
});

test('the credit pays the next invoice, and that is undone and done again', async () => {
  await step.go(`/invoices/${ids[1]}`);
  await page.getByText('has $100.00 of credit').waitFor();
  await everyLook(page, 'invoice-credit-offer');
  await step.button('Use $60.00').click();
  await page.getByText(/^paid$/i).first().waitFor();
  assert.equal((await invoice(ids[1])).due.amount, '0.00');
  await step.button('Undo').click();
  await page.getByText('has $100.00 of credit').waitFor();
  assert.equal((await invoice(ids[1])).due.amount, '60.00');
  await step.button('Use $60.00').click();
  await page.getByText(/^paid$/i).first().waitFor();
});

test('one payment over several invoices, the longest due first, what is left as credit', async () => {
  const late = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Audit', unitPrice: usd('20') }] });
  await api.post(`/api/invoices/${late.id}/issue`);
  await step.go('/payments');
  await step.heading('Payments').waitFor();
  await page.getByRole('row').nth(2).waitFor();
  await everyLook(page, 'payments');
  await step.button('Record payment').click();
  await dialog().getByLabel('Client').fill('Quarry');
  await page.getByRole('option', { name: /Quarry Foods/ }).click();
  await dialog().getByText('INV-0003').waitFor();
  await dialog().getByLabel(/^amount/i).fill('100');
  assert.equal(await dialog().getByLabel('Paid of INV-0003, USD').inputValue(), '85.00');
  assert.equal(await dialog().getByLabel('Paid of INV-0004, USD').inputValue(), '15.00');
  await everyLook(page, 'payment-several');
  await dialog().getByLabel('Paid of INV-0003, USD').fill('90');
  await dialog().getByLabel('Paid of INV-0004, USD').fill('10');
  await dialog().getByRole('button', { name: 'Record payment' }).click();
  await dialog().getByText('85.00 USD is due on INV-0003.').first().waitFor();
  await dialog().getByLabel('Paid of INV-0003, USD').fill('85');
  await dialog().getByRole('button', { name: 'Record payment' }).click();
  await dialog().getByText('This is $5.00 more than is due. Record it as credit?').waitFor();
  await dialog().getByRole('button', { name: 'Record as credit' }).click();
  await page.getByText('Payment recorded: $100.00 · $5.00 as credit').waitFor();
  assert.equal((await invoice(ids[2])).due.amount, '0.00');
  assert.equal((await invoice(late.id)).due.amount, '10.00');
  await page.getByRole('row', { name: /INV-0003, INV-0004/ }).click();
  await dialog().getByText('Credit left').waitFor();
  await everyLook(page, 'payment-panel');
  const href = await dialog().getByRole('link', { name: 'Receipt' }).getAttribute('href');
  const receipt = await fetch(every.url + href, { headers: { cookie: api.cookie } });
  assert.equal(Buffer.from(await receipt.arrayBuffer()).subarray(0, 5).toString(), '%PDF-');
  await dialog().getByRole('button', { name: 'Remove…' }).click();
  await dialog().getByLabel('Reason').fill('Bounced');
  await dialog().getByRole('button', { name: 'Remove payment' }).click();
  await page.getByText('Payment removed').waitFor();
  assert.equal((await invoice(ids[2])).due.amount, '85.00');
  assert.match(JSON.stringify((await invoice(ids[2])).history), /Bounced/);
});

test('a credit note by line, never more than is left, lowers what is due', async () => {
  await step.go(`/invoices/${ids[2]}`);
  await step.heading('INV-0003').waitFor();
  await more('Credit note…');
  await dialog().getByLabel('Amounts by line').check();
  await dialog().getByLabel('Credit for Support plan, USD').fill('75.01');
  await dialog().getByLabel('Reason').fill('Delivered late');
  await dialog().getByRole('button', { name: /issue credit note/i }).click();
  await dialog().getByText('75.00 USD of this line is left to credit.').first().waitFor();
  await dialog().getByLabel('Credit for Support plan, USD').fill('25');
  await everyLook(page, 'credit-note-dialog');
  await dialog().getByRole('button', { name: 'Issue credit note over $25.00' }).click();
  await page.getByText('CN-0001 was issued').waitFor();
  await page.getByRole('link', { name: 'CN-0001' }).waitFor();
  const credited = await invoice(ids[2]);
  assert.equal(credited.due.amount, '60.00');
  await everyLook(page, 'invoice-credited');
  await page.getByRole('link', { name: 'CN-0001' }).click();
  await step.heading('CN-0001').waitFor();
  await page.getByText('Credits INV-0003').first().waitFor();
  assert.equal(await step.button('Record payment').count(), 0);
  await everyLook(page, 'credit-note');
  await step.go('/invoices?status=notes');
  await page.getByText('CN-0001').waitFor();
  await everyLook(page, 'credit-notes');
});

test('void and copy makes a draft to put right; the number stays taken', async () => {
  const wrong = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Wrong price', unitPrice: usd('999') }] });
  const { number } = await api.post(`/api/invoices/${wrong.id}/issue`);
  await step.go(`/invoices/${wrong.id}`);
  await step.heading(number).waitFor();
  await more('Void and copy…');
  await dialog().getByLabel('Reason').fill('The price was wrong');
  await everyLook(page, 'void-and-copy');
  await dialog().getByRole('button', { name: 'Void and copy' }).click();
  await page.waitForURL(/\/invoices\/[^/]+\/edit/);
  await page.getByLabel('Quantity').first().waitFor();
  const copy = await invoice(page.url().split('/').at(-2));
  assert.equal(copy.total.amount, '999.00');
  assert.equal(copy.number, null);
  assert.equal((await invoice(wrong.id)).displayStatus, 'void');
  await step.go(`/invoices/${copy.id}`);
  await more('Duplicate');
  await page.getByText('Draft made as a copy').waitFor();
});

test('a wrong invoice is credited and replaced in one step', async () => {
  const wrong = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Design', unitPrice: usd('200') }, { description: 'Travel', unitPrice: usd('10') }] });
  const { number } = await api.post(`/api/invoices/${wrong.id}/issue`);
  await step.go(`/invoices/${wrong.id}`);
  await step.heading(number).waitFor();
  await more('Credit and replace…');
  await dialog().getByText('A credit note takes back $210.00, dated today.', { exact: false }).waitFor();
  await dialog().getByLabel('Reason').fill('The address was wrong');
  await everyLook(page, 'credit-and-replace');
  await dialog().getByRole('button', { name: 'Credit and replace' }).click();
  await page.waitForURL(/\/invoices\/[^/]+\/edit/);
  await page.getByLabel('Quantity').first().waitFor();
  const made = await invoice(page.url().split('/').at(-2));
  assert.deepEqual([made.total.amount, made.replaces.number], ['210.00', number]);
  const { displayStatus, replacedBy, creditNotes } = await invoice(wrong.id);
  assert.deepEqual([displayStatus, replacedBy.id, creditNotes[0].reason], ['credited', made.id, 'The address was wrong']);
});

test('its lines are moved, added and pasted without the mouse, and dragged with it', async () => {
  const id = page.url().split('/').at(-2);
  const item = page.getByLabel('Item', { exact: true });
  const kept = async (...lines) => {
    const said = async () => JSON.stringify((await invoice(id)).lines.map(line => `${line.quantity} × ${line.description} ${line.unitPrice.amount}`));
    for (let i = 0; i < 100 && (await said()) !== JSON.stringify(lines); ++i) await page.waitForTimeout(50);
    assert.equal(await said(), JSON.stringify(lines));
  };
  await item.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await kept('1 × Travel 10.00', '1 × Design 200.00');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'Travel', 'the focus goes with its line');
  await page.getByRole('button', { name: 'Move line 1', exact: true }).dragTo(item.nth(1));
  await kept('1 × Design 200.00', '1 × Travel 10.00');
  await page.getByRole('button', { name: 'Move line 2', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Up' }).click();
  await kept('1 × Travel 10.00', '1 × Design 200.00');
  await page.getByLabel('Quantity', { exact: true }).last().fill('1:30');
  await page.keyboard.press('Enter');
  assert.equal(await item.count(), 3, 'Enter in the last line adds one');
  await item.last().evaluate(field => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Item\tHours\tPrice\nSupport\t2\t$80.50\nHosting\t0:45\t40\n');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await kept('1 × Travel 10.00', '1.5 × Design 200.00', '2 × Support 80.50', '0.75 × Hosting 40.00');
  await everyLook(page, 'invoice-lines');
  // Whom nobody knows yet is made a client on the way.
  await step.go('/invoices/new');
  await page.getByRole('textbox', { name: 'Client' }).fill('Heron Studio');
  await page.getByRole('option', { name: '＋ Create “Heron Studio”' }).click();
  await page.waitForURL(/\/invoices\/[^/]+\/edit/);
  assert.equal((await api.get('/api/clients?q=Heron')).total, 1);
});

test('the statement says what the balance says', async () => {
  await step.go(`/clients/${client.id}?tab=statement`);
  await page.getByText('Balance before').waitFor();
  await page.getByRole('link', { name: /Credit note CN-0001/ }).waitFor();
  const { balance } = await api.get(`/api/clients/${client.id}`);
  const { currencies } = await api.get(`/api/clients/${client.id}/statement`);
  assert.deepEqual(balance, [currencies[0].closing]);
  await everyLook(page, 'statement');
});

test('axe finds nothing on any of these screens, in both themes and both widths', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
