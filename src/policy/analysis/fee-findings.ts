import { permits } from '../../domain/decision/compile.ts';
import { isObject, listOf } from '../../domain/decision/conditions.ts';
import type { CancelPolicy, Consequential, Fee, Rule, Verdict } from '../../domain/policy.ts';
import type { Money } from '../../domain/records.ts';
import { digitsOf } from '../../domain/values/minor-digits.ts';
import type { Path } from './tree.ts';
import type { Finding } from './types.ts';

/** Less than one percent is hardly meant, nor is half of all: hundredths of a percent. */
const least = 100;
const most = 5000;

/** Less of a currency is hardly meant: shares of its unit. */
const smallest = 0.5;

interface Place {
  fee: Fee;
  path: Path;
  ruleId: string | null;
  /** Where it is of a rule's refund. */
  rule?: Rule;
}

/** Fees that are hardly meant, and those that nobody is ever charged. */
export function feeFindings(policy: CancelPolicy): Finding[] {
  return placesOf(policy)
    .flatMap((place) => [...implausible(place), ...unpriced(place)])
    .concat(idleFees(policy));
}

function placesOf({ refund, rules, otherwise, consequences, reasons }: CancelPolicy): Place[] {
  const ofVerdict = (then: Verdict, path: Path, ruleId: string | null, rule?: Rule): Place[] => [
    ...(then.refund?.fee
      ? [{ fee: then.refund.fee, path: [...path, 'refund', 'fee'], ruleId, ...(rule && { rule }) }]
      : []),
    ...penalty(then.consequences, path, ruleId),
  ];
  const penalty = (all: Consequential | undefined, path: Path, ruleId: string | null): Place[] =>
    all?.penalty?.fee ? [{ fee: all.penalty.fee, path: [...path, 'consequences', 'penalty', 'fee'], ruleId }] : [];
  return [
    ...(refund?.fee ? [{ fee: refund.fee, path: ['refund', 'fee'], ruleId: null }] : []),
    ...penalty(consequences, [], null),
    ...rules.flatMap((rule, index) => ofVerdict(rule.then, ['rules', index, 'then'], rule.id, rule)),
    ...ofVerdict(otherwise, ['otherwise'], null),
    ...Object.entries(reasons).flatMap(([role, list]) =>
      (list?.choices ?? []).flatMap((choice, index) =>
        penalty(choice.consequences, ['reasons', role, 'choices', index], null),
      ),
    ),
  ];
}

const finding = (
  { ruleId }: Pick<Place, 'ruleId'>,
  path: Path,
  severity: Finding['severity'],
  message: string,
): Finding => ({
  ...{ code: 'fee-implausible', severity, ruleId, path, message, witness: null },
});

function implausible(place: Place): Finding[] {
  const { fee, path } = place;
  const { basisPoints } = fee;
  const findings: Finding[] = [];
  if (basisPoints !== undefined && basisPoints > 0 && basisPoints < least) {
    findings.push(
      finding(
        place,
        [...path, 'basisPoints'],
        'warning',
        `A fee of ${basisPoints / 100} % is hardly meant: \`basisPoints\` are hundredths of a percent, ${basisPoints} % is ${basisPoints * 100}.`,
      ),
    );
  }
  if (basisPoints !== undefined && basisPoints >= most) {
    findings.push(
      finding(
        place,
        [...path, 'basisPoints'],
        'warning',
        `A fee of ${basisPoints / 100} % leaves little to give back.`,
      ),
    );
  }
  for (const name of ['amount', 'atLeast', 'atMost'] as const) {
    for (const { amount, currency } of listOf(fee[name] ?? [])) {
      const units = amount / 10 ** digitsOf(currency);
      if (name === 'atMost' && amount === 0) {
        findings.push(
          finding(place, [...path, name], 'warning', `The fee is nothing at all: at most ${units} ${currency}.`),
        );
      } else if (amount > 0 && units < smallest) {
        findings.push(
          finding(
            place,
            [...path, name],
            'warning',
            `A fee of ${units} ${currency} is hardly meant: amounts are in the smallest unit of the currency.`,
          ),
        );
      }
    }
  }
  for (const least of listOf(fee.atLeast ?? [])) {
    const bound = listOf(fee.atMost ?? []).find(({ currency }) => currency === least.currency);
    if (bound && bound.amount < least.amount) {
      findings.push(
        finding(
          place,
          [...path, 'atLeast'],
          'error',
          `The fee is at least ${least.amount} and at most ${bound.amount} of ${least.currency}: it is always the most.`,
        ),
      );
    }
  }
  return findings;
}

/** What a rule requires of the order's money, where its condition is a list of which all holds. */
function amountsOf(when: Rule['when']): { currency: string; below?: number }[] {
  const parts = Array.isArray(when) ? when : [when];
  return parts.flatMap((part) => {
    if ('all' in part) return amountsOf(part.all);
    return 'amount' in part && part.amount !== 'refunded' ? [part] : [];
  });
}

/** A fee that is more than the orders come to that a rule is about, or that is named in no currency of theirs. */
function unpriced(place: Place): Finding[] {
  const { fee, path, rule } = place;
  if (!rule) return [];
  const named: Money[] = [fee.amount, fee.atLeast, fee.atMost].flatMap((money) => listOf(money ?? []));
  return amountsOf(rule.when).flatMap(({ currency, below }): Finding[] => {
    const own = named.filter((money) => money.currency === currency);
    if (named.length > 0 && own.length === 0) {
      return [
        finding(
          place,
          path,
          'error',
          `Rule \`${rule.id}\` is about orders in ${currency}, and its fee is named in no ${currency}: the answer is always \`ask-server\`.`,
        ),
      ];
    }
    const fixed = [...listOf(fee.amount ?? []), ...listOf(fee.atLeast ?? [])].find(
      (money) => money.currency === currency && money.amount >= (below ?? Number.POSITIVE_INFINITY),
    );
    if (!fixed) return [];
    return [
      finding(
        place,
        path,
        'warning',
        `The fee of ${fixed.amount} is more than 100 %: rule \`${rule.id}\` is about orders below ${below} of ${currency}, of which nothing is given back.`,
      ),
    ];
  });
}

/** Fees where nothing is permitted. */
function idleFees({ rules }: CancelPolicy): Finding[] {
  return rules.flatMap(({ id, then }, index) =>
    isObject(then.refund?.fee) && !permits(then)
      ? [
          finding(
            { ruleId: id },
            ['rules', index, 'then', 'refund', 'fee'],
            'note',
            `Nobody is charged the fee of rule \`${id}\`: it permits nothing.`,
          ),
        ]
      : [],
  );
}
