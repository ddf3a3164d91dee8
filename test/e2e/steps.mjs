// The main job step by step, as a person does it. `look` is told the name of each screen when it is there: the main
// test takes pictures and lets axe read it, the demo's test only passes by.
import assert from 'node:assert/strict';
import { until } from '../lib/every.mjs';

export function walk({ page, url, api, look }) {
  const go = path => page.goto(url + path);
  const button = (name, options) => page.getByRole('button', { name, ...options });
  const heading = name => page.getByRole('heading', { name });
  const dialog = page.getByRole('dialog');
  const main = page.getByRole('main');

  return {
    go, button, heading,

    async connect(hubspot) {
      await go('/settings/integrations/hubspot');
      await heading(/connect hubspot/i).first().waitFor();
      await look('hubspot-not-connected');
      await main.getByRole('button', { name: 'Connect HubSpot' }).click();
      await page.waitForURL(at => at.href.startsWith(hubspot));
      await button(/connect app/i).click();
      await page.waitForURL(at => at.href.startsWith(url));
      await page.getByText(/connected to/i).first().waitFor();
      await api.settled();
      await button(/review contacts/i).first().waitFor();
      await look('hubspot-connected');
    },

    // Gives how many matches were decided.
    async reviewAndImport() {
      await button(/review contacts/i).first().click();
      await dialog.getByText(/contacts found/i).waitFor();
      await look('import-review');
      await dialog.getByRole('button', { name: /continue/i }).click();
      await dialog.getByText(/still to decide/i).waitFor();
      const matches = (await api.get('/api/hubspot/review')).undecided;
      assert.ok(matches > 20, `${matches} matches wait`);
      await look('import-resolve');
      // By keyboard: the first is replaced, the second skipped; then everything that is left is replaced.
      await dialog.getByRole('listbox', { name: 'Matches' }).getByRole('option').first().click();
      await page.keyboard.press('r');
      await dialog.getByText(`${matches - 1} of ${matches} still to decide`).waitFor();
      await page.keyboard.press('s');
      await dialog.getByText(`${matches - 2} of ${matches} still to decide`).waitFor();
      await dialog.getByRole('button', { name: 'Replace all', exact: true }).click();
      await dialog.getByRole('button', { name: /^Replace [\d,]+$/ }).click();
      // Who is only possibly the same is not replaced in bulk: what is left is skipped.
      let left = matches - 2;
      await until(async () => { left = (await api.get('/api/hubspot/review')).undecided; return left < matches - 2; });
      if (left > 0) {
        await dialog.getByText(`${left} of ${matches} still to decide`).waitFor();
        await dialog.getByRole('button', { name: 'Skip all', exact: true }).click();
        await dialog.getByRole('button', { name: `Skip ${left}` }).click();
      }
      await dialog.getByText(/^0 of \d+ still to decide/).waitFor();
      assert.equal((await api.get('/api/hubspot/review')).undecided, 0);
      await dialog.getByRole('button', { name: /continue/i }).click();
      await dialog.getByText(/this import will create/i).waitFor();
      const preview = await api.post('/api/hubspot/import', { select: { all: true }, default: 'ask', includeDeals: true, dryRun: true });
      await look('import-select');
      await dialog.getByRole('button', { name: /import selected/i }).click();
      await dialog.getByText(/import complete/i).waitFor({ timeout: 120_000 });
      await look('import-result');
      const run = await api.settled();
      assert.ok(['succeeded', 'partial'].includes(run.state), run.state);
      assert.equal(run.kind, 'import');
      const review = await api.get('/api/hubspot/review');
      assert.equal(review.imported, preview.contactsCreated + preview.updated, 'what the preview said is what came in');
      await page.keyboard.press('Escape');
    },

    async openImportedClient() {
      await go('/clients');
      await heading('Clients').waitFor();
      await page.getByRole('row').nth(3).waitFor();
      await look('clients');
      const { items } = await api.get('/api/clients?source=hubspot&limit=1&sort=name');
      await go(`/clients/${items[0].id}`);
      await page.getByText('Managed in HubSpot').first().waitFor();
      await look('client');
      return items[0];
    },

    // Gives the draft's id.
    async dropWonDeal() {
      await go('/clients/pipeline');
      await heading('Pipeline').waitFor();
      const board = await api.get('/api/pipeline');
      await page.getByText(/won deals? ha(ve|s) no invoice/i).first().waitFor();
      await look('pipeline');
      const won = board.stages.find(stage => stage.won && stage.count > 0);
      const { items } = await api.get(`/api/deals?stage=${encodeURIComponent(won.id)}&pipeline=${encodeURIComponent(board.pipeline.id)}&limit=100`);
      const deal = items.find(one => one.client && one.amount && Number(one.amount.amount) > 0 && !one.invoice);
      assert.ok(deal, 'a won deal with client and amount');
      const card = page.locator(`[data-deal="${deal.id}"]`);
      await card.scrollIntoViewIfNeeded();
      await card.dragTo(page.locator('[data-invoice-tray]'));
      await page.getByText(/draft invoice created/i).waitFor();
      const { id } = (await api.get(`/api/deals/${deal.id}`)).invoice;
      await page.getByRole('link', { name: /open draft/i }).or(button(/open draft/i)).first().click();
      await page.waitForURL(/\/invoices\//);
      return id;
    },

    // Somebody moves a deal in HubSpot (the sandbox's page); after Sync now its card stands in the other column. `hubspot`
    // is where that page is.
    async moveDealInHubSpot(hubspot) {
      const board = await api.get('/api/pipeline');
      const [from, to] = board.stages.filter(stage => !stage.won && !stage.lost && stage.count > 0);
      const query = stage => `/api/deals?stage=${encodeURIComponent(stage.id)}&pipeline=${encodeURIComponent(board.pipeline.id)}&limit=1`;
      const deal = (await api.get(query(from))).items[0];
      const withDeal = `/clients/pipeline?q=${encodeURIComponent(deal.name)}`;
      await go(withDeal);
      const column = stage => page.getByRole('region', { name: new RegExp(`^${stage.label}`) });
      await column(from).locator(`[data-deal="${deal.id}"]`).waitFor();
      await page.goto(`${hubspot}/?type=deals&q=${encodeURIComponent(deal.name)}`);
      await look('sandbox-deals');
      await page.getByRole('link', { name: deal.name }).first().click();
      await page.getByLabel('Deal stage').selectOption({ label: to.label });
      await look('sandbox-deal');
      await button('Save').click();
      await page.getByText('Saved.').waitFor();
      await go('/settings/integrations/hubspot');
      const { items: [before] } = await api.get('/api/hubspot/runs?limit=1');
      await button('Sync now').first().click();
      await until(async () => (await api.get('/api/hubspot/runs?limit=1')).items[0].id !== before.id);
      await api.settled();
      await go(withDeal);
      await column(to).locator(`[data-deal="${deal.id}"]`).waitFor();
      assert.equal(await column(from).locator(`[data-deal="${deal.id}"]`).count(), 0);
      await look('pipeline-moved');
    },

    async issueAndPay(id, number) {
      await go(`/invoices/${id}/edit`);
      await heading(/draft|invoice/i).first().waitFor();
      await page.getByLabel('Quantity').first().waitFor();
      await look('invoice-editor');
      await go(`/invoices/${id}`);
      await button(/^issue/i).first().waitFor();
      await look('invoice-draft');
      await button(/^issue/i).first().click();
      const confirm = dialog.getByRole('button', { name: /issue/i });
      await confirm.click();
      await page.getByText(number).first().waitFor();
      await look('invoice-issued');
      // What the PDF button opens.
      const href = await page.getByRole('link', { name: 'PDF' }).or(button('PDF')).first().getAttribute('href');
      const pdf = await fetch(url + (href ?? `/api/invoices/${id}/pdf`), { headers: { cookie: api.cookie } });
      assert.equal(pdf.headers.get('content-type'), 'application/pdf');
      assert.equal(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString(), '%PDF-');
      await button(/record payment/i).first().click();
      await dialog.getByLabel(/amount/i).first().waitFor();
      await look('invoice-payment');
      await dialog.getByRole('button', { name: /record payment/i }).click();
      await page.getByText(/^paid$/i).first().waitFor();
      await look('invoice-paid');
      assert.equal((await api.get(`/api/invoices/${id}`)).paymentStatus, 'paid');
    },

    async disconnectAndEdit() {
      const before = await api.get('/api/clients?source=hubspot&limit=1&sort=name');
      await go('/settings/integrations/hubspot');
      await button(/disconnect/i).last().click();
      await dialog.getByText(/disconnect hubspot\?/i).waitFor();
      await look('disconnect');
      await dialog.getByRole('button', { name: /disconnect hubspot/i }).click();
      await page.getByText(/hubspot is disconnected/i).first().waitFor();
      await look('disconnected');
      assert.equal((await api.get('/api/clients?source=hubspot&limit=1')).total, before.total);
      const client = before.items[0];
      await go(`/clients/${client.id}`);
      await page.getByLabel(/^name/i).first().fill(`${client.name} (renamed)`);
      await button(/^save/i).first().click();
      await page.getByText(/^saved/i).first().waitFor();
      await look('client-unlocked');
      assert.equal((await api.get(`/api/clients/${client.id}`)).name, `${client.name} (renamed)`);
    },
  };
}
