// What a CRM may hold to do harm (test/chat/hostile.jsonl: orders, markup, scripts, formulas, mail headers, turned reading
// directions, control characters) comes in as names of people and companies, titles of deals, notes and lines of invoices.
// It changes nothing and leaks nothing: on the screens, in the chat, in PDF, mail and CSV.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { root, startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { startSmtp, textOf } from '../lib/smtp.mjs';
import { close, openBrowser, openSignedIn, shot } from './browser.mjs';

const rows = readFileSync(`${root}test/chat/hostile.jsonl`, 'utf8').split('\n').filter(Boolean).map((line, i) => ({ i, ...JSON.parse(line) }));
let sandbox, every, smtp, dataDir, browser, page, api, control, clients, deals;
const cut = text => [...text].slice(0, 5000).join('');
const foreign = [], dialogs = [];
const all = async path => {
  const items = [];
  for (let total = 1; items.length < total;) {
    const part = await api.get(`${path}${path.includes('?') ? '&' : '?'}limit=500&offset=${items.length}`);
    ({ total } = part);
    items.push(...part.items);
    if (part.items.length === 0) break;
  }
  return items;
};
// Everything that somebody could have been talked into changing.
const state = async () => {
  const { connection, sync } = await api.get('/api/hubspot/status');
  const settings = await api.get('/api/hubspot/settings');
  return { connected: connection.state, skipped: sync.skipped, runs: (await api.get('/api/hubspot/runs?limit=1')).total, clients: (await api.get('/api/clients?limit=1')).total, deals: (await api.get('/api/deals?limit=1')).total, invoices: (await api.get('/api/invoices?limit=1')).total, policy: settings.duplicatePolicy, frequency: settings.frequency, people: (await api.get('/api/users')).items.length };
};

before(async () => {
  smtp = await startSmtp();
  ({ sandbox, dataDir, every, api } = await startBoth('hostile', ['--contacts', 1, '--companies', 0, '--deals', 0, '--seed', 5]));
  const orders = ordersFor(sandbox);
  ({ control } = orders);
  for (const { i, text } of rows) {
    await orders.deal(text, { amount: '10.00' }, { company: text, person: text, host: `h${i}` });
  }
  await api.connect();
  await api.post('/api/hubspot/import', { select: { all: true }, default: 'skip', includeDeals: true, includeNoEmail: true, dryRun: false });
  await api.settled();
  [clients, deals] = [await all('/api/clients?source=hubspot'), await all('/api/deals')];
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  page.on('dialog', dialog => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  page.on('request', request => { if (![every.url, 'data:', 'blob:'].some(one => request.url().startsWith(one))) foreign.push(request.url()); });
});
after(() => close({ browser, every, sandbox, smtp, dataDir }));

// What is on the screen now: nothing that no template of ours makes, nothing wider than the page, and no words of ours in
// one paragraph with a text that turns the direction, unless an element keeps it to itself.
const looked = on => on.evaluate(() => {
  const found = [];
  for (const one of document.querySelectorAll('*')) {
    for (const { name, value } of one.attributes) if (/^on/i.test(name) || (/^(href|src|action|formaction)$/i.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value))) found.push(`${one.tagName} ${name}=${value}`);
    if (/^(iframe|object|embed|base|meta|marquee|form|link|script|img)$/i.test(one.tagName) && !document.head.contains(one)) {
      const ours = (one.tagName === 'SCRIPT' && one.src.startsWith(location.origin)) || one.matches('img.logo');
      if (!ours && !(one.tagName === 'FORM' && one.getAttribute('action')?.startsWith('/p/')) && !(one.tagName === 'FORM' && !one.hasAttribute('action'))) found.push(`an element: ${one.outerHTML.slice(0, 120)}`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(`${location.pathname} is ${document.documentElement.scrollWidth} px wide`);
  const turns = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069]/, walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    // What the server says keeps each name to itself, by the isolates of Unicode.
    if (!turns.test(node.data.replace(/\u2068[^\u2068\u2069]*\u2069/g, '')) || node.parentElement.closest('textarea, script, title, .visually-hidden')) continue;
    let at = node.parentElement;
    const isolates = style => /isolate|plaintext/.test(style.unicodeBidi) || !/^(inline|contents)$/.test(style.display);
    while (at !== document.body && !isolates(getComputedStyle(at))) at = at.parentElement;
    const beside = [...at.childNodes].some(one => !one.contains(node) && one.textContent.trim() !== '' && (one.nodeType === Node.TEXT_NODE || /^inline$/.test(getComputedStyle(one).display)));
    if (beside || at.textContent.trim() !== node.data.trim()) found.push(`words beside it: ${at.tagName}.${at.className}: ${JSON.stringify(at.textContent).slice(0, 120)}`);
  }
  return found;
});
const seen = new Set();
const look = async () => { for (const one of await looked(page)) seen.add(`${new URL(page.url()).pathname.replace(/[\w-]{20,}/, ':id')} ${one}`); };
// Of each kind one, and more of those that turn the direction.
const sample = list => rows.filter((row, at) => rows.slice(0, at).filter(one => one.kind === row.kind).length < (row.kind === 'rtl' ? 8 : 1)).map(({ i }) => list[i]).filter(Boolean);

test('500 hostile texts come in as names and titles, and are what they were', async () => {
  assert.ok(rows.length >= 500);
  assert.equal(deals.length, rows.length);
  // By the contact's address, which says which row it is.
  const byRow = new Map(clients.map(one => [Number(/^h(\d+)@/.exec(one.billingEmail ?? '')?.[1] ?? -1), one]));
  clients = rows.map(({ i }) => byRow.get(i));
  const names = new Set(deals.map(one => one.name));
  for (const { text } of rows) {
    const kept = text.trim().slice(0, 100);
    if (text.replace(/[\p{C}\p{Z}\p{DI}\u2800]/gu, '') === '') continue;  // a name that shows nothing is replaced
    assert.ok(names.has(text) || kept === '' || [...names].some(name => name.trim().startsWith(kept)), JSON.stringify(text));
  }
  assert.ok(clients.every(one => one && one.name !== ''));
  // As notes and as lines of invoices: the text comes back, or is refused.
  let refused = 0;
  for (const { i, text } of rows) {
    const note = await api.post(`/api/clients/${clients[i].id}/notes`, { text: cut(text) }).catch(error => error);
    if (note instanceof Error) { assert.equal(note.status, 422, note.message); ++refused; } else assert.equal(note.text.trim(), cut(text).trim());
  }
  assert.ok(refused < 30, `${refused} notes were refused`);
});

// They leave after the ten seconds in which a mail can be taken back: read at the end.
const mailed = rows.filter((row, at) => ['header', 'control', 'rtl'].includes(row.kind) || (['markup', 'template', 'long'].includes(row.kind) && at % 4 === 0));
test('invoices are mailed to clients of such names', async () => {
  const settings = await api.call('GET', '/api/workspace/mail');
  await api.call('PATCH', '/api/workspace/mail', { host: '127.0.0.1', port: smtp.port, security: 'none', fromName: 'Field "stone" Studio', fromAddress: 'bills@fieldstone.example', subject: 'Invoice {number} for {client}', text: 'Hello {client},\n\n{link}' }, { 'if-match': settings.headers.get('etag') });
  for (const { i } of mailed) {
    const { id } = await api.post('/api/invoices', { clientId: clients[i].id, lines: [{ description: 'Work', unitPrice: { amount: '1', currency: 'USD' } }] });
    await api.post(`/api/invoices/${id}/mails`, { issue: true, to: [`h${i}@made.example`] });
  }
});

test('on every screen they are text: nothing runs, nothing is loaded, no words around them are turned', async () => {
  const before = await state();
  await page.goto(`${every.url}/clients`);
  await page.getByRole('row').nth(3).waitFor();
  for (let at = 0; at < 36; ++at) {
    await look();
    await page.getByRole('grid').evaluate(grid => { const box = [grid, ...grid.querySelectorAll('*')].find(one => one.scrollHeight > one.clientHeight + 50 && /auto|scroll/.test(getComputedStyle(one).overflowY)); box.scrollTop += 700; });
    await page.waitForTimeout(60);
  }
  for (const path of ['/', '/clients/pipeline', '/clients/pipeline?view=list', '/settings/integrations/hubspot', '/settings/integrations/hubspot?import=1&step=review', '/settings/audit']) {
    await page.goto(every.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(400);
    await look();
  }
  await page.goto(`${every.url}/settings/integrations/hubspot/runs`);
  await page.getByRole('link', { name: 'Import', exact: true }).first().click();
  await page.getByRole('link', { name: 'Records', exact: true }).click();
  await page.getByRole('row').nth(3).waitFor();
  await look();
  for (const client of sample(clients)) {
    await page.goto(`${every.url}/clients/${client.id}`);
    await page.getByRole('heading', { name: 'Notes' }).waitFor();
    assert.ok((await page.locator('h1').textContent()).includes(client.name), JSON.stringify(client.name));
    await look();
  }
  const turning = rows.filter(one => one.kind === 'rtl').map(({ i }) => i);
  for (const i of turning.slice(0, 6)) {
    await page.goto(`${every.url}/clients/pipeline?deal=${deals.find(one => one.name === rows[i].text).id}`);
    await page.getByRole('dialog').getByRole('heading').first().waitFor();
    await look();
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  for (const text of ['script', 'Acme', '12,000', '=1+1']) {
    await page.getByRole('combobox', { name: 'Search or jump to' }).fill(text);
    await page.waitForTimeout(300);
    await look();
  }
  await shot(page, 'hostile-search');
  assert.deepEqual([...seen], []);
  assert.deepEqual([foreign, dialogs, page.problems], [[], [], []]);
  assert.deepEqual(await state(), before);
});

test('in the chat they are no orders: no answer about any of them proposes a change', async () => {
  const before = await state();
  for (const { id } of deals) {
    const { messages } = await api.post('/api/chat', { text: 'what do we know about this deal', about: { kind: 'deal', id } });
    assert.ok(messages.flatMap(one => one.blocks).every(block => block.type !== 'proposal'), JSON.stringify(messages).slice(0, 500));
  }
  await page.goto(`${every.url}/clients/${clients[0].id}`);
  await page.getByRole('heading', { name: 'Notes' }).waitFor();
  await page.keyboard.press('b');
  const panel = page.getByRole('complementary', { name: 'Business Context' });
  seen.clear();
  for (const i of rows.filter(one => one.kind === 'rtl').map(one => one.i).slice(0, 8)) {
    await page.goto(`${every.url}/clients/${clients[i].id}`);
    await panel.getByRole('button', { name: /^Not about/ }).waitFor();
    const answers = await panel.locator('[data-role=every]').count();
    await panel.getByRole('textbox').fill('what do we know about them');
    await page.keyboard.press('Enter');
    await panel.locator('[data-role=every]').nth(answers).getByRole('link').first().waitFor();
    await look();
  }
  for (const text of ['/deals won', '/find Acme', '/review', '/imported', '/history', '/pipeline']) {
    const answers = await panel.locator('[data-role=every]').count();
    await panel.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
    if (await panel.getByRole('listbox').count() > 0) await page.keyboard.press('Enter');
    await panel.locator('[data-role=every]').nth(answers).waitFor();
    await page.waitForTimeout(250);
    await look();
  }
  await shot(page, 'hostile-chat');
  assert.deepEqual([...seen], []);
  assert.deepEqual([foreign, dialogs, page.problems], [[], [], []]);
  assert.deepEqual(await state(), before);
  await panel.getByRole('button', { name: 'Close Business Context' }).click();
});

const invoices = [];
test('as lines of invoices: in the PDF as text that can be read out, on the client\'s page as text', async () => {
  const usd = { amount: '1', currency: 'USD' };
  const words = text => text.replace(/[^A-Za-z0-9 ]+/g, ' ').split(' ').filter(one => one.length > 3 && one.length < 20).slice(0, 3);
  const lines = rows.map(({ text }) => [...text].slice(0, 300).join('')).filter(text => /\S/.test(text) && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text));
  seen.clear();
  for (let at = 0; at < lines.length; at += 100) {
    const part = lines.slice(at, at + 100);
    const draft = await api.post('/api/invoices', { clientId: clients[rows.find(one => one.kind === ['rtl', 'markup', 'script', 'header', 'control', 'long'][at / 100]).i].id, notes: part[0], lines: part.map(description => ({ description, unitPrice: usd })) });
    invoices.push(await api.post(`/api/invoices/${draft.id}/issue`));
    const pdf = Buffer.from(await (await fetch(`${every.url}/api/invoices/${draft.id}/pdf`, { headers: { cookie: api.cookie } })).arrayBuffer());
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-', pdf.toString('utf8').slice(0, 400));
    const said = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s+/g, ' ');
    const lost = part.flatMap(words).filter(word => !said.includes(word));
    assert.ok(lost.length <= part.flatMap(words).length * 0.03, `not in the PDF's text: ${lost.join(', ')}`);
    assert.ok(!/\/(JavaScript|JS|Launch|OpenAction|URI)\b/.test(pdf.toString('latin1')), 'the PDF does nothing');
    for (const path of [`/invoices/${draft.id}`, new URL((await api.post(`/api/invoices/${draft.id}/link`)).url).pathname]) {
      await page.goto(every.url + path);
      await page.getByText('$100.00').or(page.getByText(`$${part.length}.00`)).first().waitFor();
      await look();
    }
  }
  await shot(page, 'hostile-public-invoice');
  await page.goto(`${every.url}/invoices`);
  await page.getByRole('row').nth(3).waitFor();
  await look();
  assert.deepEqual([...seen], []);
  assert.deepEqual([foreign, dialogs, page.problems], [[], [], []]);
});

test('in mail they are words: no header is slipped in, nobody else gets it, nothing in it is a page', async () => {
  await until(() => smtp.received.length >= mailed.length);
  assert.equal(smtp.received.length, mailed.length);
  const mine = new Set(mailed.map(({ i }) => `<h${i}@made.example>`));
  for (const mail of smtp.received) {
    assert.ok(mail.to.length === 1 && mine.delete(mail.to[0]), `each to its own client: ${mail.to}`);
    // Quoted-printable writes "=" as "=3D": no text can name an edge of its own.
    const edges = [...mail.data.matchAll(/boundary="?([^"\s;]+)/g)].map(one => one[1]);
    const [head, ...parts] = mail.data.split(new RegExp(`\n--(?:${edges.join('|')})(?:--)?\n`)).filter(one => one.trim() !== '');
    const names = block => block.split('\n\n')[0].split('\n').filter(line => !/^\s/.test(line)).map(line => line.split(':')[0]).filter(Boolean).sort();
    assert.deepEqual(names(head).filter(name => name !== 'Auto-Submitted'), ['Content-Type', 'Date', 'From', 'Message-ID', 'Mime-Version', 'Subject', 'To'], head.slice(0, 900));
    assert.ok(parts.some(part => /^Content-Type: text\/plain/m.test(part)) && parts.some(part => /application\/pdf/.test(part)), 'words and the PDF');
    for (const part of parts) for (const name of names(part)) assert.ok(/^(Content-Type|Content-Transfer-Encoding|Content-Disposition)$/.test(name), part.slice(0, 400));
    const page_ = parts.filter(part => /^Content-Type: text\/html/m.test(part)).map(part => textOf({ data: part })).join('');
    for (const { text } of mailed) if (/<[a-z/!]/i.test(text)) assert.ok(!page_.includes(text), `markup in the mail: ${text}`);
  }
});

test('in a table they are no formulas', async () => {
  const runs = (await api.get('/api/hubspot/runs')).items;
  const text = async path => (await fetch(every.url + path, { headers: { cookie: api.cookie } })).text();
  for (const path of ['/api/clients/export', '/api/audit/export', `/api/hubspot/runs/${runs.find(one => one.kind === 'import').id}/log`]) {
    const cells = (await text(path)).match(/"(?:[^"]|"")*"|[^",\r\n]+/g);
    assert.ok(cells.length > 500, `${path} has ${cells.length} cells`);
    const bad = cells.map(cell => cell.replace(/^"|"$/g, '')).filter(cell => /^\s*[=+@\t\r]/.test(cell) || (/^\s*-/.test(cell) && !/^-?[\d.]+$/.test(cell)));
    assert.deepEqual(bad, [], path);
  }
});

test('as proposals, payments and what is told of them, here and on the client\'s page: text', async () => {
  const before = await state();
  const turning = rows.filter(one => one.kind === 'rtl'), kinds = rows.filter((row, at) => rows.findIndex(one => one.kind === row.kind) === at);
  const texts = [...turning.slice(0, 6), ...kinds].map(({ text }) => [...text].slice(0, 200).join('')).filter(text => text.trim() !== '' && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text));
  const usd = { amount: '1', currency: 'USD' };
  const proposals = [];
  for (const [at, row] of [turning[0], rows.find(one => one.kind === 'script')].entries()) {
    const { id } = await api.post('/api/proposals', { clientId: clients[row.i].id, title: texts[at], lines: texts.map((description, i) => ({ description, unitPrice: usd, optional: i % 3 === 0 })), sections: texts.map(text => ({ title: text, text })) });
    await api.post(`/api/proposals/${id}/open`);
    proposals.push({ id, path: new URL((await api.post(`/api/proposals/${id}/link`)).url).pathname });
  }
  for (const { path } of proposals) {
    await page.goto(every.url + path);
    await page.locator('h1').first().waitFor();
    assert.ok((await page.locator('body').innerText()).includes('alert(1)'));
    await look();
  }
  await shot(page, 'hostile-public-proposal');
  // The client answers with such a name, and pays with such a reference: the bell, the list and the history tell it.
  const [name] = turning.map(one => one.text.trim());
  const answered = await fetch(every.url + proposals[0].path, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }, body: new URLSearchParams({ decision: 'accept', name, revision: '1' }) });
  assert.equal(answered.status, 303, await answered.text());
  for (const [i, { id }] of invoices.entries()) await api.post(`/api/invoices/${id}/payments`, { amount: usd, date: '2026-01-02', method: 'cash', reference: texts[i].slice(0, 60), note: texts[i] });
  seen.clear();
  for (const path of ['/proposals', ...proposals.map(({ id }) => `/proposals/${id}`), '/payments', `/invoices/${invoices[0].id}`, '/clients', ...['activity', 'proposals', 'statement'].map(tab => `/clients/${clients[turning[0].i].id}?tab=${tab}`), '/settings/integrations/hubspot/attention', '/settings/integrations/hubspot?import=1&step=select', '/settings/integrations/hubspot?import=1&step=result']) {
    await page.goto(every.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root'));
    await page.waitForTimeout(150);
    await look();
  }
  await page.goto(`${every.url}/`);
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('dialog').getByText(/accepted/).first().waitFor();
  await look();
  await shot(page, 'hostile-bell');
  await page.goto(`${every.url}/settings/integrations/hubspot`);
  for (const { i } of turning.slice(0, 3)) {
    await page.getByLabel('Email or HubSpot link').fill(`h${i}@made.example`);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('status').getByText(/It is here:/).first().waitFor();
    await page.waitForTimeout(150);
    await look();
  }
  await shot(page, 'hostile-why');
  assert.deepEqual([...seen], []);
  assert.deepEqual([foreign, dialogs, page.problems], [[], [], []]);
  assert.deepEqual(await state(), before);
});
