// The catalogue of things that broke somebody else's integration, each with the tests that prove it does not break
// this one: test/edge-cases.md. Every test that it names is run here; a row counts when all of its tests pass, or when
// it says why the case cannot concern us.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { binary, root } from '../lib/every.mjs';

const build = dirname(binary);

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
  const listed = execFileSync('ctest', ['--test-dir', build, '-N'], { encoding: 'utf8' });
  const found = new Map();
  for (const [, layer, name] of listed.matchAll(/: unit\/(\w+)\/(\S+)/g)) found.set(plain(name), layer);
  return found;
}

// Without them the tests that read them skip themselves, and prove nothing either way.
const recordings = existsSync(join(root, '../shared/hubspot/samples'));

// Runs tests of one program: {passed, bad, skipped, output}.
function runTests(layer, names) {
  const dir = mkdtempSync(join(tmpdir(), 'every-edge-')), out = join(dir, 'result.json');
  const { stdout } = spawnSync(join(build, `every_${layer}_test`), [`--gtest_filter=${names.map(n => `${n}:*/${n}/*:${n}/*`).join(':')}`, `--gtest_output=json:${out}`],
    { env: { ...process.env, LSAN_OPTIONS: `suppressions=${root}tools/lsan.supp` }, maxBuffer: 1 << 28, encoding: 'utf8' });
  const passed = new Set(), bad = new Set(), skipped = new Set();
  if (existsSync(out))
    for (const suite of JSON.parse(readFileSync(out, 'utf8')).testsuites)
      for (const test of suite.testsuite) {
        const name = `${suite.name.replace(/^\w+\//, '')}.${test.name.replace(/\/.*$/, '')}`;
        (test.result === 'SKIPPED' ? skipped : test.failures || test.status !== 'RUN' ? bad : passed).add(name);
      }
  rmSync(dir, { recursive: true });
  for (const name of bad) passed.delete(name);
  return { passed, bad, skipped, output: stdout };
}

// Without layer, parameter and the prefix of parametrised suites; ctest adds the parameter's value after a blank.
const plain = name => name.replace(/ .*$/, '').replace(/^unit\/\w+\//, '').replace(/^\w+\/(?=\w+\.)/, '').replace(/\/\w+$/, '');

// What ctest wrote of all tests (JUnit's format): {passed, skipped}. One that failed with one parameter is in neither.
function readResults(file) {
  const passed = new Set(), bad = new Set(), skipped = new Set();
  for (const [, name, status, rest] of readFileSync(file, 'utf8').matchAll(/<testcase name="([^"]+)"[^>]* status="(\w+)"[^>]*>([\s\S]*?)<\/testcase>/g))
    (rest.includes('[  SKIPPED ]') ? skipped : status === 'run' ? passed : bad).add(plain(name));
  for (const name of bad) passed.delete(name);
  return { passed, skipped };
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
  const all = process.env.EVERY_UNIT_RESULTS ? readResults(process.env.EVERY_UNIT_RESULTS) : undefined;
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
