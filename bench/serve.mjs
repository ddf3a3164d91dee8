// `./dev bench serve`: how fast the real server answers when there is much: 1,000,000 clients, 100,000 deals, 500,000
// invoices and 20,000 proposals (--clients, --deals, --invoices, --proposals), written by bench/seed.cpp through the
// store. --in FOLDER keeps the data there, or takes what it finds. With --contacts or --companies it is loaded from
// the sandbox instead, through HubSpot's client, the engine and the API.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { Api, remove, root, sleep, startEvery, startSandbox, temporary } from '../test/lib/every.mjs';
import { arg, connected, cost } from './measure.mjs';

const requests = arg('requests', 1000), reached = 10, reachedBySearch = 20; // ms
const text = name => { const i = process.argv.indexOf(`--${name}`); return i < 0 ? undefined : process.argv[i + 1]; };
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];

// An Every with that much in it, unless the command line says how much. `clean` takes it away again.
export async function seeded(standard = { clients: 1_000_000, deals: 100_000, invoices: 500_000, proposals: 20_000 }) {
  const dataDir = text('in') ?? temporary('bench'), database = join(dataDir, 'every.db');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(database)) {
    const every = await startEvery({ dataDir });
    await new Api(every.url).setup();
    await every.stop();
    const counts = ['clients', 'deals', 'invoices', 'proposals'].map(what => arg(what, standard[what]));
    console.log('writing the rows');
    const seeder = process.env.EVERY_SEEDER ?? join(root, 'build/release/every_bench_seed');
    const { status } = spawnSync(seeder, [database, ...counts.map(String)], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) throw new Error('the rows could not be written');
  }
  const every = await startEvery({ dataDir });
  const api = new Api(every.url);
  await api.signIn();
  return { every, api, clean: () => { if (!text('in')) remove(dataDir); }, megabytes: statSync(database).size / 2 ** 20 };
}

async function throughHubSpot() {
  const contacts = arg('contacts', 100_000), companies = arg('companies', 60_000), deals = arg('deals', 10_000);
  const sandbox = await startSandbox(['--contacts', contacts, '--companies', companies, '--deals', deals, '--seed', 2, '--quota', 100_000, '--searches', 10_000, '--latency-ms', 0]);
  const { every, api, dataDir } = await connected(sandbox);
  await api.settled(1800);
  await api.post('/api/hubspot/import', { select: { all: true }, default: 'skip', includeDeals: true, includeNoEmail: true, dryRun: false }, { 'idempotency-key': 'bench' });
  await sleep(200);
  const run = await api.settled(1800);
  let { total } = await api.get('/api/clients?limit=1');
  // Up to 100,000 with clients made here.
  const missing = Math.max(0, 100_000 - total);
  for (let i = 0; i < missing; i += 50)
    await Promise.all(Array.from({ length: Math.min(50, missing - i) }, (_, k) => api.post('/api/clients', { kind: 'company', name: `Local client ${i + k}` })));
  console.log(`serve: import ${run.state}`);
  return { every, api, clean: async () => { await sandbox.stop(); remove(dataDir); }, megabytes: statSync(join(dataDir, 'every.db')).size / 2 ** 20 };
}

// What people open, on the largest client and the fullest column there are.
async function questions(api) {
  const total = async path => (await api.get(`${path}${path.includes('?') ? '&' : '?'}limit=1`)).total;
  const first = async path => (await api.get(`${path}&limit=1`)).items[0];
  const board = await api.get('/api/pipeline');
  const stage = board.stages.reduce((a, b) => (b.count > a.count ? b : a));
  const column = `/api/deals?limit=100&stage=${encodeURIComponent(stage.id)}`;
  const clients = await total('/api/clients'), invoices = await total('/api/invoices'), payments = await total('/api/payments');
  const rare = (await first('/api/clients?sort=createdAt&dir=asc')).name.split(' ').slice(0, 2).join(' ');
  const some = (await api.get('/api/invoices?limit=500&sort=createdAt')).items;
  const often = new Map();
  for (const { client } of some) if (client) often.set(client.id, (often.get(client.id) ?? 0) + 1);
  const client = [...often].sort((a, b) => b[1] - a[1])[0]?.[0] ?? (await first('/api/clients?sort=name')).id;
  const of = what => `/api/clients/${client}${what}`;
  const list = {
    'clients, first page': '/api/clients?limit=100',
    'clients, deep': `/api/clients?limit=100&offset=${Math.floor(clients * 0.49)}`,
    'clients, by balance': '/api/clients?limit=100&sort=balance&dir=desc',
    'clients, by balance, deep': `/api/clients?limit=100&sort=balance&dir=desc&offset=${Math.floor(clients * 0.3)}`,
    'clients, by update': '/api/clients?limit=100&sort=updatedAt&dir=desc',
    'clients, made here': '/api/clients?limit=100&source=here',
    'clients, search ma': '/api/clients?limit=100&q=ma',
    'clients, search maria': '/api/clients?limit=100&q=maria',
    'clients, search two words': '/api/clients?limit=100&q=mar%20log',
    'clients, search rare': `/api/clients?limit=100&q=${encodeURIComponent(rare)}`,
    'clients, search, by update': '/api/clients?limit=100&q=ma&sort=updatedAt&dir=desc',
    'clients, owing': '/api/clients?limit=100&owes=true',
    'clients, overdue, by balance': '/api/clients?limit=100&overdue=true&sort=balance&dir=desc',
    'clients, with credit': '/api/clients?limit=100&credit=true',
    'clients, last invoice paid': '/api/clients?limit=100&invoice=paid',
    'clients, in sync': '/api/clients?limit=100&hubspot=in_sync',
    'clients, choices': '/api/clients/choices',
    'activity': '/api/activity?limit=100',
    'activity, invoices': '/api/activity?limit=100&area=invoices',
    'contacts, first page': '/api/contacts?limit=100',
    'contacts, search': '/api/contacts?limit=100&q=maria',
    'client': of(''),
    'client, contacts': of('/contacts'),
    'client, invoices': `/api/invoices?limit=100&client=${client}`,
    'client, deals': `/api/deals?limit=100&client=${client}`,
    'client, payments': `/api/payments?limit=100&client=${client}`,
    'client, proposals': `/api/proposals?limit=100&client=${client}`,
    'client, activity': of('/activity?limit=100'),
    'client, notes': of('/notes'),
    'client, statement': of('/statement'),
    'pipeline, board': '/api/pipeline',
    'pipeline, board, search': '/api/pipeline?q=ma',
    'pipeline, column': column,
    'pipeline, column, deep': `${column}&offset=${Math.floor(stage.count * 0.49)}`,
    'deals, won, not invoiced': '/api/deals?limit=100&wonWithoutInvoice=true',
    'deals, search': '/api/deals?limit=100&q=maria',
  };
  if (invoices > 0) {
    const numbered = some.find(one => one.number) ?? some[0];
    Object.assign(list, {
      'invoices, first page': '/api/invoices?limit=100',
      'invoices, deep': `/api/invoices?limit=100&offset=${Math.floor(invoices * 0.49)}`,
      'invoices, by total': '/api/invoices?limit=100&sort=total&dir=desc',
    });
    for (const status of ['draft', 'open', 'overdue', 'partial', 'sent', 'viewed', 'paid', 'credited', 'void']) list[`invoices, ${status}`] = `/api/invoices?limit=100&status=${status}`;
    Object.assign(list, {
      'invoices, overdue, by due day': '/api/invoices?limit=100&status=overdue&sort=dueDate&dir=asc',
      'invoices, paid, deep': '/api/invoices?limit=100&status=paid&offset=150000',
      'invoices, due in a month': '/api/invoices?limit=100&from=2026-06-01&to=2026-06-30&sort=dueDate&dir=asc',
      'invoices, of some amount': '/api/invoices?limit=100&currency=USD&least=1000&most=1100&sort=total&dir=asc',
      'invoices, what they owe': '/api/invoices/sums',
      'invoices, what some owe': '/api/invoices/sums?from=2026-06-01&to=2026-06-30',
      'invoices, search': '/api/invoices?limit=100&q=maria',
      'invoices, search a number': `/api/invoices?limit=100&q=${encodeURIComponent(numbered.number ?? 'INV-1')}`,
      'credit notes': '/api/invoices?limit=100&kind=credit_note',
      'invoice': `/api/invoices/${numbered.id}`,
      'payments': '/api/payments?limit=100',
      'payments, deep': `/api/payments?limit=100&offset=${Math.floor(payments * 0.49)}`,
      'proposals': '/api/proposals?limit=100',
      'proposals, sent': '/api/proposals?limit=100&status=sent',
    });
  }
  return Object.assign(list, { 'home': '/api/home', 'notifications': '/api/notifications', 'report': '/api/reports/money', 'search, everything, ma': '/api/search?q=ma', 'search, everything, maria': '/api/search?q=maria' });
}

// Over one kept connection, without what fetch() does around it.
function asker(every, api) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = path => new Promise((done, fail) => http.get(`http://127.0.0.1:${every.port}${path}`, { agent, headers: { cookie: api.cookie } }, answer => {
    let bytes = 0;
    answer.on('data', data => { bytes += data.length; });
    answer.on('end', () => (answer.statusCode === 200 ? done(bytes) : fail(new Error(`${path}: status ${answer.statusCode}`))));
  }).on('error', fail));
  return { ask, end: () => agent.destroy() };
}

export async function serve() {
  const fromHubSpot = ['contacts', 'companies'].some(name => process.argv.includes(`--${name}`));
  const { every, api, clean, megabytes } = await (fromHubSpot ? throughHubSpot() : seeded());
  const { total: clients } = await api.get('/api/clients?limit=1'), { total: deals } = await api.get('/api/deals?limit=1'), { total: invoices } = await api.get('/api/invoices?limit=1');
  console.log(`serve: ${clients} clients, ${deals} deals, ${invoices} invoices, ${megabytes.toFixed(0)} MB; ${requests} requests each, one after the other, over loopback; ms`);
  const { ask, end } = asker(every, api);
  const missed = [];
  let worst = 0, worstSearch = 0;
  for (const [label, path] of Object.entries(await questions(api))) {
    if (text('only') && !label.includes(text('only'))) continue;
    const times = [], before = cost(every.child.pid).seconds;
    let bytes = 0;
    // What takes very long is not asked a thousand times.
    for (const until = Date.now() + 60_000; times.length < requests && Date.now() < until;) { const t = performance.now(); bytes = await ask(path); times.push(performance.now() - t); }
    const processor = (cost(every.child.pid).seconds - before) * 1000 / times.length;
    times.sort((a, b) => a - b);
    const p99 = quantile(times, 0.99), search = /search/.test(label), bound = search ? reachedBySearch : reached;
    if (search) worstSearch = Math.max(worstSearch, p99); else worst = Math.max(worst, p99);
    if (p99 > bound) missed.push(label);
    console.log(`  ${label.padEnd(30)} p50 ${quantile(times, 0.5).toFixed(1).padStart(6)}, p99 ${p99.toFixed(1).padStart(6)}${p99 > bound ? ' !' : '  '} processor ${processor.toFixed(1).padStart(6)}, ${Math.round(bytes / 1024)} KB`);
  }
  console.log(`  worst p99 ${worst.toFixed(1)} (to reach: ≤ ${reached}), of searches ${worstSearch.toFixed(1)} (to reach: ≤ ${reachedBySearch})${missed.length ? `; above: ${missed.join(', ')}` : ''}`);
  console.log(`  peak memory ${cost(every.child.pid).megabytes.toFixed(0)} MB`);
  end();
  await every.stop();
  await clean();
}
