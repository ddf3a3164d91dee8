// Who works in a workspace, in the browser: somebody is invited by mail and by link, joins, gets another role, reads only,
// is removed; an owner hands over; a password is forgotten and replaced; sessions end; the audit log has all of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Api, startEvery, temporary, until } from '../lib/every.mjs';
import { startSmtp, textOf } from '../lib/smtp.mjs';
import { close, everyLook, narrow, openBrowser, openPage, openSignedIn, wide } from './browser.mjs';
import { walk } from './steps.mjs';

let every, smtp, dataDir, browser, page, api, step, kim, invoice, client, mailedLink;
const password = 'a long enough password';

before(async () => {
  dataDir = temporary('people');
  smtp = await startSmtp();
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  client = await api.post('/api/clients', { name: 'Quarry Foods' });
  invoice = await api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Support plan', unitPrice: { amount: '100', currency: 'USD' } }] });
  await api.post(`/api/invoices/${invoice.id}/issue`);
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(() => close({ browser, every, smtp, dataDir }));

const dialog = (on = page) => on.getByRole('dialog');
const mailed = async (count, to) => {
  await until(() => smtp.received.length >= count);
  const mail = smtp.received.at(-1);
  assert.ok(mail?.to.some(one => one.includes(to)), `a mail to ${to}`);
  return /http:\/\/\S+#[\w-]+/.exec(textOf(mail))[0];
};
const clean = on => { assert.deepEqual(on.problems, []); assert.deepEqual(on.violations, []); };
const user = async email => (await api.get('/api/users')).items.find(one => one.email === email);

test('without mail, an invitation is a link that is handed over', async () => {
  await step.go('/settings/people');
  await step.heading('People').waitFor();
  await page.getByText('Nobody is invited right now.').waitFor();
  await step.button('Invite…').click();
  await dialog().getByLabel('Email').fill('kim@fieldstone.example');
  await dialog().getByRole('radio', { name: 'Read-only' }).check();
  await everyLook(page, 'people-invite');
  await dialog().getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog().getByText('No mail is set up here, so nothing was sent.').waitFor();
  const link = await dialog().getByLabel('Link').inputValue();
  assert.ok(link.startsWith(`${every.url}/invitation#`), link);
  await everyLook(page, 'people-link');
  await dialog().getByRole('button', { name: 'Done' }).click();
  await page.getByText('kim@fieldstone.example').waitFor();
  await everyLook(page, 'people-invited');

  kim = await openPage(browser);
  await kim.goto(link);
  await kim.getByRole('heading', { name: 'Join Fieldstone Studio' }).waitFor();
  await everyLook(kim, 'invitation');
  await kim.getByLabel('Your name').fill('Kim Park');
  await kim.getByRole('textbox', { name: 'Password' }).fill(password);
  await kim.getByRole('button', { name: 'Join' }).click();
  await kim.getByRole('heading', { level: 1, name: /home|good|today/i }).first().waitFor();
  assert.equal((await user('kim@fieldstone.example')).role, 'viewer');
  const again = await openPage(browser);
  await again.goto(link);
  await again.getByText('This link is not valid any more').waitFor();
  await everyLook(again, 'invitation-used');
  clean(again);
  await again.close();
});

test('who reads only sees everything and is offered nothing that would be refused', async () => {
  await kim.getByRole('link', { name: /^Read-only\. Your role is read-only\. Ask Dana Reyes/ }).waitFor();
  await kim.setViewportSize(narrow);
  const wider = () => kim.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await until(async () => await wider() <= 0);
  assert.equal(await wider(), 0, 'nothing is wider than the phone');
  await kim.getByRole('button', { name: 'Account of Kim Park' }).click();
  await kim.getByRole('menu').getByText('Your role is read-only. Ask Dana Reyes.').waitFor();
  await kim.keyboard.press('Escape');
  await kim.setViewportSize(wide);
  await kim.goto(`${every.url}/invoices/${invoice.id}`);
  await kim.getByRole('heading', { name: 'INV-0001' }).waitFor();
  assert.deepEqual(await kim.getByRole('main').getByRole('button').allInnerTexts(), []);
  await everyLook(kim, 'viewer-invoice');
  await kim.goto(`${every.url}/clients/${client.id}`);
  await kim.getByRole('heading', { name: 'Quarry Foods' }).waitFor();
  await kim.getByRole('heading', { name: 'Notes' }).waitFor();
  assert.equal(await kim.getByRole('button', { name: /save|add/i }).count(), 0);
  await kim.goto(`${every.url}/clients`);
  await kim.getByText('Quarry Foods').first().waitFor();
  assert.equal(await kim.getByRole('link', { name: 'New client' }).count(), 0);
  for (const [path, words] of [['/invoices/new', 'Your role is read-only. Ask Dana Reyes.'], ['/clients/new', 'Your role is read-only. Ask Dana Reyes.'], ['/settings/audit', 'Only an administrator can do this. Ask Dana Reyes.'], ['/settings', 'Only an administrator can do this. Ask Dana Reyes.'], ['/settings/integrations/hubspot', 'Only an administrator can do this. Ask Dana Reyes.']]) {
    await kim.goto(every.url + path);
    await kim.getByRole('main').getByText(words).first().waitFor();
  }
  assert.ok(await kim.getByRole('button', { name: 'Connect with the token' }).isDisabled());
  await everyLook(kim, 'viewer-hubspot');
  await kim.goto(`${every.url}/settings`);
  await kim.getByLabel('Business name').waitFor();
  assert.ok(await kim.getByLabel('Business name').isDisabled());
  assert.equal(await kim.getByRole('button', { name: 'Save settings' }).count(), 0);
  await everyLook(kim, 'viewer-settings');
  await kim.goto(`${every.url}/settings/people`);
  await kim.getByRole('cell', { name: /Dana Reyes/ }).waitFor();
  assert.equal(await kim.getByRole('button', { name: /invite|remove/i }).count(), 0);
  clean(kim);
});

test('with mail, the link arrives, and is void once the invitation is revoked', async () => {
  const settings = await api.call('GET', '/api/workspace/mail');
  await api.call('PATCH', '/api/workspace/mail', { host: '127.0.0.1', port: smtp.port, security: 'none', fromAddress: 'team@fieldstone.example' }, { 'if-match': settings.headers.get('etag') });
  await step.go('/settings/people');
  await step.button('Invite…').click();
  await dialog().getByLabel('Email').fill('kim@fieldstone.example');
  await dialog().getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog().getByText('Kim Park is here already.').waitFor();
  await dialog().getByLabel('Email').fill('ada@fieldstone.example');
  await dialog().getByRole('radio', { name: 'Administrator' }).check();
  await dialog().getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog().getByText('A mail to ada@fieldstone.example is on its way.').waitFor();
  await dialog().getByRole('button', { name: 'Done' }).click();
  mailedLink = await mailed(1, 'ada@fieldstone.example');
  await page.getByText('Sent', { exact: true }).waitFor();
  await step.button('Revoke').click();
  await page.getByText('Nobody is invited right now.').waitFor();
  const late = await openPage(browser);
  await late.goto(mailedLink);
  await late.getByText('This link is not valid any more').waitFor();
  await late.close();
});

test('a role is changed, the last owner stays, ownership is handed over', async () => {
  await page.getByLabel('Role of Kim Park').selectOption('member');
  await page.getByText('Kim Park is a member now').waitFor();
  await page.getByText('The only owner').waitFor();
  assert.equal(await page.getByLabel('Role of Dana Reyes').count(), 0);
  await everyLook(page, 'people');
  await kim.goto(`${every.url}/invoices/${invoice.id}`);
  await kim.getByRole('button', { name: 'Record payment' }).waitFor();
  await step.button('Make the owner…').click();
  await dialog().getByText('You become an administrator').waitFor();
  await everyLook(page, 'people-hand-over');
  await dialog().getByRole('button', { name: 'Hand over' }).click();
  await page.getByText('Kim Park is an owner now').waitFor();
  assert.equal((await user('dana@fieldstone.example')).role, 'admin');
  await kim.goto(`${every.url}/settings/people`);
  await kim.getByLabel('Role of Dana Reyes').selectOption('owner');
  await kim.getByText('Dana Reyes is an owner now').waitFor();
});

test('a forgotten password is replaced by a mailed link, and every session ends', async () => {
  const forgot = await openPage(browser);
  await forgot.goto(`${every.url}/login`);
  await forgot.getByRole('heading', { name: 'Sign in' }).waitFor();
  await everyLook(forgot, 'login');
  await forgot.getByRole('link', { name: 'Forgot password' }).click();
  await forgot.getByRole('heading', { name: 'Forgot password' }).waitFor(); // both screens ask for an email
  await forgot.getByLabel('Email').fill('kim@fieldstone.example');
  await everyLook(forgot, 'forgot');
  await forgot.getByRole('button', { name: 'Send me a link' }).click();
  await forgot.getByText('If kim@fieldstone.example is an account here').waitFor();
  const link = await mailed(2, 'kim@fieldstone.example');
  await forgot.goto(link);
  await forgot.getByText('For Kim Park, kim@fieldstone.example').waitFor();
  await everyLook(forgot, 'reset');
  await forgot.getByRole('textbox', { name: 'New password' }).fill('another long password');
  await forgot.getByRole('button', { name: 'Change password' }).click();
  await forgot.getByRole('heading', { name: 'Your password is changed' }).waitFor();
  await forgot.getByRole('link', { name: 'Sign in' }).click();
  await forgot.getByRole('heading', { name: 'Sign in' }).waitFor();
  await forgot.getByLabel('Email').fill('kim@fieldstone.example');
  await forgot.getByRole('textbox', { name: 'Password' }).fill(password);
  await forgot.getByRole('button', { name: 'Sign in' }).click();
  await forgot.getByText('Email or password is not right.').waitFor();
  await forgot.getByRole('textbox', { name: 'Password' }).fill('another long password');
  await forgot.getByRole('button', { name: 'Sign in' }).click();
  await forgot.getByRole('navigation', { name: 'Main' }).waitFor();
  await kim.goto(`${every.url}/clients`);
  await kim.waitForURL(/\/login/);
  clean(forgot);
  await kim.close();
  kim = forgot;
});

test('sessions are seen and ended, and the password is changed', async () => {
  const other = new Api(every.url);
  await other.post('/api/session', { email: 'kim@fieldstone.example', password: 'another long password' });
  await kim.goto(`${every.url}/settings/account`);
  await kim.getByText('This one').waitFor();
  await everyLook(kim, 'account');
  await kim.getByRole('button', { name: 'End all others' }).click();
  await kim.getByText('One session ended').waitFor();
  await assert.rejects(other.get('/api/session'), { status: 401 });
  await kim.getByLabel('Current password').fill('not my password');
  await kim.getByRole('textbox', { name: 'New password' }).fill(password);
  await kim.getByRole('button', { name: 'Change password' }).click();
  await kim.getByText('This is not your password.').waitFor();
  await kim.getByLabel('Current password').fill('another long password');
  await kim.getByRole('button', { name: 'Change password' }).click();
  await kim.getByText('Your password is changed. Other sessions ended.').waitFor();
  await kim.getByRole('textbox', { name: 'Name', exact: true }).fill('Kim Park-Lee');
  await kim.getByRole('button', { name: 'Save name' }).click();
  await kim.getByText(/(^|· )Saved/).waitFor();
});

test('who is removed is out at once', async () => {
  await step.go('/settings/people');
  await step.button('Remove Kim Park-Lee').click();
  await dialog().getByText('Every session of theirs ends at once.').waitFor();
  await dialog().getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Kim Park-Lee was removed').waitFor();
  await kim.goto(`${every.url}/clients`);
  await kim.waitForURL(/\/login/);
  clean(kim);
});

test('the audit log has all of it, by person, kind and day, and as a file', async () => {
  await step.go('/settings');
  await page.getByRole('listitem').filter({ hasText: 'Audit log' }).getByRole('link', { name: 'Open' }).click();
  await page.getByText('Kim Park-Lee (owner) was removed.').waitFor();
  await everyLook(page, 'audit');
  await page.getByLabel('Kind').selectOption({ label: 'People' });
  await page.getByText('The role of Kim Park was changed from viewer to member.').waitFor();
  assert.match(page.url(), /group=people/);
  await page.getByLabel('Kind').selectOption({ label: 'Sign-ins' });
  await page.getByText('A sign-in as Kim Park failed: the password was wrong.').waitFor();
  await page.getByLabel('From', { exact: true }).fill('2031-01-01');
  await page.getByText('Nothing matches these filters.').waitFor();
  await step.button('Clear filters').click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  assert.match(text, /person\.removed/);
  assert.match(text, /invoice\.issued/);
  clean(page);
});
