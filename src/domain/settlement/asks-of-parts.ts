import type { CancelPolicy, RefundTerms } from '../policy.ts';

function termsOf({ refund, rules, otherwise }: CancelPolicy): (RefundTerms | null | undefined)[] {
  return [refund, otherwise.refund, ...rules.map(({ then }) => then.refund)];
}

/** Whether a policy has to know what an order's parts cost: it cancels them one by one, or tells goods from charges. */
export function asksOfParts(policy: CancelPolicy): boolean {
  return policy.lifecycle?.scope === 'lines' || termsOf(policy).some((one) => one?.keeps || one?.fee?.of === 'goods');
}

/** Whether a policy leaves it to somebody by name how money goes back. */
export function namesChooser(policy: CancelPolicy): boolean {
  return termsOf(policy).some((one) => one?.chosenBy);
}
