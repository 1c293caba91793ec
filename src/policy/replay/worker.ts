// A worker of its own, in which a page replays a file of orders: `new Worker(new URL('…/policy/replay-worker', import.meta.url))`.
import { answerReplays } from './in-worker.ts';

answerReplays(globalThis as unknown as Parameters<typeof answerReplays>[0]);
