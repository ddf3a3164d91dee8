// Starts the real binaries for tests from outside: Every and its HubSpot sandbox, each on a port of the system's
// choice, with their own data folder; and a small client for the API.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = new URL('../../', import.meta.url).pathname;
// The app and the token that the sandbox knows (src/sandbox/options.h).
export const sandboxApp = { id: '11111111-aaaa-4bbb-8ccc-every0sandbox', secret: '22222222-dddd-4eee-9fff-every0sandbox', token: 'pat-na1-00000000-0000-4000-8000-every0sandbox' };
export const binary = join(root, process.env.EVERY_BINARY ?? 'build/release/every');
export const temporary = name => mkdtempSync(join(tmpdir(), `every-${name}-`));
export const remove = dir => rmSync(dir, { recursive: true, force: true });
export const sleep = ms => new Promise(done => setTimeout(done, ms));
// Until something holds, however slow the machine is: what it is worth is asked by the assertion that follows.
export async function until(holds, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; !(await holds()) && Date.now() < end;) await sleep(50);
}

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
  });
}

export class Process {
  constructor(args, env = {}) {
    this.output = '';
    this.child = spawn(binary, args, { env: { ...process.env, LSAN_OPTIONS: `suppressions=${root}tools/lsan.supp`, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const pipe of [this.child.stdout, this.child.stderr]) pipe.on('data', data => { this.output = (this.output + data).slice(-200_000); });
    this.exited = new Promise(done => this.child.once('exit', (code, signal) => { this.code = code; this.signal = signal; done(); }));
  }
  get alive() { return this.code === undefined && this.signal === undefined; }
  async until(url, seconds = 60) {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(20)) {
      if (!this.alive) throw new Error(`the process ended (${this.code ?? this.signal}): ${this.output.slice(-3000)}`);
      try { if ((await fetch(url)).ok) return this; } catch { /* not there yet */ }
    }
    throw new Error(`${url} did not answer in ${seconds} s: ${this.output.slice(-3000)}`);
  }
  async stop(signal = 'SIGTERM') { if (this.alive) this.child.kill(signal); await this.exited; return this; }
}

// What a started demo says on its two lines, once it has said both.
export async function demoTells(demo) {
  for (let i = 0; i < 400; ++i) {
    const said = /Every is at (\S+) .*sign in as (\S+) .*"([^"]+)"[^]*sandbox at (http\S+?)[:.]?\s/.exec(demo.output);
    if (said) return { url: said[1], email: said[2], password: said[3], hubspot: said[4] };
    await sleep(50);
  }
  throw new Error(`the demo does not say where it is:\n${demo.output.slice(-2000)}`);
}

export async function startSandbox(args) {
  const port = await freePort();
  const process_ = new Process(['sandbox', '--listen', `127.0.0.1:${port}`, ...args.map(String)]);
  await process_.until(`http://127.0.0.1:${port}/sandbox/state`, 120);
  return Object.assign(process_, { port, url: `http://127.0.0.1:${port}` });
}

export async function startEvery({ dataDir, sandbox, port, env = {} }) {
  port ??= await freePort();
  const hubspot = sandbox ? { EVERY_HUBSPOT_API_URL: sandbox.url, EVERY_HUBSPOT_APP_URL: sandbox.url, EVERY_HUBSPOT_CLIENT_ID: sandboxApp.id, EVERY_HUBSPOT_CLIENT_SECRET: sandboxApp.secret } : {};
  const process_ = new Process(['serve'], { EVERY_LISTEN: `127.0.0.1:${port}`, EVERY_PUBLIC_URL: `http://localhost:${port}`, EVERY_DATA_DIR: dataDir, ...hubspot, ...env });
  await process_.until(`http://127.0.0.1:${port}/healthz`);
  return Object.assign(process_, { port, url: `http://localhost:${port}`, dataDir });
}

// A sandbox without a limit that a test could meet, an Every beside it, and its first owner signed in.
export async function startBoth(name, sandboxArgs) {
  const sandbox = await startSandbox([...sandboxArgs, '--quota', 100_000, '--searches', 1000]);
  const dataDir = temporary(name);
  const every = await startEvery({ dataDir, sandbox });
  const api = new Api(every.url);
  await api.setup();
  return { sandbox, dataDir, every, api };
}

// An API token, made as an operator does it: on the command line, with the server stopped.
export function makeToken(dataDir, role) {
  const said = execFileSync(binary, ['token', 'create', '--workspace', 'Fieldstone Studio', '--name', `assistant ${role}`, '--role', role], { env: { ...process.env, EVERY_DATA_DIR: dataDir, LSAN_OPTIONS: `suppressions=${root}tools/lsan.supp` }, encoding: 'utf8' });
  return said.trim().split(/\s+/).at(-1);
}

// A signed-in client: `await api.post('/api/session', {…})`; throws the problem document on 4xx and 5xx.
export class Api {
  constructor(url) { this.url = url; this.cookie = ''; }
  async call(method, path, body, headers = {}) {
    const response = await fetch(this.url + path, {
      method, redirect: 'manual',
      headers: { origin: this.url, cookie: this.cookie, ...(body !== undefined ? { 'content-type': 'application/json' } : {}), ...headers },
      body: body !== undefined ? JSON.stringify(body) : undefined,
    });
    const set = response.headers.getSetCookie().find(c => c.startsWith('every_session='));
    if (set) this.cookie = set.split(';')[0];
    const text = await response.text();
    const value = /json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : text;
    if (response.status >= 400) throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`), { status: response.status, problem: value });
    return Object.assign(response, { value });
  }
  async get(path) { return (await this.call('GET', path)).value; }
  async post(path, body = {}, headers) { return (await this.call('POST', path, body, headers)).value; }
  async put(path, body, headers) { return (await this.call('PUT', path, body, headers)).value; }
  async setup() {
    return this.post('/api/setup', { workspace: { name: 'Fieldstone Studio', currency: 'USD', timeZone: 'America/Los_Angeles' }, user: { name: 'Dana Reyes', email: 'dana@fieldstone.example', password: 'correct horse battery' } });
  }
  async signIn() { return this.post('/api/session', { email: 'dana@fieldstone.example', password: 'correct horse battery' }); }
  // Connects with the sandbox's token and waits for the first load.
  async connect() { await this.post('/api/hubspot/auth/token', { token: sandboxApp.token }); return this.settled(); }
  // Imports all that was read; what matches a client here replaces it. Gives the run.
  async importAll() {
    await this.post('/api/hubspot/import', { select: { all: true }, default: 'replace', includeDeals: true, includeNoEmail: true, dryRun: false });
    return this.settled();
  }
  // Waits until no run is queued or running, then gives the last one.
  async settled(seconds = 120) {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(30)) {
      const { items } = await this.get('/api/hubspot/runs?limit=1');
      if (items[0] && !['queued', 'running'].includes(items[0].state)) return items[0];
    }
    throw new Error(`the run did not end in ${seconds} s`);
  }
}

// What is in the mirror, as the stopped server's command line exports it: {"contact/1": {...}, "deal/2>company": [...]}.
export function exportMirror(dataDir) {
  const text = execFileSync(binary, ['export', '--what', 'mirror'], { env: { ...process.env, EVERY_DATA_DIR: dataDir, LSAN_OPTIONS: `suppressions=${root}tools/lsan.supp` }, encoding: 'utf8', maxBuffer: 1 << 30 });
  return text.split('\n').filter(Boolean).map(line => JSON.parse(line));
}

// What the sandbox holds, in the shape of the mirror's export: each record with its type, singular, as the mirror says.
export async function dumpPortal(sandbox) {
  const types = { contacts: 'contact', companies: 'company', deals: 'deal', line_items: 'line_item' };
  const records = [];
  for (const [plural, type] of Object.entries(types)) {
    const answer = await fetch(`${sandbox.url}/sandbox/portal?type=${plural}`);
    if (!answer.ok) throw new Error(`the sandbox does not dump its ${plural}: ${answer.status}`);
    for (const line of (await answer.text()).split('\n').filter(Boolean)) {
      const record = JSON.parse(line);
      const associations = Object.fromEntries(Object.entries(record.associations ?? {}).filter(([to]) => types[to]).map(([to, list]) => [types[to], list]));
      records.push({ ...record, type, associations });
    }
  }
  return records;
}
