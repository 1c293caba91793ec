/** Policies as data: decide by them, read them, hash them. No side effects. */
export { canonicalJson } from '../domain/canonical-json.ts';
export { type Consequences, consequencesOf } from '../domain/consequences.ts';
export { type CompiledPolicy, compilePolicy, decide } from '../domain/decide.ts';
export type {
  Decision,
  DecisionContext,
  FailedCondition,
  RuleTrace,
  Turn,
  Unblocker,
  Withdrawal,
} from '../domain/decision.ts';
export { CancelError, type CancelErrorCode, type Issue } from '../domain/errors.ts';
export type * from '../domain/policy.ts';
export { policyHash } from '../domain/policy-hash.ts';
export type {
  Actor,
  Cancellation,
  CancellationState,
  LineQuantity,
  Money,
  Notice,
  Order,
  OrderLine,
  Party,
  PaymentPart,
  PolicyReference,
} from '../domain/records.ts';
export { parseCancellation, parseOrder, parsePolicy } from './parse.ts';
