// What a cancellation does to an order, written a second time from the requirements alone: plain code, its own arithmetic,
// and nothing of the product's.

const hour = 3_600_000;
const day = 24 * hour;

export type Role = 'buyer' | 'seller' | 'platform';
export type State =
  | 'requested'
  | 'withdrawn'
  | 'declined'
  | 'expired'
  | 'superseded'
  | 'refunding'
  | 'cancelled'
  | 'undone'
  | 'escalated'
  | 'disputed';

export type Way = 'support' | 'mediation' | 'complaint' | 'dispute' | 'arbitration' | 'return';

/** A way on that somebody took. */
export interface Taken {
  way: Way;
  by: Role;
  at: number;
  endedAt: number | null;
  outcome: 'cancel' | 'decline' | null;
}

/** How long a way can be taken, and since when that is counted. */
interface Limit {
  within: number;
  since: (world: World, request: Request) => number | null;
}

export interface Request {
  state: State;
  by: Role;
  at: number;
  /** The order's status before. */
  previous: string;
  respondBy: number | null;
  remindAt: number | null;
  /** Units of each line; `null`: all that is left. */
  units: number[] | null;
  /** Its record names its lines; else it is about the order as a whole. */
  named: boolean;
  terms: Terms;
  due: number;
  given: number;
  method: string | null;
  /** How each part of the refund went back. */
  ways: string[];
  restocked: number[];
  /** Whether the coupon was given back. */
  coupon: boolean;
  /** What is kept of the money. */
  kept: number;
  /** The removal of items was pending, and ended with it. */
  endedRemoval: boolean;
  /** What became of the marketplace's fee. */
  feeReset: number;
  feeCredited: number;
  /** It counts against the buyer. */
  strike: boolean;
  /** When somebody, or silence, last said what becomes of it. */
  decidedAt: number | null;
  /** Ways on, oldest first. */
  routes: Taken[];
}

/** What the permission says of the consequences. */
interface Terms {
  restocks: boolean;
  resetsFee: boolean;
}

export interface Alert {
  kind: string;
  filedAt: number;
  respondedAt: number | null;
  acceptedAt: number | null;
  liftedAt: number | null;
}

/** An order, everything that concerns it, and the clock. Minor units; epoch ms. */
export interface World {
  now: number;
  placedAt: number;
  paidAt: number | null;
  shippedAt: number | null;
  deliveredAt: number | null;
  status: string;
  quantities: number[];
  prices: number[];
  cancelled: number[];
  shipping: number;
  paid: number;
  refunded: number;
  method: string;
  offer: boolean;
  agreed: boolean;
  terminated: Role[];
  alerts: Alert[];
  requests: Request[];
  /** The shop has been told to wait. */
  held: boolean;
  /** Units that are back in stock, by line. */
  stock: number[];
  couponRestored: boolean;
  couponUsed: boolean;
  strikes: number;
  remarks: number;
  marketFee: number;
  credited: number;
  removalPending: boolean;
}

export interface Choices {
  /** A valid reason and a comment. */
  said: boolean;
  units?: number[] | null;
  method?: string;
  /** Of `refund`; absent: all that is due. */
  amount?: number;
  restock?: boolean;
  restoreCoupon?: boolean;
  acknowledged?: boolean;
  outcome?: 'cancel' | 'decline';
}

export interface Market {
  name: string;
  /** The statuses through which the shop leads an order until it is shipped. */
  walk: string[];
  shipped: string;
  delivered: string;
  cancelled: string;
  requested: string | null;
  refunding: string | null;
  /** Single units may be cancelled. */
  parts: boolean;
  completes: 'at-once' | 'when-refunded';
  respondWithin: number | null;
  silence: 'accept' | 'decline' | 'escalate' | 'nothing';
  remindAfter: number | null;
  holds: boolean;
  escalatesAfter: ('declined' | 'silence')[];
  disputes: State[];
  /** The ways on that there are; `null`: the platform hears both, and nothing is told apart. */
  ways: Partial<Record<Way, Limit | 'always'>> | null;
  undoneBy: Role[];
  remarks: boolean;
  strikes: boolean;
  methods: string[];
  /** The seller says whether items go back. */
  choosesStock: boolean;
  fee: { basisPoints: number; fixed: number };
  /** Who has to give a reason, for what. */
  demands: (role: Role, action: string) => boolean;
  permits: (world: World, role: Role) => { outcome: 'cancel' | 'request'; terms: Terms } | null;
  alerts: Record<
    string,
    { by: Role; from: number; when: (world: World) => boolean; penalty: string | null; lifted: string }
  >;
}

const openStates: State[] = ['requested', 'refunding', 'escalated', 'disputed'];
export const isOpen = (request: Request | null): request is Request => !!request && openStates.includes(request.state);
/** The place of the newest that is open, else of the latest; -1: there is none. */
export const currentAt = ({ requests }: World): number => {
  const open = requests.findLastIndex(isOpen);
  return open < 0 ? requests.length - 1 : open;
};
export const currentOf = (world: World): Request | null => world.requests[currentAt(world)] ?? null;
const isSettled = ({ state }: Request): boolean => state === 'cancelled' || state === 'refunding';
/** What is settled by its units is counted as cancelled, and holds none. */
const holds = (request: Request): boolean => isOpen(request) && !(request.state === 'refunding' && request.named);
const waits = (request: Request): boolean => holds(request) && request.state !== 'refunding';
const other = (role: Role): Role => (role === 'seller' ? 'buyer' : 'seller');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const left = ({ quantities, cancelled }: World) => quantities.map((quantity, at) => quantity - (cancelled[at] ?? 0));

/** What nobody has asked for yet. */
export function free(world: World): number[] {
  const holding = world.requests.filter(holds);
  if (holding.some(({ units }) => units === null)) return left(world).map(() => 0);
  return left(world).map((count, at) => count - sum(holding.map(({ units }) => units?.[at] ?? 0)));
}

/** Whether two are about the same lines, of which either may have asked for all. */
const overlaps = (one: Request, other: Request): boolean =>
  !one.named || !other.named || !!one.units?.some((count, at) => count > 0 && (other.units?.[at] ?? 0) > 0);

/** What is open is acted on, and what has ended until another one is about the same lines. */
function isActedOn({ requests }: World, at: number): boolean {
  const one = requests[at] as Request;
  return (
    isOpen(one) ||
    !requests.some((other, place) => place !== at && overlaps(one, other) && (place > at || holds(other)))
  );
}

/** Whether something of the order goes on without it. */
const leavesRest = (world: World, { units }: Request): boolean =>
  !!units && left(world).some((count, at) => count > (units[at] as number));

const plain: Terms = { restocks: false, resetsFee: false };
const base: Omit<Market, 'name' | 'walk' | 'shipped' | 'delivered' | 'permits'> = {
  cancelled: 'CANCELLED',
  requested: null,
  refunding: null,
  parts: false,
  completes: 'at-once',
  respondWithin: null,
  silence: 'nothing',
  remindAfter: null,
  holds: false,
  escalatesAfter: [],
  disputes: [],
  ways: null,
  undoneBy: [],
  remarks: false,
  strikes: false,
  methods: ['original'],
  choosesStock: false,
  fee: { basisPoints: 0, fixed: 0 },
  demands: () => false,
  alerts: {},
};

/** PM-1 to PM-18, DP-1 to DP-19. */
const poshmark: Market = {
  ...base,
  name: 'poshmark',
  walk: ['PLACED'],
  shipped: 'SHIPPED',
  delivered: 'DELIVERED',
  methods: ['credits'],
  respondWithin: 48 * hour,
  silence: 'escalate',
  escalatesAfter: ['declined', 'silence'],
  disputes: ['declined', 'superseded', 'escalated'],
  ways: { support: 'always', dispute: 'always', arbitration: 'always', return: 'always' },
  remarks: true,
  strikes: true,
  permits(world, role) {
    const { now, placedAt, status, agreed, offer } = world;
    const last = currentOf(world);
    const open = isOpen(last);
    if (role === 'platform' || status === 'CANCELLED') return null;
    if (world.shippedAt !== null) {
      return agreed && !open && status === 'SHIPPED' ? { outcome: 'cancel', terms: plain } : null;
    }
    if (
      role === 'buyer' &&
      now >= placedAt + 7 * day &&
      (!open || last.state === 'requested' || last.state === 'escalated')
    ) {
      return { outcome: 'cancel', terms: plain };
    }
    if (open) return null;
    if (role === 'seller') return { outcome: 'cancel', terms: plain };
    return { outcome: !offer && now < placedAt + 3 * hour ? 'cancel' : 'request', terms: plain };
  },
};

const active = ['PENDING', 'UPDATED', 'PROCESSING', 'READY', 'PAID', 'PACKED'];
const problems = ['NPB', 'NPX', 'NRS', 'NSS'];

/** BL-1 to BL-23. */
const bricklink: Market = {
  ...base,
  name: 'bricklink',
  walk: active,
  shipped: 'SHIPPED',
  delivered: 'RECEIVED',
  requested: 'OCR',
  remindAfter: 3 * day,
  demands: (_, action) => action === 'cancel' || action === 'request',
  permits(world, role) {
    const { now, status, alerts, terminated } = world;
    const last = currentOf(world);
    const open = isOpen(last);
    const full: Terms = { restocks: true, resetsFee: true };
    if (role === 'platform' || status === 'CANCELLED') return null;
    const early = world.shippedAt === null;
    const known = [...active, ...problems, 'OCR'].includes(status);
    const gone = known && early && (!open || last.state === 'requested');
    if (gone && role === 'seller' && terminated.includes('buyer')) return { outcome: 'cancel', terms: full };
    if (gone && role === 'buyer' && terminated.includes('seller')) {
      return { outcome: 'cancel', terms: { restocks: false, resetsFee: true } };
    }
    if (open) return null;
    const standing = alerts.filter(({ liftedAt }) => liftedAt === null);
    const on = (kind: string, age: number, fits: (alert: Alert) => boolean = () => true) =>
      standing.some((alert) => alert.kind === kind && now >= alert.filedAt + age && fits(alert));
    const workable = [...active, ...problems].includes(status);
    if (role === 'seller' && workable && early) {
      const closed =
        status === 'NPX' ||
        on('NPB', 0, ({ acceptedAt }) => acceptedAt !== null) ||
        on('NPB', 14 * day, ({ respondedAt }) => respondedAt !== null) ||
        on('NPB', 7 * day, ({ respondedAt }) => respondedAt === null);
      if (closed) return { outcome: 'cancel', terms: full };
    }
    if (role === 'buyer') {
      const back = workable || status === 'SHIPPED' || status === 'RECEIVED';
      if ((workable && early && on('NRS', 14 * day)) || (back && on('NSS', 14 * day))) {
        return { outcome: 'cancel', terms: plain };
      }
    }
    if (!early || standing.length > 0 || !active.includes(status)) return null;
    return { outcome: role === 'seller' ? 'cancel' : 'request', terms: full };
  },
  alerts: {
    NPB: {
      by: 'seller',
      from: 7 * day,
      when: ({ status, paidAt }) => active.includes(status) && paidAt === null,
      penalty: 'NPX',
      lifted: 'PENDING',
    },
    NRS: {
      by: 'buyer',
      from: 7 * day,
      when: ({ status, paidAt }) => active.includes(status) && paidAt === null,
      penalty: null,
      lifted: 'PENDING',
    },
    NSS: {
      by: 'buyer',
      from: 7 * day,
      when: ({ status, paidAt }) => [...active, 'SHIPPED', 'RECEIVED'].includes(status) && paidAt !== null,
      penalty: null,
      lifted: 'PENDING',
    },
  },
};

/** B2B-1 to B2B-16. */
const supplier: Market = {
  ...base,
  name: 'b2b-supplier',
  walk: ['PENDING', 'CONFIRMED', 'PROCESSING'],
  shipped: 'OUT_FOR_DELIVERY',
  delivered: 'DELIVERED',
  permits: (world, role) =>
    role === 'buyer' && supplier.walk.includes(world.status) && world.shippedAt === null
      ? { outcome: 'cancel', terms: { restocks: true, resetsFee: false } }
      : null,
};

/** SB-1 to SB-12. */
const shopBuilder: Market = {
  ...base,
  name: 'shop-builder',
  walk: ['AWAITING_PAYMENT', 'PREPARING', 'AWAITING_SHIPMENT', 'ON_HOLD'],
  shipped: 'IN_TRANSIT',
  delivered: 'DELIVERED',
  requested: 'CANCELLATION_REQUESTED',
  refunding: 'CANCELLATION_IN_PROGRESS',
  parts: true,
  completes: 'when-refunded',
  undoneBy: ['seller'],
  methods: ['original', 'bank_deposit', 'points', 'credits'],
  choosesStock: true,
  demands: (role, action) => role === 'seller' && ['cancel', 'accept', 'decline'].includes(action),
  permits(world, role) {
    if (role === 'platform' || sum(free(world)) === 0 || !shopBuilder.walk.includes(world.status)) return null;
    if (world.shippedAt !== null) return null;
    return { outcome: role === 'seller' ? 'cancel' : 'request', terms: { restocks: true, resetsFee: false } };
  },
};

/** A shop that holds what somebody asks for: each side asks the other, and silence is assent. */
const assent: Market = {
  ...base,
  name: 'silence-accepts',
  walk: ['NEW', 'READY'],
  shipped: 'SENT',
  delivered: 'THERE',
  respondWithin: day,
  silence: 'accept',
  holds: true,
  escalatesAfter: ['declined'],
  permits: (world, role) =>
    role !== 'platform' && !isOpen(currentOf(world)) && assent.walk.includes(world.status)
      ? { outcome: 'request', terms: plain }
      : null,
};

/** A shop that cancels single units for a fee, refunds by hand, and refuses by silence. */
const refusal: Market = {
  ...base,
  name: 'silence-declines',
  walk: ['NEW', 'READY'],
  shipped: 'SENT',
  delivered: 'THERE',
  requested: 'ASKED',
  refunding: 'REFUNDING',
  parts: true,
  completes: 'when-refunded',
  respondWithin: 2 * day,
  silence: 'decline',
  remindAfter: day,
  holds: true,
  escalatesAfter: ['declined'],
  disputes: ['declined', 'expired', 'superseded', 'escalated'],
  undoneBy: ['seller', 'platform'],
  strikes: true,
  fee: { basisPoints: 725, fixed: 90 },
  permits: (world, role) =>
    role !== 'platform' && sum(free(world)) > 0 && refusal.walk.includes(world.status)
      ? { outcome: role === 'seller' ? 'cancel' : 'request', terms: { restocks: true, resetsFee: true } }
      : null,
};

/** A shop with every way on, each for a time that is counted since something else. */
const sixWays: Market = {
  ...base,
  name: 'six-ways',
  walk: ['NEW', 'READY'],
  shipped: 'SENT',
  delivered: 'THERE',
  requested: 'ASKED',
  respondWithin: 2 * day,
  silence: 'escalate',
  holds: true,
  escalatesAfter: ['declined', 'silence'],
  disputes: ['declined', 'expired', 'superseded', 'escalated'],
  ways: {
    support: { within: 5 * day, since: (_, { at }) => at },
    mediation: { within: 3 * day, since: ({ shippedAt }) => shippedAt },
    complaint: { within: 14 * day, since: ({ placedAt }) => placedAt },
    dispute: { within: 2 * day, since: (_, { decidedAt }) => decidedAt },
    arbitration: {
      within: 7 * day,
      since: (_, { routes }) => routes.findLast(({ way }) => way === 'dispute')?.at ?? null,
    },
    return: { within: day, since: ({ deliveredAt }) => deliveredAt },
  },
  permits: (world, role) =>
    role !== 'platform' && !isOpen(currentOf(world)) && sixWays.walk.includes(world.status)
      ? { outcome: 'request', terms: plain }
      : null,
};

export const markets: Market[] = [poshmark, bricklink, supplier, shopBuilder, assent, refusal, sixWays];

/** The month of every order here ends in New York. */
const monthEnds = Date.parse('2026-04-01T04:00:00Z');

export const actionNames = [
  ...[
    'cancel',
    'request',
    'withdraw',
    'accept',
    'decline',
    'refund',
    'undo',
    'escalate',
    'resolve',
    'dispute',
    'mediate',
    'complain',
    'arbitrate',
    'abandon',
    'remark',
  ],
] as const;

const running = ({ routes }: Request, way: Way) => routes.some((taken) => taken.way === way && taken.endedAt === null);

function take(market: Market, { now }: World, request: Request, way: Way, by: Role): void {
  if (market.ways) request.routes.push({ way, by, at: now, endedAt: null, outcome: null });
}

/** Whatever others were to say is said, or not asked for any more. A return is between buyer and seller. */
function close({ now }: World, request: Request, outcome: Taken['outcome'] = null): void {
  for (const taken of request.routes) {
    if (taken.endedAt !== null || taken.way === 'return') continue;
    taken.endedAt = now;
    taken.outcome = outcome;
  }
}

/** Whether somebody may do something now; of `resolve`, with that outcome. What it demands beside is not asked. */
export function mayDo(
  market: Market,
  world: World,
  role: Role,
  action: string,
  outcome?: 'cancel' | 'decline',
  which = currentAt(world),
): boolean {
  if (action === 'cancel' || action === 'request') return market.permits(world, role)?.outcome === action;
  const last = world.requests[which];
  if (!last || !isActedOn(world, which)) return false;
  const { state, by } = last;
  const early = world.shippedAt === null;
  const waiting = state === 'requested' || state === 'escalated';
  const heard = state === 'escalated' || state === 'disputed';
  const over = ['declined', 'expired', 'superseded'].includes(state);
  const party = role === by || role === other(by);
  const ended = (way: Way) => last.routes.find((taken) => taken.way === way && taken.endedAt !== null);
  const took = (way: Way) => last.routes.some((taken) => taken.way === way);
  const inTime = (way: Way): boolean => {
    const limit = market.ways?.[way];
    if (limit === undefined || limit === 'always') return true;
    const start = limit.since(world, last);
    return start === null || world.now - start < limit.within;
  };
  const there = (way: Way) => market.ways?.[way] !== undefined && inTime(way);
  switch (action) {
    case 'withdraw':
      return waiting && role === by;
    case 'accept':
      return waiting && role === other(by) && early;
    case 'decline': {
      const late = state === 'superseded' && market.ways !== null && last.decidedAt === null;
      return (state === 'requested' || late) && role === other(by);
    }
    case 'escalate': {
      if (market.escalatesAfter.length === 0 || !inTime('support')) return false;
      if (state === 'requested' && role === other(by)) return true;
      if (role !== by) return false;
      const silent = last.respondBy !== null && world.now >= last.respondBy;
      if (state === 'requested') return silent && market.escalatesAfter.includes('silence');
      return ['declined', 'expired'].includes(state) && early && market.escalatesAfter.includes('declined');
    }
    case 'dispute':
      return role === 'buyer' && market.disputes.includes(state) && !took('dispute') && inTime('dispute');
    case 'mediate':
      return party && heard && there('mediation') && !running(last, 'mediation');
    case 'complain':
      return role === 'buyer' && (over || heard) && there('complaint') && !took('complaint');
    case 'arbitrate': {
      const lost = ended('dispute')?.outcome === 'decline';
      return party && state === 'declined' && lost && there('arbitration') && !took('arbitration');
    }
    case 'abandon':
      return role === by && (over || heard) && there('return') && !took('return');
    case 'resolve': {
      if (role !== 'platform' || !(state === 'escalated' || state === 'disputed')) return false;
      return outcome === 'cancel' ? early : true;
    }
    case 'refund':
      return role !== 'buyer' && state === 'refunding';
    case 'undo':
      return (state === 'refunding' || state === 'cancelled') && market.undoneBy.includes(role);
    case 'remark':
      return market.remarks && state === 'cancelled' && role === 'seller' && by === 'buyer' && world.remarks === 0;
    default:
      return false;
  }
}

/** Does it, or says why not, with nothing changed. */
export function act(
  market: Market,
  world: World,
  role: Role,
  action: string,
  choices: Choices,
  which = currentAt(world),
): World | string {
  const opens = action === 'cancel' || action === 'request';
  if (!mayDo(market, world, role, action, choices.outcome, which))
    return opens ? 'decision-changed' : 'illegal-transition';
  const next = structuredClone(world);
  const unsaid = market.demands(role, action) && !choices.said;
  if (opens) {
    const opened = open(market, next, role, action, choices);
    return typeof opened !== 'string' && unsaid ? 'reason-invalid' : opened;
  }
  if (unsaid) return 'reason-invalid';
  const last = next.requests[which] as Request;
  switch (action) {
    case 'withdraw':
      close(next, last);
      return ended(market, next, last, 'withdrawn');
    case 'decline':
      if (last.state !== 'superseded') return ended(market, next, last, 'declined');
      last.state = 'declined';
      last.decidedAt = next.now;
      return next;
    case 'accept':
      close(next, last);
      return settled(market, next, last, choices);
    case 'escalate':
      take(market, next, last, 'support', role);
      if (last.state !== 'requested') {
        last.previous = next.status;
        if (market.requested && !leavesRest(next, last)) next.status = market.requested;
        next.held ||= market.holds;
      }
      last.state = 'escalated';
      last.remindAt = null;
      return next;
    case 'dispute':
    case 'arbitrate':
      take(market, next, last, action === 'dispute' ? 'dispute' : 'arbitration', role);
      last.state = 'disputed';
      return next;
    case 'mediate':
    case 'complain':
      take(market, next, last, action === 'mediate' ? 'mediation' : 'complaint', role);
      return next;
    case 'abandon': {
      const heard = last.state === 'escalated' || last.state === 'disputed';
      close(next, last);
      take(market, next, last, 'return', role);
      return heard ? ended(market, next, last, 'withdrawn') : next;
    }
    case 'resolve':
      close(next, last, choices.outcome);
      return choices.outcome === 'cancel'
        ? settled(market, next, last, choices)
        : ended(market, next, last, 'declined');
    case 'refund':
      return refunded(market, next, last, choices);
    case 'undo':
      return undone(market, next, last, choices);
    default:
      if (!choices.said) return 'comment-required';
      next.remarks += 1;
      return next;
  }
}

function open(market: Market, next: World, role: Role, action: string, choices: Choices): World | string {
  const { units: named = null } = choices;
  const [rest, there] = [left(next), market.parts ? free(next) : left(next)];
  const meant = named ?? there;
  const units = meant.every((count, at) => count === rest[at]) ? null : meant;
  if (named && (units || market.parts)) {
    if (market.parts && named.some((count, at) => count > 0 && there[at] === 0)) return 'decision-changed';
    const fits = named.every((count, at) => count <= (there[at] as number)) && sum(named) > 0;
    if (!market.parts || !fits) return 'invalid-request';
  }
  const terms = market.permits(next, role)?.terms ?? plain;
  const before = market.parts ? null : currentOf(next);
  const previous = isOpen(before) ? before.previous : next.status;
  if (isOpen(before)) {
    before.state = before.by === role ? 'withdrawn' : 'superseded';
    if (before.by === role) before.decidedAt = next.now;
    before.remindAt = null;
    close(next, before);
  }
  const request: Request = {
    state: 'requested',
    by: role,
    at: next.now,
    previous,
    respondBy: null,
    remindAt: null,
    units,
    named: units !== null,
    terms,
    due: 0,
    given: 0,
    method: null,
    ways: [],
    restocked: [],
    coupon: false,
    kept: 0,
    endedRemoval: false,
    feeReset: 0,
    feeCredited: 0,
    strike: false,
    decidedAt: null,
    routes: [],
  };
  next.requests.push(request);
  const { held } = next;
  if (action === 'cancel') {
    const done = settled(market, next, request, role === 'buyer' ? { said: true } : choices);
    // Beside what others wait for nothing goes on.
    if (market.parts && typeof done !== 'string') done.held = held;
    return done;
  }
  request.respondBy = market.respondWithin === null ? null : next.now + market.respondWithin;
  request.remindAt = market.remindAfter === null ? null : next.now + market.remindAfter;
  // Of a part, the order keeps its own.
  if (market.requested && !units) next.status = market.requested;
  next.held ||= market.holds;
  return next;
}

/** A request that ends without a cancellation: the order goes back to where it was (BL-14). */
function ended(market: Market, next: World, request: Request, state: State): World {
  if (market.requested && next.status === market.requested) next.status = request.previous;
  next.held &&= next.requests.some((one) => one !== request && waits(one));
  request.state = state;
  request.decidedAt = next.now;
  request.remindAt = null;
  return next;
}

/** The ways that money goes back. What was paid in credits is not paid out. */
function methodsOf({ methods }: Market, { method }: World): string[] {
  return method === 'credits' ? methods.filter((one) => ['points', 'credits', methods[0]].includes(one)) : methods;
}

function settled(market: Market, next: World, request: Request, choices: Choices): World | string {
  if (choices.method !== undefined && !methodsOf(market, next).includes(choices.method)) return 'invalid-request';
  const units = request.units ?? left(next);
  const whole = units.every((count, at) => count === left(next)[at]);
  // What was given back cannot be given back again, nor what is kept of other parts; a part gets its share at most, and of
  // that what is there beyond what the rest costs.
  const kept = sum(next.requests.filter(isSettled).map((one) => one.kept + one.due - one.given));
  const there = next.paid - next.refunded - kept;
  const { share, rest } = shareOf(next, units);
  const refundable = Math.max(0, market.parts ? Math.min(share, there - rest) : there);
  // A method that nothing goes back by cannot be chosen.
  if (choices.method !== undefined && refundable === 0) return 'invalid-request';
  const { basisPoints, fixed } = market.fee;
  const due =
    refundable -
    Math.min(refundable, Math.floor((refundable * basisPoints + 5_000) / 10_000) + (refundable ? fixed : 0));
  const atOnce = market.completes === 'at-once' || due === 0 || next.method === 'credits';
  const back = request.terms.restocks && (!market.choosesStock || choices.restock !== false);
  request.units = units;
  request.named = !whole || sum(next.cancelled) > 0;
  request.decidedAt = next.now;
  request.due = due;
  request.kept = refundable - due;
  request.method = due > 0 ? (choices.method ?? (market.methods[0] as string)) : null;
  request.state = atOnce ? 'cancelled' : 'refunding';
  request.remindAt = null;
  request.restocked = back ? units : units.map(() => 0);
  // Once, and when nothing is left that it was used for.
  const restored = next.requests.some((one) => one !== request && one.coupon && one.state !== 'undone');
  request.coupon = choices.restoreCoupon === true && whole && !restored;
  if (whole) next.status = atOnce ? market.cancelled : (market.refunding ?? market.cancelled);
  else if (market.requested && next.status === market.requested) next.status = request.previous;
  if (atOnce) next.refunded += due;
  if (atOnce) request.given = due;
  if (atOnce && request.method !== null) request.ways = [request.method];
  if (market.parts) next.cancelled = next.cancelled.map((count, at) => count + (units[at] as number));
  next.stock = next.stock.map((count, at) => count + (request.restocked[at] as number));
  next.couponRestored ||= request.coupon;
  next.held &&= next.requests.some((one) => one !== request && waits(one));
  // Once an order, in however many parts it goes.
  const struck = next.requests.some(({ strike, state }) => strike && state !== 'undone');
  request.strike = market.strikes && request.by === 'buyer' && !struck;
  if (request.strike) next.strikes += 1;
  if (whole) {
    request.endedRemoval = next.removalPending;
    next.removalPending = false;
    if (request.terms.resetsFee && next.marketFee > 0) {
      if (next.now < monthEnds) request.feeReset = next.marketFee;
      else request.feeCredited = next.marketFee;
      next.marketFee -= request.feeReset;
      next.credited += request.feeCredited;
    }
  }
  return next;
}

/** What was paid for these units: their part of everything but the shipping, which comes back with the last of them. */
function shareOf(world: World, units: number[]): { share: number; rest: number } {
  const { quantities, prices, cancelled, paid, shipping } = world;
  const all = sum(quantities.map((quantity, at) => quantity * (prices[at] as number)));
  const upTo = (counts: number[]): number => {
    if (counts.every((count, at) => count === quantities[at])) return paid;
    return Math.floor(((paid - shipping) * sum(counts.map((count, at) => count * (prices[at] as number)))) / all);
  };
  const then = upTo(cancelled.map((count, at) => count + (units[at] as number)));
  return { share: then - upTo(cancelled), rest: paid - then };
}

function refunded(market: Market, next: World, request: Request, { amount, method }: Choices): World | string {
  const rest = request.due - request.given;
  const now = amount ?? rest;
  if (now < 1 || now > rest) return 'invalid-request';
  if (method !== undefined && method !== request.method && !methodsOf(market, next).includes(method)) {
    return 'invalid-request';
  }
  request.method = method ?? request.method;
  request.ways = [...request.ways, request.method as string];
  next.refunded += now;
  request.given += now;
  if (request.given < request.due) return next;
  request.state = 'cancelled';
  const over = market.parts ? sum(left(next)) === 0 : true;
  if (over) next.status = market.cancelled;
  else if (next.status === market.refunding) next.status = request.previous;
  return next;
}

function undone(market: Market, next: World, request: Request, { acknowledged }: Choices): World | string {
  const lasting = next.requests.filter((one) => one !== request && isSettled(one));
  if ([request, ...lasting].some(({ coupon }) => coupon) && next.couponUsed) return 'undo-unsafe';
  const own = ['bank_deposit', 'points', 'credits'];
  const paidAgain = request.ways.includes('bank_deposit');
  const captured = request.ways.some((way) => !own.includes(way)) && !own.includes(next.method);
  if ((paidAgain || captured) && !acknowledged) return 'undo-unsafe';
  const marked = next.status === market.refunding || next.status === market.cancelled;
  if (marked) next.status = request.previous;
  if (market.parts)
    next.cancelled = next.cancelled.map((count, at) => count - ((request.units as number[])[at] as number));
  next.stock = next.stock.map((count, at) => count - (request.restocked[at] as number));
  // Whichever of them was the last of the order, it is not any more.
  for (const one of [request, ...lasting]) {
    if (one.coupon) next.couponRestored = false;
    if (one.endedRemoval) next.removalPending = true;
    next.marketFee += one.feeReset;
    next.credited -= one.feeCredited;
    Object.assign(one, { coupon: false, endedRemoval: false, feeReset: 0, feeCredited: 0 });
  }
  const heir = lasting.find(({ by }) => by === 'buyer');
  if (request.strike && heir) heir.strike = true;
  else if (request.strike) next.strikes -= 1;
  request.strike = false;
  request.state = 'undone';
  request.decidedAt = next.now;
  return next;
}

/** The clock: what is due by now. `null`: nothing is. */
export function due(market: Market, world: World): World | null {
  const next = structuredClone(world);
  let changed = false;
  for (const one of next.requests) {
    if (one.state !== 'requested') continue;
    if (one.remindAt !== null && world.now >= one.remindAt) {
      one.remindAt = null;
      changed = true;
    }
    if (one.respondBy === null || world.now < one.respondBy || market.silence === 'nothing') continue;
    changed = true;
    if (market.silence === 'decline') ended(market, next, one, 'expired');
    else if (market.silence === 'accept') settled(market, next, one, { said: true });
    else {
      one.state = 'escalated';
      take(market, next, one, 'support', 'platform');
    }
    one.remindAt = null;
  }
  return changed ? next : null;
}

/**
 * The warehouse sends it, unless it is told to wait or the order is cancelled. A request that is not settled is superseded.
 * `anyway`: it was on its way when the warehouse was told to wait.
 */
export function ship(market: Market, world: World, anyway: boolean): World | null {
  const stays = [market.cancelled, market.refunding, market.shipped, market.delivered].includes(world.status);
  if (world.shippedAt !== null || (world.held && !anyway) || stays) return null;
  const next = structuredClone(world);
  next.status = market.shipped;
  next.shippedAt = next.now;
  for (const one of next.requests) {
    if (one.state !== 'requested' && one.state !== 'escalated') continue;
    one.state = 'superseded';
    close(next, one);
    one.remindAt = null;
    next.held &&= next.requests.some(waits);
  }
  return next;
}

export function fileAlert(market: Market, world: World, role: Role, kind: string, action: string): World | string {
  const declared = market.alerts[kind];
  if (!declared) return 'unknown-notice';
  const { by, from, when, penalty, lifted } = declared;
  const next = structuredClone(world);
  const standing = next.alerts.findLast((alert) => alert.kind === kind && alert.liftedAt === null);
  const allowed =
    action === 'file' ? role === by : action === 'lift' ? role === by || role === 'platform' : role === other(by);
  if (!allowed) return 'not-for-role';
  if (world.status === market.cancelled) return 'not-possible';
  if (action === 'file') {
    if (standing) return 'already-standing';
    if (world.now < world.placedAt + from) return 'too-early';
    if (!when(world)) return 'not-possible';
    next.alerts.push({ kind, filedAt: next.now, respondedAt: null, acceptedAt: null, liftedAt: null });
    next.status = kind;
    return next;
  }
  if (!standing) return 'none-standing';
  const marks = world.status === kind || (penalty !== null && world.status === penalty);
  if (action === 'lift') {
    standing.liftedAt = next.now;
    if (marks) next.status = lifted;
    return next;
  }
  if (action === 'respond') {
    if (standing.respondedAt !== null) return 'not-possible';
    standing.respondedAt = next.now;
    return next;
  }
  if (penalty === null || standing.acceptedAt !== null || !marks) return 'not-possible';
  standing.acceptedAt = next.now;
  next.status = penalty;
  return next;
}
