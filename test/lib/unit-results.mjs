// What the unit tests' programs wrote about their tests (GoogleTest's JSON), one file for each share of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// "Suite.Name", without the prefix and the parameter of parametrised suites.
const plain = (suite, test) => `${suite.replace(/^\w+\//, '')}.${test.replace(/\/.*$/, '')}`;

// {passed, skipped, bad}: names. One that failed with one parameter is in `bad` alone.
export function readResults(...files) {
  const passed = new Set(), bad = new Set(), skipped = new Set();
  let ran = 0;
  for (const file of files)
    for (const suite of JSON.parse(readFileSync(file, 'utf8')).testsuites)
      for (const test of suite.testsuite) {
        ++ran;
        (test.result === 'SKIPPED' ? skipped : test.failures || test.status !== 'RUN' ? bad : passed).add(plain(suite.name, test.name));
      }
  for (const name of bad) passed.delete(name);
  return { passed, bad, skipped, ran };
}

export const resultsIn = folder => (existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')).map(name => join(folder, name)) : []);

// node unit-results.mjs FOLDER STATUS: the count. A program that ended before it wrote anything is one failure.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, status] = process.argv.slice(2);
  const { ran, bad, skipped } = readResults(...resultsIn(folder));
  const failed = bad.size || (status === '0' ? 0 : 1);
  console.log(`${ran - bad.size - skipped.size} passed, ${failed} failed`);
}
