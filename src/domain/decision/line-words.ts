import type { CancelPolicy } from '../policy.ts';
import {
  compileCondition,
  type EvaluationScope,
  factReader,
  findEdge,
  isObject,
  type LineInScope,
  listOf,
  type Of,
  type Setting,
  type Test,
  type Truth,
  truth,
  unknown,
  type Vocabulary,
  type Word,
} from './conditions.ts';
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

  someLine({ someLine }: Of<'someLine'>, _policy: CancelPolicy, setting: Setting): Word {
    const inner = compileCondition(someLine, setting);
    const test: Test = typeof inner === 'function' ? inner : () => inner.value;
    // Lines are gone through once, however many of them ask.
    const kept = new WeakMap<object, Timeline>();
    const timelineIn = (scope: EvaluationScope): Timeline => {
      const timeline = kept.get(scope.read) ?? anyOf(scope, test);
      kept.set(scope.read, timeline);
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
function anyOf({ order, cancellation, cancellations, now, read }: EvaluationScope, test: Test): Timeline {
  read['lines'] ??= linesOf(order);
  const lines = read['lines'] as LineInScope[] | null;
  if (!lines) return { edges: [Number.NEGATIVE_INFINITY], values: [unknown] };
  const counts = new Map<Truth, number>();
  const add = (value: Truth, change: 1 | -1): void => void counts.set(value, (counts.get(value) ?? 0) + change);
  const changes: { at: number; before: Truth; after: Truth }[] = [];
  for (const line of new Map(lines.map((one) => [signatureOf(one), one])).values()) {
    const scope: EvaluationScope = {
      order,
      line,
      cancellation,
      cancellations,
      now,
      instants: {},
      read,
      edges: [],
      failed: [],
    };
    let before = test(scope);
    add(before, 1);
    scope.failed = null;
    for (const at of scope.edges.sort((one, other) => one - other)) {
      scope.now = at;
      const after = test(scope);
      if (after !== before) changes.push({ at, before, after });
      before = after;
    }
  }
  const any = (): Truth => ((counts.get(1) ?? 0) > 0 ? 1 : (counts.get(unknown) ?? 0) > 0 ? unknown : 0);
  const edges = [Number.NEGATIVE_INFINITY];
  const values = [any()];
  for (const { at, before, after } of changes.sort((one, other) => one.at - other.at)) {
    add(before, -1);
    add(after, 1);
    if (edges.at(-1) !== at) edges.push(at);
    values[edges.length - 1] = any();
  }
  return { edges, values };
}

const signatures = new WeakMap<LineInScope, string>();

/** What rules can tell lines apart by. */
export function signatureOf(line: LineInScope): string {
  let signature = signatures.get(line);
  if (signature === undefined) {
    const { record, parcels } = line;
    const facts = record['facts'];
    signature = isObject(facts) ? '' : textOf(facts ?? '');
    // What is no scalar is malformed, whatever it holds.
    if (isObject(facts)) for (const name in facts) signature += `${name} ${typeof facts[name]} ${textOf(facts[name])};`;
    for (const { shippedAt, deliveredAt, expectedAt } of parcels ?? []) {
      signature += `|${textOf(shippedAt)} ${textOf(deliveredAt)} ${textOf(expectedAt)}`;
    }
    signatures.set(line, signature);
  }
  return signature;
}

/** Any JSON may be there, and not all of it makes a text. */
function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? '{}' : String(value);
}
