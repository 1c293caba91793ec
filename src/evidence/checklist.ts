import { type CaseInput, factsOf, isSettled } from './case.ts';
import type { Check, Finding, Severity, Stage } from './check.ts';
import {
  attachments,
  buyerSellerLog,
  disputeInTime,
  evidenceComplete,
  immediateRequest,
  logsKept,
  orderDetails,
  requests,
  responses,
  supportLog,
  supportReference,
  timestamps,
  writtenAnswer,
} from './checks-before.ts';
import {
  arbitrationPrepared,
  citationsRight,
  evidenceInTime,
  markingVerified,
  platformConfirmation,
  policyText,
  rulesApplied,
  sectionsCited,
} from './checks-during.ts';
import type { ActionCode, ChecklistCode, ConsequenceCode } from './codes.ts';

export type { Finding, Severity, Stage } from './check.ts';

/** What one line looks for. */
interface Line {
  code: ChecklistCode;
  stage: Stage;
  severity: Severity;
  consequence: ConsequenceCode;
  action: ActionCode;
  /** What the line is for who has to answer; absent: none of theirs. They claim nothing, so that no claim can be lost. */
  toAnswerer?: ActionCode;
}

const line = (
  code: ChecklistCode,
  stage: Stage,
  severity: Severity,
  consequence: ConsequenceCode,
  action: ActionCode,
  toAnswerer?: ActionCode,
): Line => ({ code, stage, severity, consequence, action, ...(toAnswerer && { toAnswerer }) });

/**
 * What is there and what is missing, in the order of a dispute's stages (DP-8, DP-9, DP-13, DP-18). Who asked, and the
 * platform, see every line; who has to answer sees their own.
 */
export function checkEvidence(input: CaseInput): Finding[] {
  const facts = factsOf(input);
  const findings: Finding[] = [];
  const isAnswerer = input.actor === facts.answerer;
  for (const [{ consequence, action, toAnswerer, ...rest }, look] of lines) {
    if (isAnswerer && !toAnswerer) continue;
    const { state, seqs, isPast } = look(input, facts, findings);
    // Once it is cancelled, or given up, nothing has to be proven any more.
    const isMoot = state !== 'present' && isSettled(input.cancellation);
    findings.push({
      ...rest,
      state: isMoot ? 'not-due' : state,
      seqs,
      ...(state !== 'present' && { consequence: isAnswerer ? 'weak-evidence' : consequence }),
      ...(state !== 'present' && !isPast && { action: (isAnswerer && toAnswerer) || action }),
    });
  }
  return findings;
}

const lines: readonly (readonly [Line, Check])[] = [
  [line('immediate-request', 'before', 'high', 'ships-first', 'act-promptly'), immediateRequest],
  [line('logs-kept', 'before', 'high', 'weak-evidence', 'save-records', 'save-records'), logsKept],
  [
    line('buyer-seller-log', 'before', 'high', 'claim-rejected', 'message-other-side', 'message-other-side'),
    buyerSellerLog,
  ],
  [line('support-log', 'before', 'high', 'claim-rejected', 'contact-support'), supportLog],
  [line('support-reference', 'before', 'high', 'claim-rejected', 'note-reference'), supportReference],
  [line('order-details', 'before', 'high', 'claim-rejected', 'ask-for-record', 'ask-for-record'), orderDetails],
  [line('requests', 'before', 'high', 'claim-rejected', 'act-promptly'), requests],
  [line('responses', 'before', 'high', 'claim-rejected', 'message-other-side'), responses],
  [line('written-answer', 'before', 'high', 'claim-rejected', 'ask-in-writing', 'answer-in-writing'), writtenAnswer],
  [line('attachments', 'before', 'high', 'claim-rejected', 'attach-files', 'attach-files'), attachments],
  [line('timestamps', 'before', 'high', 'weak-evidence', 'save-records', 'save-records'), timestamps],
  [line('evidence-complete', 'before', 'high', 'claim-rejected', 'complete-evidence'), evidenceComplete],
  [line('dispute-in-time', 'before', 'critical', 'case-dismissed', 'dispute-early'), disputeInTime],
  [line('policy-text', 'during', 'moderate', 'policy-confusion', 'keep-policy', 'keep-policy'), policyText],
  [line('sections-cited', 'during', 'moderate', 'policy-confusion', 'cite-sections'), sectionsCited],
  [line('citations-right', 'during', 'high', 'basis-invalid', 'correct-citation', 'correct-citation'), citationsRight],
  [line('rules-applied', 'during', 'moderate', 'policy-confusion', 'consult-policy'), rulesApplied],
  [
    line('evidence-in-time', 'during', 'critical', 'case-dismissed', 'submit-promptly', 'submit-promptly'),
    evidenceInTime,
  ],
  [
    line('marking-verified', 'during', 'moderate', 'less-credible', 'verify-marking', 'verify-marking'),
    markingVerified,
  ],
  [line('arbitration-prepared', 'after', 'high', 'higher-costs', 'organize-evidence'), arbitrationPrepared],
  [line('platform-confirmation', 'after', 'moderate', 'less-credible', 'verify-marking'), platformConfirmation],
];
