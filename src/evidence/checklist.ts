import type { CaseInput } from './case.ts';
import type { ActionCode, ChecklistCode, ConsequenceCode } from './codes.ts';

export type Stage = 'before' | 'during' | 'after';
export type Severity = 'moderate' | 'high' | 'critical';

/** One line of the checklist. */
export interface Finding {
  code: ChecklistCode;
  stage: Stage;
  severity: Severity;
  /** `not-due`: it does not matter yet. `unknown`: the log or the policy does not tell. */
  state: 'present' | 'missing' | 'unknown' | 'not-due';
  /** Numbers of the entries that it rests on. */
  seqs: number[];
  /** What goes wrong without it, and what to do; absent where it is present. */
  consequence?: ConsequenceCode;
  action?: ActionCode;
}

/** What is there and what is missing, in the order of a dispute's stages (DP-8, DP-9, DP-13, DP-18). */
export function checkEvidence(_input: CaseInput): Finding[] {
  return [];
}
