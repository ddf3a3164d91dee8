// House rules as a test: layers, who may include which library, file length, banned words, a test for every flow
// (flows.mjs). Prints every breach with its line and ends with the count.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { flowBreaches } from './flows.mjs';
import { words } from './words.mjs';

const layers = [['base'], ['crypto', 'domain', 'words'], ['http', 'net'], ['store', 'jobs'], ['sync', 'hubspot', 'render'],
  ['app'], ['chat'], ['api']];
const rank = new Map(layers.flatMap((names, i) => names.map(name => [name, i])));
// Within one line of the list nothing includes its neighbour, save these.
const neighbours = new Set(['hubspot>sync/source.h', 'jobs>store', 'net>http']);
const owners = [
  [/^<sqlite3\.h>|^<libpq-fe\.h>/, 'store'], [/^<curl\//, 'net'], [/^<boost\/(asio|beast)/, 'http'],
  [/^<simdjson/, 'hubspot'], [/^<(pango|cairo|libxml|qpdf)/, 'render'], [/^<sodium/, 'crypto'], [/^<spdlog|^<prometheus/, 'base'],
];
const bannedCalls = [
  [/\b(TODO|FIXME|HACK)\b/, 'unfinished work goes into an issue'],
  [/\bstd::(cout|cerr)\b/, 'output goes through Log, or through main.cpp', /^src\/(main|demo|app\/commands|sandbox\/command)[^/]*\.cpp$|_test\.cpp$/],
  [/\bdouble\b|\bfloat\b/, 'no floating point near money', null, /^src\/domain\//],
  [/(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|float)\s*:|text-align:\s*(?:left|right)/, 'sides follow the writing: margin-inline-start, inset-inline-end', null, /^web\/src\/.*\.css$/],
  [/(?<![\w./])\/(work|farm|root|home)\//, 'a path of some machine'],
  [/registry\.npmjs|deb\.debian\.org|artifactory|verdaccio/i, 'a registry host'],
];
const lengthMax = 400;
// Files that are one thing and longer than that: generated, or one table.
const longAllowed = new Set(['api/openapi.yaml', 'web/package-lock.json', 'test/e2e/package-lock.json', 'test/contract/package-lock.json', 'dev', 'src/chat/votes_table.h']);

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
const isSource = f => /\.(cpp|h|ts|tsx|mjs|css|sql|sh|yaml|md|txt|json)$/.test(f) || f === 'dev' || f === 'CMakeLists.txt';
const breaches = [];
let checked = 0;

for (const file of files.filter(isSource)) {
  let text;
  try { text = readFileSync(file, 'utf8'); } catch { continue; }
  ++checked;
  const lines = text.split('\n');
  const say = (i, why) => breaches.push(`${file}:${i + 1}: ${why}`);
  if (lines.length > lengthMax + 1 && !longAllowed.has(file) && /\.(cpp|h|ts|tsx|mjs|css)$/.test(file)) say(lengthMax, `over ${lengthMax} lines`);
  const folder = file.match(/^src\/(\w+)\//)?.[1];
  lines.forEach((line, i) => {
    for (const [pattern, why, except, only] of bannedCalls) {
      if (file === 'tools/tidy/tidy.mjs' || (except && except.test(file)) || (only && !only.test(file))) continue;
      if (only === undefined && except === undefined && /package-lock\.json$/.test(file) && !/registry/.test(why)) continue;
      if (pattern.test(line)) say(i, why);
    }
    const include = line.match(/^\s*#include\s+(<[^>]+>|"[^"]+")/)?.[1];
    if (!include || !folder) return;
    for (const [pattern, owner] of owners)
      if (pattern.test(include) && folder !== owner) say(i, `only ${owner}/ includes ${include}`);
    const target = include.match(/^"(\w+)\//)?.[1];
    if (!target || target === folder) return;
    if (folder === 'sandbox') { if (!['base', 'crypto', 'http', 'net'].includes(target)) say(i, `sandbox/ shares only base/, crypto/, http/ and net/, not ${target}/`); return; }
    if (target === 'sandbox' && /_test(_support)?\.(cpp|h)$/.test(file)) return;
    if (target === 'sandbox') { say(i, 'nothing but main knows the sandbox'); return; }
    const from = rank.get(folder), to = rank.get(target);
    if (from === undefined || to === undefined) say(i, `unknown folder ${folder} or ${target}`);
    else if (to > from || (to === from && !neighbours.has(`${folder}>${target}`) && !neighbours.has(`${folder}>${include.slice(1, -1)}`))) say(i, `${folder}/ may not include ${target}/`);
  });
}
breaches.push(...flowBreaches());
breaches.push(...words(files.filter(f => /^src\/.*\.(cpp|h)$/.test(f)).map(f => [f, readFileSync(f, 'utf8')])));
for (const breach of breaches) console.log(breach);
console.log(`${checked - new Set(breaches.map(b => b.split(':')[0])).size} passed, ${new Set(breaches.map(b => b.split(':')[0])).size} failed`);
process.exit(breaches.length ? 1 : 0);
