// The budgets of what a first view loads, over Vite's manifest, gzip. A breach fails the build.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));
const size = file => gzipSync(readFileSync(dist + file)).length / 1024;
const budget = { firstView: 210, lazyPart: 40, css: 30 };

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}
// The shell draws these with every page of its own: who opens something there has them already.
const shell = ['Bell', 'MoreMenu', 'AccountMenu', 'ReadOnly'].map(name => `src/app/${name}.tsx`);
const entry = Object.keys(manifest).find(key => manifest[key].isEntry);
const base = closure(entry);
const js = keys => [...keys].reduce((sum, key) => sum + size(manifest[key].file), 0);
const css = keys => [...new Set([...keys].flatMap(key => manifest[key].css ?? []))].reduce((sum, file) => sum + size(file), 0);
let failed = 0, checked = 0;
const check = (what, kilobytes, limit) => {
  ++checked;
  const ok = kilobytes <= limit;
  if (!ok) ++failed;
  if (!ok || process.argv.includes('--all')) console.log(`${ok ? 'ok' : 'OVER'} ${what}: ${kilobytes.toFixed(1)} KB gzip (budget ${limit})`);
};
for (const key of Object.keys(manifest).filter(k => manifest[k].isDynamicEntry)) {
  // A step of the first run is what is seen first when it is taken up again there.
  const step = /^src\/session\/\w+Step\.tsx$/.test(key), page = step || /Page\.tsx$/.test(key);
  const whole = new Set([...base, ...closure(key), ...(step ? closure('src/session/SetupPage.tsx') : [])]);
  if (page) { check(`first view of ${key}`, js(whole), budget.firstView); check(`css of ${key}`, css(whole), budget.css); }
  else {
    // What it adds to the page that opens it.
    const opener = Object.keys(manifest).find(k => manifest[k].dynamicImports?.includes(key));
    const before = opener?.startsWith('src/session/') ? new Set(base) : shell.reduce((seen, part) => closure(part, seen), new Set(base));
    const there = opener ? closure(opener, before) : before;
    check(`lazy part ${key}`, js([...closure(key)].filter(k => !there.has(k))), budget.lazyPart);
  }
}
check('first script', js(base), budget.firstView);
console.log(`note: ${checked - failed} of ${checked} parts within their budget`);
process.exit(failed ? 1 : 0);
