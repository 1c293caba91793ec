import type { CancelPolicy } from '../policy.ts';

/** Whether a policy has to know what an order's parts cost: it cancels them one by one, or tells goods from charges. */
export function asksOfParts({ lifecycle, refund, rules, otherwise }: CancelPolicy): boolean {
  const terms = [refund, otherwise.refund, ...rules.map(({ then }) => then.refund)];
  return lifecycle?.scope === 'lines' || terms.some((one) => one?.keeps || one?.fee?.of === 'goods');
}
