// A wire between the browser and Every that can be cut: only the live streams, and for as long as it is wanted.
import { createServer, connect } from 'node:net';

export async function startProxy(target) {
  const proxy = { url: '', streams: new Set(), opened: 0, cut: false, stop: () => new Promise(done => { for (const one of all) one.destroy(); server.close(done); }) };
  const all = new Set();
  const server = createServer(browser => {
    const every = connect(target, '127.0.0.1');
    for (const one of [browser, every]) {
      all.add(one);
      one.on('error', () => {});
      one.on('close', () => { all.delete(one); proxy.streams.delete(browser); browser.destroy(); every.destroy(); });
    }
    browser.on('data', bytes => {
      if (/GET \/api\/events[ ?]/.test(bytes)) {
        if (proxy.cut) return browser.destroy();
        ++proxy.opened;
        proxy.streams.add(browser);
      }
      every.write(bytes);
    });
    every.pipe(browser);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  proxy.port = server.address().port;
  proxy.url = `http://localhost:${proxy.port}`;
  // Breaks the streams that there are, and lets none come back until `mend`.
  proxy.break = () => { proxy.cut = true; for (const one of proxy.streams) one.destroy(); };
  proxy.mend = () => { proxy.cut = false; };
  return proxy;
}
