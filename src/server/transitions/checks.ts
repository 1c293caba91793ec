import type { Issue } from '../../domain/errors.ts';
import { clockTolerance } from '../../domain/lifecycle/opening.ts';
import type { Actor } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { invalid, Refusal } from '../http/problem.ts';
import type { PreviewRequest } from '../schemas/requests.ts';

/** Refuses an action that nobody in this role ever has (404). */
export function demandRoleHasAction(action: PreviewRequest['action'], actor: Actor): void {
  if (action === 'withdraw-contract' && actor !== 'buyer') throw new Refusal('not-found');
}

/** Refuses to name a case and who spoke for support where support takes no part (400). */
export function demandSupport(takesPart: boolean, input: { ticket?: string; representative?: string }): void {
  const named = (['ticket', 'representative'] as const).filter((name) => input[name] !== undefined);
  if (takesPart || named.length === 0) return;
  throw invalid(...named.map((name): Issue => ({ path: [name], code: 'not-for-role' })));
}

/** Refuses a time that has not come yet by the server's clock (400). */
export function demandPast(name: string, instant: string | undefined, now: number): void {
  if (parseInstant(instant) > now + clockTolerance) throw invalid({ path: [name], code: 'too-late' });
}
