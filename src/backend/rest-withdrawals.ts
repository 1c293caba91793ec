import { CancelError } from '../domain/errors.ts';
import type {
  CallOptions,
  CancellationBackend,
  WithdrawalItem,
  WithdrawalStep,
  WithdrawalStepResult,
  WithdrawalsPage,
  WithdrawalsQuery,
} from './backend.ts';
import { type Call, isPage, isSignIn, segment } from './call.ts';

/** How long one attempt may take, ms. */
const timeout = 30_000;

/** The statements of withdrawal by the package's HTTP, for who works on them. */
export function restWithdrawals(call: Call): Statements {
  return {
    async withdrawals(query: WithdrawalsQuery, { signal = AbortSignal.timeout(timeout) }: CallOptions) {
      const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
      const asked = new URLSearchParams([['kind', 'withdrawal'], ...given.map(([name, value]) => [name, `${value}`])]);
      const response = await call(`cancellations?${asked}`, { signal });
      if (response.status === 401 || isSignIn(response)) throw new CancelError('sign-in-required', 'cancellations');
      if (!response.ok) throw new CancelError('unavailable', `cancellations: ${response.status}`);
      const page = isPage(response.headers) ? null : ((await response.json()) as WithdrawalsPage | null);
      if (!Array.isArray(page?.items)) throw new CancelError('invalid-view', 'cancellations: no list of items');
      const items = page.items.filter((item: WithdrawalItem | null) => typeof item?.reference === 'string');
      return { ...page, items };
    },
    async withdrawalStep(step: WithdrawalStep, { signal = AbortSignal.timeout(timeout) }: CallOptions) {
      const path = step.type === 'enter' ? '' : `/${segment(step.reference)}/${step.type}`;
      const init = { method: 'POST', body: JSON.stringify(step.body), signal };
      const response = await call(`withdrawals${path}`, init, { 'Content-Type': 'application/json' });
      const { status } = response;
      if (status === 401 || isSignIn(response)) return { ok: false, problem: { code: 'sign-in-required', status } };
      if (isPage(response.headers)) throw new TypeError(`the server answered ${status} with a page`);
      const answer = (await response.json()) as { reference?: unknown; code?: unknown } | null;
      if (response.ok && typeof answer?.reference === 'string') return { ok: true, reference: answer.reference };
      if (status >= 500 || typeof answer?.code !== 'string') throw new Error(`the server answered ${status}`);
      return { ok: false, problem: { code: answer.code, status } } satisfies WithdrawalStepResult;
    },
  };
}

/** How the statements of withdrawal that a shop has received are read and worked on. */
export type Statements = Required<Pick<CancellationBackend, 'withdrawals' | 'withdrawalStep'>>;

/** A backend's own way to them; else, where it speaks the package's HTTP, by that. `undefined`: it has none. */
export function statementsOf(backend: CancellationBackend | null | undefined): Statements | undefined {
  if (backend?.withdrawals && backend.withdrawalStep) return backend as Statements;
  const { call } = (backend ?? {}) as { call?: Call };
  return call && restWithdrawals(call);
}
