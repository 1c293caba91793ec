import type { Cancellation, Order } from '../../domain/records.ts';
import { hasSeveralSellers, ownerOf, sellersOf } from '../../domain/units/sellers.ts';
import type { Context } from '../context.ts';
import type { Change, Listing } from '../stores/store.ts';

type Parties = Pick<Listing, 'buyerId' | 'sellerId'>;

/** Nobody has it as an id. */
export const nobody = '';

/** Whose row a cancellation is: of several sellers' items nobody's but the platform's, as none of them answers for all. */
export function partiesOf(order: Order, cancellation: Pick<Cancellation, 'lines'>): Parties {
  const { buyer, seller } = order;
  return {
    buyerId: buyer.id,
    sellerId: hasSeveralSellers(order) ? (ownerOf(order, cancellation) ?? nobody) : seller.id,
  };
}

/** Everybody whose order it is; the buyer comes with the first seller. */
function everybodyOf(order: Order): Parties[] {
  const { buyer, seller } = order;
  if (!hasSeveralSellers(order)) return [{ buyerId: buyer.id, sellerId: seller.id }];
  return sellersOf(order).map((sellerId, at) => ({ buyerId: at === 0 ? buyer.id : nobody, sellerId }));
}

/** What live listeners are told of an order and of these cancellations: of one only who sees it. */
export function changesOf(order: Order, cancellations: readonly Cancellation[] = []): Change[] {
  const { id: orderId, revision } = order;
  return [
    ...everybodyOf(order).map((parties) => ({ orderId, ...parties, revision, cancellation: null })),
    ...cancellations.map((one) => ({
      orderId,
      ...partiesOf(order, one),
      revision,
      cancellation: { id: one.id, state: one.state },
    })),
  ];
}

/** Wakes who listens here for changes of an order. */
export function wake({ bus }: Context, order: Order): void {
  for (const parties of everybodyOf(order)) bus.tell(parties);
}

/** Tells live listeners that something about an order is to be read again. */
export async function tellOf(context: Context, order: Order): Promise<void> {
  for (const change of changesOf(order)) await context.store.keepChange(change);
  wake(context, order);
}
