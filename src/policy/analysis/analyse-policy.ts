import { CancelError } from '../../domain/errors.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import { parsePolicy } from '../parse.ts';
import { type ExplainedIssue, explainIssues } from '../report.ts';
import { feeFindings } from './fee-findings.ts';
import { Inquiry } from './inquiry.ts';
import { laneFindings } from './lane-findings.ts';
import { flipFindings, orderFindings } from './order-findings.ts';
import { reasonFindings, requestFindings } from './request-findings.ts';
import { ruleFindings } from './rule-findings.ts';
import type { AnalysisOptions, Finding, FindingCode, Witness } from './types.ts';
import { capabilityFindings, linkFindings, wordingFindings } from './word-findings.ts';

/** How many orders of one rule are followed through time, in one setting. */
const mostLives = 16;

const severities = ['error', 'warning', 'note'];

/**
 * What is wrong with a policy, or hardly meant: rules that never decide, orders that no rule answers, requests that wait for ever,
 * and so on ({@link FindingCode}); the worst first, then in the policy's order. Exact: whatever it says of rules it has looked for
 * among all orders there can be, with the package's own `decide`; where that is more than `options.steps` allow, it says
 * `not-decided` instead. Of a policy that `parsePolicy` refuses, only why.
 */
export function analysePolicy(policy: CancelPolicy, options: AnalysisOptions = {}): Finding[] {
  const refused = refusalOf(policy);
  if (refused) return refused;
  const inquiry = new Inquiry([policy], options);
  const findings = [
    ...ruleFindings(inquiry),
    ...orderFindings(inquiry),
    ...requestFindings(inquiry),
    ...flipFindings(policy, livesOf(inquiry)),
    ...laneFindings(inquiry),
    ...feeFindings(policy),
    ...reasonFindings(policy),
    ...capabilityFindings(policy, options),
    ...linkFindings(policy),
    ...wordingFindings(policy, options),
  ];
  const rankOf = ({ severity }: Finding): number => severities.indexOf(severity);
  return findings.sort((one, other) => rankOf(one) - rankOf(other));
}

function refusalOf(policy: CancelPolicy): Finding[] | null {
  try {
    parsePolicy(policy);
    return null;
  } catch (error) {
    if (!(error instanceof CancelError)) throw error;
    return explainIssues(error, policy).map((issue, index) => ({
      ...{ code: codeOf(issue, error.issues[index]?.path ?? []), severity: 'error', ruleId: issue.ruleId },
      ...{ path: error.issues[index]?.path ?? [], message: `The policy is refused: ${issue.message}.`, witness: null },
    }));
  }
}

function codeOf({ code }: ExplainedIssue, path: (string | number)[]): FindingCode {
  if (code === 'unknown-zone') return code;
  if (code === 'too-large' && path.includes('fee')) return 'fee-implausible';
  if (path[0] === 'withdrawal' && code === 'too-small') return 'statutory-conflict';
  if (code === 'empty-range' && path.includes('when')) return 'window-never-opens';
  return 'invalid-policy';
}

/** Orders of which each rule decides, as buyer and seller have them from the beginning. */
function livesOf(inquiry: Inquiry): Witness[] {
  const witnesses: Witness[] = [];
  const settings = inquiry.settings.filter(
    ({ actor, asked, fate }) => !asked && fate === 'open' && (actor === 'buyer' || actor === 'seller'),
  );
  for (const setting of settings) {
    if (inquiry.isOver) break;
    for (const wish of [...(inquiry.programs[0]?.rules ?? []), { index: null }]) {
      const goals = inquiry.goalsFor(setting, wish);
      if (!goals) continue;
      let count = 0;
      inquiry.each(setting, goals, [wish], inquiry.usual, ({ witness }) => {
        witnesses.push(witness);
        count++;
        return count >= mostLives;
      });
    }
  }
  return witnesses;
}
