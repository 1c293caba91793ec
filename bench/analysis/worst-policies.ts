import type { CancelPolicy, Condition, Rule } from '../../src/domain/policy.ts';

const count = 250;
const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** A policy of so many rules, as large as the bounds allow, in a way that is hard for who looks for orders. */
function policyOf(id: string, whens: (Condition | Condition[])[], changes: Partial<CancelPolicy> = {}): CancelPolicy {
  const outcomes = ['cancel', 'request', 'none', 'return'] as const;
  return {
    id,
    version: '1',
    statuses: { OPEN: { phase: 'open' }, SENT: { phase: 'shipped' }, CANCELLED: { phase: 'cancelled' } },
    rules: whens.map(
      (when, index): Rule => ({
        id: `rule-${index}`,
        when,
        then: { outcome: outcomes[index % 4] as Rule['then']['outcome'], reason: 'within-window' },
      }),
    ),
    otherwise: { outcome: 'none', reason: 'not-for-role' },
    reasons: {},
    ...changes,
  };
}

/** By chance, the same each time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const facts = (length: number): NonNullable<CancelPolicy['facts']> =>
  Object.fromEntries(numbers(length).map((index) => [`f${index}`, { type: 'boolean', default: false }]));

/** Each rule asks for three facts of forty, some of them denied: as hard as satisfiability is. */
function satisfiability(): CancelPolicy {
  const random = generator(7);
  const literal = (): Condition => {
    const fact: Condition = { fact: `f${Math.floor(random() * 40)}`, is: true };
    return random() < 0.5 ? fact : { not: fact };
  };
  return policyOf(
    'satisfiability',
    numbers(170).map(() => [literal(), literal(), literal()]),
    { facts: facts(40) },
  );
}

/** Pigeons and holes: nothing fits, and no short way shows it. */
function pigeons(): CancelPolicy {
  const [birds, holes] = [9, 8];
  const at = (bird: number, hole: number): Condition => ({ fact: `f${bird * holes + hole}`, is: true });
  const whens: Condition[] = [];
  for (const hole of numbers(holes)) {
    for (const one of numbers(birds)) {
      for (const other of numbers(one)) whens.push({ all: [at(one, hole), at(other, hole)] });
    }
  }
  // Whoever is nowhere, by two rules for the first, as there is room for so many rules only.
  for (const bird of numbers(birds)) whens.unshift({ not: { any: numbers(holes).map((hole) => at(bird, hole)) } });
  return policyOf('pigeons', whens.slice(0, 250), { facts: facts(birds * holes) });
}

/** As many words about time as there may be, each about another length. */
const windows = (): CancelPolicy =>
  policyOf(
    'windows',
    numbers(64).map((index) => ({
      any: (['placedAt', 'paidAt', 'shippedAt', 'deliveredAt'] as const).map((since, at) => ({
        since,
        from: `PT${index * 4 + at}H`,
        until: `PT${index * 4 + at + 3}H`,
      })),
    })),
  );

/** Alerts: each may stand beside each. */
const alerts = (): CancelPolicy =>
  policyOf(
    'alerts',
    numbers(64).map((index) => ({ notice: `K${index % 16}`, from: `P${index}D`, responded: index % 2 === 0 })),
  );

/** Sixty-four derived instants, one from the other. */
const calendar = (): CancelPolicy =>
  policyOf(
    'calendar',
    numbers(64).map((index) => ({ since: `instants.i${index}` as const, from: 'PT0S', until: 'PT12H' })),
    {
      timeZone: 'Europe/Berlin',
      calendar: { holidays: ['2026-12-25', '2026-05-01'], holidaysUntil: '2026-12-31' },
      instants: Object.fromEntries(
        numbers(64).map((index) => [
          `i${index}`,
          {
            of: index % 8 === 0 ? 'placedAt' : (`instants.i${index - 1}` as const),
            days: 1,
            at: '18:00',
            count: 'working',
          },
        ]),
      ),
    },
  );

/** As many statuses as rules, and each of its own. */
const statuses = (): CancelPolicy =>
  policyOf(
    'statuses',
    numbers(count).map((index) => [
      { status: `S${index}` },
      { actor: index % 2 === 0 ? 'buyer' : 'seller' },
      { request: ['none', 'declined'] },
    ]),
    { statuses: Object.fromEntries(numbers(900).map((index) => [`S${index}`, { phase: 'open' }])) },
  );

/** Lines: many that differ, and some of them anywhere. */
const lines = (): CancelPolicy =>
  policyOf(
    'lines',
    numbers(120).map((index) => ({
      all: [
        {
          someLine: {
            all: [{ lineFact: `f${index % 12}`, is: true }, { not: { lineFact: `f${(index + 5) % 12}`, is: true } }],
          },
        },
        { lineFact: `f${(index + 3) % 12}`, is: index % 2 === 0 },
      ],
    })),
    { lineFacts: facts(12) },
  );

export const worstPolicies = (): CancelPolicy[] => [
  ...[satisfiability(), pigeons(), windows(), alerts(), calendar(), statuses(), lines()],
];
