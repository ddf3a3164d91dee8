// People issue invoices and invoice deals while Every is killed with SIGKILL again and again; whoever got no answer asks
// once more with the same Idempotency-Key. Numbers have to be 1 to n without gap or twin, a deal has to have one invoice,
// and what was paid once has to be there once, whatever moment was hit. The seed is printed; --seed N repeats it as far as a race can be repeated.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { Api, freePort, remove, sandboxApp, sleep, startEvery, startSandbox, temporary } from '../lib/every.mjs';
import { numbers, option } from '../lib/random.mjs';

const seed = option('seed', Date.now() % 1_000_000);
const issuers = option('issuers', 50), drafts = option('drafts', 400), issueKills = option('issue-kills', 5);
const payments = option('payments', 200), paymentKills = option('payment-kills', 3);
const deals = option('deals', 2), callers = option('callers', 1000), dealKills = option('deal-kills', 2);
const only = ['numbers', 'payments', 'one deal'].find(name => process.argv.includes(`--only-${name.replace(' ', '-')}`));
console.log(`note: seed ${seed}`);

// Every with a life that ends at any moment, and callers that outlive it.
class Mortal {
  constructor(dataDir, sandbox, port) { Object.assign(this, { dataDir, sandbox, port, kills: 0, cut: 0, flying: 0, again: 0 }); }
  async start() {
    this.every = await startEvery({ dataDir: this.dataDir, sandbox: this.sandbox, port: this.port });
    this.api ??= new Api(this.every.url);
  }
  // Kills it with `flying` requests under way; `look` sees what the kill left before the callers come back.
  async kill(look) {
    ++this.kills;
    if (this.flying > 0) ++this.cut;
    this.back = new Promise(done => { this.awake = done; });
    await this.every.stop('SIGKILL');
    await this.start();
    await look?.();
    this.awake();
    this.back = undefined;
  }
  // Is killed by another process in so many milliseconds, however busy this one is with asking.
  async dies(ms, look) {
    spawn('sh', ['-c', `sleep ${(ms / 1000).toFixed(4)}; kill -9 ${this.every.child.pid}`], { stdio: 'ignore' });
    await this.every.exited;
    await this.kill(look);
  }
  // A POST until there is an answer: {status, value}.
  async ask(path, body, key) {
    for (;;) {
      await this.back;
      ++this.flying;
      try {
        const answer = await this.api.call('POST', path, body, { 'idempotency-key': key });
        return { status: answer.status, value: answer.value };
      } catch (error) {
        if (error.status !== undefined) return { status: error.status, value: error.problem };
        ++this.again;
      } finally { --this.flying; }
      await sleep(5);
    }
  }
  async all(query) {
    const found = [];
    for (;;) {
      const { items, total } = await this.api.get(`/api/invoices?limit=500&offset=${found.length}&sort=number&dir=asc${query}`);
      found.push(...items);
      if (found.length >= total || items.length === 0) return found;
    }
  }
  async end() { await this.every?.stop('SIGKILL'); remove(this.dataDir); }
}

let passed = 0, failed = 0;
async function check(name, every, body) {
  try { await body(); ++passed; } catch (error) { ++failed; console.log(`${name}, seed ${seed}: ${error.stack}\n${every.every?.output.slice(-2000)}`); }
}
const together = (count, body) => Promise.all(Array.from({ length: count }, (_, i) => body(i)));

// Kills at so many random moments, counted by the answers there were.
async function killed(every, random, times, of, answers, look) {
  for (let k = 0; k < times; ++k) {
    const moment = Math.floor(((k + random()) / times) * of);
    while (answers() < moment) await sleep(1);
    await sleep(random() * 15);
    await every.kill(look);
  }
}

// What is issued is numbered from 1 on, each number once; gives the numbers by invoice.
async function gapless(every) {
  const issued = (await every.all('')).filter(invoice => invoice.status !== 'draft');
  const numbered = issued.map(invoice => Number(/^INV-(\d{4,})$/.exec(invoice.number)[1])).sort((a, b) => a - b);
  assert.deepEqual(numbered, numbered.map((_, i) => i + 1), 'the numbers have a gap or a twin');
  return new Map(issued.map(invoice => [invoice.id, invoice.number]));
}

async function issueConcurrently(every, random) {
  const client = await every.api.post('/api/clients', { name: 'Acme' });
  const ids = [], told = new Map();
  await together(8, async () => {
    while (ids.length < drafts) {
      const at = ids.push('') - 1;
      ids[at] = (await every.api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Work', unitPrice: { amount: `${at + 1}.00`, currency: 'USD' } }] })).id;
    }
  });
  let next = 0, answered = 0, lost = 0;
  const tell = (id, number) => { const before = told.get(id); assert.ok(!before || before === number, `${id} was ${before}, then ${number}`); told.set(id, number); };
  const issue = async id => {
    const { status, value } = await every.ask(`/api/invoices/${id}/issue`, {}, `issue-${id}`);
    ++answered;
    if (status === 200) return tell(id, value.number);
    // It was issued, and killed before it could say so.
    assert.equal(value.code, 'invoice_not_draft', JSON.stringify(value));
    ++lost;
  };
  const people = together(issuers, async () => {
    while (next < ids.length) {
      const id = ids[next++];
      // One in eight clicks twice.
      await Promise.all(random() < 0.125 ? [issue(id), issue(id)] : [issue(id)]);
    }
  });
  const look = async () => { for (const [id, number] of await gapless(every)) tell(id, number); };
  await Promise.all([people, killed(every, random, issueKills, drafts, () => answered, look)]);
  const found = await gapless(every);
  assert.equal(found.size, ids.length, 'a draft was not issued');
  for (const [id, number] of found) tell(id, number);
  await together(8, async i => {
    for (let at = i; at < ids.length; at += 8) {
      const { history } = await every.api.get(`/api/invoices/${ids[at]}`);
      assert.equal(history.filter(event => event.kind === 'issued').length, 1, `${ids[at]} was issued once`);
    }
  });
  console.log(`note: ${found.size} invoices issued by ${issuers} at once, ${every.kills} kills, ${every.cut} of them with requests under way; ${every.again} requests sent again, ${lost} answers lost; numbers 1 to ${found.size}, no gap, no twin`);
  assert.ok(every.cut > 0, 'no kill met a request: this proves nothing');
}

async function payConcurrently(every, random) {
  const client = await every.api.post('/api/clients', { name: 'Acme' });
  const { id } = await every.api.post('/api/invoices', { clientId: client.id, lines: [{ description: 'Work', unitPrice: { amount: `${payments}.00`, currency: 'USD' } }] });
  await every.api.post(`/api/invoices/${id}/issue`);
  let next = 0, answered = 0, lost = 0;
  const people = together(issuers, async () => {
    while (next < payments) {
      const n = next++;
      const { status, value } = await every.ask(`/api/invoices/${id}/payments`, { amount: { amount: '1.00', currency: 'USD' }, date: '2026-11-23', method: 'bank_transfer', reference: `${n}` }, `pay-${n}`);
      ++answered;
      if (status === 201) continue;
      // It was paid, and killed before it could say so.
      assert.equal(value.code, 'stale', JSON.stringify(value));
      ++lost;
    }
  });
  await Promise.all([people, killed(every, random, paymentKills, payments, () => answered)]);
  const invoice = await every.api.get(`/api/invoices/${id}`);
  const references = invoice.payments.map(payment => Number(payment.reference)).sort((a, b) => a - b);
  assert.deepEqual(references, references.map((_, i) => i), 'a payment is missing or there twice');
  assert.equal(references.length, payments);
  assert.equal(invoice.displayStatus, 'paid');
  console.log(`note: ${payments} payments by ${issuers} at once, ${every.kills} kills, ${every.cut} of them with requests under way; ${every.again} requests sent again, ${lost} answers lost; each payment once`);
  assert.ok(every.cut > 0, 'no kill met a request: this proves nothing');
}

async function invoiceOneDeal(every, random, count) {
  const { items } = await every.api.get('/api/deals?wonWithoutInvoice=true&limit=500');
  const open = items.filter(deal => deal.client && deal.amount).slice(0, deals);
  assert.equal(open.length, deals, `only ${open.length} won deals`);
  for (const deal of open) {
    const known = new Set();
    const seen = id => { known.add(id); assert.equal(known.size, 1, `two invoices: ${[...known].join(', ')}`); };
    const of = async () => (await every.all(`&kind=any`)).filter(invoice => invoice.deal?.id === deal.id);
    const look = async () => {
      const found = await of();
      assert.ok(found.length <= 1, `${found.length} invoices`);
      // Whoever was told of one was told for good.
      if (known.size > 0) assert.equal(found.length, 1, 'an invoice that somebody was told of is gone');
      for (const invoice of found) seen(invoice.id);
      ++count[found.length === 0 ? 'before' : 'after'];
    };
    let done = 0;
    // As the first requests arrive.
    const first = every.dies(100 + random() * 250, look);
    const people = together(callers, async i => {
      // One in ten takes it with others.
      if (i % 10 === 9) {
        const { status, value } = await every.ask('/api/deals/invoices', { ids: [deal.id] }, `${deal.id}-${i}`);
        assert.ok(status === 200 || status === 201, JSON.stringify(value));
        for (const id of value.created ?? []) seen(id);
      } else {
        const { status, value } = await every.ask(`/api/deals/${deal.id}/invoice`, {}, `${deal.id}-${i}`);
        assert.ok(status === 200 || status === 201, JSON.stringify(value));
        seen(value.id);
      }
      ++done;
    });
    // And anywhere later.
    const later = (async () => {
      await first;
      for (let k = 1; k < dealKills && done < callers; ++k) {
        for (const moment = random() * callers; done < moment && done < callers;) await sleep(1);
        if (done < callers) await every.kill(look);
      }
    })();
    await Promise.all([people, later]);
    const found = await of();
    assert.deepEqual(found.map(invoice => invoice.id), [...known], 'one deal, one invoice');
    count.asked += callers;
  }
}

const sandbox = await startSandbox(['--contacts', 200, '--companies', 40, '--deals', Math.max(60, deals * 20), '--seed', seed]);
const template = temporary('money');
{ // One workspace with won deals, to start both from.
  const every = await startEvery({ dataDir: template, sandbox });
  const api = new Api(every.url);
  await api.setup();
  await api.post('/api/hubspot/auth/token', { token: sandboxApp.token });
  assert.equal((await api.settled()).state, 'succeeded');
  await api.post('/api/hubspot/import', { select: { all: true }, default: 'replace', includeDeals: true, includeNoEmail: true, dryRun: false });
  assert.match((await api.settled()).state, /succeeded|partial/);
  await every.stop();
}
async function lived(name, body) {
  const dataDir = temporary('money');
  cpSync(template, dataDir, { recursive: true });
  const every = new Mortal(dataDir, sandbox, await freePort());
  await check(name, every, async () => {
    await every.start();
    await every.api.signIn();
    await body(every);
  });
  await every.end();
}

if (!only || only === 'numbers') await lived('numbers', every => issueConcurrently(every, numbers(seed)));
if (!only || only === 'payments') await lived('payments', every => payConcurrently(every, numbers(seed + 1)));
if (!only || only === 'one deal') {
  const count = { asked: 0, before: 0, after: 0 };
  await lived('one deal', async every => {
    await invoiceOneDeal(every, numbers(seed + 2), count);
    console.log(`note: ${deals} won deals, each invoiced by ${callers} at once (${count.asked} requests): ${deals} invoices; ${every.kills} kills, ${count.before} before there was one and ${count.after} after; ${every.again} requests sent again`);
    assert.ok(every.cut > 0, 'no kill met a request: this proves nothing');
  });
}
await sandbox.stop();
remove(template);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
