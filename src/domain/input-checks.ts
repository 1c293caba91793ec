import type { Issue } from './errors.ts';
import type { Demand, ReasonList } from './policy.ts';

/** What is wrong with a reason: none where one is demanded, one that is not listed, or one that is named as invalid. */
export function reasonIssue(
  list: ReasonList | undefined,
  demand: Demand | undefined,
  reason: string | undefined,
): Issue | null {
  const issue = (code: string): Issue => ({ path: ['reason'], code });
  if (reason === undefined) return demand === 'required' ? issue('required') : null;
  const choice = list?.choices.find(({ code }) => code === reason);
  if (!choice) return issue('unknown-reason');
  return choice.valid === false ? issue('named-invalid') : null;
}
