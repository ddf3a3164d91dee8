// How near to HubSpot's limits the pull comes: a first load against its bounds, and what a run costs after n changes.
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { binary, remove, root, startSandbox } from '../test/lib/every.mjs';
import { arg, connected, cost } from './measure.mjs';

const quota = 110, searches = 5, page = 100;
const seconds = run => (new Date(run.finishedAt) - new Date(run.startedAt)) / 1000;
const order = async (sandbox, verb, body = {}) => {
  const answer = await fetch(`${sandbox.url}/sandbox/${verb}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
const traffic = async sandbox => (await (await fetch(`${sandbox.url}/sandbox/state`)).json()).requests;
const sum = (kinds, names) => names.reduce((n, name) => n + (kinds[name] ?? 0), 0);

// The bounds of a first load, in seconds.
//   list only   what a load with list cursors alone needs at least: its requests at the general quota (the last of
//               n cannot go before so many whole windows have passed), or its longest cursor, page after page
//   two budgets with the search lane. A search gives ids, 200 a request and beside the general quota, and no record:
//               every record still takes a hundredth of a general request, listed or read in a batch. So what
//               searching contributes is that nothing has to wait for a cursor, and the bound is the requests that
//               were made, each kind at its own quota
function bounds({ contacts, companies, deals }, kinds, latency) {
  const lists = [contacts, companies, deals, kinds.lineItems].reduce((n, records) => n + Math.ceil(records / page), 0);
  const found = sum(kinds, ['search']), general = kinds.total - found, beside = general - sum(kinds, ['list', 'batch_read']);
  const windows = requests => Math.max(0, Math.ceil(requests / quota) - 1) * 10;
  return {
    listOnly: Math.max(windows(lists + beside), Math.ceil(Math.max(contacts, companies, deals, kinds.lineItems) / page) * latency / 1000),
    twoBudgets: Math.max(windows(general), found / searches),
  };
}

// How full HubSpot's window was, ten seconds after ten seconds: what was asked of the general quota, and of search.
function watchWindows(sandbox) {
  const seen = [];
  let before = { total: 0, search: 0 };
  const timer = setInterval(async () => {
    const { total, byKind } = await traffic(sandbox), search = byKind.search ?? 0;
    seen.push(`${total - search - before.total + before.search}+${search - before.search}`);
    before = { total, search };
  }, 10_000);
  return () => { clearInterval(timer); return seen; };
}

export async function load(latency) {
  const contacts = arg('contacts', 100_000), companies = arg('companies', 20_000), deals = arg('deals', 30_000);
  const sandbox = await startSandbox(['--contacts', contacts, '--companies', companies, '--deals', deals, '--seed', 1, '--quota', quota, '--searches', searches, '--latency-ms', latency]);
  // Nothing is left to other apps here: the bound is the whole quota.
  const { every, api, dataDir } = await connected(sandbox, { EVERY_HUBSPOT_QUOTA_SHARE: '100' });
  const windows = watchWindows(sandbox);
  const run = await api.settled(7200);
  const filled = windows();
  const state = await (await fetch(`${sandbox.url}/sandbox/state`)).json();
  const { byKind, byStatus = {}, total, tooMany } = state.requests;
  const lineItems = state.portals[0].records.line_items.live;
  const bound = bounds({ contacts, companies, deals }, { ...byKind, total, lineItems }, latency);
  const wall = seconds(run), { seconds: used, megabytes } = cost(every.child.pid);
  console.log(`load at ${latency} ms: ${contacts} contacts, ${companies} companies, ${deals} deals, ${lineItems} line items (${run.state})`);
  console.log(`  wall ${wall.toFixed(1)} s, ${total} requests (${Object.entries(byKind).map(([kind, n]) => `${kind} ${n}`).join(', ')})`);
  console.log(`  answers of 401: ${byStatus['401'] ?? 0} (to reach: 0), of 429: ${tooMany}, ${(100 * tooMany / total).toFixed(2)} % (to reach: < 0.5 %)`);
  console.log(`  list-only bound ${bound.listOnly.toFixed(1)} s: ratio ${(wall / bound.listOnly).toFixed(3)} (to reach: ≤ 1.05)`);
  console.log(`  two-budget bound ${bound.twoBudgets.toFixed(1)} s: ratio ${(wall / bound.twoBudgets).toFixed(3)} (to reach: ≤ 1.15)`);
  console.log(`  asked in each 10 s, general+search: ${filled.join(' ')}`);
  for (const { name, startedAt, finishedAt } of run.phases) if (startedAt) console.log(`  ${name}: ${((new Date(finishedAt) - new Date(startedAt)) / 1000).toFixed(1)} s`);
  console.log(`  processor ${used.toFixed(1)} s, peak memory ${megabytes.toFixed(0)} MB (to reach: < 200)`);
  await every.stop();
  await sandbox.stop();
  remove(dataDir);
}

// The same at any size under a settable clock, with no work to wait for: only the pacing counts. One process holds Every's
// engine and the sandbox, so its memory says nothing.
export async function virtual() {
  const size = { contacts: arg('contacts', 1_000_000), companies: arg('companies', 300_000), deals: arg('deals', 200_000) }, latency = arg('latency', 300);
  const began = Date.now();
  const text = await new Promise((done, fail) => execFile(`${root}build/release/every_sim`, ['--load', size.contacts, size.companies, size.deals, latency].map(String), (error, out) => (error ? fail(error) : done(out))));
  const { seconds: took, state, created, lineItems, requests } = JSON.parse(text), { byKind, byStatus = {}, total, tooMany } = requests;
  const bound = bounds(size, { ...byKind, total, lineItems }, latency);
  console.log(`virtual: ${size.contacts} contacts, ${size.companies} companies, ${size.deals} deals, ${lineItems} line items at ${latency} ms (${state}, ${created} created), played in ${((Date.now() - began) / 1000).toFixed(0)} s`);
  console.log(`  ${took.toFixed(1)} s by the clock, ${total} requests (${Object.entries(byKind).map(([kind, n]) => `${kind} ${n}`).join(', ')})`);
  console.log(`  answers of 401: ${byStatus['401'] ?? 0} (to reach: 0), of 429: ${tooMany}, ${(100 * tooMany / total).toFixed(2)} % (to reach: < 0.5 %)`);
  console.log(`  list-only bound ${bound.listOnly.toFixed(1)} s: ratio ${(took / bound.listOnly).toFixed(3)} (to reach: ≤ 1.05)`);
  console.log(`  two-budget bound ${bound.twoBudgets.toFixed(1)} s: ratio ${(took / bound.twoBudgets).toFixed(3)} (to reach: ≤ 1.15)`);
}

// The record's text with its names sorted, as both sides tell it.
const sorted = properties => JSON.stringify(Object.entries(properties).filter(([, value]) => value !== null && value !== '').sort(([a], [b]) => (a < b ? -1 : 1)));

// How many records differ between the mirror and the portal, in the values that the mirror keeps.
async function differences(sandbox, dataDir) {
  const plural = { contact: 'contacts', company: 'companies', deal: 'deals', line_item: 'line_items' };
  const here = new Map();
  const child = spawn(binary, ['export', '--what', 'mirror'], { env: { ...process.env, EVERY_DATA_DIR: dataDir, LSAN_OPTIONS: `suppressions=${root}tools/lsan.supp` }, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const record = JSON.parse(line);
    if (record.properties && !record.gone && plural[record.type]) here.set(`${record.type}/${record.id}`, record.properties);
  }
  let differ = 0, seen = 0;
  for (const [type, kind] of Object.entries(plural)) {
    const answer = await fetch(`${sandbox.url}/sandbox/portal?type=${kind}`);
    for await (const line of createInterface({ input: Readable.fromWeb(answer.body) })) {
      if (!line) continue;
      const { id, properties } = JSON.parse(line), known = here.get(`${type}/${id}`);
      seen++;
      if (!known || sorted(known) !== sorted(Object.fromEntries(Object.keys(known).map(name => [name, properties[name] ?? null])))) differ++;
      here.delete(`${type}/${id}`);
    }
  }
  return { seen, differ: differ + here.size };
}

// n contacts change their phone number, as n people would.
async function change(sandbox, ids, salt) {
  const rest = [...ids];
  await Promise.all(Array.from({ length: 16 }, async () => {
    for (let id; (id = rest.pop()) !== undefined;) await order(sandbox, 'change', { type: 'contacts', id, properties: { phone: `+1 555 ${salt} ${id}` } });
  }));
}

export async function incremental() {
  const contacts = arg('contacts', 1_000_000), companies = arg('companies', 300_000), deals = arg('deals', 200_000);
  const sandbox = await startSandbox(['--contacts', contacts, '--companies', companies, '--deals', deals, '--seed', 3, '--quota', 100_000, '--searches', 10_000, '--daily', 1_000_000_000, '--latency-ms', 0]);
  const { every, api, dataDir } = await connected(sandbox, { EVERY_HUBSPOT_QUOTA_SHARE: '100' });
  const loaded = await api.settled(3600);
  console.log(`incremental: ${contacts} contacts, ${companies} companies, ${deals} deals, loaded without a limit in ${seconds(loaded).toFixed(0)} s (${loaded.state}), peak memory ${cost(every.child.pid).megabytes.toFixed(0)} MB`);
  await order(sandbox, 'settings', { quota, searchPerSecond: searches, latencyMs: 300 });
  const ids = [];
  const answer = await fetch(`${sandbox.url}/sandbox/portal?type=contacts`);
  for await (const line of createInterface({ input: Readable.fromWeb(answer.body) })) { ids.push(/"id":"(\d+)"/.exec(line)[1]); if (ids.length === 110_000) break; }
  const steps = [
    ['the first after the load', 0, async () => {}],  // whose window is as long as the load took
    ['nothing', 0, async () => {}],
    ['100 changes', 100, () => change(sandbox, ids.slice(0, 100), 'a')],
    ['10,000 changes', 10_000, () => change(sandbox, ids.slice(1_000, 11_000), 'b')],
    ['50,000 changes', 50_000, () => change(sandbox, ids.slice(20_000, 70_000), 'c')],
    ['50,000 in one millisecond', 50_000, () => order(sandbox, 'touch-all', { type: 'contacts', count: 50_000 })],
  ];
  for (const [label, n, act] of steps) {
    await act();
    await order(sandbox, 'reset-counters');
    const queued = await api.post('/api/hubspot/sync');
    const run = await api.settled(1800);
    const { total, byKind, tooMany } = await traffic(sandbox);
    const links = byKind.association_batch ?? 0, reads = byKind.batch_read ?? 0;
    const formula = n === 0 ? 5 : 1.2 * (n / 200 + links), honest = 1.2 * (n / 200 + n / 100 + links);
    console.log(`  ${label.padEnd(26)} ${String(total).padStart(5)} requests in ${seconds(run).toFixed(1)} s: ${Object.entries(byKind).map(([kind, count]) => `${kind} ${count}`).join(', ')}; ${run.counts.updated} updated, ${tooMany} of 429 (${run.state}${queued.id === run.id ? '' : ', joined'})`);
    if (label === 'the first after the load') continue;
    console.log(n === 0 ? '    to reach: ≤ 5' : `    1.2 × (n/200 + associations) = ${formula.toFixed(0)}, beside it ${reads} batch reads, which are the truth; with them 1.2 × (n/200 + n/100 + associations) = ${honest.toFixed(0)}`);
  }
  console.log(`  peak memory ${cost(every.child.pid).megabytes.toFixed(0)} MB (to reach: < 200)`);
  await every.stop();  // only one process uses a database
  const { seen, differ } = await differences(sandbox, dataDir);
  console.log(`  ${seen} records compared, value for value: ${differ} differ (to reach: 0)`);
  await sandbox.stop();
  remove(dataDir);
}
