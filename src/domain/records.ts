/** Who acts on an order. */
export type Actor = 'buyer' | 'seller' | 'platform';

/** An amount in integer minor units: 19.99 EUR is `{ amount: 1999, currency: 'EUR' }`. */
export interface Money {
  amount: number;
  /** ISO 4217 code. */
  currency: string;
}

/** How one part of an order was paid, where several methods were combined. */
export interface PaymentPart {
  /** By it an effect names the part; absent: the part's place, `'0'` for the first. */
  id?: string;
  method: string;
  /** `credit` never becomes money (SB-8). Absent: `points`, `credits`, `store_credit` and `gift_card` are credit. */
  kind?: 'money' | 'credit';
  paid: Money;
  refunded: Money;
  /** Reserved and not captured. */
  authorized?: Money;
  /** Whether the provider can take the payment again after it was cancelled there (SB-11). */
  recapturable?: boolean;
}

/** What of a pack lies in stock on its own. */
export interface Component {
  sku: string;
  /** Units in one pack. */
  quantity: number;
}

/** Something charged beside goods and shipping: a fee for the way of payment, gift wrap, a deposit, … */
export interface Surcharge {
  id?: string;
  /** The shop's own code, by which a policy keeps it. */
  kind?: string;
  amount: Money;
  tax?: Money;
}

/** One line item of an order. Quantities have at most three decimals. */
export interface OrderLine {
  id: string;
  sku: string;
  title: string;
  /** More than 0. */
  quantity: number;
  /** What a quantity counts, where it is not pieces: `m`, `kg`, … */
  unit?: string;
  /** Of one unit. Without tax where the order's `pricesIncludeTax` is `false`. Negative: taken off. */
  unitPrice: Money;
  /** Charged for the whole line, with discounts and tax; where given it counts. */
  total?: Money;
  tax?: Money;
  cancelledQuantity?: number;
  shippedQuantity?: number;
  returnedQuantity?: number;
  /** Invoiced, picked or in production: it goes on. */
  committedQuantity?: number;
  /** The shop's own facts about this line, usable in rules. */
  facts?: Record<string, Scalar>;
  /** Whose line it is, where one order holds several sellers' items. */
  sellerId?: string;
  components?: Component[];
  discount?: Money;
  description?: string;
  condition?: string;
  size?: string;
  /** Why the line carries no statutory right of withdrawal. */
  exempt?: string;
}

/** Buyer or seller of an order. */
export interface Party {
  id: string;
  name: string;
  status: 'active' | 'terminated';
  /** Cancellations within the period that the policy's `consequences.recentCancellations` names (PM-5). */
  recentCancellations?: number;
  /** What sellers of cancelled orders remarked (PM-5). Times are RFC 3339. */
  remarks?: { orderId: string; text: string; at: string }[];
  contactUrl?: string;
  rating?: number;
  /** BCP 47 language tag. */
  locale?: string;
  email?: string;
}

/** An alert that one party filed about the other (BL-6 to BL-10). A lifted one no longer counts. */
export interface Notice {
  kind: string;
  filedAt: string;
  respondedAt?: string;
  penaltyAcceptedAt?: string;
  liftedAt?: string;
}

/** What a fact may hold. */
export type Scalar = string | number | boolean | null;

export const fulfilmentStatuses = ['pending', 'held', 'shipped', 'delivered', 'returned', 'cancelled'] as const;

/** A parcel, or what is to become one. Times are RFC 3339. */
export interface Fulfilment {
  id: string;
  status: (typeof fulfilmentStatuses)[number];
  lines: LineQuantity[];
  shippedAt?: string;
  deliveredAt?: string;
  expectedAt?: string;
  carrier?: string;
  trackingNumber?: string;
}

/**
 * An order as the shop knows it. Times are RFC 3339 strings with an offset. In what a shop sends, `null` counts as absent in
 * every optional member.
 */
export interface Order {
  id: string;
  number?: string;
  /** One of the policy's `statuses`. */
  status: string;
  placedAt: string;
  paidAt?: string;
  /** Of several parcels the first shipment, and the last delivery. */
  shippedAt?: string;
  deliveredAt?: string;
  total: Money;
  /** Default `true`. `false`: prices, discounts, shipping and surcharges are net, each with its own `tax`. */
  pricesIncludeTax?: boolean;
  shipping?: Money;
  shippingTax?: Money;
  tax?: Money;
  discount?: Money;
  coupons?: { code: string; usedSince?: boolean }[];
  surcharges?: Surcharge[];
  payment: {
    method: string;
    paid: Money;
    refunded: Money;
    /** Reserved and not captured. */
    authorized?: Money;
    parts?: PaymentPart[];
  };
  lines: OrderLine[];
  fulfilments?: Fulfilment[];
  buyer: Party;
  seller: Party;
  /** The others whose items it holds, by the `sellerId` of their lines. Of one that is not here only the id is known. */
  sellers?: Party[];
  notices?: Notice[];
  itemRemovalRequests?: { id: string; status: string }[];
  /** The marketplace's fee for this order; `billedMonth` is `YYYY-MM` in the policy's time zone. */
  fee?: { amount: Money; billedMonth: string };
  /** What the carriers reported, oldest first. */
  scans?: CarrierScan[];
  /** The shop's own facts, usable in rules. */
  facts?: Record<string, Scalar>;
  /** Changes with anything above and with every transition of its cancellation. `[!#-~]{1,128}`. */
  revision: string;
}

/** The states of a cancellation, and in which of them it still awaits its end. */
const awaitsEnd = {
  requested: true,
  withdrawn: false,
  declined: false,
  expired: false,
  superseded: false,
  refunding: true,
  cancelled: false,
  undone: false,
  escalated: true,
  disputed: true,
};

/** The state of a cancellation; `superseded`: the order was shipped before the request was settled. */
export type CancellationState = keyof typeof awaitsEnd;

export const cancellationStates = Object.keys(awaitsEnd) as CancellationState[];

/** The states in which a cancellation still awaits its end. At most one such exists a unit of a line. */
export const openStates: readonly string[] = cancellationStates.filter((state) => awaitsEnd[state]);

/**
 * Ways on where a cancellation is refused or left unanswered. `support`, `dispute`: as the lifecycle opens them;
 * `mediation`, `complaint`, `arbitration`, `return`: open where the policy names them.
 */
export const routeNames = ['support', 'mediation', 'complaint', 'dispute', 'arbitration', 'return'] as const;

export type RouteName = (typeof routeNames)[number];

/** Which policy governs a record to its end. `hash`: lower-case hex SHA-256 of the policy's canonical JSON. */
export interface PolicyReference {
  id: string;
  version: string;
  hash: string;
}

/** Quantities of line items; a cancellation's `null` means the whole order. */
export interface LineQuantity {
  id: string;
  quantity: number;
}

/** A way on that somebody took, and how it ended. Times are RFC 3339. */
export interface RouteTaken {
  route: RouteName;
  by: Actor;
  at: string;
  endedAt?: string;
  /** Absent while it runs, and where it was given up. */
  outcome?: 'cancel' | 'decline';
}

/** Something that a carrier reported. */
export interface CarrierScan {
  /** RFC 3339. */
  at: string;
  /** `label-created`, `picked-up`, `in-transit`, `out-for-delivery`, `delivered`, `returned`, or the carrier's own code. */
  code: string;
  carrier?: string;
  place?: string;
}

/**
 * What becomes of the marketplace's fee: `reset` to zero on the bill of `month`, or a `credit` on the invoice of `month`
 * (BL-22, BL-23). `month`: `YYYY-MM` in the policy's time zone.
 */
export interface FeeChange {
  change: 'reset' | 'credit';
  amount: Money;
  month: string;
}

/**
 * An amount that went back, or is on its way. `us`: the shop was asked for it; what it did not refuse counts as given, whether
 * it has arrived or not. `shop`: it gave it back of its own accord, or a person says so.
 */
export interface RefundEntry {
  /** The key of the effect that asked: by it the shop says what became of it. */
  id?: string;
  amount: Money;
  method: string;
  /** Of a payment in several parts, which: its id, else its place. */
  part?: string;
  /** RFC 3339. */
  at: string;
  by: 'us' | 'shop';
  status: 'pending' | 'settled' | 'failed';
  /** A person has recorded it: whether the shop counts it is not known. */
  elsewhere?: true;
  /** Found in what the shop counts: how much that was then, minor units. */
  counted?: number;
}

/** One request or cancellation of an order, with its own state beside the order's status. */
export interface Cancellation {
  id: string;
  orderId: string;
  kind: 'cancellation' | 'withdrawal';
  state: CancellationState;
  requestedBy: Actor;
  requestedAt: string;
  reason: string | null;
  comment: string | null;
  lines: LineQuantity[] | null;
  /** What of it was asked for and not agreed to, for the reason in `decision`: the rest was accepted. */
  declinedLines?: LineQuantity[];
  previousStatus: string;
  /** When the other side's silence ends; `null`: never by itself. */
  respondBy: string | null;
  policy: PolicyReference;
  refund: {
    due: Money;
    refunded: Money;
    /** Of a refund in parts, the last one's. */
    method: string | null;
    /** Where its parts went back in different ways: all of them. */
    methods?: string[];
    /** What the policy's terms give, where the one who settled named another amount. */
    value?: Money;
    status: 'none' | 'pending' | 'settled' | 'failed';
    /** The ledger, oldest first: `refunded` is the sum of what settled. */
    entries?: RefundEntry[];
  } | null;
  /** Who settled it. `comment`: what the other side reads of it. */
  decision: { by: Actor; at: string; reason: string | null; comment?: string | null } | null;
  /** The rule that permitted it: its terms hold to the end. Absent: the policy's own. */
  ruleId?: string | null;
  /** When the other side is reminded, or who is to refund it, RFC 3339; absent: not any more. */
  remindAt?: string;
  /**
   * What the shop counted when the money was last looked at, minor units: captured, and given back `apart` from what its
   * cancellations were given, and `refunded` in all.
   */
  counted?: { paid: number; apart: number; refunded?: number };
  /** How the buyer wants the money back, where the policy lets choose. */
  refundMethod?: string;
  /** What is kept of the money, as long as it is not undone. */
  feeKept?: Money;
  /** Reserved money that was released. */
  voided?: Money;
  /** What went back to stock. */
  restocked?: LineQuantity[];
  /** The coupons that were restored. */
  restoredCoupons?: string[];
  /** What became of the marketplace's fee. */
  marketplaceFee?: FeeChange;
  /** Ids of the pending requests to remove items that ended with it. */
  removalRequests?: string[];
  /** When it was noticed that the shop lets the cancelled order live again, RFC 3339; absent: it does not, or that is settled. */
  reopenedAt?: string;
  /** Asked for in one go with another seller's items: id of the first cancellation that came of it. */
  askedWith?: string;
  /** It counts on the buyer's record. */
  strike?: true;
  /** Until when what is due has to be refunded, RFC 3339, where the policy says. */
  refundBy?: string;
  /** What the seller bears. */
  penalty?: { counts?: true; fee?: Money };
  /** The ways on that were taken, oldest first, where the policy has disputes. `outcome`: how the platform decided. */
  routes?: RouteTaken[];
  revision: string;
}
