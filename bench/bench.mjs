// The figures that the README claims, measured again: `./dev bench load`, `virtual`, `incremental`, `serve`, `live`, `web`, `sandbox`, `cost`.
// Each prints the bound that physics or HubSpot sets, what was reached, and the ratio; ratios are what to compare, machines differ.
import { execFileSync } from 'node:child_process';
import http from 'node:http';
import { sandboxApp, startSandbox } from '../test/lib/every.mjs';
import { arg, cost } from './measure.mjs';
import { live } from './live.mjs';
import { incremental, load, virtual } from './pull.mjs';
import { serve } from './serve.mjs';

const what = process.argv[2] ?? 'all';
const page = 100;

// The sandbox on one core, its reader on the other: it must never be what the other figures measure.
async function sandboxItself() {
  const contacts = arg('contacts', 1_000_000), companies = arg('companies', 300_000), deals = arg('deals', 200_000), seconds = 10;
  const start = Date.now();
  const sandbox = await startSandbox(['--contacts', contacts, '--companies', companies, '--deals', deals, '--quota', 100_000, '--daily', 1_000_000_000]);
  console.log(`sandbox: ${contacts} contacts, ${companies} companies, ${deals} deals, made in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  execFileSync('taskset', ['-apc', '0', String(sandbox.child.pid)]);
  execFileSync('taskset', ['-apc', '1', String(process.pid)]);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const properties = 'email,hs_additional_emails,firstname,lastname,phone,mobilephone,company,jobtitle,address,city,state,zip,country,hubspot_owner_id,lifecyclestage,associatedcompanyid,hs_merged_object_ids,lastmodifieddate';
  const read = after => new Promise((done, fail) => http.get(`${sandbox.url}/crm/objects/2026-09/contacts?limit=${page}&archived=false&properties=${properties}&after=${after}`, { agent, headers: { authorization: `Bearer ${sandboxApp.token}` } }, answer => {
    let bytes = 0, end = '';
    answer.on('data', data => { bytes += data.length; end = (end + data.toString('latin1')).slice(-200); });
    answer.on('end', () => answer.statusCode === 200 ? done({ bytes, after: /"after":"(\d+)"/.exec(end)?.[1] ?? '0' }) : fail(new Error(`status ${answer.statusCode}`)));
  }).on('error', fail));
  let pages = 0, bytes = 0;
  const before = cost(sandbox.child.pid).seconds, begin = performance.now(), until = begin + seconds * 1000;
  await Promise.all(Array.from({ length: 8 }, async (_, k) => {
    for (let after = String(100_000_000_000 + k * 1_250_000_000); performance.now() < until;) { const answer = await read(after); pages++; bytes += answer.bytes; after = answer.after; }
  }));
  const took = (performance.now() - begin) / 1000, { seconds: used, megabytes } = cost(sandbox.child.pid);
  console.log(`  ${Math.round(pages / took)} contact pages a second on one core (to reach: ≥ 1,500), ${Math.round(bytes / pages / 1024)} KB each, ${Math.round(pages / (used - before))} for each processor second`);
  console.log(`  peak memory ${megabytes.toFixed(0)} MB (to reach: < 3,000)`);
  agent.destroy();
  await sandbox.stop();
}

if (what === 'load' || what === 'all') { const only = arg('latency', 0); for (const latency of only ? [only] : [300, 100]) await load(latency); }
if (what === 'virtual' || what === 'all') await virtual();
if (what === 'incremental' || what === 'all') await incremental();
if (what === 'serve' || what === 'all') await serve();
if (what === 'live' || what === 'all') await live({ rate: arg('rate', 100), seconds: arg('seconds', 60), lossy: arg('lossy', 30) });
if (what === 'web' || what === 'all') await (await import('./web.mjs')).web();
if (what === 'sandbox' || what === 'all') await sandboxItself();
if (what === 'cost' || what === 'all') await (await import('./cost.mjs')).costs();
