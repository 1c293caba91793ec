import { parseInstant } from '../domain/values/instant.ts';
import type { Context } from './context.ts';
import type { Notice, Waiting } from './options.ts';

/** More are not counted. */
const most = 1000;

export async function waitingOf({ store, shop }: Context): Promise<Waiting> {
  const unfinished = await store.unfinished();
  const [records, stuck, receipts, notices] = await Promise.all([
    store.recordsOf(unfinished.slice(0, most)),
    shop.stuck?.(null, most) ?? [],
    store.outgoing(Number.MAX_SAFE_INTEGER, most, { kind: 'receipt' }),
    store.outgoing(Number.MAX_SAFE_INTEGER, most, { kind: 'notice' }),
  ]);
  const oldest = (instants: number[]): number | null => {
    const known = instants.filter((at) => !Number.isNaN(at));
    return known.length > 0 ? Math.min(...known) : null;
  };
  const begun = records.map(({ plan }) => parseInstant(plan?.meta.at));
  const told = notices.map(({ body }) => parseInstant((JSON.parse(body) as Notice).at));
  return {
    transitions: { count: unfinished.length, since: oldest(begun) },
    stuck: stuck.length,
    receipts: receipts.length,
    notices: { count: notices.length, since: oldest(told) },
  };
}
