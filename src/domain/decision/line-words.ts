import type { CancelPolicy } from '../policy.ts';
import { own } from '../values/own-member.ts';
import {
  compileCondition,
  type EvaluationScope,
  factReader,
  findEdge,
  isAbsent,
  isObject,
  type LineInScope,
  listOf,
  type MutableScope,
  type Of,
  type Setting,
  type Test,
  type Truth,
  truth,
  unknown,
  type Vocabulary,
  type Word,
} from './conditions.ts';
import { lineInstantOf } from './line-instants.ts';
import { linesOf } from './lines.ts';
import { between, lastUpTo } from './rare-words.ts';

/** An answer from each edge, epoch ms, until the next; the first is from all time on. */
interface Timeline {
  edges: readonly number[];
  values: readonly Truth[];
}

/** The words about line items. Of an order without any, nothing that is asked of a line is true. */
export const lineWords = {
  lineFact(condition: Of<'lineFact'>, { lineFacts }: CancelPolicy): Word {
    const { is, lineFact } = condition;
    const wanted = listOf<unknown>(is);
    const read = factReader(lineFact, lineFacts, (value) =>
      is !== undefined ? truth(wanted.includes(value)) : value === null ? 0 : between(value, condition),
    );
    return ['shop', ({ line }) => (line ? read(line.record['facts']) : 0)];
  },

  someLine({ someLine }: Of<'someLine'>, policy: CancelPolicy, setting: Setting): Word {
    const inner = compileCondition(someLine, setting);
    const test: Test = typeof inner === 'function' ? inner : () => inner.value;
    const reads = lineReadsOf(someLine, policy);
    // Lines are gone through once, however many of them ask.
    const kept = new WeakMap<object, Timeline>();
    const timelineIn = (scope: EvaluationScope): Timeline => {
      let timeline = kept.get(scope.read);
      if (!timeline) {
        timeline = anyOf(scope, test, reads);
        kept.set(scope.read, timeline);
      }
      return timeline;
    };
    return [
      'shop',
      (scope, at) => {
        const { edges, values } = timelineIn(scope);
        return values[lastUpTo(edges, at)] as Truth;
      },
      (scope) => {
        for (const edge of timelineIn(scope).edges) findEdge(scope, edge);
      },
    ];
  },
} satisfies Vocabulary;

/** When a condition is true of any line: each is asked at the instants at which its own answer changes. */
function anyOf(whole: EvaluationScope, test: Test, reads: LineReads | null): Timeline {
  const { order, cancellation, cancellations, now, read } = whole;
  read['lines'] ??= linesOf(order);
  const lines = read['lines'] as LineInScope[] | null;
  if (!lines) return { edges: [Number.NEGATIVE_INFINITY], values: [unknown] };
  const counts = { 0: 0, 0.5: 0, 1: 0 };
  const changes: { at: number; before: Truth; after: Truth }[] = [];
  const asked = reads ? new Set<string>() : null;
  const edges: number[] = [];
  const scope: MutableScope = {
    ...{ order, cancellation, cancellations, now, read, edges, instants: {}, ofLine: {}, seeks: true, failed: null },
  };
  for (const line of reads ? lines : lines.slice(0, 1)) {
    if (asked) {
      const known = asked.size;
      if (asked.add(signatureOf(line, reads as LineReads)).size === known) continue;
    }
    edges.length = 0;
    Object.assign(scope, { line, now, ofLine: {}, seeks: true });
    let before = test(scope);
    counts[before]++;
    scope.seeks = false;
    for (const at of edges.sort((one, other) => one - other)) {
      scope.now = at;
      const after = test(scope);
      if (after !== before) changes.push({ at, before, after });
      before = after;
    }
  }
  const any = (): Truth => (counts[1] > 0 ? 1 : counts[unknown] > 0 ? unknown : 0);
  const timeline = { edges: [Number.NEGATIVE_INFINITY], values: [any()] };
  changes.sort((one, other) => one.at - other.at);
  for (const [place, { at, before, after }] of changes.entries()) {
    counts[before]--;
    counts[after]++;
    // Only what changes the whole is told: every line looks at it.
    if (changes[place + 1]?.at === at || any() === timeline.values.at(-1)) continue;
    timeline.edges.push(at);
    timeline.values.push(any());
  }
  return timeline;
}

/** What some conditions read of a line: by names. */
export interface LineReads {
  facts: string[];
  instants: ('shippedAt' | 'deliveredAt' | 'expectedAt')[];
}

/** What conditions read of the line that is asked; `null`: nothing. */
export function lineReadsOf(conditions: unknown, policy: CancelPolicy): LineReads | null {
  const names = new Set<string>();
  collect(conditions, policy, names);
  if (names.size === 0) return null;
  const facts = [...names].filter((name) => name.startsWith('facts.')).map((name) => name.slice('facts.'.length));
  const instants = [...names].filter((name) => !name.startsWith('facts.')) as LineReads['instants'];
  return { facts, instants };
}

function collect(condition: unknown, policy: CancelPolicy, names: Set<string>): void {
  if (Array.isArray(condition)) for (const part of condition) collect(part, policy, names);
  if (!isObject(condition)) return;
  const { since, before, lineFact, all, any, not } = condition;
  if (lineFact !== undefined) names.add(`facts.${lineFact}`);
  const instant = lineInstantOf(since ?? before, policy);
  if (instant) names.add(instant);
  collect(all ?? any ?? not, policy, names);
}

/** What rules that read so much can tell a line apart by. */
export function signatureOf({ record, parcels }: LineInScope, { facts: names, instants }: LineReads): string {
  const facts = record['facts'];
  let signature = '';
  if (names.length > 0) {
    if (!isAbsent(facts) && !isObject(facts)) signature = 'x';
    else for (const name of names) signature += textOf(own(facts, name));
  }
  if (instants.length === 0) return signature;
  // Without parcels it is the order's own.
  signature += parcels ? '' : '-';
  for (const parcel of parcels ?? []) for (const name of instants) signature += textOf(parcel[name]);
  return signature;
}

/** Any JSON may be there, and not all of it makes a text. With its length, so that no two values make the same together. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return `"${value.length}:${value}`;
  return typeof value === 'object' && value !== null ? '{}' : `${value};`;
}
