// Who may do what, by asking: every operation of the contract × every role × ids of the own workspace, of nobody and of
// another workspace, against a real process with a HubSpot. What is expected comes from the contract
// (x-every-permission) and from the table below, which is a second writing of the product's own. An operation without a
// permission fails the run.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Api, binary, remove, root, startEvery, startSandbox, temporary } from '../lib/every.mjs';
import { bodies } from './bodies.mjs';
import { crossed, refusal } from './crossed.mjs';

const contract = parse(readFileSync(join(root, 'api/openapi.yaml'), 'utf8'));
const roles = ['owner', 'admin', 'member', 'viewer'];
const everybody = roles, working = ['owner', 'admin', 'member'], leading = ['owner', 'admin'];
const table = {
  'records.read': everybody, 'account.own': everybody, 'records.write': working, 'invoices.write': working, 'sync.run': working,
  'settings.write': leading, 'people.manage': leading, 'audit.read': leading, 'tokens.manage': leading, 'notes.manage': leading, 'workspace.own': ['owner'],
};
const password = 'correct horse battery', nobody = '01AN0TH3R1DTHAT1SN0B0DYS';

let passed = 0;
const surprises = [];
const expect = (fine, what, answer) => { fine ? ++passed : surprises.push(`${what}: ${answer.status} ${String(answer.text).slice(0, 160)}`); };

const operations = [];
for (const [path, item] of Object.entries(contract.paths))
  for (const [method, operation] of Object.entries(item)) {
    if (!operation.operationId) continue;
    const open = Array.isArray(operation.security) && operation.security.length === 0;
    const permission = operation['x-every-permission'];
    if (open && !permission) continue;
    if (!table[permission]) surprises.push(`${operation.operationId} names no permission that there is: ${permission}`);
    else operations.push({ id: operation.operationId, method: method.toUpperCase(), path, permission, roles: table[permission], body: bodies[operation.operationId], takesBody: !!operation.requestBody });
  }

// Without waiting for the end of a stream.
async function ask(who, { method, takesBody }, path, body) {
  const stop = new AbortController();
  const response = await fetch(who.url + path, {
    method, redirect: 'manual', signal: stop.signal,
    headers: { origin: who.url, cookie: who.cookie ?? '', 'if-match': '"1"', ...(takesBody ? { 'content-type': 'application/json' } : {}) },
    body: takesBody ? JSON.stringify(body ?? {}) : undefined,
  });
  if ((response.headers.get('content-type') ?? '').includes('event-stream')) { stop.abort(); return { status: response.status, text: 'stream' }; }
  const text = await response.text();
  return { status: response.status, text, code: /problem/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text).code : '' };
}

const dataDir = temporary('roles');
let every, sandbox;
try {
  sandbox = await startSandbox(['--contacts', 12, '--companies', 4, '--deals', 6, '--latency-ms', 0]);
  every = await startEvery({ dataDir, sandbox });
  let dana = new Api(every.url);
  await dana.setup();
  await every.stop();
  for (const house of ['Fieldstone Studio', 'Second House'])
    for (const role of roles)
      execFileSync(binary, ['user', 'add', '--workspace', house, '--email', `${role}@${house[0].toLowerCase()}.example`, '--name', `${role} of ${house}`, '--role', role],
        { input: `${password}\n`, env: { ...process.env, EVERY_DATA_DIR: dataDir, LSAN_OPTIONS: `suppressions=${root}tools/lsan.supp` } });
  every = await startEvery({ dataDir, sandbox });
  const signIn = async email => { const api = new Api(every.url); await api.post('/api/session', { email, password }); return api; };
  const ours = {}, theirs = {};
  for (const role of roles) { ours[role] = await signIn(`${role}@f.example`); theirs[role] = await signIn(`${role}@s.example`); }
  dana = await signIn('dana@fieldstone.example');
  const ids = await furnish(dana, sandbox);
  const pathOf = (operation, of) => operation.path.replace('{object}', 'contacts').replace('{contact}', ids['/api/contacts/']).replace('{id}', () => of(operation.path));
  const own = path => ids[Object.keys(ids).find(begin => path.startsWith(begin))] ?? assert.fail(`no id for ${path}`);

  const before = await everything(dana, ids);
  for (const operation of operations) {
    const label = `${operation.method} ${operation.path}`, hasId = operation.path.includes('{id}');
    const stranger = await ask({ url: every.url }, operation, pathOf(operation, own), operation.body?.(ids));
    expect(stranger.status === 401 && stranger.code === 'not_signed_in', `${label}, not signed in`, stranger);
    for (const role of roles.filter(one => !operation.roles.includes(one))) {
      const refused = await ask(ours[role], operation, pathOf(operation, own), operation.body?.(ids));
      expect(refused.status === 403 && refused.code === 'forbidden', `${label} by a ${role}`, refused);
    }
    // Another workspace: what a role may not do is refused whatever the id is, the rest is not found.
    if (hasId || operation.body?.foreign)
      for (const role of roles) {
        const other = await ask(theirs[role], operation, pathOf(operation, own), operation.body?.(ids));
        const fine = !operation.roles.includes(role) ? other.status === 403 && other.code === 'forbidden'
          : hasId ? other.status === 404 && other.code === 'not_found' : [404, 422].includes(other.status) || /^{"created":\[\],|"done":\[\]/.test(other.text);
        expect(fine, `${label} by another workspace's ${role}`, other);
      }
  }
  for (const request of await crossed(theirs.owner, ids)) {
    const wrong = await refusal(theirs.owner, request);
    wrong ? surprises.push(`another workspace asks for ${request.what}: ${wrong}`) : ++passed;
  }
  const changed = differences(before, await everything(dana, ids));
  changed.length ? surprises.push(...changed.map(one => `changed by who may not: ${one}`)) : ++passed;

  // What a role may do is not refused to it. With an id that nobody has, so that nothing is used up; what ends the session or the
  // connection comes last.
  const last = ['disconnectHubSpot', 'signOut'];
  for (const operation of [...operations.filter(one => !last.includes(one.id)), ...last.map(id => operations.find(one => one.id === id))])
    for (const role of operation.roles) {
      const let_in = await ask(ours[role], operation, pathOf(operation, () => nobody), operation.body?.(ids));
      expect(![401, 403].includes(let_in.status) && let_in.status < 500, `${operation.method} ${operation.path} by a ${role}`, let_in);
      if (operation.path.includes('{id}')) expect([404, 409, 412, 422].includes(let_in.status), `${operation.method} ${operation.path} of nobody by a ${role}`, let_in);
    }
  const told = Object.fromEntries((await dana.get('/api/roles')).items.map(row => [row.name, row.roles]));
  try { assert.deepEqual(told, table); ++passed; } catch (error) { surprises.push(`/api/roles tells another table: ${error.message}`); }
} finally {
  await every?.stop();
  await sandbox?.stop();
  remove(dataDir);
}
for (const one of surprises) console.log(one);
console.log(`note: ${operations.length} operations × ${roles.length + 1} roles`);
console.log(`${passed} passed, ${surprises.length} failed`);
process.exit(surprises.length ? 1 : 0);

// One of everything, so that there is something to be refused. Gives an id for each kind of path.
async function furnish(api, hubspot) {
  const usd = amount => ({ amount, currency: 'USD' });
  const line = { description: 'Work', unitPrice: usd('100') };
  // Before mail is set up: what becomes of its mail would be a change.
  const invitation = await api.post('/api/invitations', { email: 'kim@f.example', role: 'member' });
  const etag = async path => (await api.call('GET', path)).headers.get('etag');
  await api.call('PATCH', '/api/workspace/mail', { host: '127.0.0.1', port: 9, security: 'none', fromAddress: 'bills@f.example' }, { 'if-match': await etag('/api/workspace/mail') });
  // Of the same address as a contact of HubSpot's: a match to decide.
  const [known] = (await (await fetch(`${hubspot.url}/sandbox/portal?type=contacts`)).text()).split('\n').filter(Boolean).map(one => JSON.parse(one)).filter(one => one.properties.email);
  const client = await api.post('/api/clients', { name: 'Quarry Foods', email: 'pay@quarry.example' });
  const contact = await api.post(`/api/clients/${client.id}/contacts`, { firstName: 'Ada', email: known.properties.email });
  const note = await api.post(`/api/clients/${client.id}/notes`, { text: 'Called them' });
  await api.connect();
  const duplicate = (await api.get('/api/hubspot/duplicates')).items[0];
  await api.post('/api/hubspot/import', { select: { all: true }, default: 'skip', includeDeals: true });
  const run = await api.settled();
  await api.post('/api/hubspot/disconnect');
  await api.connect();
  const deal = (await api.get('/api/deals')).items[0];
  const invoice = await api.post('/api/invoices', { clientId: client.id, lines: [line] });
  await api.post(`/api/invoices/${invoice.id}/issue`);
  const draft = await api.post('/api/invoices', { clientId: client.id, lines: [line] });
  const mail = await api.post(`/api/invoices/${invoice.id}/mails`);
  await api.call('DELETE', `/api/mails/${mail.id}`);
  const payment = await api.post(`/api/invoices/${invoice.id}/payments`, { amount: usd('10'), date: '2026-01-02', method: 'cash' });
  const proposal = await api.post('/api/proposals', { clientId: client.id, title: 'Website', lines: [line] });
  const chat = await api.post('/api/chat', { text: 'sync hubspot now' });
  const proposed = chat.messages.at(-1).blocks.find(one => one.type === 'proposal').id;
  const people = (await api.get('/api/users')).items;
  const token = await api.post('/api/tokens', { name: 'Reports', scopes: ['records.read'], expiresInDays: 30 });
  const rate = await api.post('/api/tax-rates', { name: 'VAT 20 %', ratePercent: '20' });
  const rule = await api.post('/api/deal-rules', { pipeline: null, stage: null });
  return {
    '/api/chat/conversations/': chat.conversation,
    '/api/chat/proposals/': proposed,
    '/api/account/sessions/': (await api.get('/api/account/sessions')).items[0].id,
    '/api/users/': people.find(one => one.email === 'member@f.example').id,
    '/api/invitations/': invitation.id,
    '/api/tokens/': token.id,
    '/api/hubspot/receipts/': (await api.get('/api/hubspot/receipts')).items[0].id,
    '/api/hubspot/contacts/': known.id,
    '/api/hubspot/runs/': run.id,
    '/api/hubspot/duplicates/': duplicate.id,
    '/api/clients/': client.id,
    '/api/contacts/': contact.id,
    '/api/notes/': note.id,
    '/api/deals/': deal.id,
    '/api/tax-rates/': rate.id,
    '/api/deal-rules/': rule.id,
    '/api/invoices/': invoice.id,
    '/api/mails/': mail.id,
    '/api/payments/': payment.id,
    '/api/proposals/': proposal.id,
    draft: draft.id,
  };
}

// All that a workspace shows of itself, but for what looking at it changes.
async function everything(api, ids) {
  const out = {};
  const lists = ['/api/workspace', '/api/workspace/mail', '/api/workspace/model', '/api/workspace/billing', '/api/users', '/api/invitations', '/api/tokens', '/api/clients', '/api/contacts', '/api/deals', '/api/deal-rules', '/api/tax-rates', '/api/invoices', '/api/payments', '/api/proposals',
    '/api/hubspot/settings', '/api/hubspot/duplicates', '/api/hubspot/contacts', '/api/hubspot/runs', '/api/hubspot/receipts', '/api/audit?limit=500', '/api/reports/money',
    ...['notes', 'contacts', 'activity'].map(part => `/api/clients/${ids['/api/clients/']}/${part}`), `/api/notes/${ids['/api/notes/']}`, `/api/invoices/${ids.draft}`, `/api/deals/${ids['/api/deals/']}/parts`,
    ...['', '/mails', '/payments', '/link', '/internal-note'].map(part => `/api/invoices/${ids['/api/invoices/']}${part}`), `/api/proposals/${ids['/api/proposals/']}`, `/api/proposals/${ids['/api/proposals/']}/link`];
  for (const path of lists) out[path] = JSON.stringify(await api.get(path), (name, value) => (name === 'lastSeenAt' ? undefined : value), 1);
  return out;
}
function differences(before, after) {
  return Object.keys(before).filter(path => before[path] !== after[path]).map(path => {
    const lines = before[path].split('\n');
    return `${path} ${after[path].split('\n').filter((line, i) => line !== lines[i]).slice(0, 3).join(' ')}`;
  });
}
