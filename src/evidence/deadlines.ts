import type { Actor } from '../domain/records.ts';
import type { CaseInput } from './case.ts';
import type { DeadlineCode } from './codes.ts';

/** Something that has to be done, or ends, by a time. */
export interface Deadline {
  code: DeadlineCode;
  /** Epoch ms; `null`: nobody says, and nothing is invented (DP-10). */
  at: number | null;
  /** Whose it is; `null`: nobody's in particular. */
  by: Actor | null;
  /** `soon`: from `warnAt` on. */
  state: 'ahead' | 'soon' | 'passed' | 'met' | 'unknown';
  /** From when a warning stands, epoch ms. */
  warnAt: number | null;
  /** Numbers of the entries from which it is counted, and by which it was met. */
  seqs: number[];
}

/** What has to be done by when, the earliest first, the unknown last (DP-10, DP-13). */
export function deadlinesOf(_input: CaseInput): Deadline[] {
  return [];
}
