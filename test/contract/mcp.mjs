// An outside assistant, by the official SDK's client, over the real process: it lists the tools, reads the status, asks
// for a sync and gets a proposal; the click on its link's page runs it.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Api, makeToken, remove, startEvery, startSandbox, temporary } from '../lib/every.mjs';

const dataDir = temporary('mcp');
let every, sandbox, passed = 0;
const check = (what, fits) => { assert.ok(fits, what); ++passed; };
const assistant = async token => {
  const client = new Client({ name: 'outside', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${every.url}/mcp`), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));
  return client;
};
try {
  sandbox = await startSandbox(['--contacts', 20, '--companies', 5, '--deals', 5, '--latency-ms', 0]);
  every = await startEvery({ dataDir, sandbox });
  let api = new Api(every.url);
  await api.setup();
  await api.connect();
  await every.stop();
  const [owner, viewer] = [makeToken(dataDir, 'owner'), makeToken(dataDir, 'viewer')];
  every = await startEvery({ dataDir, sandbox });
  api = new Api(every.url);
  await api.signIn();

  const outside = await assistant(owner);
  check('the server says its name', outside.getServerVersion().name === 'every');
  const { tools } = await outside.listTools();
  check('it lists the tools', tools.length > 20 && tools.every(tool => tool.inputSchema.type === 'object' && tool.description));
  const status = await outside.callTool({ name: 'hubspot_status', arguments: {} });
  check('it reads the status', !status.isError && status.structuredContent.connection.state === 'connected');
  check('what it reads is what the screens read', JSON.parse(status.content[0].text).connection.portal.id === (await api.get('/api/hubspot/status')).connection.portal.id);
  const { resources } = await outside.listResources();
  for (const { uri } of resources) check(`it reads ${uri}`, JSON.parse((await outside.readResource({ uri })).contents[0].text) !== null);

  const before = (await api.get('/api/hubspot/runs')).total;
  const asked = await outside.callTool({ name: 'sync_now', arguments: {} });
  check('a wish is a proposal', !asked.isError && asked.structuredContent.state === 'open' && asked.structuredContent.confirmUrl.endsWith(`/confirm/${asked.structuredContent.id}`));
  check('nothing ran yet', (await api.get('/api/hubspot/runs')).total === before);
  const done = await api.post(`/api/chat/proposals/${asked.structuredContent.id}/confirm`);
  check('the click runs it', done.state === 'done');
  await api.settled();
  check('once', (await api.get('/api/hubspot/runs')).total === before + 1);
  await assert.rejects(outside.callTool({ name: 'why', arguments: {} })); ++passed;
  await outside.close();

  const reader = await assistant(viewer);
  check('who reads only reads', !(await reader.callTool({ name: 'deals', arguments: {} })).isError);
  check('and proposes nothing', (await reader.callTool({ name: 'sync_now', arguments: {} })).isError === true);
  await reader.close();
  await assert.rejects(assistant('no such token')); ++passed;
} finally {
  await every?.stop();
  await sandbox?.stop();
  remove(dataDir);
}
console.log(`${passed} passed, 0 failed`);
