// `./dev bench live`: how soon a change in HubSpot shows in Every. The sandbox is changed a hundred times a second for a
// minute and tells by webhooks; the clock runs from before the change there to the event on the stream of an open screen.
// Then the same with every twentieth event lost: everything has to be here after the next look, and the gap reported.
import { createHmac } from 'node:crypto';
import { differences } from '../test/lib/compare.mjs';
import { Api, dumpPortal, exportMirror, remove, sandboxApp, sleep, startEvery, startSandbox, temporary } from '../test/lib/every.mjs';

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
const line = (times, unit = 'ms', digits = 0) => {
  const sorted = [...times].sort((a, b) => a - b);
  return `p50 ${quantile(sorted, 0.5).toFixed(digits)}, p95 ${quantile(sorted, 0.95).toFixed(digits)}, max ${(sorted.at(-1) ?? NaN).toFixed(digits)} ${unit} (${sorted.length})`;
};

async function connect(api, sandbox) {
  const { url } = await api.get('/api/hubspot/auth/url');
  const consent = await fetch(new URL('/oauth/authorize', sandbox.url), { method: 'POST', redirect: 'manual', body: new URLSearchParams([...new URL(url).searchParams, ['decision', 'connect']]) });
  const back = new URL(consent.headers.get('location'));
  await api.call('GET', back.pathname + back.search);
}

// What an open screen hears: calls `heard(kind, data)` for each event.
async function listen(api, heard) {
  const response = await fetch(`${api.url}/api/events`, { headers: { cookie: api.cookie } });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
      const fields = Object.fromEntries(text.slice(0, end).split('\n').filter(l => l.includes(': ')).map(l => [l.slice(0, l.indexOf(': ')), l.slice(l.indexOf(': ') + 2)]));
      if (fields.event && fields.data) heard(fields.event, JSON.parse(fields.data));
    }
  }
}

async function all(api, path) {
  const out = [];
  for (let offset = 0; ; offset += 500) {
    const { items, total } = await api.get(`${path}${path.includes('?') ? '&' : '?'}limit=500&offset=${offset}`);
    out.push(...items);
    if (out.length >= total || items.length === 0) return out;
  }
}

export async function live({ contacts = 10_000, companies = 2_000, deals = 3_000, rate = 100, seconds = 60, lossy = 30 } = {}) {
  const sandbox = await startSandbox(['--contacts', contacts, '--companies', companies, '--deals', deals, '--seed', 3, '--quota', 110, '--searches', 5, '--latency-ms', 300, '--search-lag-ms', 5_000]);
  const order = async (verb, body) => {
    const answer = await fetch(`${sandbox.url}/sandbox/${verb}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`);
    return answer.json();
  };
  const dataDir = temporary('live');
  let every = await startEvery({ dataDir, sandbox });
  const api = new Api(every.url);
  await api.setup();
  await connect(api, sandbox);
  await api.settled(1800);
  await api.post('/api/hubspot/import', { select: { all: true }, default: 'skip', includeDeals: true, includeNoEmail: true, dryRun: false }, { 'idempotency-key': 'live' });
  await sleep(200);
  const run = await api.settled(1800);
  const target = `${every.url}/api/hubspot/webhooks`;
  await order('webhooks', { target, everything: true });

  // Deals are told by the id they have here; contacts by HubSpot's too.
  const dealIds = new Map((await all(api, '/api/deals')).filter(d => d.hubspot).map(d => [d.hubspot.id, d.id]));
  const contactIds = (await all(api, '/api/hubspot/contacts?state=imported')).map(c => c.hubspotId ?? c.id);
  const due = new Map(), latencies = [];
  let many = 0, events = 0;
  void listen(api, (kind, data) => {
    if (kind !== 'records.changed' || !data.kinds.some(k => k === 'deal' || k === 'contact')) return;
    ++events;
    if (data.ids === 'many') { ++many; return; }
    const now = performance.now();
    for (const id of data.ids) if (due.has(id)) { latencies.push(now - due.get(id)); due.delete(id); }
  }).catch(() => {});
  await sleep(500);
  console.log(`live: ${contacts} contacts, ${companies} companies, ${deals} deals (import ${run.state}); HubSpot answers after 300 ms, 110 requests in 10 s, 5 searches a second`);

  let turn = 0;
  const dealList = [...dealIds];
  const changeOne = async stamp => {
    const n = turn++;
    const at = performance.now();
    if (n % 2 === 0) {
      const [id, here] = dealList[(n / 2) % dealList.length];
      due.set(here, due.get(here) ?? at);
      await order('change', { type: 'deals', id, properties: { amount: `${1000 + n}.50` } });
    } else {
      const id = contactIds[((n - 1) / 2) % contactIds.length];
      due.set(id, due.get(id) ?? at);
      await order('change', { type: 'contacts', id, properties: { jobtitle: `${stamp} ${n}` } });
    }
  };
  const steady = async (stamp, howLong) => {
    const begin = performance.now(), changes = [];
    for (let n = 0; n < howLong * rate; ++n) {
      await sleep(Math.max(0, begin + n * 1000 / rate - performance.now()));
      changes.push(changeOne(stamp));
    }
    await Promise.all(changes);
    return (performance.now() - begin) / 1000;
  };

  const portalId = Number((await api.get('/api/hubspot/status')).connection.portal.id);
  let told = 0;
  const acknowledge = async () => {
    const body = JSON.stringify(Array.from({ length: 100 }, (_, k) => ({ eventId: ++told, subscriptionType: 'contact.propertyChange', portalId, objectId: Number(contactIds[(told + k) % contactIds.length]), propertyName: 'jobtitle', propertyValue: 'x', occurredAt: Date.now() - 60_000 })));
    const time = String(Date.now());
    const signature = createHmac('sha256', sandboxApp.secret).update(`POST${target}${body}${time}`).digest('base64');
    const at = performance.now();
    const answer = await fetch(target, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': time } });
    if (answer.status !== 204) throw new Error(`acknowledged with ${answer.status}`);
    return performance.now() - at;
  };
  const idle = [];
  for (let i = 0; i < 50; ++i) idle.push(await acknowledge());
  console.log(`  acknowledging 100 events, idle: ${line(idle, 'ms', 1)} (to reach: ≤ 50 ms)`);
  await sleep(8000);

  const loaded = [];
  let busy = true;
  const asking = (async () => { while (busy) { await sleep(2000); if (busy) loaded.push(await acknowledge()); } })();
  const took = await steady('Told', seconds);
  busy = false;
  await asking;
  for (const end = Date.now() + 30_000; due.size > 0 && Date.now() < end;) await sleep(50);
  const p95 = quantile([...latencies].sort((a, b) => a - b), 0.95) / 1000;
  console.log(`  ${(turn / took).toFixed(0)} changes a second for ${took.toFixed(0)} s, from the change to the event stream: ${line(latencies.map(t => t / 1000), 's', 2)}; ${due.size} never came; ${events} events, ${many} of them "many"`);
  console.log(`  p95 ${p95.toFixed(2)} s (to reach: ≤ 5)`);
  console.log(`  acknowledging 100 events meanwhile: ${line(loaded, 'ms', 1)}`);
  const before = await api.get('/api/hubspot/status');
  console.log(`  requests so far ${before.quota.requests}, 429: ${before.quota.rateLimited}; webhooks ${before.webhooks.state}, received ${before.webhooks.received}, missed ${before.webhooks.missed}`);

  // Every twentieth event is lost.
  due.clear();
  await order('webhooks', { dropPercent: 5, seed: 7 });
  const first = turn;
  await steady('Lossy', lossy);
  await order('webhooks', { dropPercent: 0 });
  const { webhooks: sent } = await (await fetch(`${sandbox.url}/sandbox/state`)).json();
  const stopped = Date.now();
  for (const end = stopped + 120_000; due.size > 0 && Date.now() < end;) await sleep(200);
  const healed = (Date.now() - stopped) / 1000;
  let status;
  do { await sleep(1000); status = await api.get('/api/hubspot/status'); } while (Date.now() - stopped < 180_000 && (status.webhooks.missed < sent.dropped || status.webhooks.waiting > 0));
  const activity = (await api.get('/api/hubspot/status')).webhooks;
  await every.stop();
  const { found, compared } = differences(exportMirror(dataDir), await dumpPortal(sandbox));
  console.log(`  with 5 % lost: ${turn - first} changes, ${sent.dropped} never told; all on the stream ${healed.toFixed(0)} s after the last change (${due.size} not)`);
  console.log(`  reported: ${activity.state}, ${activity.missed} missed since ${activity.gapSince}; mirror and portal: ${compared} records compared, ${found.length} differ${found.length ? ` (${found.slice(0, 3).join('; ')})` : ''}`);
  await sandbox.stop();
  remove(dataDir);
}
