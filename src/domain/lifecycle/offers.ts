import type { Decision, LineGroup } from '../decision/decision.ts';
import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, LineQuantity, Order } from '../records.ts';
import { availableLines } from '../units/units.ts';
import { permitOf } from './permit.ts';

/** What somebody may open in one go: line items that go by the same terms. */
export interface Offer {
  /** The decision as it is for these. */
  decision: Decision;
  available: readonly LineQuantity[];
}

/** What a decision offers: first what it says at its head, then what goes by other terms, in a cancellation of its own. */
export function offersOf(
  policy: CancelPolicy,
  order: Order,
  cancellations: readonly Cancellation[],
  decision: Decision,
): Offer[] {
  const { lines, outcome, ruleId } = decision;
  if (!lines) return [{ decision, available: availableFor(policy, order, cancellations, decision) }];
  const isHead = (group: LineGroup): boolean => group.outcome === outcome && group.ruleId === ruleId;
  const groups = [...lines.filter(isHead), ...lines.filter((group) => !isHead(group))].filter(isOpen);
  const offered = new Set<string>();
  return groups.flatMap((group): Offer[] => {
    const { ids, ...ruling } = group;
    if (ids.every((id) => offered.has(id))) return [];
    const asked: Decision = { ...decision, ...ruling, validUntil: ruling.next?.at ?? null };
    const available = availableFor(policy, order, cancellations, asked, ids);
    for (const { id } of available) offered.add(id);
    // What goes together, by whatever rules, stays so until the first of it changes.
    const held = new Set(available.map(({ id }) => id));
    const alike = groups.filter((one) => one === group || one.ids.some((id) => held.has(id)));
    const turns = alike.flatMap((one) => one.next ?? []).sort((one, other) => one.at - other.at);
    const next = turns[0] ?? null;
    const own: Decision = { ...asked, next, validUntil: next?.at ?? null };
    return available.length > 0 || isHead(group) ? [{ decision: own, available }] : [];
  });
}

function isOpen({ outcome }: Pick<Decision, 'outcome'>): boolean {
  return outcome === 'cancel' || outcome === 'request' || outcome === 'ask-server';
}

function availableFor(
  policy: CancelPolicy,
  order: Order,
  cancellations: readonly Cancellation[],
  decision: Decision,
  ids?: readonly string[],
): readonly LineQuantity[] {
  const { outcome } = decision;
  if (outcome === 'cancel' || outcome === 'request') {
    return permitOf(policy, order, cancellations, decision, outcome, null)?.available ?? [];
  }
  // What only the server can tell is asked for as far as it is there.
  const known = ids && new Set(ids);
  return availableLines(order, cancellations).filter(({ id }) => !known || known.has(id));
}
