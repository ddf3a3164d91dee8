// What the benchmarks share: arguments, what a process has cost so far, an Every that is connected to a sandbox.
import { readFileSync } from 'node:fs';
import { Api, sandboxApp, startEvery, temporary } from '../test/lib/every.mjs';

export const arg = (name, otherwise) => { const i = process.argv.indexOf(`--${name}`); return i < 0 ? otherwise : Number(process.argv[i + 1]); };
export const median = values => [...values].sort((a, b) => a - b)[values.length >> 1];

// Processor seconds and peak memory of a process, as Linux counts them.
export function cost(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return { seconds: (Number(stat[11]) + Number(stat[12])) / 100, megabytes: Number(peak[1]) / 1024 };
}

export async function connected(sandbox, env = {}) {
  const dataDir = temporary('bench');
  const every = await startEvery({ dataDir, sandbox, env });
  const api = new Api(every.url);
  await api.setup();
  // The workspace's own share of HubSpot's quota, beside the installation's.
  const { headers } = await api.call('GET', '/api/hubspot/settings');
  await api.put('/api/hubspot/settings', { quotaSharePercent: 100 }, { 'if-match': headers.get('etag') });
  await api.post('/api/hubspot/auth/token', { token: sandboxApp.token });
  return { every, api, dataDir };
}
