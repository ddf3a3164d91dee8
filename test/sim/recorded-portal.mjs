// A portal recorded from HubSpot goes over the wire: loaded into the sandbox, read by Every, compared value for value.
// The recording is not part of this repository; without it the test says so.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api, sandboxApp, dumpPortal, exportMirror, remove, root, startEvery, startSandbox, temporary } from '../lib/every.mjs';
import { differences } from '../lib/compare.mjs';

const file = join(root, '../shared/hubspot/samples/airbyte-portal/records.jsonl');
if (!existsSync(file)) {
  console.log('skipped: no recordings');
  console.log('0 passed, 0 failed');
  process.exit(0);
}
const sandbox = await startSandbox(['--contacts', 0, '--companies', 0, '--deals', 0, '--load', file]);
const dataDir = temporary('recorded');
let every = await startEvery({ dataDir, sandbox });
const api = new Api(every.url);
await api.setup();
await api.post('/api/hubspot/auth/token', { token: sandboxApp.token });
const run = await api.settled();
await every.stop();
const portal = await dumpPortal(sandbox), mirror = exportMirror(dataDir);
await sandbox.stop();

const { found, compared, values } = differences(mirror, portal);
// What the file holds, counted without the sandbox.
const recorded = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
const problems = [...found];
if (run.state !== 'succeeded') problems.push(`the run ended as ${run.state}: ${JSON.stringify(run.error)}`);
const counts = {};
for (const [stream, type] of [['contacts', 'contact'], ['companies', 'company'], ['deals', 'deal']]) {
  const want = new Map(recorded.filter(r => r.stream === stream).map(r => [String(r.record.id), r.record]));
  counts[stream] = want.size;
  for (const [id, record] of want) {
    const here = mirror.find(row => row.type === type && row.id === id && !row.gone);
    if (!here) { problems.push(`${type} ${id} of the recording is not in the mirror`); continue; }
    for (const [name, value] of Object.entries(here.properties)) {
      const raw = record.properties?.[name] ?? record[`properties_${name}`];
      if (raw === undefined || raw === null || raw === '') { if (value) problems.push(`${type} ${id} ${name}: ${value} instead of nothing`); } else if (String(raw) !== value) problems.push(`${type} ${id} ${name}: ${value} instead of ${raw}`);
    }
  }
}
for (const problem of problems) console.log(problem);
console.log(`note: recorded portal: ${counts.contacts} contacts, ${counts.companies} companies, ${counts.deals} deals; ${compared} records and ${values} values equal in the mirror`);
remove(dataDir);
console.log(`${problems.length ? 0 : 1} passed, ${problems.length ? 1 : 0} failed`);
process.exit(problems.length ? 1 : 0);
