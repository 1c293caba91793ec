import type { CancelFlow } from '../../../../controllers/cancel-flow.ts';
import type { LineQuantity, Order, OrderLine } from '../../../../domain/records.ts';
import { hasSeveralSellers, partyOf, sellerOf, sellersOf } from '../../../../domain/units/sellers.ts';
import { cached, tagOf } from '../../../../i18n/cached.ts';

/** Orders that hold several sellers' items: looked at once each, as each of its lines asks. */
const several = new WeakMap<Order, boolean>();

function isOfSeveral(order: Order): boolean {
  const known = several.get(order) ?? hasSeveralSellers(order);
  several.set(order, known);
  return known;
}

/** Whose an item is, where an order holds several sellers' items; a name may run the other way, and is isolated. */
export function soldBy(order: Order, line: OrderLine): string {
  return isOfSeveral(order) ? isolated(partyOf(order, sellerOf(order, line)).name) : '';
}

/** Who answers for what is asked for, or was: each of the sellers whose items it is about. Nobody where there is one seller. */
export function answerersOf({ done, part, lines }: CancelFlow, order: Order): string[] {
  if (!isOfSeveral(order)) return [];
  const { cancellation, cancellations = [] } = done ?? {};
  const about = done
    ? cancellations.filter(({ id, askedWith }) => id === cancellation?.id || askedWith === cancellation?.id)
    : [];
  const asked: readonly LineQuantity[] | null | undefined = done
    ? [cancellation, ...about].flatMap((one) => one?.lines ?? [])
    : (part?.meant(lines) ?? part?.offer?.available);
  const ids = new Set(asked?.map(({ id }) => id));
  const meant = ids.size > 0 ? { ...order, lines: order.lines.filter(({ id }) => ids.has(id)) } : order;
  return sellersOf(meant).map((id) => isolated(partyOf(order, id).name));
}

/** The answerers as a sentence names them; `null`: there is but one seller. */
export function nameAnswerers(language: string, flow: CancelFlow, order: Order): string | null {
  const names = answerersOf(flow, order);
  if (names.length === 0) return null;
  return cached(`${language} list`, () => new Intl.ListFormat(tagOf(language), { type: 'conjunction' })).format(names);
}

function isolated(name: string): string {
  const short = name.length > 80 ? `${name.slice(0, 79)}…` : name;
  return `\u2068${short}\u2069`;
}
