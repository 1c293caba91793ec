import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../../src/domain/records.ts';
import type { Question } from '../../domain/reference.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What the policy names, and a little beside it. */
const chance = (random: () => number) => ({
  of: <T>(...values: readonly T[]) => values[Math.floor(random() * values.length)] as T,
  within: (most: number) => Math.floor(random() * most),
});

function leaves(policy: CancelPolicy): Condition[] {
  const found: Condition[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    found.push(value as Condition);
    Object.values(value).forEach(visit);
  };
  visit(policy.rules.map(({ when }) => when));
  return found;
}

type Named = Extract<Condition, { fact: string }>;

/** A random order of one line under a policy, near whatever its rules name. */
export function randomQuestion(policy: CancelPolicy, random: () => number): Question {
  const { of, within } = chance(random);
  const now = Date.parse('2026-03-20T12:00:00Z');
  const near = [0, hour, 3 * hour, 5 * hour, day, 2 * day, 7 * day, 14 * day, 20 * day];
  const ago = () => new Date(now - of(...near) - of(-1, 0, 1, within(day))).toISOString();
  const past = (text: string) => (Date.parse(text) > now ? new Date(now).toISOString() : text);
  const all = leaves(policy);
  const factsOf = (declared: CancelPolicy['facts'], word: 'fact' | 'lineFact') => {
    const facts: Record<string, unknown> = {};
    for (const [name, { type, default: value }] of Object.entries(declared ?? {})) {
      const named = all.flatMap((leaf) => (word in leaf && leaf[word as never] === name ? [leaf] : [])) as Named[];
      const values = named
        .flatMap(({ is, atLeast, below }) => [is, atLeast, below].flat())
        .filter((one) => one !== undefined);
      const instant = type === 'instant' ? ago() : type === 'date' ? ago().slice(0, 10) : undefined;
      const choice = of(undefined, value, instant, ...values, ...(type === 'boolean' ? [true, false] : []));
      if (choice !== undefined) facts[name] = choice;
    }
    return facts;
  };
  const facts = factsOf(policy.facts, 'fact');
  const lineFacts = factsOf(policy.lineFacts, 'lineFact');
  const kinds = all.flatMap((leaf) => ('notice' in leaf ? [leaf.notice].flat() : []));
  const notices = kinds.length
    ? Array.from({ length: within(3) }, () => ({
        kind: of(...kinds),
        filedAt: ago(),
        ...(random() < 0.4 && { respondedAt: ago() }),
        ...(random() < 0.3 && { penaltyAcceptedAt: ago() }),
        ...(random() < 0.2 && { liftedAt: ago() }),
      }))
    : undefined;
  const order = {
    id: 'o',
    status: of(...Object.keys(policy.statuses)),
    placedAt: past(ago()),
    ...(random() < 0.6 && { paidAt: past(ago()) }),
    ...(random() < 0.3 && { shippedAt: past(ago()) }),
    ...(random() < 0.2 && { deliveredAt: past(ago()) }),
    total: { amount: of(500, 1999, 10_000, 50_000), currency: of('EUR', 'USD') },
    payment: { method: 'card', paid: { amount: 1999, currency: 'EUR' }, refunded: { amount: 0, currency: 'EUR' } },
    lines: [
      {
        ...{ id: 'l', sku: '', title: '', quantity: 1, unitPrice: { amount: 1999, currency: 'EUR' } },
        ...(policy.lineFacts && { facts: lineFacts }),
      },
    ],
    buyer: { id: 'b', name: '', status: of('active', 'active', 'terminated'), recentCancellations: within(5) },
    seller: { id: 's', name: '', status: of('active', 'active', 'terminated'), recentCancellations: within(5) },
    ...(notices && { notices }),
    ...(random() < 0.4 && { scans: [{ at: ago(), code: of('label-created', 'picked-up', 'delivered') }] }),
    facts,
    revision: '1',
  };
  const states = ['requested', 'declined', 'withdrawn', 'expired', 'escalated', 'refunding', 'superseded', 'disputed'];
  const cancellation =
    random() < 0.5
      ? ({
          id: 'c',
          state: of(...states),
          requestedBy: of('buyer', 'seller'),
          requestedAt: past(ago()),
          lines: null,
        } as unknown as Cancellation)
      : null;
  return { policy, order, actor: of('buyer', 'seller', 'platform'), now, cancellation } as unknown as Question;
}

/** The same numbers for the same seed. */
export function randomFrom(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An order of one line is what becomes of that line. */
export const ofItsLine = (question: Question): Question => ({
  ...question,
  line: (question.order as Order).lines?.[0],
});
