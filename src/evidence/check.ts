import type { PersonalMember } from '../domain/log-entry.ts';
import type { CaseFacts, CaseInput } from './case.ts';
import { type Numbered, seqsOf } from './case.ts';
import type { ActionCode, ChecklistCode, ConsequenceCode } from './codes.ts';

export type Stage = 'before' | 'during' | 'after';
export type Severity = 'moderate' | 'high' | 'critical';

/** One line of the checklist. */
export interface Finding {
  code: ChecklistCode;
  stage: Stage;
  severity: Severity;
  /** `not-due`: it does not matter yet, or any more. `unknown`: the log or the policy does not tell. */
  state: 'present' | 'missing' | 'unknown' | 'not-due';
  /** Numbers of the entries that it rests on. */
  seqs: number[];
  /** What goes wrong without it; absent where it is present. */
  consequence?: ConsequenceCode;
  /** What to do about it; absent where it is present, or it is too late. */
  action?: ActionCode;
}

/** `isPast`: nobody can do anything about it any more. */
type Found = Pick<Finding, 'state' | 'seqs'> & { isPast?: boolean };
/** How one line is looked for. `soFar`: what was found of the lines above it. */
export type Check = (input: CaseInput, facts: CaseFacts, soFar: readonly Finding[]) => Found;

export const notDue: Found = { state: 'not-due', seqs: [] };

/** There, if any entry shows it. */
export function shownBy(entries: readonly Numbered[]): Found {
  return { state: entries.length > 0 ? 'present' : 'missing', seqs: seqsOf(entries) };
}

/** Whether an entry has a personal member, or had: what was erased stays on record as having been there. */
export function holds(entry: Numbered, member: PersonalMember): boolean {
  const value = entry[member];
  const isThere = Array.isArray(value) ? value.length > 0 : !!value;
  return isThere || (value === undefined && entry.commitments?.[member] !== undefined);
}

/** Whether anybody wants the order cancelled, as far as the log tells. */
export function isWanted({ cancellation }: CaseInput, { requests, messages }: CaseFacts): boolean {
  return cancellation !== null || requests.length > 0 || messages.length > 0;
}

/** Only of some matter before; what is there already counts as there. */
export function dueWhen(isDue: boolean, found: Found): Found {
  return isDue || found.state === 'present' ? found : notDue;
}
