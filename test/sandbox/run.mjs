// The independent witness: HubSpot's own SDK and HubSpot's own descriptions say whether the sandbox answers like
// HubSpot, and whether what Every sends is valid. With a word only the calls whose name has it are run.
import { described, Descriptions } from './openapi.mjs';
import { checkEdgeCases, checkRecordings } from './edge-cases.mjs';
import { makeEvery } from './every.mjs';
import { calls } from './sdk.mjs';
import { Witness } from './witness.mjs';
import { makeWorld } from './world.mjs';

const word = process.argv[2] ?? '';
const witness = described ? new Witness(new Descriptions()) : undefined;
let passed = 0, failed = 0, called = 0;
const short = error => String(error.code && error.body ? `${error.code} ${JSON.stringify(error.body)}` : error.message).replace(/\s+/g, ' ').slice(0, 300);

// One after the other, so that what goes over the wire meanwhile belongs to it.
async function run({ name, run: act, wrong }, exchanges, who, world) {
  const before = exchanges.length;
  try {
    await act(world);
    ++passed;
  } catch (error) {
    ++failed;
    console.log(`${name}: ${short(error)}`);
  }
  witness?.look(exchanges.slice(before), who, wrong);
}

const wanted = calls.filter(call => call.name.includes(word));
if (wanted.length) {
  const world = await makeWorld();
  for (const call of wanted) { ++called; await run(call, world.proxy.exchanges, 'sdk', world); }
  await world.stop();
}
if (!word || word.startsWith('every')) {
  const every = await makeEvery();
  for (const step of every.steps) await run(step, every.exchanges, 'every');
  await every.stop();
}

const number = n => n.toLocaleString('en-US');
if (witness) {
  const report = witness.report();
  for (const line of report.failed) console.log(line);
  passed += report.passed;
  failed += report.failed.length;
  console.log(`note: ${number(called)} SDK calls, ${number(witness.answers)} answers and ${number(witness.requests)} requests valid against HubSpot's descriptions`);
} else {
  console.log('skipped: no recordings');
  console.log(`note: ${number(called)} SDK calls`);
}
if (!word) {
  const recorded = checkRecordings();
  for (const line of recorded.failed) console.log(line);
  console.log(recorded.answers ? `note: ${number(recorded.answers)} recorded answers of real portals understood by our client` : 'skipped: no recordings');
  const edge = checkEdgeCases();
  for (const line of edge.failed) console.log(line);
  console.log(`note: ${edge.passed} edge cases passed, by ${edge.tests} tests`);
  if (edge.skipped) console.log(`skipped: no recordings for ${edge.skipped} edge cases`);
  passed += recorded.passed + edge.passed;
  failed += recorded.failed.length + edge.failed.length;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
