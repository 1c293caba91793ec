import { newId } from '../../ids.ts';
import { shopConformance } from '../conformance.ts';
import type { ShopEffect } from '../shop.ts';
import { memoryJournal } from '../stepwise/journal.ts';
import { type HttpShop, httpShop, shopProtocol } from './http-shop.ts';
import { type Secret, signatureHeader, signerOf } from './signature.ts';

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

  const refuses = (by: Secret | null, at: number) => async (): Promise<void> => {
    const target = new URL('about', url.endsWith('/') ? url : `${url}/`);
    const signature = by && (await signerOf(by).sign({ method: 'GET', path: target.pathname, body: '' }, at));
    const headers: Record<string, string> = signature ? { [signatureHeader]: signature } : {};
    const { status } = await send(target, { headers, redirect: 'manual' });
    if (status !== 401) throw new Error(`it answered ${status} instead of 401`);
  };
  /** A step of an order that nobody has, signed as it is, or for another body or address. */
  const refusesStep = (signed: 'nothing' | 'body' | 'path') => async (): Promise<void> => {
    const target = new URL(`steps/${newId()}`, url.endsWith('/') ? url : `${url}/`);
    const effect = { type: 'refund', amount: { amount: 1, currency: 'EUR' }, method: 'original', key: 'check' };
    const body = JSON.stringify({ protocol: shopProtocol, orderId: 'no-such-order', effect, transition: {} });
    const other = { method: 'PUT', path: target.pathname, body: '{}' };
    const signature =
      signed === 'nothing' ? null : await signer.sign(signed === 'body' ? other : { ...other, path: '/', body }, now());
    const headers = { 'Content-Type': 'application/json', ...(signature && { [signatureHeader]: signature }) };
    const { status } = await send(target, { method: 'PUT', body, headers, redirect: 'manual' });
    if (status !== 401) throw new Error(`it answered ${status} instead of 401`);
  };
  const knowsNone = async (): Promise<void> => {
    const target = new URL(`steps/${newId()}`, url.endsWith('/') ? url : `${url}/`);
    const signature = await signer.sign({ method: 'GET', path: target.pathname, body: '' }, now());
    const answer = await send(target, { headers: { [signatureHeader]: signature }, redirect: 'manual' });
    const { state } = Object(await answer.json().catch(() => null)) as { state?: unknown };
    if (answer.status !== 200 || state !== 'not-done')
      throw new Error(
        `it answered ${answer.status} and the state ${JSON.stringify(state) ?? 'nothing'}, not "not-done"`,
      );
  };
  const cases: { name: string; run(): Promise<unknown> }[] = [
    {
      name: 'it says which protocol it speaks and what it can do, and lacks nothing that is not named',
      run: shop.about,
    },
    { name: 'it takes no request that is not signed', run: refuses(null, 0) },
    { name: 'it takes no request that somebody else signed', run: refuses('x'.repeat(64), now()) },
    { name: 'it takes no request that was signed ten minutes ago', run: refuses(secret, now() - 600_000) },
    { name: 'it takes no step that is not signed', run: refusesStep('nothing') },
    { name: 'it takes no step whose content was changed after it was signed', run: refusesStep('body') },
    { name: 'it takes no step that was signed for another address', run: refusesStep('path') },
    { name: 'it says of a step that never came that it was not done', run: knowsNone },
    ...shopConformance(() => ({
      shop,
      other,
      patience,
      order() {
        const id = left.shift();
        if (id === undefined) throw new NoOrder();
        return id;
      },
    })),
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
