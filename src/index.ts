export { registerPolicy } from './client/registry.ts';
export type {
  Decision,
  DecisionContext,
  FailedCondition,
  RuleTrace,
  Turn,
  Withdrawal,
} from './domain/decision/decision.ts';
export { CancelError, type CancelErrorCode, type Issue } from './domain/errors.ts';
export type * from './domain/policy.ts';
export type * from './domain/records.ts';
export type { OrderView, Problem, Result } from './domain/view.ts';
export { CancelPolicyElement } from './elements/cancel-policy/cancel-policy.ts';
export { CancelStatusBadge } from './elements/cancel-status-badge/cancel-status-badge.ts';
export { CancelTimeline } from './elements/cancel-timeline/cancel-timeline.ts';
export { ContractWithdrawal } from './elements/contract-withdrawal/contract-withdrawal.ts';
export { OrderCancelButton } from './elements/order-cancel-button/order-cancel-button.ts';
export { OrderCancelLookup } from './elements/order-cancel-lookup/order-cancel-lookup.ts';
export { OrderCancelProvider } from './elements/order-cancel-provider/order-cancel-provider.ts';
export { SellerCancelQueue } from './elements/seller-cancel-queue/seller-cancel-queue.ts';
export { languages, type OwnTexts, registerTexts, type TextKey } from './elements/shared/register-texts.ts';
export type { OrderCancelEventMap } from './events/event-map.ts';
export { type Drift, OrderCancelDecisionEvent } from './events/order-cancel-decision-event.ts';
export { OrderCancelRequestEvent, type RequestDetails } from './events/order-cancel-request-event.ts';
export { OrderCancelSettledEvent } from './events/order-cancel-settled-event.ts';
export { type DecideDetails, SellerCancelDecideEvent } from './events/seller-cancel-decide-event.ts';
export { SellerCancelSettledEvent } from './events/seller-cancel-settled-event.ts';
