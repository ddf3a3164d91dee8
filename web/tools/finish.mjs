// After vite: the contract as JSON beside the client, and a compressed twin of every text file.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { parse } from 'yaml';

const dist = new URL('../dist/', import.meta.url).pathname;
writeFileSync(join(dist, 'openapi.json'), JSON.stringify(parse(readFileSync(new URL('../../api/openapi.yaml', import.meta.url), 'utf8'))));
const walk = dir => readdirSync(dir).flatMap(name => (statSync(join(dir, name)).isDirectory() ? walk(join(dir, name)) : [join(dir, name)]));
for (const file of walk(dist)) {
  if (!/\.(js|css|svg|json|html)$/.test(file) || file.endsWith('index.html')) continue;
  const text = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
