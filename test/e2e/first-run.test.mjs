// The first run, step by step: what is wrong is said where it was typed, the focus leads on, each step is kept. Left in the
// middle it goes on where it stood, after a reload and in another browser; done, it does not come back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startEvery, temporary } from '../lib/every.mjs';
import { close, look, openBrowser, openPage } from './browser.mjs';

let every, dataDir, browser, page, other;
const person = { email: 'dana@fieldstone.example', password: 'correct horse battery' };
const button = (on, name) => on.getByRole('button', { name });
const stands = (on, step) => on.getByRole('listitem').and(on.locator('[aria-current=step]')).getByText(step).waitFor();
const focused = (on, label) => on.waitForFunction(words => document.activeElement?.labels?.[0]?.textContent.startsWith(words), label);
const workspace = async on => (await (await on.request.get(`${every.url}/api/session`)).json()).workspace;

before(async () => {
  dataDir = temporary('first-run');
  every = await startEvery({ dataDir });
  browser = await openBrowser();
  page = await openPage(browser);
  other = await openPage(browser);
});
after(() => close({ browser, every, dataDir }));

test('what is wrong is said beside its field, and nobody is made until it is right', async () => {
  await page.goto(every.url);
  await page.waitForURL(/\/setup$/);
  await stands(page, '1. You');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1', undefined, { timeout: 5000 });
  await page.getByLabel('Your name').fill('Dana Reyes');
  await page.getByLabel('Email').fill(`${'d'.repeat(330)}@fieldstone.example`);
  await page.getByLabel(/^Password/).fill('short');
  await button(page, 'Continue').click();
  const password = page.getByLabel(/^Password/);
  // What a field is described by, as a screen reader says it.
  const told = field => field.evaluate(one => (one.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' '));
  await page.getByText('At least 12 characters. A few words make a good password.').waitFor();
  assert.equal(await password.getAttribute('aria-invalid'), 'true');
  assert.match(await told(password), /A few words make a good password\./);
  await look(page, 'setup-weak');
  await password.fill(person.password);
  await button(page, 'Continue').click();
  // The browser takes it for an address, the server does not.
  const email = page.getByLabel('Email');
  await page.waitForFunction(() => document.querySelector('input[name=email]')?.getAttribute('aria-invalid') === 'true');
  assert.ok((await told(email)).length > 5);
  assert.ok((await (await page.request.get(`${every.url}/api/setup`)).json()).needed, 'nobody is here yet');
  await email.fill(person.email);
  await button(page, 'Continue').click();
  await stands(page, '2. Business');
  await focused(page, 'Business name');
  await look(page, 'setup-step-business');
});

test('after a reload it stands where it stood; going back asks for nothing twice', async () => {
  await page.reload();
  await stands(page, '2. Business');
  // Nothing of the workspace is there before this is done.
  await page.goto(`${every.url}/clients`);
  await page.waitForURL(/\/setup$/);
  await stands(page, '2. Business');
  assert.equal(await page.getByLabel('Business name').inputValue(), '');
  await button(page, 'Back').click();
  await stands(page, '1. You');
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Dana Reyes');
  assert.equal(await page.getByLabel('Email').inputValue(), person.email);
  assert.equal(await page.getByLabel(/^Password/).count(), 0);
  await page.getByLabel('Your name').fill('Dana R. Reyes');
  await button(page, 'Continue').click();
  await stands(page, '2. Business');
});

test('another browser signs in and goes on with it', async () => {
  await other.goto(every.url);
  await other.waitForURL(/\/login/);
  await other.getByLabel('Email').fill(person.email);
  await other.getByLabel(/^Password/).fill('not the password');
  await button(other, 'Sign in').click();
  await other.getByText('Email or password is not right.').waitFor();
  await other.getByLabel(/^Password/).fill(person.password);
  await button(other, 'Sign in').click();
  await other.waitForURL(/\/setup$/);
  await stands(other, '2. Business');
  await other.getByLabel('Business name').fill('Fieldstone Studio');
  await other.getByRole('combobox', { name: 'Currency' }).click();
  await other.getByRole('option', { name: 'EUR' }).click();
  await other.getByRole('combobox', { name: 'Country' }).fill('germ');
  await other.getByRole('option', { name: 'Germany' }).click();
  for (const [label, value] of [['Street', 'Hafenstr. 12'], ['Postal code', '20457'], ['City', 'Hamburg']]) await other.getByLabel(label, { exact: true }).fill(value);
  const picture = Buffer.from(await other.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 96 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#4450bf';
    pen.font = '600 44px sans-serif';
    pen.fillText('Fieldstone', 12, 64);
    return canvas.toDataURL('image/png').split(',')[1];
  }), 'base64');
  await other.getByLabel('Logo file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await other.getByText('The file is neither a PNG nor a JPEG.').waitFor();
  await other.getByLabel('Logo file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture });
  await other.getByRole('img', { name: 'The logo' }).waitFor();
  await look(other, 'setup-step-business-filled');
  await button(other, 'Continue').click();
  await stands(other, '3. Invoices');
  await focused(other, 'Invoice numbers begin with');
  assert.deepEqual(await workspace(other).then(({ name, currency, setup }) => ({ name, currency, setup })), { name: 'Fieldstone Studio', currency: 'EUR', setup: 'invoices' });
  await button(other, 'Back').click();
  const kept = async label => other.getByLabel(label, { exact: true }).inputValue();
  assert.equal(await other.getByLabel('Business name').inputValue(), 'Fieldstone Studio');
  assert.deepEqual([await other.getByRole('combobox', { name: 'Country' }).inputValue(), await kept('Street'), await kept('City')], ['Germany', 'Hafenstr. 12', 'Hamburg']);
  await other.getByRole('img', { name: 'The logo' }).waitFor();
  await button(other, 'Continue').click();
  await stands(other, '3. Invoices');
  await other.getByText('The first is INV-0001').waitFor();
  await other.getByLabel('Invoice numbers begin with').fill('CN-');
  await other.getByText('The first is CN-0001').waitFor();
  await button(other, 'Continue').click();
  await other.getByText('Credit notes or proposals are numbered so. Choose another one.').waitFor();
  await look(other, 'setup-step-invoices');
});

test('the first browser goes on with what the other one did, to Home; then it is done for both', async () => {
  await page.reload();
  await stands(page, '3. Invoices');
  await page.getByLabel('Invoice numbers begin with').fill('FS-');
  await page.getByLabel('Bank details').fill('IBAN DE02 1203 0000 0000 2020 51');
  await button(page, 'Continue').click();
  await stands(page, '4. HubSpot');
  await page.reload();
  await stands(page, '4. HubSpot');
  await look(page, 'setup-step-hubspot');
  await button(page, 'Not now').click();
  await page.getByRole('heading', { name: /^Good (morning|afternoon|evening), Dana/ }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/');
  await page.getByText('Bring them in without changing anything there.', { exact: false }).waitFor();
  assert.equal((await workspace(page)).setup, null);
  for (const on of [page, other]) {
    await on.goto(`${every.url}/setup`);
    await on.getByRole('heading', { name: /^Good (morning|afternoon|evening), Dana/ }).waitFor();
  }
  const saved = await (await page.request.get(`${every.url}/api/workspace`)).json();
  assert.deepEqual([saved.country, saved.address], ['DE', { street: 'Hafenstr. 12', street2: '', postalCode: '20457', city: 'Hamburg', region: '', country: 'DE' }]);
  assert.deepEqual([saved.invoicePrefix, saved.bankDetails, saved.name], ['FS-', 'IBAN DE02 1203 0000 0000 2020 51', 'Fieldstone Studio']);
});

test('axe finds nothing on any of these screens, no script error', () => {
  assert.deepEqual([...page.violations, ...other.violations], []);
  assert.deepEqual([...page.problems, ...other.problems], []);
});
