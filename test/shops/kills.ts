import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import type { OrderView } from '../../src/domain/view.ts';
import type { StepwiseShop } from '../../src/server/index.ts';
import { aServer } from './harness.ts';
import { type Death, killing } from './killing.ts';
import { impliedBy, movedIn, type Stock } from './race.ts';

/** Where a shop's payment provider keeps what it has paid back. */
export function aBank() {
  const path = join(mkdtempSync(join(tmpdir(), 'bank-')), 'paid');
  const empty = () => writeFileSync(path, '');
  empty();
  return {
    /** Of the shop's process. */
    env: { BANK: path },
    empty,
    /** All that was paid since it was emptied. */
    paid: (): number =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .reduce((sum, line) => sum + Number(line.split(' ')[1]), 0),
    /** What a person pays there by hand. */
    pay: (amount: number) => appendFileSync(path, `by-hand ${amount}\n`),
  };
}

export interface Mortal {
  system: 'vendure' | 'medusa';
  bank: ReturnType<typeof aBank>;
  place(): Promise<string>;
  /** Resolves when it is dead. */
  dead(): Promise<void>;
  again(): Promise<unknown>;
  connect(options: { fetch: typeof globalThis.fetch; now: () => number; longestPause: number }): StepwiseShop;
  /** Whether a call is to change something there. */
  changes(init: RequestInit): boolean;
  /** What is asked for. */
  body(order: OrderView['order']): object;
  /** What goes back then, in the unit of its ledger. */
  amount: number;
  /** What its ledger says went back, in how many refunds. */
  refunded(id: string): Promise<{ refunded: number; refunds: number }>;
  stock(): Promise<Stock>;
  /** Staff settles what its ledger has as pending for ever. */
  settle?(id: string): Promise<void>;
}

/** From then on Medusa itself does not know whether a refund was paid. */
const elevenMinutes = 660_000;

/**
 * Cancels an order of a shop that dies in between, is started again, and asked again as a page would. Where the shop cannot tell whether it
 * has paid, a person looks at the bank (`byHand`). Gives what is seen of the order in the end.
 */
async function cancelThrough(shop: Mortal, death?: Death) {
  const { fetch, arm, counted, isKilled } = killing(shop.changes);
  let later = 0;
  const connector = shop.connect({ fetch, now: () => Date.now() + later, longestPause: 1000 });
  const { ask, open, server, view } = aServer(connector, { system: shop.system });
  const id = await shop.place();
  const body = shop.body((await view(id)).order);
  arm(death);
  let [isBack, byHand] = [false, false];
  for (const end = Date.now() + 120_000; ; await setTimeout(50)) {
    if (isKilled() && !isBack) {
      await shop.dead();
      await shop.again();
      isBack = true;
    }
    const { status, json } = await ask(`/orders/${id}`, 'seller');
    if (Date.now() > end) throw new Error(`${id} is still under way after ${JSON.stringify(death)}: ${status}`);
    if (status !== 200) continue;
    await server.runDue();
    const [stuck] = await connector.stuck();
    const step = stuck?.steps.find(({ state }) => state === 'stuck');
    if (stuck && step) {
      byHand = true;
      if (shop.bank.paid() === 0) shop.bank.pay(shop.amount);
      assert.ok(await connector.settle(stuck.id, step.effect.key, 'done'));
    } else if (json.pending && isBack) {
      // Nothing but time makes it certain.
      later = elevenMinutes;
    }
    if (json.pending || isKilled() !== isBack) continue;
    if (json.cancellation?.refund?.status === 'pending' && shop.settle) {
      byHand = true;
      await shop.settle(id);
      await server.orderChanged(id);
    } else if (json.cancellation) return { id, view: json as OrderView, isKilled: isBack, byHand, ...counted() };
    await open(id, body);
  }
}

/** Tests of a shop that dies between any two of its steps. KILLS: `all` of them, else those of its changes, and two of its statements. */
export function diesAnywhere(name: string, shop: Mortal, seed: number): void {
  const isWhole = process.env['KILLS'] === 'all';

  const assertOnce = async (death?: Death) => {
    shop.bank.empty();
    const before = await shop.stock();
    const told = JSON.stringify(death);
    const { id, view, byHand, ...others } = await cancelThrough(shop, death);
    const { order, cancellation } = view;
    assert.equal(cancellation?.state, 'cancelled', told);
    assert.equal(cancellation.refund?.status, 'settled', told);
    const { refunded, refunds } = await shop.refunded(id);
    assert.deepEqual([refunded, refunds, shop.bank.paid()], [shop.amount, 1, shop.amount], told);
    assert.deepEqual(movedIn(before, await shop.stock()), impliedBy(order), told);
    if (byHand) console.log(`# ${name} cannot tell after ${told} whether it has paid: a person has looked`);
    return { ...others, byHand };
  };

  describe(`${name}, when it is killed while it cancels`, () => {
    it('I7 before a call of ours and after it: cancelled once and paid back once, by its ledger and the bank’s', async () => {
      const { calls, changes } = await assertOnce();
      assert.ok(changes.length >= 2, `${changes}`);
      const chosen = isWhole ? Array.from({ length: calls }, (_, at) => at + 1) : changes;
      for (const call of chosen) {
        for (const when of ['before', 'after'] as const) {
          const { isKilled, byHand } = await assertOnce({ call, when });
          assert.ok(isKilled && !byHand, `${when} ${call}`);
        }
      }
      console.log(`# ${name} was killed before and after each of ${chosen.length} calls`);
    });

    it('I7 before any statement to its database: the same', async () => {
      const { changes } = await assertOnce();
      let killed = 0;
      if (isWhole) {
        for (const call of changes) {
          for (let when = 1; (await assertOnce({ call, when })).isKilled; when++) killed++;
        }
      } else {
        const deaths = fc.sample(fc.tuple(fc.constantFrom(...changes), fc.integer({ min: 1, max: 60 })), {
          numRuns: 2,
          seed,
        });
        for (const [call, when] of deaths) killed += (await assertOnce({ call, when })).isKilled ? 1 : 0;
      }
      console.log(`# ${name} was killed before ${killed} statements`);
    });
  });
}
