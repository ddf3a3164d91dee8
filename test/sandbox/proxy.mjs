// A proxy that only looks: between a client and the sandbox it passes everything through as it is, cut connections
// too, and keeps each exchange.
import { createServer, request } from 'node:http';

const lower = raw => { const out = {}; for (let i = 0; i < raw.length; i += 2) out[raw[i].toLowerCase()] = raw[i + 1]; return out; };

export async function startProxy(target) {
  const { hostname, port } = new URL(target);
  const exchanges = [];
  const server = createServer({ maxHeaderSize: 1 << 17 }, (asked, answer) => {
    const exchange = { method: asked.method, url: asked.url, requestHeaders: lower(asked.rawHeaders), requestBody: '', status: 0, headers: {}, body: '' };
    exchanges.push(exchange);
    const keep = (stream, into) => {
      const chunks = [];
      stream.on('data', chunk => { chunks.push(chunk); exchange[into] = Buffer.concat(chunks).toString(); });
    };
    answer.sendDate = false;
    const onward = request({ hostname, port, method: asked.method, path: asked.url, headers: asked.rawHeaders, setHost: false, agent: false });
    onward.on('response', back => {
      Object.assign(exchange, { status: back.statusCode, headers: lower(back.rawHeaders) });
      keep(back, 'body');
      answer.writeHead(back.statusCode, back.statusMessage, back.rawHeaders);
      back.on('error', () => answer.destroy()).on('aborted', () => { exchange.cut = true; answer.destroy(); }).pipe(answer);
    });
    onward.on('error', () => { exchange.cut = true; answer.destroy(); });
    answer.on('close', () => onward.destroy());
    keep(asked, 'requestBody');
    asked.pipe(onward);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`, exchanges,
    stop: () => new Promise(done => { server.close(done); server.closeAllConnections(); }),
  };
}
