import { newId } from '../../ids.ts';
import { shopConformance } from '../conformance.ts';
import type { ShopEffect } from '../shop.ts';
import { memoryJournal } from '../stepwise/journal.ts';
import { baseOf, type HttpShop, httpShop, shopProtocol } from './http-shop.ts';
import { type Secret, type Signer, signatureHeader, signerOf } from './signature.ts';

export interface ShopCheckOptions {
  url: string;
  secret: Secret;
  /** Orders that may be used up, one for each case that needs one: paid, of two units or more, nothing shipped or given back. */
  orders: readonly string[];
  without?: readonly ShopEffect['type'][];
  /** How long one transition may take, ms. Default 30000. */
  patience?: number;
  /** Default: the platform's own. */
  fetch?: typeof fetch;
  /** Epoch ms. */
  now?: () => number;
}

/** `problem`: what was found instead. `not-run`: there was no order left for it, or nothing at all was to be had of the shop. */
export interface ShopCheck {
  name: string;
  outcome: 'passed' | 'failed' | 'not-run';
  problem?: string;
}

/** There is no order left that may be used up. */
class NoOrder extends Error {}

/**
 * Holds a shop that is running to the protocol and to the cases of `shopConformance`. What it does to the orders stays: they are
 * cancelled in part and given money back for.
 */
export async function* checkShop(options: ShopCheckOptions): AsyncGenerator<ShopCheck> {
  const {
    url,
    secret,
    orders,
    without = [],
    patience = 30_000,
    fetch: send = globalThis.fetch,
    now = Date.now,
  } = options;
  const left = [...orders];
  const connect = (): HttpShop => httpShop({ url, secret, without, journal: memoryJournal(), fetch: send, now });
  const signer = signerOf(secret);
  const shop = connect();
  const other = connect();

  /** Asks the shop with a signature, or without; `as`: what is signed in place of what is sent. */
  const ask = async (
    method: 'GET' | 'PUT',
    way: string,
    {
      by = signer,
      at = now(),
      body = '',
      as = {},
    }: { by?: Signer | null; at?: number; body?: string; as?: object } = {},
  ): Promise<Response> => {
    const target = new URL(way, baseOf(url));
    const signature = by && (await by.sign({ method, path: target.pathname, body, ...as }, at));
    return send(target, {
      method,
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(signature && { [signatureHeader]: signature }),
      },
      ...(body && { body }),
      redirect: 'manual',
    });
  };
  const refuses = (asked: () => Promise<Response>) => async (): Promise<void> => {
    const { status } = await asked();
    if (status !== 401) throw new Error(`it answered ${status} instead of 401`);
  };
  /** A step of an order that nobody has. */
  const step = (more: Parameters<typeof ask>[2]) => {
    const effect = { type: 'refund', amount: { amount: 1, currency: 'EUR' }, method: 'original', key: 'check' };
    const body = JSON.stringify({ protocol: shopProtocol, orderId: 'no-such-order', effect, transition: {} });
    return () => ask('PUT', `steps/${newId()}`, { body, ...more });
  };
  const knowsNone = async (): Promise<void> => {
    const answer = await ask('GET', `steps/${newId()}`);
    const { state } = Object(await answer.json().catch(() => null)) as { state?: unknown };
    if (answer.status !== 200 || state !== 'not-done')
      throw new Error(
        `it answered ${answer.status} and the state ${JSON.stringify(state) ?? 'nothing'}, not "not-done"`,
      );
  };
  const about = await shop.about().catch((): null => null);
  const cases: { name: string; run(): Promise<unknown> }[] = [
    {
      name: 'it says which protocol it speaks and what it can do, and lacks nothing that is not named',
      run: shop.about,
    },
    { name: 'it takes no request that is not signed', run: refuses(() => ask('GET', 'about', { by: null })) },
    {
      name: 'it takes no request that somebody else signed',
      run: refuses(() => ask('GET', 'about', { by: signerOf('x'.repeat(64)) })),
    },
    {
      name: 'it takes no request that was signed ten minutes ago',
      run: refuses(() => ask('GET', 'about', { at: now() - 600_000 })),
    },
    { name: 'it takes no step that is not signed', run: refuses(step({ by: null })) },
    {
      name: 'it takes no step whose content was changed after it was signed',
      run: refuses(step({ as: { body: '{}' } })),
    },
    { name: 'it takes no step that was signed for another address', run: refuses(step({ as: { path: '/' } })) },
    { name: 'it says of a step that never came that it was not done', run: knowsNone },
    ...shopConformance(
      () => ({
        shop,
        other,
        patience,
        order() {
          const id = left.shift();
          if (id === undefined) throw new NoOrder();
          return id;
        },
      }),
      // What a shop does not offer, it cannot pass.
      { lists: about?.lists === true },
    ),
  ];
  let reached = true;
  for (const { name, run } of cases) {
    if (!reached) {
      yield { name, outcome: 'not-run' };
      continue;
    }
    try {
      await run();
      yield { name, outcome: 'passed' };
    } catch (error) {
      if (error instanceof NoOrder) yield { name, outcome: 'not-run', problem: 'it needs another order' };
      else yield { name, outcome: 'failed', problem: reasonOf(error) };
      reached = name !== cases[0]?.name || !isUnreachable(error);
    }
  }
}

/** Nothing answers there at all. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { message?: string } };
  return cause?.message ? `${message}: ${cause.message}` : message;
}
