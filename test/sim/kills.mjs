// Kills Every with SIGKILL at random moments of its first load, starts it again, and lets it finish: the mirror must
// equal the sandbox's portal, every time. The seed is printed; --seed N repeats it.
import { cpSync } from 'node:fs';
import { Api, sandboxApp, dumpPortal, exportMirror, freePort, remove, sleep, startEvery, startSandbox, temporary } from '../lib/every.mjs';
import { differences } from '../lib/compare.mjs';
import { numbers, option } from '../lib/random.mjs';

const runs = option('runs', 100), seed = option('seed', Date.now() % 1_000_000), only = option('only', 0);
console.log(`note: ${runs} first loads killed at random moments, seed ${seed}`);

const sandbox = await startSandbox(['--contacts', 1500, '--companies', 400, '--deals', 400, '--seed', seed, '--quota', 1_000_000, '--searches', 10_000, '--latency-ms', 4]);
const portal = await dumpPortal(sandbox);
const template = temporary('kills');
{ // One set-up workspace to start every run from.
  const every = await startEvery({ dataDir: template, sandbox });
  await new Api(every.url).setup();
  await every.stop();
}

let passed = 0, failed = 0, kills = 0, stops = 0, cut = 0, pages = 0, records = 0;
const listed = async () => (await (await fetch(`${sandbox.url}/sandbox/state`)).json()).requests.byKind.list ?? 0;

// One first load, killed `times` times: what went wrong, or nothing.
async function load(i, times, random) {
  const dataDir = temporary('kills');
  cpSync(template, dataDir, { recursive: true });
  const port = await freePort();
  let every = await startEvery({ dataDir, sandbox, port });
  let problem = '';
  try {
    const api = new Api(every.url);
    await api.signIn();
    await api.post('/api/hubspot/auth/token', { token: sandboxApp.token });
    for (let k = 0; k < times; ++k) {
      await sleep(random() * 500);
      const { state: now } = await api.get('/api/hubspot/runs?limit=1').then(r => r.items[0] ?? {}, () => ({}));
      if (now === 'running') ++cut;
      // Now and then it is asked politely: it has to stop by itself, with the same result.
      const gently = k > 0 && random() < 0.5;
      await every.stop(gently ? 'SIGTERM' : 'SIGKILL');
      if (gently && every.code !== 0) throw new Error(`asked to stop, it ended with ${every.code ?? every.signal}: ${every.output.slice(-1000)}`);
      if (gently) ++stops; else ++kills;
      every = await startEvery({ dataDir, sandbox, port });
    }
    const run = await api.settled();
    if (run.state !== 'succeeded') problem = `the run ended as ${run.state}: ${JSON.stringify(run.error)}`;
    await every.stop();
    const { found, compared } = differences(exportMirror(dataDir), portal);
    records += compared;
    if (found.length) problem = `mirror differs: ${found.slice(0, 5).join('; ')}`;
  } catch (error) {
    problem = error.stack;
  }
  await every.stop('SIGKILL');
  if (problem) console.log(`run ${i} of seed ${seed}: ${problem}\n${every.output.slice(-2000)}`);
  remove(dataDir);
  return problem;
}

const pagesBefore = await listed();
const first = await load(0, 0, numbers(seed));
const undisturbed = (await listed()) - pagesBefore;
if (first) ++failed;

let next = 1;
async function worker() {
  while (next <= runs) {
    const i = next++;
    if (only && i !== only) continue;
    // Each run has its own numbers, so that it can be repeated alone: --seed N --only I.
    const random = numbers(seed * 1009 + i);
    const problem = await load(i, 1 + Math.floor(random() * 3), random);
    if (problem) ++failed; else ++passed;
  }
}
await Promise.all([worker(), worker()]);
// At most one page of each of the four cursors comes again after a kill.
pages = (await listed()) - pagesBefore - undisturbed;
if (!only && pages > passed * undisturbed + 4 * (kills + stops)) { console.log(`${pages} list pages in ${runs} loads with ${kills} kills; one that nobody kills takes ${undisturbed}`); ++failed; }
await sandbox.stop();
remove(template);
console.log(`note: ${kills} kills and ${stops} polite stops, ${cut} of them in the middle of a load; ${(pages / runs).toFixed(1)} list pages a run, ${undisturbed} in one that nobody killed; ${records} records compared`);
if (cut === 0) { console.log('no kill met a running load: the test proves nothing'); ++failed; }
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
