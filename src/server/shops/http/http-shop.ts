import { CancelError } from '../../../domain/errors.ts';
import type { Order } from '../../../domain/records.ts';
import type { Lot } from '../../../domain/settlement/stock.ts';
import { isObject } from '../../../domain/values/is-object.ts';
import { readBody } from '../../http/body.ts';
import type { ShopEffect } from '../shop.ts';
import { effectTypes } from '../stepwise/job.ts';
import {
  type Step,
  type StepCall,
  type StepFound,
  StepRefused,
  type StepResult,
  type Steps,
  type StepwiseOptions,
  type StepwiseShop,
  stepwiseShop,
} from '../stepwise/stepwise-shop.ts';
import { type Secret, signatureHeader, signerOf } from './signature.ts';

/** The version of the protocol that this package speaks. */
export const shopProtocol = 1;

/** What a shop has to be able to do: without these a cancellation would leave money or goods where they are. */
const needed: readonly ShopEffect['type'][] = ['lines', 'status', 'refund', 'void'];

export interface HttpShopOptions extends Omit<StepwiseOptions, 'read' | 'steps'> {
  /** Where the shop answers: `https://shop.example/order-cancel`. */
  url: string;
  secret: Secret;
  /** Effects of which the shop has nothing: they count as done. Not `lines`, `status`, `refund` and `void`. */
  without?: readonly ShopEffect['type'][];
  /** Default: the platform's own. */
  fetch?: typeof fetch;
}

/** What a shop says of itself. */
export interface ShopAbout {
  protocol: number;
  /** The effects that it carries out. */
  effects: string[];
  /** Whether it lists the orders of a buyer. */
  lists?: boolean;
}

export interface HttpShop extends StepwiseShop {
  /** @throws {CancelError} `invalid-shop`: it speaks another protocol, or lacks an effect that is not named in `without` */
  about(): Promise<ShopAbout>;
  /**
   * Answers what the shop sends when an order changed, `{ "orderId": "…" }` or `{ "orderIds": […] }`, signed as the handler's own
   * requests: `204` once `changed` has been called for each; `401`, `400` or `413` where it is not such a request; `503` where
   * that failed, so that the shop sends it again.
   */
  webhook(request: Request, changed: (orderId: string) => unknown): Promise<Response>;
}

/** Longest answer, bytes: an order of 2,000 lines is less than 1 MiB. */
const longestAnswer = 8 * 2 ** 20;
const mostIds = 100;

/**
 * A connector to a shop in any language that speaks the protocol of docs/shop-protocol.md: signed JSON over HTTP. Transitions
 * are carried out effect by effect, as `stepwiseShop` does it.
 *
 * @throws {CancelError} `invalid-shop`: `without` names what no shop can be without
 * @throws {RangeError} a secret of less than 32 bytes
 */
export function httpShop(options: HttpShopOptions): HttpShop {
  const { url, secret, without = [], fetch: send = globalThis.fetch, now = Date.now, timeout = 30_000 } = options;
  const base = baseOf(url);
  const signer = signerOf(secret);
  const impossible = without.filter((type) => needed.includes(type));
  if (impossible.length > 0) {
    const issues = impossible.map((type) => ({ path: ['without', type], code: 'required' }));
    throw new CancelError('invalid-shop', `no shop is without ${impossible.join(', ')}`, issues);
  }

  /** What the shop answers, as JSON. Rejects where it is none: a page of HTML says nothing of an order. */
  const ask = async (method: string, way: string, content?: object, signal?: AbortSignal) => {
    const target = new URL(way, base);
    const body = content ? JSON.stringify(content) : '';
    const path = `${target.pathname}${target.search}`;
    const answer = await send(target, {
      method,
      headers: {
        Accept: 'application/json',
        ...(content && { 'Content-Type': 'application/json' }),
        [signatureHeader]: await signer.sign({ method, path, body }, now()),
      },
      ...(content && { body }),
      // Elsewhere the signature would be read by somebody else.
      redirect: 'error',
      signal: signal ?? AbortSignal.timeout(timeout),
    });
    const text = await textOf(answer);
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = null;
    }
    if (!isObject(json)) throw new Error(`the shop answered ${method} ${way} with ${answer.status} and no JSON`);
    return { status: answer.status, json };
  };

  const failure = (method: string, way: string, { status, json }: Awaited<ReturnType<typeof ask>>): Error =>
    new Error(`the shop answered ${method} ${way} with ${status} (${String(json['code'] ?? 'no code')})`);

  /** What stands at an address; `null` where the shop itself says that nothing does. */
  const read = async <T>(way: string): Promise<T | null> => {
    const answer = await ask('GET', way);
    if (answer.status === 200) return answer.json as T;
    if (answer.status === 404 && answer.json['code'] === 'not-found') return null;
    throw failure('GET', way, answer);
  };

  const step: Step = {
    // Protocol: a key that was seen before is answered as it was, and nothing is done again.
    repeatable: true,
    async run({ orderId, effect, key, meta, revision, signal }: StepCall): Promise<StepResult> {
      const way = `steps/${segment(key)}`;
      const asked = { protocol: shopProtocol, orderId, effect, transition: meta, ...(revision && { revision }) };
      const answer = await ask('PUT', way, asked, signal);
      // Any other refusal may be of something between us and the shop, and says nothing of the step.
      if (answer.status === 409 && answer.json['code'] === 'refused') {
        const { refused } = answer.json;
        const why = String(answer.json['message'] ?? answer.json['code'] ?? 'the shop has refused');
        throw new StepRefused(why, refused === 'stock' ? { refused } : {});
      }
      if (answer.status !== 200) throw failure('PUT', way, answer);
      const found = foundIn(answer.json['state'], effect);
      if (found === 'unknown' || found === 'not-done') throw failure('PUT', way, answer);
      return typeof found === 'object' ? found : undefined;
    },
    async check({ effect, key, signal }: StepCall): Promise<StepFound> {
      const way = `steps/${segment(key)}`;
      const answer = await ask('GET', way, undefined, signal);
      if (answer.status !== 200) throw failure('GET', way, answer);
      return foundIn(answer.json['state'], effect);
    },
  };
  const steps = Object.fromEntries(
    effectTypes.map((type) => [type, without.includes(type) ? 'none' : step]),
  ) as unknown as Steps;

  const shop = stepwiseShop({
    ...options,
    steps,
    read: {
      order: async (id) => (isPlain(id) ? read<Order>(`orders/${segment(id)}`) : null),
      orderByNumber: (number) => read<Order>(`orders?number=${encodeURIComponent(number)}`),
      async lots(orderId) {
        const found = isPlain(orderId) ? await read<{ lots: Lot[] }>(`orders/${segment(orderId)}/lots`) : null;
        return found?.lots ?? [];
      },
      async ordersOf(buyerId, limit) {
        if (!isPlain(buyerId)) return [];
        const way = `buyers/${segment(buyerId)}/orders?limit=${limit}`;
        const found = await read<{ ids: unknown }>(way);
        // A shop need not list them: people type a number then.
        if (!found) return [];
        if (!isListOfText(found.ids)) throw new Error(`the shop answered GET ${way} with no list of ids`);
        return found.ids.slice(0, limit);
      },
    },
  });

  return {
    ...shop,
    async about() {
      const about = await read<ShopAbout>('about');
      const { protocol, effects, lists } = about ?? {};
      if (protocol !== shopProtocol || !Array.isArray(effects))
        throw new CancelError('invalid-shop', `the shop speaks protocol ${protocol}, this package ${shopProtocol}`, []);
      const lacking = effectTypes.filter((type) => !effects.includes(type) && !without.includes(type));
      if (lacking.length > 0) {
        const issues = lacking.map((type) => ({ path: ['effects', type], code: 'required' }));
        throw new CancelError('invalid-shop', `the shop lacks ${lacking.join(', ')}: name it in \`without\``, issues);
      }
      return { protocol, effects, ...(lists === true && { lists }) };
    },
    async webhook(request, changed) {
      let body: string;
      try {
        body = new TextDecoder().decode(await readBody(request));
      } catch {
        return problem(413, 'too-large');
      }
      const { pathname, search } = new URL(request.url);
      const signed = { method: request.method, path: `${pathname}${search}`, body };
      if (!(await signer.verifies(request.headers.get(signatureHeader), signed, now())))
        return problem(401, 'unsigned');
      const ids = idsIn(body);
      if (!ids) return problem(400, 'invalid-body');
      // One that fails keeps none of the others back.
      let isTold = true;
      for (const id of ids) {
        try {
          await changed(id);
        } catch {
          isTold = false;
        }
      }
      return isTold ? new Response(null, { status: 204 }) : problem(503, 'unavailable');
    },
  };
}

/** The address below which a shop answers. */
export function baseOf(url: string): URL {
  return new URL(url.endsWith('/') ? url : `${url}/`);
}

/** What a shop's word for a step means. */
function foundIn(state: unknown, { type }: ShopEffect): StepFound {
  if (state === 'not-done') return 'not-done';
  if (type === 'refund') {
    if (state === 'done') return { refund: 'settled' };
    if (state === 'pending' || state === 'failed') return { refund: state };
  }
  return state === 'done' ? 'done' : 'unknown';
}

/** As one segment of a path, whatever it holds. */
function segment(text: string): string {
  return encodeURIComponent(text);
}

/** Segments that a URL takes for another place; no order has such an id. */
function isPlain(id: string): boolean {
  return id !== '' && id !== '.' && id !== '..';
}

async function textOf(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > longestAnswer) {
      reader?.cancel().catch(() => {});
      throw new Error('the shop answered more than 8 MiB');
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function idsIn(body: string): string[] | null {
  try {
    const { orderId, orderIds = [orderId] } = JSON.parse(body);
    return isListOfText(orderIds) && orderIds.length <= mostIds ? orderIds : null;
  } catch {
    return null;
  }
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function problem(status: number, code: string): Response {
  return Response.json({ code }, { status, headers: { 'Content-Type': 'application/problem+json' } });
}
