export { createCancellationServer } from './cancellation-server.ts';
export { memoryCounter, type RateCounter, type RateLimit } from './http/counter.ts';
export { openapi } from './http/openapi.ts';
export type {
  CancellationServer,
  EvidenceOptions,
  Limits,
  LiveOptions,
  Notice,
  Notification,
  Principal,
  PrintedReceipt,
  Retention,
  SentReceipt,
  ServerEvent,
  ServerOptions,
  Waiting,
} from './options.ts';
export { listingOf } from './orders/listing.ts';
export { type ShopWorld, shopConformance } from './shops/conformance.ts';
export { type HttpShop, type HttpShopOptions, httpShop, type ShopAbout } from './shops/http/http-shop.ts';
export type { Secret } from './shops/http/signature.ts';
export {
  type CouponEntry,
  type FeeCredit,
  type LedgerEntry,
  type MemoryShop,
  memoryShop,
  type ShopSnapshot,
} from './shops/memory-shop.ts';
export type {
  CommitMeta,
  Committed,
  NotCommitted,
  ShopConnector,
  ShopEffect,
  ShopLack,
  UnderWay,
} from './shops/shop.ts';
export { journalConformance } from './shops/stepwise/conformance.ts';
export type { Job, JobStep } from './shops/stepwise/job.ts';
export { memoryJournal, type StepJournal } from './shops/stepwise/journal.ts';
export {
  contentRevision,
  type Step,
  type StepCall,
  type StepFound,
  StepRefused,
  type StepResult,
  type Steps,
  type StepwiseOptions,
  type StepwiseShop,
  stepwiseShop,
} from './shops/stepwise/stepwise-shop.ts';
export { type StoreCase, type StoreWorld, storeConformance } from './stores/conformance/conformance.ts';
export { type KnownRecords, type MemoryStore, memoryStore, type StoreSnapshot } from './stores/memory-store.ts';
export type {
  Answer,
  AppendResult,
  Begun,
  CancellationStore,
  Change,
  Changes,
  Erasure,
  KeptAnswer,
  KeptAttachment,
  KeyClaim,
  Lease,
  Listing,
  ListPage,
  ListQuery,
  ListScope,
  LogAppend,
  LogHead,
  LogOpening,
  Message,
  Observed,
  OrderRecords,
  Outgoing,
  OwnedFile,
  Plan,
  Put,
  Putting,
  Sort,
  SortKey,
  Tally,
  TransitionResult,
} from './stores/store.ts';
export { type WithdrawalInformation, withdrawalInformation } from './withdrawals/information.ts';
