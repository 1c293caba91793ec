import fc from 'fast-check';
import type { OrderWord } from '../../src/domain/decision/conditions.ts';
import type { CancelPolicy, Condition, Verdict } from '../../src/domain/policy.ts';
import { type Actor, type Cancellation, cancellationStates, fulfilmentStatuses } from '../../src/domain/records.ts';
import { durationFrom } from './reference.ts';

/** The middle of all random instants: epoch ms. */
export const epoch = Date.parse('2026-03-01T12:00:00Z');
const hour = 3_600_000;

const statuses = ['OPEN', 'PACKED', 'SENT'];
const kinds = ['LATE', 'RUDE'];
const scanCodes = ['label-created', 'picked-up'];
const roles: Actor[] = ['buyer', 'seller', 'platform'];
// Few and related, so that instants and windows meet.
const durations = ['PT0S', 'PT1S', 'PT1H', 'PT3H', 'PT48H', 'P1D', 'P2D', 'P1W', 'P7DT1H', 'PT2H59M59S'];
const hours = [-200, -48, -3, -1, 0, 1, 2, 3, 24, 45, 48, 168];

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const oneOrMore = <T>(values: T[]): fc.Arbitrary<T | T[]> =>
  fc.oneof(pick(...values), fc.uniqueArray(pick(...values), { minLength: 1, maxLength: 3 }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>, key: string) =>
  fc.option(
    arbitrary.map((value) => ({ [key]: value })),
    { nil: {} },
  );
const merged = (...parts: fc.Arbitrary<object>[]) => fc.tuple(...parts).map((found) => Object.assign({}, ...found));

export const actorArbitrary = pick(...roles);
export const agentArbitrary = pick<Actor | 'nobody'>(...roles, ...roles, 'nobody');
export const nowArbitrary = fc
  .tuple(pick(...hours), pick(...hours), pick(-1, 0, 1))
  .map(([one, other, milliseconds]) => epoch + (one + other) * hour + milliseconds);

const instantText = fc.tuple(pick(...hours), pick('Z', '+01:00', '-08:00')).map(([count, offset]) => {
  const shift = offset === 'Z' ? 0 : Number(offset.slice(0, 3)) * hour;
  return new Date(epoch + count * hour + shift).toISOString().replace('Z', offset);
});
const malformed = pick<unknown>(null, '', '2026-02-30T00:00:00Z', '2026-03-01T12:00:00', 0, [], {}, false);
/** An instant, or now and then something that is none. */
const instantOr = fc.oneof({ arbitrary: instantText, weight: 9 }, { arbitrary: malformed, weight: 1 });

const windowArbitrary = fc
  .tuple(fc.option(pick(...durations)), fc.option(pick(...durations)))
  .filter(([from, until]) => until === null || durationFrom(until) > durationFrom(from ?? 'PT0S'))
  .map(([from, until]) => ({ ...(from && { from }), ...(until && { until }) }));
const range = fc.tuple(pick('atLeast', 'below', 'both'), pick(0, 1, 2), pick(1, 2)).map(([kind, low, width]) => ({
  ...(kind !== 'below' && { atLeast: low }),
  ...(kind !== 'atLeast' && { below: low + width }),
}));

const facts: NonNullable<CancelPolicy['facts']> = {
  flag: { type: 'boolean', default: false },
  bare: { type: 'boolean' },
  weight: { type: 'number', default: 1 },
  lane: { type: 'string', default: null },
  promisedAt: { type: 'instant' },
  openedAt: { type: 'instant', default: null },
  launchedAt: { type: 'instant', default: '2026-03-01T12:00:00Z' },
  day: { type: 'date' },
  openDay: { type: 'date', default: null },
};
const dates = ['2026-02-27', '2026-03-01', '2026-03-02', '2026-03-08', '2026-03-09'];
const derived = ['instants.soon', 'instants.then'];
const factValues = {
  flag: [true, false, null],
  bare: [true, false],
  weight: [0, 1, 2, null],
  lane: ['slow', 'fast', null],
};

const lineFacts: NonNullable<CancelPolicy['lineFacts']> = {
  made: { type: 'boolean', default: false },
  bare: { type: 'boolean' },
  weight: { type: 'number', default: 1 },
  startsAt: { type: 'instant', default: null },
};

const since = merged(
  fc.record({
    since: pick(
      ...['placedAt', 'paidAt', 'shippedAt', 'deliveredAt', 'requestedAt'],
      ...['facts.promisedAt', 'facts.openedAt', 'facts.launchedAt', 'facts.day', 'facts.openDay'],
      ...derived,
      ...['line.shippedAt', 'line.deliveredAt', 'line.expectedAt', 'line.facts.startsAt'],
    ),
  }),
  windowArbitrary,
);
const before = fc
  .tuple(
    pick('facts.promisedAt', 'facts.openedAt', 'facts.launchedAt', 'facts.day', 'facts.openDay', ...derived),
    windowArbitrary,
  )
  // Such a window is counted back: it begins with the longer of its bounds.
  .map(([before, { from, until }]) => ({ before, ...(until && { from: until }), ...(from && { until: from }) }));
const scan = merged(
  fc.record({ scan: fc.oneof(pick(...scanCodes), fc.record({ not: pick(...scanCodes) })) }),
  windowArbitrary,
);
const notice = merged(
  fc.record({ notice: oneOrMore(kinds) }),
  maybe(fc.boolean(), 'responded'),
  maybe(fc.boolean(), 'penaltyAccepted'),
  windowArbitrary,
);
const fact = pick(...(Object.keys(factValues) as (keyof typeof factValues)[])).chain((name) =>
  oneOrMore<boolean | number | string | null>(factValues[name]).map((is) => ({ fact: name, is })),
);
const lineFact = fc.oneof(
  fc.record({ lineFact: pick('made', 'bare'), is: pick(true, false) }),
  merged(fc.constant({ lineFact: 'weight' }), range),
);
/** Random conditions of one word each. */
export const words: Record<OrderWord | 'actor' | 'status', fc.MaybeWeightedArbitrary<unknown>> = {
  since: { arbitrary: since, weight: 8 },
  before: { arbitrary: before, weight: 4 },
  scan: { arbitrary: scan, weight: 2 },
  attempts: merged(fc.record({ attempts: actorArbitrary }), range),
  notice: { arbitrary: notice, weight: 3 },
  actor: merged(fc.record({ actor: oneOrMore<Actor | 'nobody'>([...roles, 'nobody']) })),
  status: merged(fc.record({ status: oneOrMore(statuses) })),
  account: fc.record({ account: pick('buyer', 'seller'), is: pick('active', 'terminated') }),
  fact: fc.oneof(fact, merged(fc.constant({ fact: 'weight' }), range)),
  amount: merged(fc.record({ amount: pick('total', 'paid', 'refunded'), currency: pick('EUR', 'USD') }), range),
  recentCancellations: merged(fc.record({ recentCancellations: pick('buyer', 'seller') }), range),
  lineFact,
  someLine: fc
    .oneof(
      lineFact,
      since,
      fc.tuple(lineFact, since).map((all) => ({ all })),
    )
    .map((someLine) => ({ someLine })),
  request: merged(
    fc.record({ request: oneOrMore<string>(['open', 'none', ...cancellationStates]) }),
    maybe(oneOrMore(roles), 'by'),
  ),
};
const word = fc.oneof(...Object.values(words)) as fc.Arbitrary<Condition>;

const { condition } = fc.letrec<{ condition: Condition; list: Condition[] }>((tie) => ({
  list: fc.array(tie('condition'), { maxLength: 3 }),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: word, weight: 4 },
    { arbitrary: tie('list').map((all) => ({ all })), weight: 2 },
    { arbitrary: tie('list').map((any) => ({ any })), weight: 2 },
    { arbitrary: tie('condition').map((not) => ({ not })), weight: 1 },
  ),
}));
export const conditionArbitrary = condition;

// Few, so that neighbours say the same and only the rule differs.
const verdict: fc.Arbitrary<Verdict> = merged(
  fc.record({ outcome: pick('cancel', 'request', 'return', 'none'), reason: pick('one', 'other') }),
  maybe(pick('none', 'recommended', 'required'), 'contact'),
  maybe(fc.constant(['contact-seller']), 'alternatives'),
  maybe(pick('open', 'shipped'), 'covers'),
);

/** Where clocks are changed within a week of the middle, at midnight and otherwise, and where they never are. */
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Havana', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const derivedOf = (...names: string[]) =>
  merged(
    fc.record({ of: pick(...names) }),
    fc.oneof(
      fc.record({ days: pick(-3, -1, 0, 1, 2, 7) }),
      fc.record({ at: pick('00:00', '00:30', '02:30', '12:00', '24:00') }),
      fc.record({ days: pick(-3, -1, 0, 1, 2, 7), at: pick('00:00', '00:30', '02:30', '12:00', '24:00') }),
    ),
    maybe(pick('calendar', 'working'), 'count'),
  );
const calendar = merged(
  maybe(fc.uniqueArray(pick(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }), 'workingDays'),
  maybe(fc.uniqueArray(pick(...dates, '2026-03-03', '2026-03-04')), 'holidays'),
  maybe(pick('2026-03-02', '2026-03-09'), 'holidaysUntil'),
);

export const policyArbitrary: fc.Arbitrary<CancelPolicy> = fc
  .tuple(
    fc.array(
      merged(
        fc.record({ when: fc.oneof(condition, fc.array(condition, { maxLength: 2 })), then: verdict }),
        maybe(pick(true), 'always'),
      ),
      { maxLength: 6 },
    ),
    verdict,
    pick<Partial<CancelPolicy>>({}, ...(['order', 'lines', 'lines'] as const).map(livesBy)),
    fc.record({
      timeZone: pick(...zones),
      calendar,
      instants: fc.record({
        soon: derivedOf(
          'placedAt',
          'line.expectedAt',
          'shippedAt',
          'requestedAt',
          'facts.promisedAt',
          'facts.openedAt',
          'facts.day',
        ),
        then: derivedOf('instants.soon'),
      }),
    }),
  )
  .map(([rules, otherwise, life, days]) => ({
    id: 'random',
    version: '1',
    ...days,
    statuses: Object.fromEntries(statuses.map((status) => [status, { phase: 'open' }])),
    facts,
    notices: { LATE: { filedBy: 'buyer' }, RUDE: { filedBy: 'seller' } },
    rules: rules.map((rule, index) => ({ id: `rule-${index}`, ...rule })),
    otherwise,
    reasons: {},
    lineFacts,
    ...life,
  }));

function livesBy(scope: 'order' | 'lines'): Pick<CancelPolicy, 'lifecycle'> {
  return { lifecycle: { cancelled: 'SENT', completes: 'at-once', scope, notifies: [] } };
}

const money = fc.record({ amount: pick<unknown>(0, 1, 2, 3, '1', null), currency: pick('EUR', 'USD') });
const party = merged(
  fc.record({
    id: fc.constant('p'),
    name: fc.constant('P'),
    status: pick('active', 'terminated', 'terminated', 'asleep'),
  }),
  maybe(pick<unknown>(0, 1, 2, 3, null, '1'), 'recentCancellations'),
);
const alert = merged(
  fc.record({ kind: pick<unknown>(...kinds, 'OTHER', 5), filedAt: instantOr }),
  maybe(instantOr, 'respondedAt'),
  maybe(instantOr, 'penaltyAcceptedAt'),
  maybe(instantOr, 'liftedAt'),
);
const report = fc.record({ at: instantOr, code: pick<unknown>(...scanCodes, 'returned', 5) });
const rarely = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: usual as fc.Arbitrary<unknown>, weight: 19 }, { arbitrary: other, weight: 1 });

/** Orders as a shop would send them, with now and then a part that is missing or malformed. */
const count = pick<unknown>(0, 1, 2, 3, null);
const lines = fc
  .array(
    merged(
      fc.record({ quantity: pick(1, 2, 3) }),
      maybe(count, 'cancelledQuantity'),
      maybe(count, 'shippedQuantity'),
      maybe(count, 'returnedQuantity'),
      maybe(rarely(count, malformed), 'committedQuantity'),
      maybe(
        rarely(
          merged(
            maybe(pick<unknown>(true, false, null, 'true'), 'made'),
            maybe(pick<unknown>(true, false, null), 'bare'),
            maybe(pick<unknown>(0, 1, 2, 3, null, '1'), 'weight'),
            maybe(instantOr, 'startsAt'),
          ),
          malformed,
        ),
        'facts',
      ),
    ),
    { maxLength: 3 },
  )
  .map((all) => all.map((line, index) => ({ id: `line-${index}`, ...line })));
const held = fc.uniqueArray(fc.record({ id: pick('line-0', 'line-1', 'line-2'), quantity: pick(0, 1, 2) }), {
  selector: ({ id }) => id,
  maxLength: 3,
});
const parcels = fc.array(
  merged(
    fc.record({ status: rarely(pick(...fulfilmentStatuses), malformed), lines: held }),
    maybe(instantOr, 'shippedAt'),
    maybe(instantOr, 'deliveredAt'),
    maybe(instantOr, 'expectedAt'),
  ),
  { maxLength: 3 },
);

export const orderArbitrary: fc.Arbitrary<unknown> = merged(
  fc.record({
    id: fc.constant('o'),
    status: rarely(pick(...statuses), pick<unknown>('LOST', 'toString', null, 5, {})),
    placedAt: instantOr,
    total: rarely(money, malformed),
    payment: rarely(
      fc.record({ method: fc.constant('card'), paid: money, refunded: rarely(money, malformed) }),
      malformed,
    ),
    buyer: rarely(party, malformed),
    seller: rarely(party, malformed),
    lines: rarely(lines, malformed),
    revision: fc.constant('r'),
  }),
  maybe(rarely(parcels, malformed), 'fulfilments'),
  maybe(instantOr, 'paidAt'),
  maybe(instantOr, 'shippedAt'),
  maybe(instantOr, 'deliveredAt'),
  maybe(rarely(fc.array(rarely(alert, malformed), { maxLength: 3 }), malformed), 'notices'),
  maybe(rarely(fc.array(rarely(report, malformed), { maxLength: 4 }), malformed), 'scans'),
  maybe(
    rarely(
      merged(
        maybe(pick<unknown>(true, false, null, 'true'), 'flag'),
        maybe(pick<unknown>(true, false, null), 'bare'),
        maybe(pick<unknown>(0, 1, 1.5, 2, null, '1'), 'weight'),
        maybe(pick<unknown>('slow', 'fast', null, 1, []), 'lane'),
        maybe(instantOr, 'promisedAt'),
        maybe(instantOr, 'openedAt'),
        maybe(instantOr, 'launchedAt'),
        maybe(rarely(pick(...dates), pick<unknown>('2026-02-30', '2026-3-1', null, 5)), 'day'),
        maybe(rarely(pick(...dates), pick<unknown>('today', null, [])), 'openDay'),
      ),
      malformed,
    ),
    'facts',
  ),
);

export const cancellationArbitrary: fc.Arbitrary<Cancellation | null> = fc.option(
  merged(
    fc.record({
      id: fc.constant('c'),
      orderId: fc.constant('o'),
      state: rarely(pick<unknown>(...cancellationStates, 'requested', 'requested'), pick<unknown>('lost', null)),
      requestedBy: actorArbitrary,
      requestedAt: instantOr,
      lines: fc.option(held),
    }),
  ),
);

/** Those of the same order that ended before. */
const earlier: fc.Arbitrary<Cancellation> = merged(
  fc.record({
    id: pick('d', 'e'),
    kind: pick('cancellation', 'cancellation', 'withdrawal'),
    state: pick('withdrawn', 'declined', 'expired'),
    requestedBy: actorArbitrary,
    requestedAt: instantOr,
  }),
);

/** A policy, and a question to it. */
export const questionArbitrary = fc
  .record({
    policy: policyArbitrary,
    order: orderArbitrary,
    actor: agentArbitrary,
    now: nowArbitrary,
    cancellation: cancellationArbitrary,
    before: fc.option(fc.array(earlier, { maxLength: 3 })),
  })
  .map(({ before, ...question }) => {
    if (!before) return question;
    const { cancellation } = question;
    const cancellations = [...before, ...(cancellation ? [cancellation] : [])];
    return { ...question, cancellation: cancellations.at(-1) ?? null, cancellations };
  });
