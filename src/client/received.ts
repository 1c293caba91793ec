import type { CancellationBackend } from '../backend/backend.ts';
import type { Call } from '../backend/call.ts';
import { restWithdrawals } from '../backend/rest-withdrawals.ts';

/** How the statements of withdrawal that a shop has received are read and worked on. */
export type Statements = Required<Pick<CancellationBackend, 'withdrawals' | 'withdrawalStep'>>;

/** A backend's own way to them; else, where it speaks the package's HTTP, by that. `undefined`: it has none. */
export function statementsOf(backend: CancellationBackend | null | undefined): Statements | undefined {
  if (backend?.withdrawals && backend.withdrawalStep) return backend as Statements;
  const { call } = (backend ?? {}) as { call?: Call };
  return call && restWithdrawals(call);
}
