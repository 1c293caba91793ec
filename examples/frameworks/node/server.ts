import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { renderElement } from 'order-cancel-elements/ssr';
import { cancel, policy, viewOf } from './shop.ts';

async function orderPage(orderId: string): Promise<string> {
  const view = await viewOf(orderId);
  const action = `/orders/${encodeURIComponent(view.order.id)}/cancel`;
  const button = await renderElement('order-cancel-button', {
    view,
    policy,
    lang: 'en',
    // For who has no script. A shop puts its token against forgery into it.
    fallback: `<form method="post" action="${action}"><button>Cancel order</button></form>`,
  });
  const badge = await renderElement('cancel-status-badge', { view, lang: 'en' });
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Your order</title><link rel="icon" href="data:,"></head>
  <body>
    <main><h1>Your order ${encodeURIComponent(view.order.id)} ${badge}</h1>${button}</main>
    <script type="module" src="/assets/page.js"></script>
  </body>
</html>`;
}

interface Answer {
  status?: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [, asset] = pathname.match(/^\/assets\/([\w-]+\.js)$/) ?? [];
  if (asset) {
    return {
      headers: { 'Content-Type': 'text/javascript' },
      body: await readFile(new URL(`dist/assets/${asset}`, import.meta.url)),
    };
  }
  const [, orderId, isCancelled] = pathname.match(/^\/orders\/([\w-]+)(\/cancel)?$/) ?? [];
  if (orderId && isCancelled && request.method === 'POST') {
    if (request.headers['content-type'] !== 'application/json') {
      await cancel(orderId, null);
      return { status: 303, headers: { Location: `/orders/${orderId}` }, body: '' };
    }
    const { reason } = (await json(request)) as { reason: string | null };
    return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(await cancel(orderId, reason)) };
  }
  if (orderId && !isCancelled) {
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' };
    return { headers, body: await orderPage(orderId) };
  }
  return { status: 404, headers: {}, body: '' };
}

createServer(async (request, response) => {
  try {
    const { status = 200, headers, body } = await answer(request);
    response.writeHead(status, headers).end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
}).listen(Number(process.env['PORT'] ?? 3000));
