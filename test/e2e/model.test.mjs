// A language model in the browser: plugged in and tested by the owner, then it reads the chat. A scripted endpoint plays
// it: it chooses, asks back, proposes what only a click does, and talks nonsense.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { Api, startEvery, temporary, until } from '../lib/every.mjs';
import { close, everyLook, openBrowser, openSignedIn } from './browser.mjs';
import { walk } from './steps.mjs';

const key = 'sk-e2e-secret';
let every, dataDir, browser, page, api, step, endpoint, address;
let answer = null;  // what the endpoint says next: {tool, args}, {text} or {status}
const asked = [];

before(async () => {
  endpoint = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    asked.push({ url: request.url, authorization: request.headers.authorization, body: JSON.parse(body) });
    const message = answer.tool ? { role: 'assistant', content: null, tool_calls: [{ id: 'c1', type: 'function', function: { name: answer.tool, arguments: JSON.stringify(answer.args ?? {}) } }] } : { role: 'assistant', content: answer.text };
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.status ? { error: { message: 'overloaded' } } : { choices: [{ message }] }));
  });
  await new Promise(done => endpoint.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${endpoint.address().port}/v1`;
  dataDir = temporary('model');
  every = await startEvery({ dataDir });
  api = new Api(every.url);
  await api.setup();
  await api.post('/api/clients', { name: 'Quarry Foods' });
  browser = await openBrowser();
  page = await openSignedIn(browser, api);
  step = walk({ page, url: every.url, api, look: name => everyLook(page, name) });
});
after(async () => { endpoint?.close(); await close({ browser, every, dataDir }); });

const panel = () => page.getByRole('complementary', { name: 'Business Context' });
const messages = () => panel().locator('[data-role=every]');
async function say(text, next) {
  answer = next;
  const count = await messages().count();
  await panel().getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
  await messages().nth(count).waitFor();
  return messages().nth(count);
}

test('the owner plugs it in, is told what leaves, and tests it', async () => {
  await step.go('/settings');
  await page.getByRole('region', { name: 'Language model' }).getByRole('link', { name: 'Open' }).click();
  await step.heading('What leaves this server').waitFor();
  await page.getByLabel('Address').fill('http://models.example.com/v1');
  await page.getByLabel('Model').fill('small-1');
  await step.button('Save language model').click();
  await page.getByText('An https address is needed here', { exact: false }).waitFor();
  assert.equal(await step.button('Test language model').isDisabled(), true);
  await page.getByLabel('Address').fill(`${address}/chat/completions`);
  await page.getByLabel('Key', { exact: true }).fill(key);
  await page.getByRole('switch', { name: 'Read the chat with it' }).click();
  await step.button('Save language model').click();
  await page.getByText('Saved', { exact: true }).waitFor();
  assert.equal(await page.getByLabel('Address').inputValue(), address);
  assert.equal(await page.getByLabel('Key', { exact: true }).inputValue(), '');
  answer = { text: 'HubSpot is doing well.' };
  await step.button('Test language model').click();
  await page.getByText('chose no function', { exact: false }).waitFor();
  answer = { tool: 'hubspot_status' };
  await step.button('Test language model').click();
  await page.getByText('It works.').waitFor();
  assert.equal(asked.at(-1).authorization, `Bearer ${key}`);
  assert.equal(asked.at(-1).url, '/v1/chat/completions');
  await everyLook(page, 'model-settings');
});

test('it chooses, asks back, and changes nothing without a click', async () => {
  await page.keyboard.press('b');
  await panel().getByRole('textbox').waitFor();
  const found = await say('où est la carrière ?', { tool: 'find', args: { text: 'Quarry', kind: 'client' } });
  await found.getByText('Quarry Foods').first().waitFor();
  await found.getByText('Read by the language model').waitFor();
  const back = await say('and the other one', { text: 'Which <img src=x onerror=alert(1)> do you mean?' });
  await back.getByText('Which <img src=x onerror=alert(1)> do you mean?').waitFor();
  await back.getByText('Asked by the language model').waitFor();
  assert.equal(await back.locator('img').count(), 0);
  const told = JSON.parse(asked.at(-1).body.messages.at(-1).content);
  assert.deepEqual(told.before[0].listed, ['Quarry Foods']);
  const wish = await say('nous avons gagné Acme', { tool: 'create_client', args: { name: 'Acme' } });
  await wish.getByRole('button', { name: 'Create client' }).waitFor();
  assert.equal((await api.get('/api/clients')).total, 1);
  await wish.getByRole('button', { name: 'Create client' }).click();
  await until(async () => (await api.get('/api/clients')).total === 2);
  assert.equal((await api.get('/api/clients')).total, 2);
});

test('what is of no use is read by the chat itself, and a command always is', async () => {
  const broken = await say('is hubspot ok?', { status: 503 });
  await broken.getByText('Not connected').waitFor();
  await broken.getByText('Read without the language model: it answered with an error.').waitFor();
  const several = await say('is hubspot ok?', { tool: 'delete_everything' });
  await several.getByText("Read without the language model: its answer can't be used.").waitFor();
  const count = asked.length;
  const command = await say('/status', null);
  await command.getByText('Not connected').waitFor();
  assert.equal(await command.getByText('language model', { exact: false }).count(), 0);
  assert.equal(asked.length, count);
  await everyLook(page, 'model-chat');
  assert.ok(!JSON.stringify(await api.get('/api/workspace/model')).includes(key));
});

test('no screen failed and none is hard to use', () => {
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.violations, []);
});
