// One truth of a running sync: top bar, settings page, dialog and chat, looked at together at every moment of a first load,
// of somebody else's import and of a full sync, in two tabs of one browser. Hours of syncs with the tabs open: endurance.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, sandboxApp, sleep, startBoth, until } from '../lib/every.mjs';
import { ordersFor } from '../lib/orders.mjs';
import { axe, close, openBrowser, openSignedIn, shot } from './browser.mjs';

let sandbox, every, dataDir, browser, page, second, api, sam, control;
const settings = '/settings/integrations/hubspot';
const streams = [];

before(async () => {
  ({ sandbox, dataDir, every, api } = await startBoth('one-truth', ['--contacts', 2000, '--companies', 200, '--deals', 200, '--seed', 21]));
  ({ control } = ordersFor(sandbox));
  const { url } = await api.post('/api/invitations', { email: 'sam@fieldstone.example', role: 'admin' });
  sam = new Api(every.url);
  await sam.post('/api/invitations/accept', { token: url.split('#')[1], name: 'Sam Ortiz', password: 'a long enough password' });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  page.context().on('request', request => { if (new URL(request.url()).pathname === '/api/events') streams.push(request); });
});
after(() => close({ browser, every, sandbox, dataDir }));

const panel = on => on.getByRole('complementary', { name: 'Business Context' });
async function say(text) {
  const asked = panel(page).locator('[data-role=every]');
  const before = await asked.count();
  await panel(page).getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
  if (await panel(page).getByRole('listbox').count() > 0) await page.keyboard.press('Enter');
  await asked.nth(before).waitFor();
}

// What the four places say in one and the same moment, read within one task of the page.
const four = () => {
  const said = place => {
    const text = place?.textContent ?? '';
    const line = /(?:(\d+)% · )?([\d,]+)(?: of ([\d,]+))? records/.exec(text);
const counts = [...(place?.querySelectorAll('dl') ?? [])].find(list => list.textContent.startsWith('Created'));
    return line && counts ? [line[1] ?? '', line[2], line[3] ?? '', ...[...counts.querySelectorAll('dd')].map(one => one.textContent)].join('/') : null;
  };
  const pill = /Syncing(?: (\d+)%)?/.exec(document.querySelector('header[data-shell] a')?.textContent ?? '');
  return {
    chat: said([...document.querySelectorAll('aside[aria-label="Business Context"] [aria-label=Progress]')].at(-1)),
    dialog: said(document.querySelector('[role=dialog]')),
    settings: said(document.querySelector('main section[aria-label=Connection]')),
    pill: pill ? (pill[1] ?? '') : null,
  };
};
// Looks until the run is over, or so many moments were seen; gives how many looks saw all four at work, and in how many
// different moments.
async function watch(tabs, enough = Infinity) {
  let together = 0;
  const moments = new Set();
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    for (const seen of await Promise.all(tabs.map(tab => tab.evaluate(four)))) {
      const shown = [seen.chat, seen.dialog, seen.settings].filter(one => one !== null);
      assert.ok(new Set(shown).size <= 1, `one truth: ${JSON.stringify(seen)}`);
      if (seen.pill !== null && shown.length > 0) assert.equal(shown[0].split('/')[0], seen.pill, `one truth: ${JSON.stringify(seen)}`);
      assert.ok(shown.length === 0 || seen.pill !== null, `the top bar says nothing of it: ${JSON.stringify(seen)}`);
      if (shown.length < 3 || seen.pill === null) continue;
      ++together;
      moments.add(shown[0]);
    }
    if (moments.size >= enough || !['queued', 'running'].includes((await api.get('/api/hubspot/runs?limit=1')).items[0]?.state)) break;
  }
  return { together, moments: moments.size };
}

test('a first load: chat, dialog, settings and top bar say the same in every moment, in both tabs', async () => {
  await control('settings', { latencyMs: 2000 });  // it is still running when both tabs are open
  await page.getByRole('heading', { name: /good (morning|afternoon|evening)/i }).waitFor();
  await page.keyboard.press('b');
  await panel(page).getByRole('textbox').waitFor();
  await api.post('/api/hubspot/auth/token', { token: sandboxApp.token });
  await say('/progress');
  second = Object.assign(await page.context().newPage(), { violations: [], problems: [] });
  second.on('pageerror', error => page.problems.push(String(error)));
  for (const tab of [page, second]) {
    await tab.goto(`${every.url}${settings}?import=1&step=review`);
    await panel(tab).getByRole('group', { name: 'Progress' }).waitFor();
  }
  await control('settings', { latencyMs: 300 });
  const { together, moments } = await watch([page, second], 8);
  console.log(`note: first load: ${together} looks at all four, ${moments} different moments`);
  assert.ok(moments >= 5, `${moments} moments`);
  await api.post(`/api/hubspot/runs/${(await api.get('/api/hubspot/runs?limit=1')).items[0].id}/cancel`);
  assert.equal((await api.settled()).state, 'cancelled');
  for (const tab of [page, second]) await panel(tab).getByText('Cancelled').waitFor();
});

// What the cancelled load left is read by the import.
test("somebody else's import: Dana watches, and everything says the same to its result", async () => {
  const started = await sam.post('/api/hubspot/import', { select: { all: true }, default: 'replace', includeDeals: true, includeNoEmail: true, dryRun: false });
  await page.getByRole('dialog').getByText('Sam Ortiz is importing now.', { exact: false }).waitFor();
  await page.getByRole('dialog').getByText('4. Import').and(page.locator('[aria-current=step]')).waitFor();
  await say('/progress');
  const { together, moments } = await watch([page, second]);
  console.log(`note: import: ${together} looks at all four, ${moments} different moments`);
  assert.ok(moments >= 3, `${moments} moments`);
  const { counts } = await api.get(`/api/hubspot/runs/${started.id}`);
  await page.getByRole('dialog').getByText(`${counts.created.toLocaleString('en-US')} created`, { exact: false }).waitFor();
  await panel(page).getByText(/^Import of/).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
});

test('a full sync: the same everywhere, and its card in the chat ends as its result', async () => {
  await page.goto(`${every.url}${settings}?import=1&step=review`);
  await page.getByRole('dialog').getByText('2,000 contacts found').waitFor();
  await api.post('/api/hubspot/sync', { full: true });
  await say('/progress');
  await second.goto(`${every.url}${settings}?import=1&step=review`);
  await shot(page, 'one-truth');
  const { together, moments } = await watch([page, second]);
  console.log(`note: full sync: ${together} looks at all four, ${moments} different moments`);
  assert.ok(moments >= 3, `${moments} moments`);
  await panel(page).getByText(/^Full sync of/).last().waitFor();
  await control('settings', { latencyMs: 0 });
});

test('one stream for all tabs; when the tab that holds it goes, another takes it', async () => {
  await page.goto(`${every.url}/`);
  await second.goto(`${every.url}/clients`);
  await second.getByRole('row').nth(3).waitFor();
  const open = () => page.evaluate(async () => (await navigator.locks.query()).held.filter(one => one.name === 'every-live').length);
  assert.equal(await open(), 1);
  // Whoever is loaded anew lets go of it.
  await second.reload();
  await second.getByRole('row').nth(3).waitFor();
  const asked = streams.length;
  const third = await page.context().newPage();
  await third.goto(`${every.url}/`);
  await third.getByRole('heading', { name: /good (morning|afternoon|evening)/i }).waitFor();
  await sleep(300);
  assert.equal(streams.length, asked, 'a third tab opens no stream of its own');
  await third.close();
  await Promise.all([page.close(), api.post('/api/clients', { name: 'Aaaa arrives by itself' })]);
  await until(() => streams.length > asked);
  assert.equal(streams.length, asked + 1, 'the other tab has the stream now');
  await second.getByText('Aaaa arrives by itself').waitFor();
  await axe(second, 'second tab');
});

test('axe found nothing, no script error', () => {
  assert.deepEqual([...page.violations, ...second.violations], []);
  assert.deepEqual(page.problems, []);
});
