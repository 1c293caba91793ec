import { decide } from '../domain/decision/decide.ts';
import type { CaseInput } from './case.ts';
import { type Deadline, deadlinesUnder } from './deadlines.ts';

/** What has to be done by when, the earliest first, the unknown last (DP-10, DP-13). A page, which has decided, says what. */
export function deadlinesOf(input: CaseInput): Deadline[] {
  const { policy, order, cancellation, actor, now } = input;
  return deadlinesUnder(decide(policy, order, { actor, now, cancellation }), input);
}
