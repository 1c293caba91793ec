import { type MemoryShop, memoryShop, type ShopEffect } from '../../../../src/server/index.ts';
import { signatureHeader, signerOf } from '../../../../src/server/shops/http/signature.ts';
import { anOrder, usd } from '../../setup.ts';

export const secret = 'a secret that has more than 32 bytes';
export const url = 'https://shop.example/order-cancel';

/** What it has nothing of. */
export const without = [
  'unstock',
  'coupons',
  'fee',
  'removal-requests',
  'strike',
  'penalty',
  'remark',
  'notices',
  'hold-fulfilment',
  'release-fulfilment',
] as const;

/** Where an exchange ends: nowhere, before the shop hears of it, or before its answer is heard. */
export type Fault = 'none' | 'before' | 'after';

const json = (status: number, content: object): Response => Response.json(content, { status });

/** A shop in another process that speaks the protocol, as its own developers would write it. */
export function aShopOverHttp(fault: () => Fault = () => 'none', now: () => number = Date.now) {
  const shop: MemoryShop = memoryShop(
    Array.from({ length: 12 }, (_, at) =>
      anOrder({
        id: `o${at}`,
        number: `100${at}`,
        status: 'PREPARING',
        payment: { method: 'card', paid: usd(4500), refunded: usd(0) },
      }),
    ),
  );
  const requests: string[] = [];
  const signer = signerOf(secret);

  async function answer(request: Request): Promise<Response> {
    const { pathname, search, searchParams } = new URL(request.url);
    const signed = { method: request.method, path: `${pathname}${search}`, body: await request.text() };
    if (!(await signer.verifies(request.headers.get(signatureHeader), signed, now())))
      return json(401, { code: 'unsigned' });
    const [kind = '', name = ''] = pathname.replace('/order-cancel/', '').split('/').map(decodeURIComponent);
    if (kind === 'about')
      return json(200, { protocol: 1, effects: ['status', 'lines', 'refund', 'void', 'stock'], lists: true });
    if (kind === 'buyers') return json(200, { ids: await shop.ordersOf?.(name, Number(searchParams.get('limit'))) });
    if (kind === 'orders') {
      const number = searchParams.get('number');
      const order = number === null ? await shop.order(name) : await shop.orderByNumber(number);
      return order ? json(200, order) : json(404, { code: 'not-found' });
    }
    const known = shop.ledger().some(({ meta }) => meta.id === name);
    if (request.method === 'GET') return json(200, { state: known ? 'done' : 'not-done' });
    if (known) return json(200, { state: 'done' });
    const asked = JSON.parse(signed.body) as {
      orderId: string;
      revision?: string;
      effect: ShopEffect;
      transition: Parameters<MemoryShop['commit']>[3];
    };
    const { orderId, effect, transition } = asked;
    const { revision = '' } = (await shop.order(orderId)) ?? {};
    if (asked.revision !== undefined && asked.revision !== revision) return json(409, { code: 'refused' });
    try {
      const { ok } = await shop.commit(orderId, revision, [effect], { ...transition, id: name });
      return ok ? json(200, { state: 'done' }) : json(409, { code: 'refused' });
    } catch (error) {
      return json(409, { code: 'refused', message: (error as Error).message });
    }
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(`${request.method} ${new URL(request.url).pathname}`);
    const met = fault();
    if (met === 'before') throw new TypeError('fetch failed');
    const answered = await answer(request);
    if (met === 'after') throw new TypeError('fetch failed');
    return answered;
  };
  return { shop, fetch, requests };
}
