// One origin for a shop's pages: storefront, seller's back office, the elements, and the servers behind them. Of an example: your own shop has
// its pages and its proxy already.
import { createReadStream, existsSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const elements = fileURLToPath(new URL('cdn', import.meta.resolve('order-cancel-elements')));
const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Listens on `port`, and gives its address. `shop`: the module by which the storefront speaks to its shop. `behind`: which paths are answered by which servers.
 * `settings`: what the storefront is told of it.
 * `seller`: what is sent along for those who work in the back office, in place of a sign-in: whoever reaches this port is one.
 */
export function serveFront({ port, shop, behind, seller, settings = {} }) {
  const cancellations = behind['/cancellations'];
  const files = {
    '/': join(here, 'storefront.html'),
    '/seller': join(here, 'seller.html'),
    '/shop.js': shop,
    '/shop.css': join(here, '../php/shop.css'),
  };

  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url, 'http://front');
    const isSeller = pathname.startsWith('/seller/cancellations/');
    const path = isSeller ? asked.url.slice('/seller'.length) : asked.url;
    const target = isSeller
      ? cancellations
      : Object.entries(behind).find(([begin]) => pathname.startsWith(`${begin}/`) || pathname === begin)?.[1];
    if (target) return pass(asked, answer, `${target}${path}`, isSeller ? { authorization: `Bearer ${seller}` } : {});
    if (pathname === '/settings.js') {
      answer.writeHead(200, { 'Content-Type': 'text/javascript' });
      return answer.end(
        Object.entries(settings)
          .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
          .join(''),
      );
    }
    const name = normalize(pathname);
    const file =
      files[name] ??
      (name.startsWith('/elements/') ? join(elements, name.slice('/elements'.length)) : join(here, name));
    const type = types[extname(file)];
    if (!type || !existsSync(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' });
    createReadStream(file).pipe(answer);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

/** Hands a request on as it came, and the answer back as it comes: the host stays, as the page's origin is checked against it. */
function pass(asked, answer, url, more) {
  const passed = request(url, { method: asked.method, headers: { ...asked.headers, ...more } }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  });
  passed.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(503).end()));
  answer.on('close', () => passed.destroy());
  asked.pipe(passed);
}
