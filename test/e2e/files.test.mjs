// Files that come in: clients from another program's table, with what becomes of each row.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, startEvery, temporary, until } from '../lib/every.mjs';
import { close, everyLook, openBrowser, openSignedIn } from './browser.mjs';

let every, dataDir, browser, page, api;
const go = path => page.goto(every.url + path);
const button = name => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');

before(async () => {
  dataDir = temporary('files');
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  await api.post('/api/clients', { name: 'Kestrel Media', email: 'office@kestrel.example' });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
});
after(() => close({ browser, every, dataDir }));

test('a table becomes clients, and a duplicate only when a person says so', async () => {
  await go('/clients');
  await button('Import CSV').click();
  await dialog().getByText('Step 1 of 3').waitFor();
  await everyLook(page, 'import-csv-file');
  // As Excel writes it in Germany: semicolons, Windows' letters.
  const text = 'Firma;Ansprechpartner;E-Mail;Ort;Notiz\r\nMüller & Söhne;Eva Müller;eva@mueller.example;Köln;x\r\nMüller & Söhne;Jan Müller;jan@mueller.example;Köln;\r\nKestrel;Ada Novak;office@kestrel.example;;\r\n;;;Bonn;\r\n';
  await page.getByLabel('CSV file').setInputFiles({ name: 'kunden.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await dialog().getByText('Step 2 of 3').waitFor();
  assert.equal(await page.getByRole('combobox', { name: 'What Firma is' }).inputValue(), 'Client name');
  assert.equal(await page.getByRole('combobox', { name: 'What Notiz is' }).inputValue(), 'Do not import');
  await everyLook(page, 'import-csv-columns');
  await button('Show the rows').click();
  await dialog().getByText('Step 3 of 3').waitFor();
  await dialog().getByText('Kestrel Media', { exact: true }).waitFor();
  await dialog().getByText('There is no name.').waitFor();
  await everyLook(page, 'import-csv-rows');
  await dialog().getByText('Duplicates 1').click();
  assert.equal(await dialog().getByRole('checkbox').isChecked(), false);
  await dialog().getByText('All 4').click();
  await button('Import 2 rows').click();
  await page.getByText('1 client and 2 contacts imported, 2 rows left out').waitFor();
  await page.getByText('Müller & Söhne').waitFor();
  assert.equal((await api.get('/api/clients')).total, 2);
  assert.equal((await api.get('/api/clients?q=muller')).items[0].address.city, 'Köln');
});

test('a note is written, rewritten, read as it was, and deleted; the activity keeps it and is narrowed to it', async () => {
  const { items: [kestrel] } = await api.get('/api/clients?q=kestrel');
  await go(`/clients/${kestrel.id}?tab=notes`);
  const notes = page.getByRole('region', { name: 'Notes' }), row = notes.getByRole('listitem').first();
  await notes.getByLabel('New note').fill('Prefers one invoice per month.');
  await notes.getByRole('button', { name: 'Add note' }).click();
  await row.getByText('Prefers one invoice per month.').waitFor();
  await notes.getByRole('button', { name: /^Edit the note/ }).click();
  await notes.getByLabel('Note', { exact: true }).fill('Prefers one invoice per quarter.');
  await notes.getByRole('button', { name: 'Save note' }).click();
  await row.getByText('Prefers one invoice per quarter.').waitFor();
  await notes.getByRole('button', { name: 'Edited' }).click();
  await notes.getByRole('list', { name: 'What it said before' }).getByText('Prefers one invoice per month.').waitFor();
  await everyLook(page, 'notes');
  await notes.getByRole('button', { name: /^Delete the note/ }).click();
  await page.getByText('The note was deleted.').first().waitFor();
  await notes.getByText('Prefers one invoice per quarter.').waitFor({ state: 'detached' });
  await go('/activity');
  const lines = page.getByRole('region', { name: 'Activity' }).getByRole('listitem');
  await lines.nth(3).waitFor();
  await page.getByLabel('Kind', { exact: true }).selectOption('Notes');
  await page.waitForURL(/area=notes/);
  await until(async () => await lines.count() === 3);
  await lines.filter({ hasText: 'Prefers one invoice per quarter.' }).first().waitFor();
  await page.getByLabel('Person', { exact: true }).selectOption({ index: 1 });
  await page.waitForURL(/person=/);
  await until(async () => await lines.count() === 3);
  await everyLook(page, 'activity');
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await page.getByText('Nothing matches these filters.').waitFor();
  await button('Clear filters').click();
  await until(async () => await lines.count() > 3);
  assert.equal(new URL(page.url()).search, '');
});

test('a logo stands on the page that a client opens', async () => {
  await go('/settings');
  await page.getByRole('heading', { name: 'Logo' }).waitFor();
  const picture = Buffer.from(await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 96 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#4450bf';
    pen.roundRect(0, 0, 96, 96, 20);
    pen.fill();
    pen.font = '600 44px sans-serif';
    pen.fillText('Fieldstone', 108, 64);
    return canvas.toDataURL('image/png').split(',')[1];
  }), 'base64');
  await page.getByLabel('Logo file').setInputFiles({ name: 'logo.svg', mimeType: 'image/png', buffer: Buffer.from('<svg></svg>') });
  await page.getByText('The file is neither a PNG nor a JPEG.').waitFor();
  await page.getByLabel('Logo file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('img', { name: 'The logo' }).waitFor();
  await everyLook(page, 'settings-logo');
  const { items: [client] } = await api.get('/api/clients');
  const invoice = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Work', unitPrice: { amount: '100', currency: 'USD' } }] });
  await api.post(`/api/invoices/${invoice.id}/issue`);
  const { url } = await api.post(`/api/invoices/${invoice.id}/link`);
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('img.logo')?.naturalWidth === 320);
  await everyLook(page, 'public-logo');
});

test('axe finds nothing on any of these screens', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
