// What the bell says comes by mail to who chose it: a client accepts a proposal, somebody else records a payment, and the
// button of the mail leads to the right screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, startEvery, temporary, until } from '../lib/every.mjs';
import { startSmtp, textOf } from '../lib/smtp.mjs';
import { axe, close, everyLook, narrow, openBrowser, openSignedIn, shot, wide } from './browser.mjs';
import { walk } from './steps.mjs';

let every, smtp, dataDir, browser, page, api, kim, step;
const usd = amount => ({ amount, currency: 'USD' });
const line = { description: 'Support plan', unitPrice: usd('40259.26') };

before(async () => {
  dataDir = temporary('notifications');
  smtp = await startSmtp();
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  const { url } = await api.post('/api/invitations', { email: 'kim@fieldstone.example', role: 'member' });
  kim = new Api(every.url);
  await kim.post('/api/invitations/accept', { token: url.split('#')[1], name: 'Kim Park', password: 'a long enough password' });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(() => close({ browser, every, smtp, dataDir }));

const mail = async n => {
  await until(() => smtp.received.length >= n);
  const found = smtp.received[n - 1];
  assert.ok(found, `mail ${n}`);
  assert.deepEqual(found.to, ['<dana@fieldstone.example>']);
  return { subject: /^Subject: (.*)$/m.exec(found.data)[1], text: Buffer.from(textOf(found), 'latin1').toString() };
};
const choice = name => page.getByRole('switch', { name: `Email: ${name}` });

test('each person chooses what is mailed to them', async () => {
  await step.go('/settings/account');
  await page.getByText('No mail server is set up here, so nothing is mailed.').waitFor();
  await everyLook(page, 'notification-choices');
  await page.setViewportSize(narrow);
  await choice('Import done').scrollIntoViewIfNeeded();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, 'nothing is wider than the phone');
  await shot(page, 'notification-choices-phone-table');
  await page.setViewportSize(wide);
  const settings = await api.call('GET', '/api/workspace/mail');
  await api.call('PATCH', '/api/workspace/mail', { host: '127.0.0.1', port: smtp.port, security: 'none', fromAddress: 'team@fieldstone.example', fromName: 'Fieldstone' }, { 'if-match': settings.headers.get('etag') });
  await page.reload();
  assert.ok(await choice('Proposal accepted').isChecked());
  assert.ok(!await choice('Invoice paid').isChecked());
  await choice('Invoice paid').click();
  await choice('Sync with errors').click();
  await page.reload();
  assert.ok(await choice('Invoice paid').isChecked(), 'it is kept');
  assert.ok(!await choice('Sync with errors').isChecked());
  // Kim wants nothing of proposals.
  await kim.call('PUT', '/api/account/notifications', { email: { proposal_accepted: false, invoice_paid: true } });
});

test('a payment and an answer are mailed once, and the button leads there', async () => {
  const client = await api.post('/api/clients', { name: 'Kestrel Media' });
  const invoice = await api.post('/api/invoices', { clientId: client.id, lines: [line] });
  await api.post(`/api/invoices/${invoice.id}/issue`);
  await kim.post(`/api/invoices/${invoice.id}/payments`, { amount: usd('40259.26'), date: '2026-11-23', method: 'bank_transfer' });
  const paid = await mail(1);
  assert.equal(paid.subject, 'INV-0001 was paid: $40,259.26.');
  assert.match(paid.text, /^Open invoice: .*$/m);
  assert.ok(paid.text.includes('You get this because email is on for “Invoice paid” in Fieldstone Studio. Change it in Settings > Account'));

  const proposal = await api.post('/api/proposals', { clientId: client.id, title: 'Website', lines: [line] });
  await api.post(`/api/proposals/${proposal.id}/open`);
  const link = await api.post(`/api/proposals/${proposal.id}/link`);
  const visitor = await browser.newContext();
  const reader = await visitor.newPage();
  await reader.goto(link.url);
  await reader.getByLabel('Your name').fill('Ada Byron');
  await reader.getByRole('button', { name: /^Accept/ }).click();
  await reader.getByText('Accepted', { exact: false }).first().waitFor();
  await visitor.close();
  const accepted = await mail(2);
  assert.equal(accepted.subject, 'Kestrel Media accepted the proposal.');
  assert.equal(smtp.received.length, 2, 'Kim recorded the payment and wants nothing of proposals');
  const url = /^Create invoice: (\S+)$/m.exec(accepted.text)[1];
  assert.equal(url, `${every.url}/proposals/${proposal.id}?do=invoice`);
  await page.goto(url);
  await page.getByRole('dialog').getByRole('button', { name: /Create/ }).waitFor();
  await page.keyboard.press('Escape');

  // The HTML as a mail program shows it.
  const html = accepted.text.slice(accepted.text.indexOf('<!doctype html>'), accepted.text.indexOf('</html>') + 7);
  const shown = await browser.newPage({ viewport: { width: 640, height: 420 } });
  await shown.setContent(html);
  assert.equal(await shown.getByRole('link', { name: 'Create invoice' }).getAttribute('href'), url);
  assert.equal(await shown.getByRole('link', { name: 'Settings > Account' }).getAttribute('href'), `${every.url}/settings/account`);
  await shot(shown, 'notification-mail-wide');
  await shown.setViewportSize(narrow);
  assert.equal(await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, 'nothing is wider than the phone');
  await shot(shown, 'notification-mail-phone');
  await shown.close();
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.violations, []);
});

test('a mail that was refused is said where it is chosen', async () => {
  smtp.refused = 'dana@fieldstone.example';
  const client = await api.post('/api/clients', { name: 'Quarry Foods' });
  const proposal = await api.post('/api/proposals', { clientId: client.id, title: 'Leaflet', lines: [line] });
  await api.post(`/api/proposals/${proposal.id}/open`);
  const { url } = await api.post(`/api/proposals/${proposal.id}/link`);
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams({ decision: 'decline', name: 'Bo', revision: '1' }) });
  assert.equal(answer.status, 303);
  await until(async () => (await api.get('/api/account/notifications')).problem);
  await step.go('/settings/account');
  await page.getByText('The last mail to you was not sent: 550 No such mailbox').waitFor();
  await shot(page, 'notification-refused');
  await axe(page, 'notification-refused');
  assert.deepEqual(page.violations, []);
});
