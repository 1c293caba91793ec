import type { Actor } from '../domain/records.ts';
import type { CaseInput } from './case.ts';
import type { ContradictionCode } from './codes.ts';

/** A statement that does not go with the log (DP-14). */
export interface Contradiction {
  code: ContradictionCode;
  /** Numbers of the statement, and of the entries that speak against it. */
  seqs: number[];
  /** What is claimed: the claim's code, a time (RFC 3339), or what is cited. */
  claimed?: string;
  /** What the log says instead: a time (RFC 3339), or a status. */
  logged?: string;
  /** Who stated it. */
  by?: Actor;
}

/** Where statements and the log disagree (DP-9, DP-12, DP-14). */
export function findContradictions(_input: CaseInput): Contradiction[] {
  return [];
}
