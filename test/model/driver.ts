import { applyEffects, type Effect } from '../../src/domain/lifecycle/effects.ts';
import {
  type ActionInput,
  type Applied,
  actionsOn,
  applyAction,
  availableActions,
  currentOf,
} from '../../src/domain/lifecycle/lifecycle.ts';
import { applyNotice, type NoticeAction } from '../../src/domain/lifecycle/notices.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Actor, Cancellation, Order } from '../../src/domain/records.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import { frozen } from '../domain/lifecycle-fixtures.ts';

/** What can be seen of an order from outside, whoever keeps it. */
export interface Seen {
  order: Order;
  /** Oldest first. */
  cancellations: Cancellation[];
  held: boolean;
  /** Units back in stock, by line. */
  stock: Record<string, number>;
  couponRestored: boolean;
  credited: number;
}

/** Somebody who keeps an order: the bare domain, or a server. */
export interface Driver {
  /** Whether what is due happens before anything else does, and then nothing else does. */
  catchesUp: boolean;
  seen(): Promise<Seen>;
  /** `null`: done; else the code of the refusal. */
  act(actor: Actor, input: ActionInput, now: number, which: number): Promise<string | null>;
  notice(actor: Actor, notice: { kind: string; action: NoticeAction }, now: number): Promise<string | null>;
  /** What is due by the clock. */
  due(now: number): Promise<void>;
  /** The warehouse sends the order; `anyway`: also one that is held. */
  ship(status: string, now: number, anyway: boolean): Promise<void>;
  /** The shop changes the order itself, and tells of it. */
  change(changes: Partial<Order>, now: number): Promise<void>;
  /** What can be opened, and done to one of the cancellations by its place; -1: there is none. */
  actions(actor: Actor, now: number, which: number): Promise<string[]>;
  /** Whether the action would succeed, without doing it. */
  would?(actor: Actor, input: ActionInput, now: number, which: number): boolean;
}

const opens = ({ action }: ActionInput): boolean => action === 'cancel' || action === 'request';

/** The pure functions, and the little that is needed around them. */
export function domainDriver(policy: CancelPolicy, first: Order): Driver {
  const reference = { id: policy.id, version: policy.version, hash: policyHash(policy) };
  let order = frozen(first);
  let cancellations: Cancellation[] = [];
  let ids = 0;
  let held = false;
  let couponRestored = false;
  let credited = 0;
  const stock: Record<string, number> = {};

  const observe = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.type === 'hold-fulfilment') held = true;
      if (effect.type === 'release-fulfilment') held = false;
      if (effect.type === 'coupons') couponRestored = effect.restored;
      if (effect.type === 'fee' && effect.change === 'credit') credited += effect.amount.amount;
      if (effect.type === 'fee' && effect.change === 'uncredit') credited -= effect.amount.amount;
      if (effect.type !== 'stock' && effect.type !== 'unstock') continue;
      const sign = effect.type === 'stock' ? 1 : -1;
      for (const { lineId, quantity } of effect.items) stock[lineId] = (stock[lineId] ?? 0) + sign * quantity;
    }
  };

  const attempt = (actor: Actor | 'nobody', input: ActionInput, now: number, which: number): Applied =>
    applyAction(
      policy,
      order,
      opens(input) ? currentOf(cancellations) : (cancellations[which] ?? null),
      frozen(opens(input) ? { ...input, contacted: { statedAt: new Date(now).toISOString() } } : input),
      frozen({ actor, now, id: `c-${ids + 1}`, policy: reference, cancellations }),
    );

  const apply = (actor: Actor | 'nobody', input: ActionInput, now: number, which: number): string | null => {
    const result = attempt(actor, input, now, which);
    if (!result.ok) return result.code;
    const opened = result.cancellation.id === `c-${ids + 1}`;
    if (opened) ids++;
    // What goes back at once, the shop gives back at once.
    let cancellation = { ...result.cancellation, revision: order.revision };
    const { refund } = cancellation;
    const refunds = result.effects.some(({ type }) => type === 'refund');
    if (refund && refunds && refund.status === 'pending' && cancellation.state === 'cancelled') {
      cancellation = { ...cancellation, refund: { ...refund, refunded: refund.due, status: 'settled' } };
    }
    const written = new Map(cancellations.map((one) => [one.id, one]));
    for (const one of [...(result.replaced ?? []), ...(result.others ?? []), cancellation]) written.set(one.id, one);
    cancellations = frozen([...written.values()]);
    order = frozen(result.order);
    observe(result.effects);
    return null;
  };

  const change = (changes: Partial<Order>, now: number): void => {
    order = frozen({ ...order, ...changes });
    for (const which of cancellations.keys()) apply('nobody', { action: 'supersede' }, now, which);
  };

  return {
    catchesUp: false,
    seen: async () => ({ order, cancellations, held, stock, couponRestored, credited }),
    act: async (actor, input, now, which) => apply(actor, input, now, which),
    async notice(actor, notice, now) {
      const result = applyNotice(policy, order, notice, { actor, now });
      if (!result.ok) return result.code;
      order = frozen(applyEffects(order, result.effects));
      return null;
    },
    async due(now) {
      for (const which of cancellations.keys()) {
        apply('nobody', { action: 'remind' }, now, which);
        apply('nobody', { action: 'lapse' }, now, which);
      }
    },
    ship: async (status, now) => change({ status, shippedAt: new Date(now).toISOString() }, now),
    change: async (changes, now) => change(changes, now),
    async actions(actor, now, which) {
      const context = { actor, now, cancellations };
      const one = cancellations[which];
      const opening = availableActions(policy, order, currentOf(cancellations), context);
      return [...opening.filter((action) => opens({ action })), ...(one ? actionsOn(policy, order, one, context) : [])];
    },
    would: (actor, input, now, which) => attempt(actor, input, now, which).ok,
  };
}
