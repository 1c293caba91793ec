import type { OrderView } from '../../domain/view.ts';
import type { Context } from '../context.ts';
import { jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { grantedView } from '../http/grants.ts';
import { etag } from '../http/preconditions.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { type Seen, see, seeCancellation } from '../orders/order-reader.ts';
import { aboutNamed, placeOf, viewAbout, viewOf } from '../orders/order-state.ts';
import { readTogether } from '../stores/read-together.ts';

/** As many orders as one request may ask for. */
const maxOrders = 100;

/** As many of their own as somebody may choose from, the latest. */
const maxOwn = 50;

/** What a list of orders is asked by. */
type OrdersQuery = { ids: string[] } | { number: string } | { own: true };

/** `?id=a&id=b`, `?number=…` or `?own=true` (400). */
export function readOrdersQuery(query: URLSearchParams): OrdersQuery {
  const ids = [...new Set(query.getAll('id'))];
  const own = query.get('own');
  if (own !== null) {
    if (own !== 'true') throw invalid({ path: ['own'], code: 'value' });
    if (ids.length > 0 || query.has('number')) throw invalid({ path: ['own'], code: 'several' });
    return { own: true };
  }
  const [number, another] = query.getAll('number');
  if (number === undefined) {
    if (ids.length === 0) throw invalid({ path: ['id'], code: 'required' });
    if (ids.length > maxOrders) throw invalid({ path: ['id'], code: 'too-many' });
    return { ids };
  }
  if (ids.length > 0 || another !== undefined) throw invalid({ path: ['number'], code: 'several' });
  return { number };
}

/** `GET orders/{orderId}` */
export async function getOrder({ context, segments: [orderId = ''], principal }: Call<unknown>): Promise<Response> {
  const seen = await see(context, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const view = grantedView(viewOf(seen.state, seen.actor, context.now()), principal);
  return jsonResponse(view, { ETag: etag(view.order.revision) });
}

/**
 * `GET orders?id=…`, `GET orders?number=…` and `GET orders?own=true`: what the asker has bought, the latest first, as far as the
 * shop lists it. One order that cannot be read keeps none of the others back: it is in
 * neither list, and may be asked for again. Where none can be read the request fails.
 */
export async function getOrders(call: Call<OrdersQuery>): Promise<Response> {
  const { input, principal } = call;
  const context = { ...call.context, store: readTogether(call.context.store) };
  const own = 'own' in input;
  const asked = own ? await ownIds(call) : 'ids' in input ? input.ids : [input.number];
  const found = await Promise.allSettled(
    asked.map(async (name): Promise<OrderView | null> => {
      const orderId = 'number' in input ? await ownByNumber(call, name) : name;
      const seen = orderId === null ? null : await see(context, orderId, principal);
      // Whatever the shop lists: nobody withdraws from what another has bought.
      if (own && seen?.actor !== 'buyer') return null;
      return seen && grantedView(viewOf(seen.state, seen.actor, context.now()), principal);
    }),
  );
  const failures = found.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length > 0 && failures.length === asked.length) throw failures[0];
  for (const error of failures) context.emit({ type: 'error', during: 'reading an order of several', error });
  return jsonResponse({
    views: found.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : [])),
    // Of what somebody has not asked for by its name they are told nothing.
    missing: (own ? [] : asked).filter((_, index) => {
      const one = found[index];
      return one?.status === 'fulfilled' && !one.value;
    }),
  });
}

/** The ids of what the asker has bought, as far as the shop lists it. */
async function ownIds({ context, principal: { id, roles, only } }: Call<unknown>): Promise<string[]> {
  if (!roles.includes('buyer')) return [];
  if (only) return [only.orderId];
  return [...new Set((await context.shop.ordersOf?.(id, maxOwn)) ?? [])].slice(0, maxOwn);
}

/** The id of the asker's order with this number. Somebody else's is looked into no further than none (I10). */
async function ownByNumber({ context, principal }: Call<unknown>, number: string): Promise<string | null> {
  const order = await context.shop.orderByNumber(number);
  return order && placeOf(order, principal) ? order.id : null;
}

/** `GET cancellations/{cancellationId}`: the view of its order, with this cancellation. Where `Location` leads. */
export async function getCancellation({ context, segments: [id = ''], principal }: Call<unknown>): Promise<Response> {
  const seen = await seeCancellation(context, id, principal);
  if (!seen) throw new Refusal('not-found');
  const view = grantedView(await viewOfCancellation(context, seen, id, context.now()), principal);
  return jsonResponse(view, { ETag: etag(view.order.revision) });
}

/** An order as somebody sees it, with one of its cancellations. */
export async function viewOfCancellation(
  context: Context,
  { state, actor }: Seen,
  id: string,
  now: number,
): Promise<OrderView> {
  // Whose items they are the shop may say otherwise by now.
  const about = (await aboutNamed(context, state, id)) ?? { ...state, cancellation: null, binding: null };
  return viewAbout(state, about, actor, now);
}
