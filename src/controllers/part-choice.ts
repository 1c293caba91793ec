import type { Decision } from '../domain/decision/decision.ts';
import { type Offer, offersOf } from '../domain/lifecycle/offers.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Cancellation, LineQuantity, Order } from '../domain/records.ts';
import { withAmount } from '../domain/settlement/named-amount.ts';
import { meantPart, type Share, shareOf } from '../domain/settlement/partial.ts';
import type { OrderController } from './order-controller.ts';
import { Remembered } from './remembered.ts';

/** Which part of an order a person chooses, of what the decision offers. */
export class PartChoice {
  readonly #order: OrderController;
  readonly #offers = new Remembered<Offer[]>();
  readonly #share = new Remembered<Share | null>();
  /** The rule and outcome of the offer that was chosen in place of the first. */
  #chosen = '';

  constructor(order: OrderController) {
    this.#order = order;
  }

  /** Every cancellation that is known of the order. */
  get cancellations(): readonly Cancellation[] {
    const { view, cancellation } = this.#order;
    return view?.cancellations ?? (cancellation ? [cancellation] : []);
  }

  /** What there is to choose among: the first by itself. */
  get offers(): readonly Offer[] {
    const { policy, order, decision } = this.#order;
    return this.#offers.of([policy, order, decision], () =>
      policy && order && decision ? readOffers(policy, order, this.cancellations, decision) : [],
    );
  }

  get offer(): Offer | undefined {
    return this.offers.find((offer) => keyOf(offer) === this.#chosen) ?? this.offers[0];
  }

  /** Chooses another offer; returns what of it is chosen then. */
  take(offer: Offer): LineQuantity[] | null {
    this.#chosen = keyOf(offer);
    return this.named(null);
  }

  /** The decision as it is for what was chosen. */
  decisionOf(decision: Decision | null): Decision | null {
    return decision && (this.offer?.decision ?? decision);
  }

  /** The lines by their ids: `null` is all that is offered. */
  quantities(lines: readonly LineQuantity[] | null): Map<string, number> {
    return new Map((lines ?? this.offer?.available ?? []).map(({ id, quantity }) => [id, quantity]));
  }

  /** As lines are sent: all of the first offer is `null`, what else was chosen is named, as far as it is there still. */
  named(lines: readonly LineQuantity[] | null): LineQuantity[] | null {
    const { offer } = this;
    if (!offer) return null;
    const there = this.quantities(null);
    const asked = this.quantities(lines);
    const chosen = offer.available.flatMap(({ id }) => {
      const quantity = Math.min(asked.get(id) ?? 0, there.get(id) ?? 0);
      return quantity > 0 ? [{ id, quantity }] : [];
    });
    const isAll = chosen.length === there.size && chosen.every(({ id, quantity }) => quantity === there.get(id));
    return isAll && offer === this.offers[0] ? null : chosen;
  }

  /** The lines as they are meant: `null` is the whole of the order. */
  meant(lines: readonly LineQuantity[] | null): readonly LineQuantity[] | null {
    const { order } = this.#order;
    return order ? meantPart(order, lines, this.offer?.available ?? []) : lines;
  }

  /** What comes of it with another amount than is due, where the terms let one be named. */
  readonly withAmount = withAmount;

  /** What they come to. */
  shareOf(policy: CancelPolicy, order: Order, lines: readonly LineQuantity[] | null): Share | null {
    const { view, cancellation } = this.#order;
    return this.#share.of([policy, order, lines, this.offer, view, cancellation], () =>
      shareOf(policy, order, this.meant(lines), this.cancellations),
    );
  }
}

function keyOf({ decision: { outcome, ruleId } }: Offer): string {
  return `${outcome} ${ruleId}`;
}

/** An order or a policy that the page itself gave is not checked before. */
function readOffers(...subject: Parameters<typeof offersOf>): Offer[] {
  try {
    return offersOf(...subject);
  } catch {
    return [];
  }
}
