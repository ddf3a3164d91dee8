// An outside assistant, by the official SDK's client and by its inspector's command line, over the real process: it lists
// the tools, reads the status, asks for a sync and gets a proposal; the click on its link's page runs it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
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
// The inspector's command line, as somebody in a terminal calls it: what it prints, or what it says when it ends with an error.
// Alone, without the pages of the whole inspector, it finds its name only from its own folder.
const inspector = fileURLToPath(new URL('node_modules/@modelcontextprotocol/inspector-cli/build/cli.js', import.meta.url));
const inspected = (token, ...more) => new Promise((done, fail) => {
  const args = [inspector, '--cli', `${every.url}/mcp`, '--transport', 'http', '--header', `Authorization: Bearer ${token}`, ...more];
  execFile(process.execPath, args, { cwd: dirname(inspector), timeout: 60_000, maxBuffer: 1 << 26 }, (error, out, said) => (error ? fail(new Error(said)) : done(JSON.parse(out))));
});
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

  // The same by the inspector, whose client refuses what does not fit the protocol's schemas.
  const seen = await inspected(owner, '--method', 'tools/list');
  check('the inspector lists the same tools', JSON.stringify(seen.tools.map(tool => tool.name)) === JSON.stringify(tools.map(tool => tool.name)));
  const told = await inspected(owner, '--method', 'tools/call', '--tool-name', 'hubspot_status');
  check('and reads the status', !told.isError && told.structuredContent.connection.state === 'connected');
  const one = await inspected(owner, '--method', 'tools/call', '--tool-name', 'find', '--tool-arg', 'text=a');
  check('with an argument too', !one.isError && JSON.parse(one.content[0].text) !== null);
  const listed = await inspected(owner, '--method', 'resources/list');
  check('and the resources', listed.resources.length === resources.length);
  await assert.rejects(inspected('no such token', '--method', 'tools/list'), /401|nauthorized|token/); ++passed;
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
