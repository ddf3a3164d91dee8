// `./dev bench cost`: processor seconds for each 100,000 records from the wire to a committed mirror row, in one run
// beside a script with HubSpot's official SDK and beside the floor. All three ask the same sandbox for the same
// pages, write the same rows with the same guard, and commit each page durably before they go on; that the rows
// are the same is checked. Then the whole product: review, matching, projection and search index as well. The
// ratios are what counts.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { remove, root, sandboxApp, sleep, startSandbox, temporary } from '../test/lib/every.mjs';
import { arg, connected, cost, median } from './measure.mjs';

const Database = createRequire(import.meta.url)('better-sqlite3');
const bare = ['--quota', 100_000, '--daily', 1_000_000_000, '--searches', 10_000, '--latency-ms', 0, '--seed', 1];
const each = 100_000;

const program = name => join(root, 'build/release', name);
const run = (command, ...args) => JSON.parse(execFileSync(command, args, { encoding: 'utf8' }));

// Ids and values of all contacts, whoever wrote them.
function rowsOf(path) {
  const db = new Database(path, { readonly: true }), hash = createHash('sha256');
  let rows = 0;
  for (const { id, properties } of db.prepare("SELECT id, properties FROM mirror_records WHERE object_type = 'contact' ORDER BY id_length, id").iterate()) { hash.update(`${id} ${properties}\n`); rows++; }
  db.close();
  return { rows, digest: hash.digest('hex') };
}
function propertiesOf(path) {
  const db = new Database(path, { readonly: true });
  const { properties } = db.prepare("SELECT properties FROM mirror_records WHERE object_type = 'contact' LIMIT 1").get();
  db.close();
  return Object.keys(JSON.parse(properties)).join(',');
}

// One round of all three, on fresh databases: first everything, then the same again.
function round(sandbox, seen) {
  const dir = temporary('cost'), path = name => join(dir, `${name}.db`), { token } = sandboxApp;
  const note = (who, when, { records, seconds }) => (seen[who][when] ??= []).push(seconds / records * each);
  for (const [when, kind] of [['first', 'first_load'], ['again', 'sweep']]) note('every', when, run(program('every_bench_mirror'), sandbox.url, token, path('every'), kind));
  const properties = propertiesOf(path('every'));
  for (const when of ['first', 'again']) note('script', when, run('node', join(root, 'bench/sdk-copy.mjs'), sandbox.url, token, path('script'), properties));
  for (const when of ['first', 'again']) note('floor', when, run(program('every_bench_floor'), sandbox.url, token, path('floor'), properties));
  const [mine, theirs, least] = ['every', 'script', 'floor'].map(name => rowsOf(path(name)));
  if (mine.digest !== theirs.digest || mine.digest !== least.digest) throw new Error(`the rows differ: ${mine.rows}, ${theirs.rows}, ${least.rows}`);
  remove(dir);
}

// The product itself, from connecting to the last search word.
async function whole(sandbox) {
  const { every, api, dataDir } = await connected(sandbox, { EVERY_HUBSPOT_QUOTA_SHARE: '100' });
  const before = cost(every.child.pid).seconds;
  const load = await api.settled(3600);
  const loaded = cost(every.child.pid);
  await api.post('/api/hubspot/import', { select: { all: true }, default: 'skip', includeDeals: true, includeNoEmail: true, dryRun: false }, { 'idempotency-key': 'cost' });
  await sleep(100);
  const imported = await api.settled(3600);
  const end = cost(every.child.pid);
  if (load.state !== 'succeeded' || !['succeeded', 'partial'].includes(imported.state)) throw new Error(`the load ${load.state}, the import ${imported.state}`);
  const { id } = await api.post('/api/hubspot/sync', { full: true });
  const again = await api.settled(3600), swept = cost(every.child.pid);
  if (again.id !== id || !['succeeded', 'partial'].includes(again.state)) throw new Error(`the sweep ${again.state}`);
  const { total: clients } = await api.get('/api/clients?limit=1');
  await every.stop();
  remove(dataDir);
  const records = load.counts.created;
  return { records, clients, megabytes: end.megabytes, load: (loaded.seconds - before) / records * each, import: (end.seconds - loaded.seconds) / records * each, again: (swept.seconds - end.seconds) / records * each };
}

async function peak(contacts) {
  const sandbox = await startSandbox(['--contacts', contacts, '--companies', 0, '--deals', 0, ...bare]);
  const { every, api, dataDir } = await connected(sandbox, { EVERY_HUBSPOT_QUOTA_SHARE: '100' });
  const load = await api.settled(7200);
  const { megabytes } = cost(every.child.pid);
  await every.stop();
  await sandbox.stop();
  remove(dataDir);
  if (load.state !== 'succeeded') throw new Error(`the load ${load.state}`);
  return megabytes;
}

const show = seconds => `${seconds.toFixed(2)} s`;

export async function costs() {
  const contacts = arg('contacts', each), rounds = arg('rounds', 3);
  const sandbox = await startSandbox(['--contacts', contacts, '--companies', contacts / 5, '--deals', contacts * 3 / 10, ...bare]);
  const seen = { every: {}, script: {}, floor: {} };
  for (let i = 0; i < rounds; ++i) round(sandbox, seen);
  const of = (who, when) => median(seen[who][when]);
  console.log(`cost: processor seconds for each 100,000 records, median of ${rounds} rounds over ${contacts} contacts; equal rows in all three`);
  for (const [when, label, script] of [['first', 'first load', 3], ['again', 'nothing changed', 8]]) {
    console.log(`  ${label.padEnd(16)} Every ${show(of('every', when))}, script ${show(of('script', when))}, floor ${show(of('floor', when))}`);
    console.log(`  ${' '.repeat(16)} ${(of('script', when) / of('every', when)).toFixed(1)} × less than the script (to reach: ≥ ${script}), ${(of('every', when) / of('floor', when)).toFixed(2)} × the floor${when === 'first' ? ' (to reach: ≤ 1.5)' : ''}`);
  }
  if (arg('whole', 1)) {
    const all = await whole(sandbox), sum = all.load + all.import;
    console.log(`  the whole way    ${show(sum)} for each 100,000 of ${all.records} records: read, matched and reviewable ${show(all.load)}, imported and searchable ${show(all.import)} (${all.clients} clients)`);
    console.log(`  ${' '.repeat(16)} ${(sum / of('script', 'first')).toFixed(2)} × the script's bare copy (to reach: < 1); read and projected again with nothing changed ${show(all.again)}`);
  }
  await sandbox.stop();
  if (arg('memory', 1)) {
    const [small, large] = [await peak(100_000), await peak(1_000_000)];
    console.log(`  peak memory      ${small.toFixed(0)} MB at 100,000 contacts, ${large.toFixed(0)} MB at 1,000,000: ${((large / small - 1) * 100).toFixed(1)} % more (to reach: ≤ 5 %, < 200 MB)`);
  }
}
