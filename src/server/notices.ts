import type { Context } from './context.ts';
import type { Courier } from './courier.ts';
import { notificationsOf } from './notifications.ts';
import type { Notice } from './options.ts';
import type { OrderState } from './orders/order-state.ts';
import type { Committed } from './shops/shop.ts';
import type { Message, Outgoing, Plan } from './stores/store.ts';

/** What an attempt that failed is followed by, ms: at most twice as long after each, within an hour, with full jitter. */
const [firstPause, longestPause] = [2000, 3_600_000];

/** What a transition tells: the states that cancellations take, what was written with it, and letters. The same whenever it is asked. */
export function noticesOf(plan: Plan, state: OrderState, refund: Committed['refund']): Notice[] {
  const { id: planId, orderId, message, meta, cancellations, log } = plan;
  const { at } = meta;
  // What only holds something else by now has taken no state.
  const moved =
    meta.state === null ? [] : cancellations.filter(({ id }) => log.some((one) => one.cancellationId === id));
  const taken = moved.map(({ id, state: planned }): Notice => {
    const now = id === state.cancellation?.id ? state.cancellation.state : planned;
    return { type: 'transition', id: `${planId}-${id}`, at, orderId, cancellationId: id, state: now };
  });
  // Nobody is told of money that did not go back.
  const isSilent = meta.action === 'refund' && refund === 'failed';
  const letters = isSilent ? [] : notificationsOf(plan, state).map((letter): Notice => ({ ...letter, at }));
  return [...taken, ...(message ? [noticeOf(message)] : []), ...letters];
}

export function noticeOf(message: Message): Notice {
  return { type: 'message', id: message.id, at: message.at, message };
}

/** As the outbox keeps them until they are delivered; none where this host asks for none. */
export function outgoingOf(context: Context, orderId: string, notices: readonly Notice[]): Outgoing[] {
  if (!context.deliver) return [];
  const dueAt = context.now();
  return notices.map((notice) => ({
    ...{ id: `notice:${notice.id}`, kind: 'notice', about: orderId, dueAt, attempts: 0 },
    body: JSON.stringify(notice),
  }));
}

/** Whether a notice says what people wrote, or who they are. */
function isPersonal({ body }: Outgoing): boolean {
  return (JSON.parse(body) as Notice).type !== 'transition';
}

/** Takes out what was not delivered of an order, and says what people wrote. */
export async function dropNotices({ store }: Context, orderId: string): Promise<void> {
  const waiting = await store.outgoing(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, { about: orderId });
  for (const one of waiting) if (one.kind === 'notice' && isPersonal(one)) await store.takeOut(one.id);
}

export const noticeCourier: Courier = {
  during: 'delivering a notice',
  sends: ({ deliver }) => deliver !== undefined,
  way: ({ deliver }, { body }) => deliver?.bind(null, JSON.parse(body) as Notice) ?? null,
  pause: (attempts) => Math.random() * Math.min(firstPause * 2 ** attempts, longestPause),
  note: ({ store }, { id }) => store.takeOut(id),
};
