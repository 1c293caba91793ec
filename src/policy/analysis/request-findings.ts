import type { CancelPolicy, Verdict } from '../../domain/policy.ts';
import type { Actor } from '../../domain/records.ts';
import type { Inquiry } from './inquiry.ts';
import { roleName } from './sentences.ts';
import type { Finding, Witness } from './types.ts';

const general = { ruleId: null, witness: null };

/** Requests that may stay unanswered, and what is said of requests where there are none. */
export function requestFindings(inquiry: Inquiry): Finding[] {
  const policy = inquiry.policies[0] as CancelPolicy;
  const { lifecycle } = policy;
  const asks = firstRequest(inquiry);
  if (asks === 'undecided') return [];
  if (asks === null) return idleSettings(policy);
  const timed = lifecycle?.respondWithin !== undefined || lifecycle?.respondBy !== undefined;
  const { witness, ruleId } = asks;
  if (!timed) {
    return [
      {
        ...{ code: 'request-without-timer', severity: 'warning', ruleId, path: ['lifecycle'], witness },
        message: 'A request may wait for ever: `lifecycle` has neither `respondWithin` nor `respondBy`.',
      },
      ...answerFindings(policy),
    ];
  }
  const { onSilence = 'nothing', escalation = [] } = lifecycle ?? {};
  if (onSilence !== 'nothing' || escalation.includes('silence')) return answerFindings(policy);
  return [
    {
      ...{ code: 'request-without-answer', severity: 'warning', ruleId, path: ['lifecycle', 'onSilence'], witness },
      message:
        'The time to answer a request ends and nothing follows: `onSilence` is `nothing`, and `escalation` does not name `silence`.',
    },
    ...answerFindings(policy),
  ];
}

function firstRequest(inquiry: Inquiry): { ruleId: string | null; witness: Witness } | null | 'undecided' {
  const { rules, policy } = inquiry.programs[0] as Inquiry['programs'][number];
  const isRequest = ({ outcome }: Verdict): boolean => outcome === 'request';
  const wishes = [
    ...rules.filter(({ then }) => isRequest(then)),
    ...(isRequest(policy.otherwise) ? [{ index: null }] : []),
  ];
  let undecided = false;
  for (const wish of wishes) {
    const found = inquiry.ask(inquiry.settings, (setting) => inquiry.goalsFor(setting, wish), [wish]);
    if (found === 'undecided') undecided = true;
    else if (found?.decisions[0]?.outcome === 'request') {
      return { ruleId: found.decisions[0].ruleId, witness: found.witness };
    }
  }
  return undecided ? 'undecided' : null;
}

const ofRequests = ['requested', 'respondWithin', 'respondBy', 'onSilence', 'remindAfter', 'declineReasons'] as const;

function idleSettings({ lifecycle = {} as NonNullable<CancelPolicy['lifecycle']> }: CancelPolicy): Finding[] {
  const [idle] = ofRequests.filter((name) => lifecycle[name] !== undefined);
  if (!idle) return [];
  return [
    {
      ...{ ...general, code: 'timer-without-request', severity: 'note', path: ['lifecycle', idle] },
      message: `\`lifecycle.${idle}\` says what becomes of requests, and no rule lets anybody make one.`,
    },
  ];
}

/** Who has to give a reason and has none to give can do nothing. */
function answerFindings({ lifecycle, reasons }: CancelPolicy): Finding[] {
  const { declineReasons, acceptReason } = lifecycle ?? {};
  const findings: Finding[] = [];
  const lacksAny = (list: { choices: { valid?: false }[] } | undefined): boolean =>
    !list?.choices.some(({ valid }) => valid !== false);
  if (declineReasons?.demand === 'required' && lacksAny(declineReasons)) {
    findings.push({
      ...{
        ...general,
        code: 'request-without-answer',
        severity: 'error',
        path: ['lifecycle', 'declineReasons', 'choices'],
      },
      message: 'Nobody can decline a request: a reason is required, and there is none to choose.',
    });
  }
  if (acceptReason === 'required' && lacksAny(reasons.seller)) {
    findings.push({
      ...{ ...general, code: 'request-without-answer', severity: 'error', path: ['lifecycle', 'acceptReason'] },
      message: 'The seller can accept no request: a reason is required, and `reasons.seller` has none to choose.',
    });
  }
  return findings;
}

/** Roles that have to give a reason of which there is none. */
export function reasonFindings({ reasons }: CancelPolicy): Finding[] {
  return (Object.keys(reasons) as Actor[]).flatMap((role): Finding[] => {
    const list = reasons[role];
    if (list?.demand !== 'required' || list.choices.some(({ valid }) => valid !== false)) return [];
    return [
      {
        ...{ ...general, code: 'role-without-action', severity: 'error', path: ['reasons', role, 'choices'] },
        message: `${roleName(role, true)} can cancel nothing: a reason is required, and there is none to choose.`,
      },
    ];
  });
}
