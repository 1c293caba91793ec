import type { Decision, DecisionContext } from '../../domain/decision/decision.ts';
import type { CancelPolicy } from '../../domain/policy.ts';

/** A decision in words, in English: what is decided until when, and of each rule what blocks it, and who or what lifts that. */
export function explainDecision(
  { timeZone }: Pick<CancelPolicy, 'timeZone'>,
  { outcome, reason, ruleId, contact, next, alternatives, lines, withdrawal, trace }: Decision,
  { actor, now }: Pick<DecisionContext, 'actor' | 'now'>,
): string {
  const at = (ms: number): string => `${new Date(ms).toISOString()}${timeZone ? ` (${zoned(ms, timeZone)})` : ''}`;
  const by: Record<string, string> = { time: 'time', shop: 'the shop', nobody: 'nothing' };
  const told = [
    `${actor} at ${at(now)}: ${outcome}, ${reason}, by ${ruleId === null ? 'no rule' : `the rule ${ruleId}`}`,
    ...(contact === 'none' ? [] : [`contact with the other side is ${contact}`]),
    next ? `at ${at(next.at)} it becomes ${next.outcome}, ${next.reason}` : 'time alone changes nothing',
    ...(alternatives.length > 0 ? [`ways on: ${alternatives.join(', ')}`] : []),
    ...(withdrawal
      ? [
          `the statutory withdrawal is open ${withdrawal.until === null ? 'without a known end' : `until ${at(withdrawal.until)}`}`,
        ]
      : []),
    ...(lines ?? []).map((group) => `lines ${group.ids.join(', ')}: ${group.outcome}, ${group.reason}`),
  ];
  const rules = trace.flatMap(({ ruleId: id, matched, unknown, failed }) => [
    `  ${id}: ${matched ? 'holds' : unknown ? 'cannot be said' : 'does not hold'}`,
    ...failed.map((one) => {
      const lifted =
        one.at === null ? `${by[one.by] ?? `the ${one.by}`} could lift it` : `time lifts it at ${at(one.at)}`;
      return `    ${one.unknown ? 'not known' : 'blocked by'} ${one.path.join('.')} (${one.word}); ${lifted}`;
    }),
  ]);
  return [...told, ...(rules.length > 0 ? ['', 'Rules, in their order:', ...rules] : [])].join('\n');
}

function zoned(ms: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  return `${format.format(ms)} ${timeZone}`;
}
