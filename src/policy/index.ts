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
export type { Effect, NotifyEvent } from '../domain/effects.ts';
export { CancelError, type CancelErrorCode, type Issue } from '../domain/errors.ts';
export {
  type Action,
  type ActionContext,
  type ActionInput,
  type Applied,
  applyAction,
  availableActions,
  type RefusalCode,
} from '../domain/lifecycle.ts';
export { applyNotice, type NoticeAction, type NoticeResult } from '../domain/notices.ts';
export { type Share, shareOf } from '../domain/partial.ts';
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
export { type Aftermath, aftermathOf } from '../domain/settlement.ts';
export { type InventoryChoice, type ItemEdits, type Lot, type StockItem, withReturned } from '../domain/stock.ts';
export { type UndoObstacle, undoObstacles } from '../domain/undo.ts';
export { parseCancellation, parseOrder, parsePolicy } from './parse.ts';
