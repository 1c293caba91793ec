import { askServer, unreadableDecision } from '../../domain/ask-server.ts';
import { isOpen, type Json } from '../../domain/decision/conditions.ts';

import type { Decision } from '../../domain/decision/decision.ts';
import { actionsOn, currentOf } from '../../domain/lifecycle/lifecycle.ts';
import type { Actor, Cancellation, Order, Party } from '../../domain/records.ts';
import { shareOfSeller } from '../../domain/settlement/seller-share.ts';
import { hasSeveralSellers, ownerOf, sellersOf } from '../../domain/units/sellers.ts';
import { availableLines } from '../../domain/units/units.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { OrderView } from '../../domain/view.ts';
import type { Context } from '../context.ts';
import type { Principal } from '../options.ts';
import type { Governing, Ruling } from '../policy-registry.ts';
import type { Plan } from '../stores/store.ts';
import { tellUnreadable, unreadableIn } from './readable.ts';

/** A cancellation with what it goes by to its end: the policy that it was made under. `null`: that is not kept. */
export interface Bound {
  cancellation: Cancellation;
  binding: Governing | null;
}

/** What is being carried out. `since`: RFC 3339. */
type Pending = NonNullable<OrderView['pending']>;

/** An order with its cancellations and the policy that governs it, read together. */
export interface OrderState {
  order: Order;
  /** The newest open one, else the latest, else `null`; or another one that is looked at. */
  cancellation: Cancellation | null;
  /** All of the order's, oldest first: what was promised for them is not there any more. */
  cancellations: readonly Cancellation[];
  /** Every open one, oldest first, then the latest that has ended. */
  shown: readonly Bound[];
  /** What decides whether one may be opened: where an open one holds all that is left, the policy that it was made under. */
  governing: Ruling;
  /** What the cancellation goes by to its end. `null`: there is none, or it is not kept. */
  binding: Governing | null;
  /** What the shop works on: until it is done the order is shown as it was before, and nothing else can be asked for. */
  pending?: Plan;
  /** The records' version since before the order was read. Absent: they changed meanwhile, or it is not known. */
  asOf?: number;
  /** When it is looked at again by itself, epoch ms, as it was read with the records. */
  watchedAt?: number | null;
}

/** In which role somebody acts on an order, and on what of it. */
export interface Place {
  actor: Actor;
  /** Of an order that holds several sellers' items: whose are meant. Absent: all that there is. */
  sellerId?: string;
}

/** The place of somebody in an order; `null`: it is not theirs. */
export function placeOf(order: Order, { id, roles, only }: Principal): Place | null {
  if (only && only.orderId !== order.id) return null;
  // Whose it is nobody knows, where that cannot be read.
  const [buyer, seller] = [order.buyer as Party | undefined, order.seller as Party | undefined];
  if (buyer?.id === id && roles.includes('buyer')) return { actor: 'buyer' };
  const sells = roles.includes('seller') && sellsIn(order, seller?.id, id);
  if (sells) return { actor: 'seller', ...(sells === 'some' && { sellerId: id }) };
  return roles.includes('platform') ? { actor: 'platform' } : null;
}

/** Whether all or some of an order is somebody's to sell. Of one that cannot be read nobody can tell what is whose. */
function sellsIn(order: Order, sellerId: string | undefined, id: string): 'all' | 'some' | null {
  if (!hasSeveralSellers(order)) return sellerId === id ? 'all' : null;
  return sellersOf(order).includes(id) && unreadableIn(order).length === 0 ? 'some' : null;
}

/** The order as somebody sees it from their place: of several sellers each only what is theirs. */
export async function seenFrom(context: Context, state: OrderState, { sellerId }: Place): Promise<OrderState> {
  if (sellerId === undefined) return state;
  const { order, cancellations } = shareOfSeller(state.governing.policy, state.order, state.cancellations, sellerId);
  const current = cancellations.find(({ id }) => id === state.cancellation?.id) ?? currentOf(cancellations);
  const shown = await Promise.all(shownOf(cancellations).map((one) => boundOf(context, one)));
  const { pending, ...rest } = state;
  // Nobody hears of what is done about another's.
  const isTheirs = pending?.cancellations.every((one) => ownerOf(state.order, one) === sellerId);
  return aboutOne(context, { ...rest, ...(isTheirs && { pending }), order, cancellations, shown }, current);
}

/** The same order with another one of its cancellations. */
export async function aboutOne(
  context: Context,
  state: OrderState,
  cancellation: Cancellation | null,
): Promise<OrderState> {
  return { ...state, cancellation, binding: cancellation && (await boundOf(context, cancellation)).binding };
}

/** The same with the one that has this id; `null`: the order has none such. */
export async function aboutNamed(context: Context, state: OrderState, id: string): Promise<OrderState | null> {
  if (state.cancellation?.id === id) return state;
  const named = state.cancellations.find((one) => one.id === id);
  return named ? aboutOne(context, state, named) : null;
}

async function boundOf({ policies }: Context, cancellation: Cancellation): Promise<Bound> {
  return { cancellation, binding: await policies.version(cancellation.policy.hash) };
}

/** The order with one of its `cancellations`, by default the current one. */
export async function stateOf(
  context: Context,
  order: Order,
  cancellations: readonly Cancellation[],
  cancellation = currentOf(cancellations),
): Promise<OrderState> {
  const { policies } = context;
  tellUnreadable(context, order);
  const shown = await Promise.all(shownOf(cancellations).map((one) => boundOf(context, one)));
  const open = cancellations.findLast(isOpen);
  const scope = shown.find((one) => one.cancellation === open)?.binding?.policy.lifecycle?.scope;
  const isReadable = unreadableIn(order).length === 0;
  const holdsAll =
    open && (scope !== 'lines' || !isReadable || availableLines(order, cancellations, 'shipped').length === 0);
  const governing = await policies.governing(order, holdsAll ? open : null);
  return aboutOne(context, { order, cancellation, cancellations, shown, governing, binding: null }, cancellation);
}

/** Every open one, oldest first, then the latest that has ended. */
function shownOf(cancellations: readonly Cancellation[]): Cancellation[] {
  const ended = cancellations.findLast((cancellation) => !isOpen(cancellation));
  return [...cancellations.filter(isOpen), ...(ended ? [ended] : [])];
}

export function decideFor(state: OrderState, actor: Actor | 'nobody', now: number): Decision {
  const { order, cancellations, governing, pending } = state;
  const decide = (): Decision => {
    if (pending) return { ...askServer, outcome: 'none', reason: 'in-progress' };
    if (unreadableIn(order).length > 0) return unreadableDecision(governing.policy.otherwise.alternatives);
    return governing.decide(order, { actor, now, cancellation: currentOf(cancellations), cancellations });
  };
  return { ...decide(), withdrawal: governing.lane(order as unknown as Json, now) };
}

/** What the person in this role may do at `now` (epoch ms). */
export function actionsFor(
  state: OrderState,
  actor: Actor,
  now: number,
  decision: Pick<Decision, 'outcome' | 'lines'> = decideFor(state, actor, now),
): string[] {
  if (state.pending) return [];
  // Whether a new one may be opened is for the current policy to say; what becomes of this one, for its own.
  const opening = [decision, ...(decision.lines ?? [])].map(({ outcome }) => outcome).filter(isOpening);
  return [...new Set(opening), ...actionsAbout(state, actor, now)];
}

function isOpening(action: string): boolean {
  return action === 'cancel' || action === 'request';
}

/** What somebody may do to the cancellation that is looked at. */
export function actionsAbout(
  { order, cancellation, cancellations, binding, pending }: Omit<OrderState, 'shown' | 'governing'>,
  actor: Actor,
  now: number,
): string[] {
  if (!cancellation || !binding || pending || unreadableIn(order).length > 0) return [];
  return actionsOn(binding.policy, order, cancellation, { actor, now, cancellations });
}

/** What the person in this role sees at `now` (epoch ms). */
export function viewOf(state: OrderState, actor: Actor, now: number): OrderView {
  const decision = decideFor(state, actor, now);
  const { shown, pending } = state;
  return {
    order: state.order,
    cancellation: state.cancellation,
    cancellations: shown.map(({ cancellation }) => cancellation),
    policy: state.governing.reference,
    now: formatInstant(now),
    decision,
    actions: actionsFor(state, actor, now, decision),
    ...(decision.withdrawal === null && exemptIn(state, now)),
    ...(pending && { pending: toldOf(pending) }),
    ...(shown.length > 1 && {
      actionsOn: Object.fromEntries(
        shown.map((one) => [one.cancellation.id, actionsAbout({ ...state, ...one }, actor, now)]),
      ),
    }),
  };
}

/** Of an order that is exempt as a whole, why, for as long as it could be withdrawn from otherwise. */
function exemptIn({ governing, order }: OrderState, now: number): Pick<OrderView, 'exempt'> {
  const right = governing.right(order as unknown as Json);
  const isTold = right?.right === false && right.reason === 'exempt' && !(right.until !== null && now >= right.until);
  return isTold ? { exempt: right.lines } : {};
}

/** What people are told of a transition that is under way. */
function toldOf({ meta }: Plan): Pending {
  return { action: meta.action ?? 'refund', since: meta.at };
}

/** The view of an order with any of its cancellations. `about`: the state with that one. */
export function viewAbout(current: OrderState, about: OrderState, actor: Actor, now: number): OrderView {
  const view = viewOf(current, actor, now);
  const { cancellation } = about;
  if (cancellation?.id === current.cancellation?.id) return view;
  const actions = [...(view.actions ?? []).filter(isOpening), ...actionsAbout(about, actor, now)];
  return { ...view, cancellation, actions };
}
