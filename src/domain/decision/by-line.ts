import type { CancelPolicy, Outcome } from '../policy.ts';
import type { Cancellation } from '../records.ts';
import {
  type ByLine,
  type Change,
  decisionOf,
  type Engine,
  type Question,
  type Reach,
  type Ruling,
  saysSame,
  turnOf,
} from './compile.ts';
import { isOpen, type LineInScope, type MutableScope } from './conditions.ts';
import type { LineGroup, RuleTrace } from './decision.ts';
import { type LineReads, lineReadsOf, signatureOf } from './line-words.ts';
import { linesOf, reachOf, tellsShipments, type Whereabouts, whereaboutsOf } from './lines.ts';
import { isParted } from './parted.ts';

/** From the best: what a person can do most with. */
const ranks: Record<Outcome, number> = { cancel: 0, request: 1, 'ask-server': 2, return: 3, none: 4 };
const rankOf = ({ outcome }: { outcome: Outcome }): number => ranks[outcome];

/** More than any policy can tell apart. */
const mostRulings = 1e6;

/** After so many lines, of which most differ, telling the rest apart would take longer than asking each. */
const enoughToTell = 64;

/** Lines that nothing tells apart, as far as that was looked for. */
interface Kind {
  line: LineInScope;
  cancellation: Cancellation | null;
  /** What the order records, for all lines of which the same is true. */
  order: { instants: Record<string, number>; read: Record<string, unknown> };
  reach: Reach;
  /** Whether something of it is there to be cancelled. */
  lives: boolean;
  /** Of what else the same is ruled. */
  group: Group | null;
}

/** The kinds of an order, by their first lines, and which of them each line is of. */
interface Gathered {
  kinds: Kind[];
  kindOf: Kind[];
}

/** What is reached for one reason, and the kinds of which that is true, by what the order records for them. */
interface Sorted {
  reach: Reach;
  known: Map<Kind['order'], Map<string, Kind>>;
}

/** Lines of which the same is ruled, now and next. */
interface Group {
  ids: string[];
  ruling: Ruling;
  change: Change | null;
}

/**
 * Decides line by line: where a rule asks about lines, where something has become of parts of the order, and where a
 * cancellation of some lines is open.
 */
export function byLine(policy: CancelPolicy): ByLine {
  const reads = lineReadsOf(
    policy.rules.map(({ when }) => when),
    policy,
  );
  return (engine, question) => {
    const { order, cancellations } = question;
    if (!reads && !isParted(order, cancellations)) return null;
    const lines = linesOf(order);
    if (!lines) return decisionOf(engine.unruled('ask-server', 'order-unreadable'), null, []);
    if (lines.length === 0) return null;
    const isWhole = policy.lifecycle !== undefined && policy.lifecycle.scope !== 'lines';
    const told = tellsShipments(order, lines);
    const gathered = kindsOf(engine, question, whereaboutsOf(order, lines, cancellations), reads, told);
    const judge = judgeOf(engine, question);
    return isWhole ? ofAll(judge, gathered.kinds) : ofEach(judge, gathered, lines);
  };
}

/**
 * Lines, gathered by what can tell them apart. What some lines are asked for is open for these alone: the others are decided
 * on as if nothing were. Where the shop says what has left (`told`), an order's instants of shipment and delivery are those of
 * what has, and nothing to what is still there.
 */
function kindsOf(
  engine: Engine,
  { cancellations }: Question,
  lines: Whereabouts[],
  reads: LineReads | null,
  told: boolean,
): Gathered {
  const whole = cancellations.findLast((one) => isOpen(one) && !one.lines) ?? null;
  const ended = cancellations.findLast((one) => !isOpen(one)) ?? null;
  const all = lines.map(({ line }) => line);
  const kinds: Kind[] = [];
  const kindOf: Kind[] = [];
  // Of thousands of lines no two may be alike: nothing is written out for each but what its facts and parcels say.
  const orders = new Map<Cancellation | null, Kind['order'][]>();
  const reaches = new Map<string, Sorted[]>();
  for (const at of lines) {
    const { line, open, shipped, living, claimed, claim, reason } = at;
    const claimer = whole ?? (open - claimed <= 0 ? claim : null);
    const isThere = Number(told && living > shipped);
    // What takes the place of a request has all of it to take.
    const taken = claimer ? 0 : claimed;
    const [left, withShipped] = [reachOf(at, 'open', taken), reachOf(at, 'shipped', taken)];
    const ofClaimer = among(orders, claimer, noneYet<Kind['order']>);
    ofClaimer[isThere] ??= { instants: isThere ? { ...stillToCome } : {}, read: { lines: all } };
    const order = ofClaimer[isThere] as Kind['order'];
    const lives = left > 0;
    const extent = Number(lives) + 2 * Number(withShipped > 0) + 4 * Number(living > 0);
    const ofReason = among(reaches, reason, noneYet<Sorted>);
    ofReason[extent] ??= { reach: reachIn(extent, engine.unruled('none', reason)), known: new Map() };
    const { reach, known } = ofReason[extent] as Sorted;
    const isWorthTelling = kindOf.length < enoughToTell || kinds.length * 2 < kindOf.length;
    const alike = isWorthTelling ? among(known, order, newTable<string, Kind>) : null;
    const signature = alike && reads ? signatureOf(line, reads) : '';
    let kind = alike?.get(signature);
    if (!kind) {
      kind = { line, cancellation: claimer ?? ended, order, reach, lives, group: null };
      alike?.set(signature, kind);
      kinds.push(kind);
    }
    kindOf.push(kind);
  }
  return { kinds, kindOf };
}

/** What is still there has neither left nor arrived. */
const stillToCome = { shippedAt: Number.POSITIVE_INFINITY, deliveredAt: Number.POSITIVE_INFINITY };

/** Of lines some of which live (1), with what has left (2), or are not gone (4), what rules reach. */
function reachIn(extent: number, denial: Ruling): Reach {
  return {
    denial,
    admits: ({ outcome, covers }) => {
      if (outcome === 'return') return extent >= 4;
      if (outcome !== 'cancel' && outcome !== 'request') return true;
      return (extent & (covers === 'shipped' ? 2 : 1)) > 0;
    },
  };
}

function noneYet<T>(): T[] {
  return [];
}

function newTable<K, V>(): Map<K, V> {
  return new Map();
}

/** What a table has by a name; where it has nothing, what is made for it. */
function among<K, V>(table: Map<K, V>, name: K, make: () => V): V {
  let found = table.get(name);
  if (found === undefined) {
    found = make();
    table.set(name, found);
  }
  return found;
}

/** What is ruled of a kind of lines. */
interface Judge {
  /** Now; `seek`: with where that may change. */
  ruleNow(kind: Kind, seek: 'first' | 'all'): Ruling;
  /** The first change, of the kind that was asked last. */
  nextChange(present: Ruling): Change | null;
  /** Every change, of the kind that was asked last. */
  changes(present: Ruling): Change[];
  traceOf(kind: Kind): RuleTrace[];
}

/** There may be thousands: they are asked one after the other, in one scope. */
function judgeOf(engine: Engine, { order, actor, status, now, cancellations }: Question): Judge {
  const edges: number[] = [];
  const scope = { order, cancellations, edges, failed: null } as unknown as MutableScope;
  let program = engine.programFor(actor, status, null);
  let asked: Cancellation | null = null;
  let reach: Reach;
  const enter = (kind: Kind): void => {
    const { line, cancellation } = kind;
    edges.length = 0;
    scope.line = line;
    scope.now = now;
    scope.cancellation = cancellation;
    scope.instants = kind.order.instants;
    scope.read = kind.order.read;
    scope.ofLine = {};
    if (cancellation !== asked) {
      program = engine.programFor(actor, status, cancellation);
      asked = cancellation;
    }
    reach = kind.reach;
  };
  return {
    ruleNow(kind, seek) {
      enter(kind);
      return engine.ruleAt(program, scope, reach, seek);
    },
    nextChange: (present) => engine.nextChange(program, scope, present, reach),
    changes(present) {
      const changes: Change[] = [];
      let last = present;
      for (const at of [...new Set(edges)].sort((one, other) => one - other)) {
        scope.now = at;
        const ruling = engine.ruleAt(program, scope, reach);
        if (ruling !== last) changes.push({ at, ruling });
        last = ruling;
      }
      return changes;
    },
    traceOf(kind) {
      const trace: RuleTrace[] = [];
      enter(kind);
      engine.ruleAt(program, scope, reach, 'all', trace);
      return trace;
    },
  };
}

/** Where lines may go on their own: groups of them, the best as the head. */
function ofEach(judge: Judge, { kinds, kindOf }: Gathered, lines: LineInScope[]): ReturnType<typeof decisionOf> {
  const numberOf = numbering();
  const groups: Group[] = [];
  /** By what is ruled now and next, and by when that is; never, where nothing changes. */
  const known = new Map<number, Map<number, Group>>();
  let head: { kind: Kind; ruling: Ruling } | undefined;
  let next: Change | null = null;
  for (const kind of kinds) {
    const ruling = judge.ruleNow(kind, 'first');
    const change = judge.nextChange(ruling);
    const told = numberOf(ruling) * mostRulings + (change ? numberOf(change.ruling, change) + 1 : 0);
    const alike = among(known, told, newTable<number, Group>);
    const at = change ? change.at : Number.NaN;
    let group = alike.get(at);
    if (!group) {
      group = { ids: [], ruling, change };
      alike.set(at, group);
      groups.push(group);
    }
    kind.group = group;
    if (!head || rankOf(ruling) < rankOf(head.ruling)) head = { kind, ruling };
    if (change && (!next || change.at < next.at)) next = change;
  }
  const { kind, ruling } = head as NonNullable<typeof head>;
  const trace = judge.traceOf(kind);
  if (groups.length < 2) return decisionOf(ruling, turnOf(next), trace);
  for (let place = 0; place < kindOf.length; place++)
    kindOf[place]?.group?.ids.push(lines[place]?.record['id'] as string);
  const found = groups.map(({ ids, ruling, change }): LineGroup => {
    const { outcome, reason, ruleId, contact } = ruling;
    return { ids, outcome, reason, ruleId, contact, next: turnOf(change) };
  });
  return decisionOf(ruling, turnOf(next), trace, found);
}

/** Numbers rulings by what a person is told of them; of what is ruled `later`, no contact is told. */
function numbering(): (ruling: Ruling, later?: Change) => number {
  const known = new Map<Ruling, number>();
  const later = new Map<Ruling, number>();
  const texts = new Map<string, number>();
  return (ruling, change) => {
    const numbers = change ? later : known;
    let number = numbers.get(ruling);
    if (number === undefined) {
      const { outcome, reason, ruleId, contact } = ruling;
      const text = JSON.stringify([outcome, reason, ruleId, !change && contact]);
      number = texts.get(text) ?? texts.size;
      texts.set(text, number);
      numbers.set(ruling, number);
    }
    return number;
  };
}

/**
 * Where only all of an order can go, all that is still there: what is worst of it, for what one line lacks keeps the others.
 * What has left stays out of it, so that nothing is both shipped and cancelled.
 */
function ofAll(judge: Judge, kinds: Kind[]): ReturnType<typeof decisionOf> {
  const living = kinds.filter(({ lives }) => lives);
  const asked = living.length > 0 ? living : kinds;
  const rulings: Ruling[] = [];
  const changes: (Change & { index: number })[] = [];
  for (const [index, kind] of asked.entries()) {
    const ruling = judge.ruleNow(kind, 'all');
    rulings.push(ruling);
    for (const change of judge.changes(ruling)) changes.push({ ...change, index });
  }
  const worstOf = (): number =>
    rulings.reduce((worst, ruling, index) => (rankOf(ruling) > rankOf(rulings[worst] as Ruling) ? index : worst), 0);
  let worst = worstOf();
  const present = rulings[worst] as Ruling;
  const trace = judge.traceOf(asked[worst] as Kind);
  changes.sort((one, other) => one.at - other.at);
  let isStale = false;
  for (const [place, { at, index, ruling }] of changes.entries()) {
    const [rank, least] = [rankOf(ruling), rankOf(rulings[worst] as Ruling)];
    rulings[index] = ruling;
    isStale ||= index === worst || rank > least || (rank === least && index < worst);
    if (!isStale || changes[place + 1]?.at === at) continue;
    worst = worstOf();
    isStale = false;
    const coming = rulings[worst] as Ruling;
    if (!saysSame(coming, present)) return decisionOf(present, turnOf({ at, ruling: coming }), trace);
  }
  return decisionOf(present, null, trace);
}
