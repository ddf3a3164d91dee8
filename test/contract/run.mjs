// Checks each response of the API's tests against api/openapi.yaml: the path and method exist, the status is described,
// the body fits its schema. Also says which operations no test has called. The tests leave their responses in the
// folder EVERY_RECORD_RESPONSES, a file for each process; without it they are run here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url).pathname;
const build = join(root, process.env.EVERY_BUILD ?? 'build/dev');
const recorded = process.env.EVERY_RECORD_RESPONSES, dir = recorded ?? mkdtempSync(join(tmpdir(), 'every-contract-'));
const run = recorded ? { status: 0 } : spawnSync(join(build, 'every_api_test'), ['--gtest_brief=1'], {
  env: { ...process.env, EVERY_RECORD_RESPONSES: dir, LSAN_OPTIONS: `suppressions=${root}tools/lsan.supp` },
  encoding: 'utf8', maxBuffer: 1 << 28,
});
if (run.status !== 0) console.log(run.stdout.slice(-6000), run.stderr.slice(-6000));

const api = parse(readFileSync(join(root, 'api/openapi.yaml'), 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
ajv.addSchema({ $id: 'api', ...api });
const validators = new Map();
// A response's path names its ids all alike; the contract may give them other names.
const pathOf = new Map(Object.keys(api.paths).map(path => [path.replace(/\{(?!object\})\w+\}/g, '{id}'), path]));
const deref = node => node?.$ref ? deref(node.$ref.slice(2).split('/').reduce((n, k) => n[k.replace(/~1/g, '/')], api)) : node;

function validator(pointer) {
  if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `api#${pointer}` }));
  return validators.get(pointer);
}
const escape = s => encodeURIComponent(s.replace(/~/g, '~0').replace(/\//g, '~1'));

// Where the schema of a response lives, following a $ref to components/responses.
function schemaPointer(path, method, status, type) {
  const operation = api.paths[path]?.[method];
  // What is no operation is told so, by a problem document all the same.
  if (!operation && (status === 404 || status === 405)) return { pointer: '/components/schemas/Problem', stranger: true };
  if (!operation) return { problem: `${method} ${path} is not in the contract` };
  const key = operation.responses[status] ? String(status) : operation.responses[`${String(status)[0]}XX`] ? `${String(status)[0]}XX` : 'default';
  const response = operation.responses[key];
  if (!response) return { problem: `${method} ${path} does not describe ${status}` };
  const base = response.$ref ? response.$ref.slice(1) : `/paths/${escape(path)}/${method}/responses/${key}`;
  const content = deref(response).content;
  if (!content) return { empty: true };
  if (!content[type]) return { problem: `${method} ${path} ${status} answers ${type}, the contract says ${Object.keys(content)}` };
  return content[type].schema ? { pointer: `${base}/content/${escape(type)}/schema` } : {};
}

let checked = 0;
const problems = new Map(), called = new Set();
const lines = readdirSync(dir).flatMap(file => readFileSync(join(dir, file), 'utf8').split('\n').filter(Boolean));
for (const line of lines) {
  const { method, path: pattern, status, type, body } = JSON.parse(line), path = pathOf.get(pattern) ?? pattern;
  const m = method.toLowerCase() === 'head' ? 'get' : method.toLowerCase();
  // What no route matched is a problem document of no operation.
  if (!path || !path.startsWith('/')) continue;
  ++checked;
  const where = schemaPointer(path, m, status, (type ?? '').split(';')[0].trim());
  if (!where.stranger) called.add(`${m} ${path}`);
  const note = text => problems.set(text, (problems.get(text) ?? 0) + 1);
  if (where.problem) { note(where.problem); continue; }
  // Lines of JSON are no document: the contract calls them text.
  if (!where.pointer || !/[/+]json\b/.test(type ?? '')) continue;
  const check = validator(where.pointer);
  if (!check(JSON.parse(body)))
    for (const e of check.errors.slice(0, 4)) note(`${m} ${path} ${status}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}
if (!recorded) rmSync(dir, { recursive: true });
for (const [text, times] of problems) console.log(`${text} (${times}×)`);
const all = Object.entries(api.paths).flatMap(([p, item]) => Object.keys(item).filter(m => ['get', 'post', 'put', 'patch', 'delete'].includes(m)).map(m => `${m} ${p}`));
const missed = all.filter(o => !called.has(o));
if (missed.length) console.log(`operations that no test calls: ${missed.join(', ')}`);
console.log(`note: ${checked} responses of ${called.size} operations checked against api/openapi.yaml`);
const failed = problems.size + missed.length + (run.status === 0 ? 0 : 1);
console.log(`${checked} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
