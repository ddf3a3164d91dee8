// Files that come in: clients from another program's table, with what becomes of each row.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, startEvery, temporary } from '../lib/every.mjs';
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

test('axe finds nothing on any of these screens', () => assert.deepEqual(page.violations, []));
test('no script error and no breach of the content policy on the way', () => assert.deepEqual(page.problems, []));
