import { permits } from '../../domain/decision/compile.ts';
import type { CancelPolicy, Consequential, Verdict } from '../../domain/policy.ts';
import type { LineDecision, Wish } from './inquiry.ts';
import { type Fate, isReopened, type Program, type Setting } from './settings.ts';
import type { Answer } from './types.ts';
import { isOpenIn } from './witness.ts';

/** What a rule, or `otherwise`, answers, with the terms that the policy has for it. */
function answerOf(policy: CancelPolicy, ruleId: string | null, verdict: Verdict): Answer {
  const { outcome, reason, contact = 'none', alternatives = [], advice = [], refund = policy.refund } = verdict;
  const general: Consequential = {};
  const { stock, marketplaceFee, coupons, penalty } = policy.consequences ?? {};
  Object.assign(
    general,
    stock && { stock },
    marketplaceFee && { marketplaceFee },
    coupons && { coupons },
    penalty && { penalty },
  );
  const terms = permits(verdict);
  return {
    ...{ outcome, reason, ruleId, contact, alternatives, advice },
    refund: terms ? (refund ?? null) : null,
    consequences: terms ? { ...general, ...verdict.consequences } : null,
  };
}

/** What is said where a rule that is true reaches nothing of a line, and no other has a better word. */
const denials: Record<Fate, string> = {
  open: 'in-progress',
  shipped: 'already-shipped',
  committed: 'line-committed',
  gone: 'already-cancelled',
};

/** What a policy answers in a setting where a wish of it comes true. `decision`: as `decide` has said it, where that is known. */
export function answerTo({ policy, rules }: Program, wish: Wish, setting: Setting, decision?: LineDecision): Answer {
  const rule = wish.index === null || wish.denied ? undefined : rules[wish.index];
  const { otherwise } = policy;
  const said = (outcome: Verdict['outcome'], reason: string): Answer =>
    answerOf(policy, rule?.id ?? null, { outcome, reason, alternatives: otherwise.alternatives ?? [] });
  const answer = (): Answer => {
    if (wish.denied) return said('none', denials[setting.fate]);
    if (wish.unpriced) return said('ask-server', 'fee-unknown');
    if (wish.unknown) return said('ask-server', 'unknown-facts');
    if (rule) return answerOf(policy, rule.id, rule.then);
    if (!Object.hasOwn(policy.statuses, setting.statuses[0] as string)) return said('ask-server', 'unknown-status');
    if (isReopened(setting, policy)) return said('none', 'order-reopened');
    if (isOpenIn(setting)) return said('none', 'request-open');
    if (setting.actor === 'nobody' && permits(otherwise)) return said('none', otherwise.reason);
    return answerOf(policy, null, otherwise);
  };
  const expected = answer();
  if (!decision || (decision.outcome === expected.outcome && decision.reason === expected.reason)) return expected;
  return said(decision.outcome, decision.reason);
}

/** What of an answer people and shops notice, as a text; two that are alike have the same. */
export function keyOf({ ruleId: _, ...told }: Answer): string {
  return JSON.stringify(told, (_key, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
