// The catalogue of things that broke somebody else's integration, each with the tests that prove it does not break
// this one: test/edge-cases.md. Every test that it names is run here; a row counts when all of its tests pass, or when
// it says why the case cannot concern us.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { binary, root } from '../lib/every.mjs';
import { readResults, resultsIn } from '../lib/unit-results.mjs';

const build = dirname(binary);
const leaksAside = { ...process.env, LSAN_OPTIONS: `suppressions=${root}tools/lsan.supp` };

// {id, severity, tests, reason} of each row of the tables.
export function readRows(text) {
  return text.split('\n').filter(line => /^\| [A-Z]{2}-\d\d /.test(line)).map(line => {
    const [, id, , severity, proof] = line.split(/(?<!\\)\|/).map(cell => cell.trim());
    return { id, severity: Number(severity), tests: [...proof.matchAll(/`([^`]+)`/g)].map(m => m[1]), reason: /^Cannot concern us: \S/.test(proof), proof };
  });
}

// What the catalogue itself holds, where it is at hand: id and severity.
function catalogue() {
  const file = join(root, '../shared/hubspot/edge-cases.md');
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8').split('\n').filter(line => /^\| [A-Z]{2}-\d\d /.test(line)).map(line => {
    const cells = line.split(/(?<!\\)\|/).map(cell => cell.trim());
    return { id: cells[1], severity: Number(cells[5]) };
  });
}

// Every test of every program, "Suite.Name", with the program that has it.
function programs() {
  const found = new Map();
  for (const [, layer] of readdirSync(build).map(file => file.match(/^every_(\w+)_test$/)).filter(Boolean)) {
    let suite = '';
    for (const line of execFileSync(join(build, `every_${layer}_test`), ['--gtest_list_tests'], { encoding: 'utf8', env: leaksAside }).split('\n'))
      if (/^\S+\.(\s|$)/.test(line)) suite = line.replace(/\..*$/, '').replace(/^\w+\//, '');
      else if (line.startsWith('  ')) found.set(`${suite}.${line.trim().replace(/[/ ].*$/, '')}`, layer);
  }
  return found;
}

// Without them the tests that read them skip themselves, and prove nothing either way.
const recordings = existsSync(join(root, '../shared/hubspot/samples'));

// Runs tests of one program: what readResults gives, and what it printed.
function runTests(layer, names) {
  const dir = mkdtempSync(join(tmpdir(), 'every-edge-')), out = join(dir, 'result.json');
  const { stdout } = spawnSync(join(build, `every_${layer}_test`), [`--gtest_filter=${names.map(n => `${n}:*/${n}/*:${n}/*`).join(':')}`, `--gtest_output=json:${out}`],
    { env: leaksAside, maxBuffer: 1 << 28, encoding: 'utf8' });
  const results = readResults(...(existsSync(out) ? [out] : []));
  rmSync(dir, { recursive: true });
  return { ...results, output: stdout };
}

// The recordings of real portals, as far as they are at hand: what our client makes of each.
export function checkRecordings() {
  const { passed, bad, output } = runTests('hubspot', ['RecordingsTest.*']);
  const answers = [...output.matchAll(/^(\d+) recorded answers/gm)].reduce((sum, m) => sum + Number(m[1]), 0);
  return { answers, passed: passed.size, failed: [...bad].map(name => `${name} does not pass`) };
}

// {passed, skipped, failed: [why], tests}
export function checkEdgeCases() {
  const rows = readRows(readFileSync(join(root, 'test/edge-cases.md'), 'utf8')), failed = [];
  const known = programs(), wanted = new Map();
  for (const test of rows.flatMap(row => row.tests)) {
    const layer = known.get(test);
    if (layer) wanted.set(layer, (wanted.get(layer) ?? new Set()).add(test));
  }
  const good = new Set(), unread = new Set();
  const all = process.env.EVERY_UNIT_RESULTS ? readResults(...resultsIn(process.env.EVERY_UNIT_RESULTS)) : undefined;
  for (const [layer, names] of wanted) {
    const ran = all ? { passed: [...names].filter(name => all.passed.has(name)), skipped: all.skipped } : runTests(layer, [...names]);
    for (const name of ran.passed) good.add(name);
    if (!recordings) for (const name of ran.skipped) if (name.startsWith('RecordingsTest.')) unread.add(name);
  }
  let passed = 0, skipped = 0;
  for (const { id, tests, reason, proof } of rows) {
    const missing = tests.filter(t => !known.has(t)), bad = tests.filter(t => known.has(t) && !good.has(t) && !unread.has(t));
    if (missing.length) failed.push(`${id}: there is no test ${missing.join(', ')}`);
    else if (bad.length) failed.push(`${id}: does not pass: ${bad.join(', ')}`);
    else if (!tests.length && !reason) failed.push(`${id}: neither a test nor a reason: ${proof.slice(0, 80)}`);
    else if (tests.some(t => unread.has(t))) ++skipped;
    else ++passed;
  }
  const mapped = new Map(rows.map(row => [row.id, row.severity]));
  for (const { id, severity } of catalogue() ?? [])
    if (severity >= 2 && mapped.get(id) !== severity) failed.push(`${id}: severity ${severity} is ${mapped.has(id) ? `said to be ${mapped.get(id)}` : 'not mapped'}`);
  return { passed, skipped, failed, tests: good.size };
}
