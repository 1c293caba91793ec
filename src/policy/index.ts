/** Policies as data: decide by them, read them, hash them. No side effects. */

export type {
  Decision,
  DecisionContext,
  FailedCondition,
  RuleTrace,
  Turn,
  Unblocker,
  Withdrawal,
  WithdrawalLine,
  WithdrawalNote,
} from '../domain/decision/decision.ts';
export { CancelError, type CancelErrorCode, type Issue } from '../domain/errors.ts';
export type { Effect, NotifyEvent } from '../domain/lifecycle/effects.ts';
export type {
  Action,
  ActionContext,
  ActionInput,
  Applied,
  RefusalCode,
} from '../domain/lifecycle/lifecycle.ts';
export type { NoticeAction, NoticeResult } from '../domain/lifecycle/notices.ts';
export type { UndoObstacle } from '../domain/lifecycle/undo.ts';
export type * from '../domain/policy.ts';
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
export type { Consequences } from '../domain/settlement/consequences.ts';
export type { Share } from '../domain/settlement/partial.ts';
export type { SideEffects } from '../domain/settlement/settlement.ts';
export {
  type InventoryChoice,
  type ItemEdits,
  type Lot,
  type StockItem,
  withReturned,
} from '../domain/settlement/stock.ts';
export { canonicalJson } from '../domain/values/canonical-json.ts';
export { policyHash } from '../domain/values/policy-hash.ts';
export { isPublicHoliday } from '../domain/withdrawal/public-holidays.ts';
export type { HolidayAt, Place } from '../domain/withdrawal/zones.ts';
export { analysePolicy } from './analysis/analyse-policy.ts';
export { diffPolicies } from './analysis/diff-policies.ts';
export type {
  AnalysisOptions,
  Answer,
  DiffRow,
  Finding,
  FindingCode,
  PolicyChange,
  PolicyDiff,
  SettingChange,
  Severity,
  Witness,
} from './analysis/types.ts';
export { combinePolicies } from './combine-policies.ts';
export { type CompiledPolicy, compilePolicy, decide } from './decide.ts';
export { definePolicy } from './define-policy.ts';
export type {
  HelpCase,
  HelpCell,
  HelpRow,
  HelpSection,
  HelpTable,
  PolicyDescription,
} from './describe/description.ts';
export { describePolicy } from './describe/index.ts';
export type { ReturnPolicyJson } from './describe/json-ld.ts';
export { explainDecision } from './explain/decision-text.ts';
export type { Explanation } from './explain/explain.ts';
export {
  applyAction,
  applyNotice,
  availableActions,
  consequencesOf,
  penaltyOf,
  shareOf,
  sideEffectsOf,
  undoObstacles,
} from './lifecycle.ts';
export { parseCancellation, parseOrder, parsePolicy } from './parse.ts';
export { replayInWorker } from './replay/in-worker.ts';
export { type Asked, type PastOrder, readPastOrders, textOf, type Unread } from './replay/past-orders.ts';
export {
  type Replay,
  type Replayable,
  type ReplayChange,
  type ReplayOptions,
  type ReplayTotals,
  replayPolicy,
} from './replay/replay.ts';
export { type ExplainedIssue, explainIssues } from './report.ts';
export { type JsonSchema, orderJsonSchema, policyJsonSchema } from './schemas/json-schema.ts';
