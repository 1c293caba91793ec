export { createCancellationServer } from './cancellation-server.ts';
export { openapi } from './openapi.ts';
export type { CancellationServer, Principal, ServerEvent, ServerOptions } from './options.ts';
export { type LedgerEntry, type MemoryShop, memoryShop, type ShopSnapshot } from './shops/memory-shop.ts';
export type { CommitMeta, Committed, ShopConnector, ShopEffect } from './shops/shop.ts';
export { type MemoryStore, memoryStore, type StoreSnapshot } from './stores/memory-store.ts';
export type { Answer, CancellationStore, Claim, Message, OrderRecords, Plan } from './stores/store.ts';
