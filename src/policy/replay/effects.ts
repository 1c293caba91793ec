import type { Ruled } from '../../domain/decision/compile.ts';
import type { DecisionContext } from '../../domain/decision/decision.ts';
import { lineReadsOf } from '../../domain/decision/line-words.ts';
import { isParted } from '../../domain/decision/parted.ts';
import { openCancellation } from '../../domain/lifecycle/opening.ts';
import { answererOf } from '../../domain/lifecycle/other-party.ts';
import { permitOf } from '../../domain/lifecycle/permit.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor, Money, Order } from '../../domain/records.ts';
import { asksOfParts } from '../../domain/settlement/asks-of-parts.ts';
import { consequencesOf, consequentialOf } from '../../domain/settlement/consequences.ts';
import { meantPart } from '../../domain/settlement/partial.ts';
import { sumOfQuantities } from '../../domain/values/quantity.ts';
import type { CompiledPolicy } from '../decide.ts';

/** Minor units by currency. */
export type Sums = Record<string, number>;

/** What a cancellation that a policy permits would bring about, once it is settled. */
export interface Effect {
  /** `null`: nothing is due, or nobody can say. */
  due: Money | null;
  /** That go back to stock. */
  units: number;
  /** Who answers where it is a request. */
  answerer: Actor;
}

export type Effects = (
  order: Order,
  context: DecisionContext,
  ruled: Pick<Ruled, 'ruleId'> & { outcome: 'cancel' | 'request' },
) => Effect;

const nothing = { due: null, units: 0 };
/** No policy is looked up by it. */
const hash = '0'.repeat(64);

/** Reckons it as the server does: of what is offered and still there, by the terms of its rule. */
export function effectsOf(policy: CancelPolicy, { decide }: CompiledPolicy): Effects {
  const { id, version } = policy;
  const readsLines =
    lineReadsOf(
      policy.rules.map(({ when }) => when),
      policy,
    ) !== null;
  const mayBeParted = readsLines || asksOfParts(policy);

  /** Of an order that is whole, under a policy that does not look into it: what comes back is what was paid. */
  const ofWhole = (order: Order, by: Actor, ruleId: string | null): Omit<Effect, 'answerer'> => {
    const { refund } = consequencesOf(policy, order, { outcome: 'cancel', ruleId });
    const { stock = 'keep' } = consequentialOf(policy, { ruleId, requestedBy: by });
    return { due: refund?.due ?? null, units: stock === 'keep' ? 0 : sumOfUnits(order.lines) };
  };
  const ofParts = (order: Order, context: DecisionContext, by: Actor, outcome: 'cancel' | 'request') => {
    const { cancellation, cancellations = cancellation ? [cancellation] : [] } = context;
    const permit = permitOf(policy, order, cancellations, decide(order, context), outcome, null);
    if (!permit) return nothing;
    const opened = openCancellation(
      policy,
      order,
      { outcome: 'cancel', ruleId: permit.ruleId },
      {
        ...{ id: 'replayed', actor: by, now: context.now, cancellations },
        ...{ reason: null, comment: null, refundMethod: null },
        policy: { id, version, hash },
        lines: meantPart(order, null, permit.available),
      },
    );
    const { refund, restocked = [] } = opened.cancellation;
    return { due: refund?.due ?? null, units: sumOfUnits(restocked) };
  };

  return (order, context, { outcome, ruleId }) => {
    const { actor, cancellation, cancellations = [] } = context;
    const by = actor === 'nobody' ? 'platform' : actor;
    const answerer = answererOf({ requestedBy: by });
    const isWhole = !mayBeParted && !cancellation && cancellations.length === 0 && !isParted({ ...order }, []);
    return { ...(isWhole ? ofWhole(order, by, ruleId) : ofParts(order, context, by, outcome)), answerer };
  };
}

function sumOfUnits(lines: readonly { quantity: number }[]): number {
  return sumOfQuantities(...lines.map(({ quantity }) => quantity));
}
