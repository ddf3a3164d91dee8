import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toast } from '../ui/toast';
import { startLive } from './live';

vi.mock('../ui/toast', () => ({ toast: vi.fn() }));

// A browser with tabs: one holder of a lock, one channel between all, and streams that the test speaks through.
let tabs: Tab[], streams: FakeStream[], queue: (() => void)[];
class FakeStream {
  static readonly CLOSED = 2;
  readyState = 0;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;
  private readonly listeners = new Map<string, (message: unknown) => void>();
  constructor(readonly url: string) { streams.push(this); }
  addEventListener(kind: string, listener: (message: unknown) => void) { this.listeners.set(kind, listener); }
  close() { this.readyState = FakeStream.CLOSED; }
  opens() { this.readyState = 1; this.onopen?.(); }
  says(kind: string, data: unknown, id: number) { this.listeners.get(kind)?.({ data: JSON.stringify(data), lastEventId: String(id) }); }
  get after() { return new URL(this.url, 'http://every').searchParams.get('after'); }
}
class FakeChannel {
  private listener: ((message: { data: unknown }) => void) | undefined;
  constructor() { channels.push(this); }
  addEventListener(_: string, listener: (message: { data: unknown }) => void) { this.listener = listener; }
  postMessage(data: unknown) { for (const one of channels) if (one !== this) one.listener?.({ data }); }
  close() { channels = channels.filter(one => one !== this); }
}
let channels: FakeChannel[];

class Tab {
  readonly queries = new QueryClient();
  readonly asked = vi.spyOn(this.queries, 'invalidateQueries');
  readonly went: string[] = [];
  readonly close = startLive(this.queries, href => this.went.push(href));
  // The lists it was told to load anew since it was asked last; '*' is all.
  fresh(): string[] {
    const keys = this.asked.mock.calls.map(([filter]) => (filter?.predicate ? 'loaded' : String(filter?.queryKey?.[0] ?? '*')));
    this.asked.mockClear();
    return keys;
  }
}
const open = () => { const tab = new Tab(); tabs.push(tab); return tab; };
const frame = () => new Promise(done => { requestAnimationFrame(done); });
const client = { kinds: ['client'], ids: [] };

beforeEach(() => {
  tabs = []; streams = []; channels = []; queue = [];
  vi.stubGlobal('EventSource', FakeStream);
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 200 })));
  const take = () => queue[0]?.();
  vi.stubGlobal('navigator', {
    onLine: true,
    locks: {
      request: (_: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) => {
        const mine = () => void hold().then(() => { queue.shift(); take(); });
        queue.push(mine);
        signal.addEventListener('abort', () => { if (queue[0] !== mine) queue = queue.filter(one => one !== mine); });
        if (queue.length === 1) take();
        return Promise.resolve();
      },
    },
  });
  vi.mocked(toast).mockClear();
});
afterEach(() => { tabs.forEach(tab => tab.close()); vi.unstubAllGlobals(); });

test('one stream speaks to all tabs', async () => {
  const one = open(), two = open();
  expect(streams.length).toBe(1);
  streams[0]?.opens();
  streams[0]?.says('records.changed', client, 7);
  await frame();
  await frame();
  expect(one.fresh()).toEqual(['notifications', 'clients', 'home', 'activity']);
  expect(two.fresh()).toEqual(['notifications', 'clients', 'home', 'activity']);
});

test('what somebody else ticks is there at once, and what they decide when they rest', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const tab = open();
  const choices = () => tab.asked.mock.calls.filter(([filter]) => filter?.queryKey?.[1] === 'choice').length;
  streams[0]?.opens();
  for (const id of [7, 8, 9]) {
    streams[0]?.says('records.changed', { kinds: ['review'], ids: [String(id)] }, id);
    await frame();
  }
  expect(choices()).toBe(3);
  tab.fresh();
  vi.advanceTimersByTime(2000);
  expect(tab.fresh().filter(key => key === 'review'), 'once').toEqual(['review']);
  vi.useRealTimers();
});

test('a hundred changes in a moment are two questions for each list: the first at once, the rest in one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const tab = open();
  streams[0]?.opens();
  for (let id = 1; id <= 100; ++id) {
    streams[0]?.says('invoice', { id: `i${id}` }, id);
    if (id % 10 === 0) await frame();
  }
  expect(tab.asked.mock.calls.filter(([filter]) => filter?.queryKey?.[0] === 'home').length).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(tab.fresh().filter(key => key === 'home').length).toBe(2);
  vi.useRealTimers();
});

test('who takes over from a tab that was closed goes on after the last thing heard', async () => {
  const one = open(), two = open();
  streams[0]?.opens();
  expect(streams[0]?.after).toBeNull();
  streams[0]?.says('version', { version: 'a' }, 6);
  streams[0]?.says('records.changed', client, 7);
  await frame();
  one.close();
  await frame();
  expect(streams.length).toBe(2);
  expect(streams[1]?.after).toBe('7');
  two.fresh();
  streams[1]?.opens();
  expect(two.fresh(), 'nothing was missed: nothing is loaded again').toEqual([]);
  streams[1]?.says('resync', {}, 2000);
  await frame();
  expect(two.fresh()).toContain('*');
});

test('a tab that never heard where the stream stands loads again what it has, unless it just came', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const one = open(), two = open();
  streams[0]?.opens();
  expect(one.fresh()).toEqual([]);
  vi.setSystemTime(Date.now() + 60_000);
  two.queries.setQueryData(['clients'], []);
  one.close();
  return Promise.resolve().then(() => Promise.resolve()).then(() => {
    streams[1]?.opens();
    expect(two.fresh()).toEqual(['loaded']);
    expect(two.queries.getQueryState(['clients'])?.isInvalidated).toBe(true);
    streams[1]?.opens();
    expect(two.fresh(), 'the browser takes it up again by itself, with the last id').toEqual([]);
    vi.useRealTimers();
  });
});

test('another version is told once, and never forced', async () => {
  open();
  streams[0]?.opens();
  for (const version of ['a', 'a', 'b', 'b']) {
    streams[0]?.says('version', { version }, 6);
    await frame();
  }
  expect(vi.mocked(toast).mock.calls.map(([said]) => said.title)).toEqual(['A new version is ready.']);
});

test('the end of an import is told to who is elsewhere, with the way to it', async () => {
  const tab = open();
  streams[0]?.opens();
  const run = { id: 'r1', kind: 'import', state: 'partial', counts: { created: 1_200, failed: 3 } };
  const ends = async (said: object, at = '/') => {
    history.replaceState(null, '', at);
    streams[0]?.says('sync.done', said, 8);
    await frame();
  };
  await ends({ ...run, kind: 'incremental' });
  await ends({ ...run, state: 'cancelled' });
  await ends(run, '/settings/integrations/hubspot?import=1&step=import');
  await ends({ ...run, state: 'succeeded' }, '/settings/integrations/hubspot/runs/r1');
  expect(toast).not.toHaveBeenCalled();
  await ends(run, '/invoices');
  const [said] = vi.mocked(toast).mock.calls[0] ?? [];
  expect(said?.title).toBe('Import complete: 1,200 created, 3 need attention.');
  void said?.actions?.[0]?.run();
  expect(tab.went).toEqual(['/settings/integrations/hubspot/runs/r1']);
});
