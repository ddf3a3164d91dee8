// What a browser can tell about how a screen feels: layout shift, the time from a press to what it painted, frames while
// something scrolls, rows that are still grey, elements and memory. The browser tests and `./dev bench web` share them.

// From the next page on: `window.probe` collects. Event timing counts from the press to the next paint, in steps of 8 ms.
export async function probe(page) {
  await page.addInitScript(() => {
    window.probe = { shift: 0, moved: [], presses: [] };
    new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) {
      window.probe.shift += one.value;
      for (const { node, previousRect, currentRect } of one.sources) window.probe.moved.push(`${(node?.innerText ?? node?.nodeName ?? '').slice(0, 40).replaceAll('\n', ' ')} ${Math.round(previousRect.y)} to ${Math.round(currentRect.y)}`);
    } }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver(list => { for (const one of list.getEntries()) if (one.interactionId) window.probe.presses.push([one.duration, one.name]); }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  });
}
export const shift = page => page.evaluate(() => window.probe.shift);
export const moved = page => page.evaluate(() => window.probe.moved.join('; '));  // what did, from where to where
export const elements = page => page.evaluate(() => document.querySelectorAll('*').length);

// The worst of the presses since the last call, in ms; those below 16 are not told apart.
export async function worstPress(page) {
  await page.waitForTimeout(120);  // they are told a little later
  return page.evaluate(() => Math.max(16, ...window.probe.presses.splice(0).map(([ms]) => ms)));
}

// MiB of the heap that are in use once what nobody needs is gone.
export async function heap(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  await client.detach();
  return usedSize / 2 ** 20;
}

// Moves every `selector` by `speed` pixels a second for `ms`, and watches each frame: how many a second, the time that 95
// of 100 stay below, and in how many something in sight was still grey.
export function scroll(page, selector, speed, ms) {
  return page.evaluate(async ([what, perSecond, length]) => {
    const boxes = [...document.querySelectorAll(what)];
    // Asked before anything moves, so that it costs no layout of its own.
    const grey = () => boxes.some(box => {
      const waiting = [...box.querySelectorAll('[aria-label="Loading"], .visually-hidden')].filter(one => one.ariaLabel === 'Loading' || one.textContent === 'Loading');
      if (waiting.length === 0) return false;
      const { top, bottom } = box.getBoundingClientRect();
      return waiting.some(one => { const at = one.closest('[data-index], [data-row]')?.getBoundingClientRect(); return at && at.bottom > top + 40 && at.top < bottom; });
    });
    const times = [];
    let blank = 0, before = await new Promise(requestAnimationFrame);
    const start = before;
    while (before - start < length) {
      const now = await new Promise(requestAnimationFrame);
      times.push(now - before);
      if (grey()) ++blank;
      for (const box of boxes) box.scrollTop += perSecond * (now - before) / 1000;
      before = now;
    }
    times.sort((a, b) => a - b);
    return { frames: times.length / ((before - start) / 1000), p95: times[Math.floor(times.length * 0.95)], blank, boxes: boxes.length };
  }, [selector, speed, ms]);
}

// Jumps to a row of a grid; the ms until it is there with its values.
export function jump(page, row) {
  return page.evaluate(async index => {
    const grid = document.querySelector('[role="grid"]');
    const height = document.querySelector('[role="row"][data-index]').offsetHeight;
    const start = performance.now();
    grid.scrollTop = index * height;
    for (;;) {
      const there = grid.querySelector(`[role="row"][data-index="${index}"]`);
      if (there && ![...there.querySelectorAll('.visually-hidden')].some(one => one.textContent === 'Loading')) return performance.now() - start;
      if (performance.now() - start > 20_000) throw new Error(`row ${index} stays grey`);
      await new Promise(requestAnimationFrame);
    }
  }, row);
}

// How many times slower than when its budgets were made this machine draws right now: 2,000 elements, laid out five times.
const made_ms = 28;
export async function slowness(page) {
  const ms = await page.evaluate(() => {
    const times = [];
    for (let round = 0; round < 5; ++round) {
      const start = performance.now();
      const box = document.createElement('div');
      for (let i = 0; i < 2000; ++i) box.append(Object.assign(document.createElement('p'), { textContent: `Row ${i} of something that takes a while` }));
      document.body.append(box);
      for (let i = 0; i < 5; ++i) { box.style.width = `${300 + i * 10}px`; void box.offsetHeight; }
      box.remove();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[2];
  });
  return Math.max(1, ms / made_ms);
}

// A sync that says `perSecond` things a second for `ms`, as another tab would pass them on. The page has to believe that
// the run is there (`pretendRun`).
export async function chatter(page, run, perSecond, ms) {
  await page.evaluate(async ([runId, rate, length]) => {
    const channel = new BroadcastChannel('every-live');
    const start = performance.now();
    for (let sent = 0, all = rate * length / 1000; sent < all; await new Promise(done => setTimeout(done, 4))) {
      for (; sent < Math.min(all, (performance.now() - start) * rate / 1000); ++sent)
        channel.postMessage({ kind: 'sync.progress', data: { runId, state: 'running', phase: 'importing_contacts', processed: sent * 10, total: all * 10, percent: Math.floor(sent / all * 100), created: sent * 9, updated: sent } });
    }
  }, [run.id, perSecond, ms]);
}
export async function pretendRun(page, api, run) {
  const status = await api.get('/api/hubspot/status');
  let over = false;
  const connection = { ...status.connection, state: 'connected', portal: status.connection.portal ?? { id: '1', name: 'Fieldstone' } };
  // What the server itself has to say of the connection, such as the end of what the last test did, would end this run.
  await page.addInitScript(() => {
    window.EventSource = class extends EventTarget {
      readyState = 1;
      constructor() { super(); setTimeout(() => this.onopen?.()); }
      close() {}
    };
  });
  await page.route('**/api/hubspot/status', route => route.fulfill({ json: { ...status, connection, run: over ? null : run } }));
  const end = () => {
    over = true;
    return page.evaluate(() => new BroadcastChannel('every-live').postMessage({ kind: 'sync.done', data: {} }));
  };
  return { end };
}
