import type { RouteName } from '../domain/policy.ts';
import type { Action } from '../domain/transitions.ts';
import type { CaseInput } from './case.ts';
import type { GuidanceCode } from './codes.ts';

/** One way on, as the policy describes it (DP-15). */
export interface RouteChoice {
  route: RouteName;
  /** What takes it. */
  action: Action | null;
  /** `open`: may be taken now; `taken`: runs; `not-yet`: something has to come first; `over`: ended, or its time is over. */
  state: 'open' | 'taken' | 'not-yet' | 'over';
  risk?: string;
  time?: string;
  cost?: string;
  provider?: string;
  /** Epoch ms; `null`: it cannot be counted yet; `undefined`: the policy names none, so that it is unknown (DP-10). */
  deadline: number | null | undefined;
  outcome?: 'cancel' | 'decline';
  /** Numbers of the entries by which it was taken, and ended. */
  seqs: number[];
}

/** The ways on that the policy names, for comparison (DP-15). `actions`: what the server lets this person do. */
export function compareRoutes(_input: CaseInput, _actions: readonly string[]): RouteChoice[] {
  return [];
}

export interface Guidance {
  code: GuidanceCode;
  /** Numbers of the entries that it rests on. */
  seqs: number[];
}

/** What the evidence at hand suggests (DP-19). Information, not legal advice; outcomes vary. */
export function guidanceOf(_input: CaseInput): Guidance[] {
  return [];
}
