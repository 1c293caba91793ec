import assert from 'node:assert/strict';
import type { Cancellation, Money, Order, PaymentPart } from '../../src/domain/records.ts';
import { type Committed, memoryShop, type ShopConnector, type ShopEffect } from '../../src/server/index.ts';

// Where an order's money is in truth: a shop whose provider settles, delays, refuses and bounces refunds, gives money back of its
// own accord, and dies before or after it has done something. It keeps its own books, of which the product sees what a shop says.

export type Word = 'settled' | 'pending' | 'failed';

/** Money that went to the buyer, or was to. */
export interface Transfer {
  key: string;
  /** The transition that asked for it, and its cancellation; `null`: nobody here did. */
  transition: string | null;
  of: string | null;
  amount: number;
  part: string | null;
  method: string;
  word: Word;
  /** The order counts it as refunded. */
  counted: boolean;
  /** Given by hand, and only recorded here. */
  byHand?: true;
  /** The bank has taken it back for the buyer, who disputes the charge. */
  byBank?: true;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((one, other) => one + other, 0);
export const partName = ({ id }: PaymentPart, at: number): string => id ?? `${at}`;

export interface Habits {
  /** It says later what became of a refund; else what was under way is only counted once it has arrived. */
  tells: boolean;
  /** It counts refunds for each part of the payment too. */
  countsParts: boolean;
}

export function aProvider(first: Order, { tells, countsParts }: Habits) {
  const shop = memoryShop([first]);
  const transfers: Transfer[] = [];
  const { currency } = first.payment.paid;
  const money = (amount: number): Money => ({ amount, currency });
  let word: Word = 'settled';
  let unreserved = 0;
  let dies: 'before' | 'after' | null = null;
  const order = (): Order => shop.orders()[0] as Order;
  const change = (changes: Partial<Order>): void => void shop.change(first.id, changes);

  /** The order counts so much more as refunded, of a part where that is told. */
  const count = (amount: number, part: string | null): void => {
    const { payment } = order();
    const parts = payment.parts?.map((one, at) =>
      countsParts && partName(one, at) === part ? { ...one, refunded: money(one.refunded.amount + amount) } : one,
    );
    change({ payment: { ...payment, refunded: money(payment.refunded.amount + amount), ...(parts && { parts }) } });
  };
  const gone = (which: (one: Transfer) => boolean = () => true): number =>
    sum(transfers.filter((one) => one.word !== 'failed' && which(one)).map(({ amount }) => amount));
  /** How much may still go back to a part, in truth; without parts, to the payment. */
  const room = (part: string | null): number => {
    const { paid, parts } = order().payment;
    const of = part === null ? paid : parts?.find((one, at) => partName(one, at) === part)?.paid;
    return (of?.amount ?? 0) - gone((one) => part === null || one.part === part);
  };
  const pick = (at: number, which: (one: Transfer) => boolean): Transfer | undefined => {
    const found = transfers.filter(which);
    return found[at % Math.max(1, found.length)];
  };

  /** What a person has recorded the order may count or not: beside it nobody can tell what is taken back. */
  const isUntold = (): boolean => transfers.some(({ byHand }) => byHand);

  const said = async (done: Committed, id: string): Promise<Committed> => {
    const own = transfers.filter(({ transition }) => transition === id);
    if (own.length === 0) return done;
    const wordOf = (one: Transfer): Committed['refund'] => (one.word === 'pending' && !tells ? 'none' : one.word);
    return {
      ok: true,
      order: (await shop.order(first.id)) as Order,
      refund: 'pending',
      refunds: Object.fromEntries(own.map((one) => [one.key, wordOf(one)])),
    };
  };
  const send = (effect: ShopEffect & { type: 'refund' }, of: string | null, transition: string): void => {
    const { amount, part = null, method, key } = effect;
    assert.ok(amount.amount > 0, 'nothing is asked for as a refund of nothing');
    assert.ok(amount.amount <= room(part), `${amount.amount} to ${part}, which has ${room(part)}`);
    const counted = word === 'settled';
    transfers.push({ key, transition, of, amount: amount.amount, part, method, word, counted });
    if (counted) count(amount.amount, part);
  };

  const connector: ShopConnector = {
    ...shop,
    async commit(orderId, revision, effects, meta) {
      const [dying, now] = [dies, word];
      dies = null;
      if (dying === 'before') throw new Error('the shop died before');
      const known = (await shop.order(orderId)) !== null && shop.ledger().some((one) => one.meta.id === meta.id);
      const refunds = effects.filter((one) => one.type === 'refund');
      const nothing = now === 'failed' && meta.action === 'refund' && refunds.length > 0;
      const others = nothing ? [] : effects.filter(({ type }) => type !== 'refund');
      const done = await shop.commit(orderId, revision, others, meta);
      if (!done.ok) return done;
      if (!known) for (const one of refunds) send(one, meta.cancellationId, meta.id);
      // Only the first answer of such a shop says that something is under way.
      const answer = await said(done, meta.id);
      if (dying === 'after') throw new Error('the shop died after');
      const own = transfers.filter(({ transition }) => transition === meta.id);
      return {
        ...answer,
        ...(own.length > 0 && { refunds: Object.fromEntries(own.map((one) => [one.key, one.word])) }),
      };
    },
    async committed(orderId, id) {
      const done = await shop.committed(orderId, id);
      return done && said(done, id);
    },
  };

  return {
    connector,
    transfers,
    order,
    change,
    gone,
    /** What was captured and was not reserved: of an order whose reserve was released, paid anew. */
    unreserved: () => unreserved,
    /** What becomes of the next refunds. */
    next(chosen: Word): void {
      word = chosen;
    },
    die(when: 'before' | 'after'): void {
      dies = when;
    },
    /** What was under way has arrived, and is counted. */
    arrive(at: number): void {
      const one = pick(at, ({ word, counted }) => word === 'pending' && !counted);
      if (!one) return;
      one.counted = true;
      count(one.amount, one.part);
      if (!tells) one.word = 'settled';
    },
    settle(at: number): void {
      const one = pick(at, ({ word, counted }) => word === 'pending' && counted);
      if (one) one.word = 'settled';
    },
    fail(at: number): void {
      const one = tells ? pick(at, ({ word, counted }) => word === 'pending' && !counted) : undefined;
      if (one) one.word = 'failed';
    },
    /** What had arrived comes back: an account that is closed. */
    bounce(at: number): void {
      const one = tells ? pick(at, ({ word, transition }) => word === 'settled' && transition !== null) : undefined;
      if (!one) return;
      one.word = 'failed';
      count(-one.amount, one.part);
      one.counted = false;
    },
    /** The shop gives back money of its own accord, to a part that has some. */
    giveBack(at: number, share: number): void {
      const names = order().payment.parts?.map(partName) ?? [null];
      // To which part it went, such a shop does not say: who sends to the wrong one is refused.
      if (names.length > 1 && !countsParts) return;
      const part = names[at % names.length] as string | null;
      const amount = Math.ceil((room(part) * share) / 100);
      if (amount <= 0) return;
      const key = `own-${transfers.length}`;
      transfers.push({
        key,
        transition: null,
        of: null,
        amount,
        part,
        method: 'original',
        word: 'settled',
        counted: true,
      });
      count(amount, part);
    },
    /** The bank takes back for the buyer what is left of a part, and the shop says so. */
    chargeBack(at: number): void {
      const { payment, facts } = order();
      const names = payment.parts?.map(partName) ?? [null];
      if (facts?.['charged-back'] || (names.length > 1 && !countsParts)) return;
      const part = names[at % names.length] as string | null;
      const amount = room(part);
      if (amount <= 0) return;
      const key = `bank-${transfers.length}`;
      const own = { transition: null, of: null, method: 'original', word: 'settled', counted: true } as const;
      transfers.push({ ...own, key, amount, part, byBank: true });
      count(amount, part);
      change({ facts: { ...facts, 'charged-back': true } });
    },
    /** The bank decides for the shop. */
    win(): void {
      // Nor can anybody beside what is under way.
      if (isUntold() || transfers.some(({ word }) => word === 'pending')) return;
      const one = pick(0, ({ word, byBank }) => word === 'settled' && byBank === true);
      if (!one) return;
      one.word = 'failed';
      count(-one.amount, one.part);
      change({ facts: { ...order().facts, 'charged-back': false } });
    },
    /** It takes back what it gave of its own accord. */
    takeBack(at: number): void {
      if (isUntold()) return;
      const isOwn = ({ transition, byHand, byBank }: Transfer): boolean => transition === null && !byHand && !byBank;
      const one = pick(at, (one) => one.word === 'settled' && isOwn(one));
      if (!one) return;
      one.word = 'failed';
      count(-one.amount, one.part);
    },
    /** More of the order is paid: by a part of its payment that has not been paid. */
    capture(at: number, share: number): void {
      const { payment, total } = order();
      // What is paid in another currency is paid at once.
      if (payment.paid.currency !== total.currency) return;
      const amount = Math.ceil((Math.max(0, total.amount - payment.paid.amount) * share) / 100);
      if (amount === 0) return;
      const chosen = at % Math.max(1, payment.parts?.length ?? 1);
      const parts = payment.parts?.map((one, place) =>
        place === chosen ? { ...one, paid: money(one.paid.amount + amount) } : one,
      );
      // What was reserved for it is reserved no more.
      const reserved = payment.authorized?.amount ?? 0;
      unreserved += Math.max(0, amount - reserved);
      const authorized = payment.authorized && { authorized: money(Math.max(0, reserved - amount)) };
      change({
        payment: { ...payment, ...authorized, paid: money(payment.paid.amount + amount), ...(parts && { parts }) },
      });
    },
    /** All is over: what arrived has settled, and what did not has failed, where anybody would be told. */
    end(): void {
      for (const one of transfers) {
        if (one.word !== 'pending') continue;
        if (!tells && !one.counted) count(one.amount, one.part);
        if (!tells) one.counted = true;
        one.word = one.counted ? 'settled' : 'failed';
      }
      word = 'settled';
      dies = null;
    },
    /** What is recorded as given by hand, which the order may count one day. */
    record(cancellations: readonly Cancellation[], counts: boolean): void {
      for (const { id, refund } of cancellations) {
        const recorded = (refund?.entries ?? []).filter(({ elsewhere }) => elsewhere);
        for (const [place, entry] of recorded.entries()) {
          const key = `${id} ${place}`;
          if (transfers.some((one) => one.key === key)) continue;
          const { part = null, method } = entry;
          assert.ok(entry.amount.amount <= room(part), 'no more is recorded than there was');
          const { amount } = entry.amount;
          transfers.push({
            key,
            transition: null,
            of: id,
            amount,
            part,
            method,
            word: 'settled',
            counted: counts,
            byHand: true,
          });
          if (counts) count(amount, part);
        }
      }
    },
  };
}

export type Provider = ReturnType<typeof aProvider>;
