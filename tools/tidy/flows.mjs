// The flows of test/flows.md: each has its parts, each part a test, and each test that is named exists. Gives what is wrong.
import { existsSync, readFileSync } from 'node:fs';

const flowsWanted = 21;
const named = /\b(?:test|it|judge)\((['"`])((?:\\.|(?!\1).)*)\1/g;

// The names of a file's tests, as they are said when it runs.
function testsOf(path) {
  if (!existsSync(path)) return undefined;
  return new Set([...readFileSync(path, 'utf8').matchAll(named)].map(([, , name]) => name.replace(/\\(.)/g, '$1').trim()));
}

export function flowBreaches(file = 'test/flows.md') {
  const breaches = [], files = new Map(), flows = new Map();
  let flow = '';
  readFileSync(file, 'utf8').split('\n').forEach((line, i) => {
    const say = why => breaches.push(`${file}:${i + 1}: ${why}`);
    const heading = /^## (\d+) /.exec(line);
    if (heading) flows.set(flow = heading[1], 0);
    const row = /^\| (?!Part )([^|]+) \| (.*) \|$/.exec(line);
    if (!row || /^-+$/.test(row[1])) return;
    const proofs = [...row[2].matchAll(/`([^`]+)`/g)].map(([, proof]) => proof);
    if (proofs.length === 0) say(`"${row[1]}" has no test`);
    flows.set(flow, flows.get(flow) + proofs.length);
    for (const proof of proofs) {
      const [, where, name] = /^([^\s:]+): (.*)$/.exec(proof) ?? [];
      if (!where) { say(`not a file and a test: ${proof}`); continue; }
      const path = where.includes('/') ? where : `test/e2e/${where}.test.mjs`;
      if (!files.has(path)) files.set(path, testsOf(path));
      if (!files.get(path)?.has(name)) say(`there is no test "${name}" in ${path}`);
    }
  });
  for (let n = 1; n <= flowsWanted; ++n) if (!flows.get(String(n))) breaches.push(`${file}:1: flow ${n} has no test`);
  return breaches;
}
