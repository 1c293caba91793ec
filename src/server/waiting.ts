import { parseInstant } from '../domain/values/instant.ts';
import type { Context } from './context.ts';
import type { Waiting } from './options.ts';

/** More are not counted. */
const most = 1000;

export async function waitingOf({ store, shop }: Context): Promise<Waiting> {
  const unfinished = await store.unfinished();
  const [records, stuck, receipts] = await Promise.all([
    store.recordsOf(unfinished.slice(0, most)),
    shop.stuck?.(null, most) ?? [],
    store.outgoing(Number.MAX_SAFE_INTEGER, most),
  ]);
  const begun = records.map(({ plan }) => parseInstant(plan?.meta.at)).filter((at) => !Number.isNaN(at));
  return {
    transitions: { count: unfinished.length, since: begun.length > 0 ? Math.min(...begun) : null },
    stuck: stuck.length,
    receipts: receipts.length,
  };
}
