/** A decision in words, with what blocks each rule, and who or what lifts that. */
export function explainText(
  policy,
  { outcome, reason, ruleId, contact, next, alternatives, lines, withdrawal, trace },
  { actor, now },
) {
  const at = (ms) => `${new Date(ms).toISOString()}${policy.timeZone ? ` (${zoned(ms, policy.timeZone)})` : ''}`;
  const by = { time: 'time', shop: 'the shop', nobody: 'nothing' };
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

function zoned(ms, timeZone) {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  return `${format.format(ms)} ${timeZone}`;
}
