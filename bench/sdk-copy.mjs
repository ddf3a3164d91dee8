// What a careful person writes in an afternoon: HubSpot's official SDK and better-sqlite3, pages of 100, one
// prepared upsert with a hash guard, a transaction for each page. `./dev bench cost` measures Every against it.
//
//   node sdk-copy.mjs URL TOKEN DATABASE PROPERTIES   ->   {"records":…,"pages":…,"seconds":…} of its processor time
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Client } = require('@hubspot/api-client');
const Database = require('better-sqlite3');

const [basePath, accessToken, path, names] = process.argv.slice(2), properties = names.split(',');
const db = new Database(path);
for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'wal_autocheckpoint=8000', 'cache_size=-16000']) db.pragma(pragma);
db.exec(`CREATE TABLE IF NOT EXISTS mirror_records (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL,
  id_length INTEGER NOT NULL, id TEXT NOT NULL, hash TEXT NOT NULL, updated_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
  gone_at INTEGER, gone_as TEXT NOT NULL, url TEXT NOT NULL, properties TEXT NOT NULL,
  PRIMARY KEY (workspace_id, object_type, id_length, id)) STRICT`);
const upsert = db.prepare(`INSERT INTO mirror_records VALUES ('bench', 'contact', ?, ?, ?, ?, ?, NULL, '', ?, ?)
  ON CONFLICT DO UPDATE SET hash = excluded.hash, updated_at = excluded.updated_at, created_at = excluded.created_at,
  gone_at = NULL, gone_as = '', url = excluded.url, properties = excluded.properties
  WHERE hash <> excluded.hash OR gone_at IS NOT NULL`);

// Sorted by name, so that equal values are equal bytes.
const canonical = values => JSON.stringify(Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))));
const write = db.transaction(records => {
  for (const { id, properties: values, createdAt, updatedAt, url } of records) {
    const json = canonical(values), created = createdAt.getTime(), updated = updatedAt.getTime();
    const hash = createHash('md5').update(`${json}\n${url ?? ''}\n${created}\n${updated}`).digest('hex');
    upsert.run(id.length, id, hash, updated, created, url ?? '', json);
  }
});

// The SDK's own limiter would only make it wait.
const client = new Client({ accessToken, basePath, limiterOptions: {} });
const before = process.cpuUsage();
let records = 0, pages = 0, after;
do {
  const page = await client.crm.contacts.basicApi.getPage(100, after, properties);
  write(page.results);
  records += page.results.length;
  pages += 1;
  after = page.paging?.next?.after;
} while (after);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ records, pages, seconds: (user + system) / 1e6 }));
db.close();
