import type { Json } from '../../domain/decision/conditions.ts';
import type { EvidenceEntry, LogEntry } from '../../domain/log-entry.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { type Context, exclusively } from '../context.ts';
import { appendToLog, wholeLog } from '../log/kept-log.ts';
import { logAppendOf, logOpeningOf } from '../log/log-append.ts';
import type { OrderState } from '../orders/order-state.ts';
import { unreadableIn } from '../orders/readable.ts';
import type { StatementFlag } from './statement.ts';
import { type KeptStatement, sentOf } from './statement-log.ts';

/** Whether a statement about a known order is in time, and what else the server reckons of it. `null`: no period is known. */
export function reckoningOf(
  { order, governing }: OrderState,
  { sentAt }: Pick<KeptStatement, 'sentAt'>,
  receivedAt: number,
): { flags: StatementFlag[]; inTime: boolean | null } {
  const right = governing.right(order as unknown as Json);
  if (!right) return { flags: [], inTime: null };
  if (!right.right) return { flags: [right.reason], inTime: null };
  const { until } = right;
  if (until === null || receivedAt < until) return { flags: [], inTime: true };
  // In time is what was sent in time (Art. 11a(5)); the sender's clock is on record beside the server's.
  const inTime = sentOf({ sentAt }, receivedAt) < until;
  return { flags: [inTime ? 'arrived-late' : 'late'], inTime };
}

/** Puts a statement on record in the log of its order. Once more changes nothing. */
export async function recordIn(context: Context, state: OrderState, kept: KeptStatement): Promise<void> {
  const { order, governing } = state;
  const { reference, sentAt, receivedAt, lines, said } = kept;
  const isReadable = unreadableIn(order).length === 0;
  const reckoned = reckoningOf(state, kept, parseInstant(receivedAt)).flags;
  await exclusively(context, order.id, async (held) => {
    const earlier = referencesIn(await wholeLog(held.store, order.id));
    if (earlier.includes(reference)) return;
    const flags = [...new Set([...kept.flags, ...reckoned, ...(earlier.length > 0 ? (['repeated'] as const) : [])])];
    const at = formatInstant(context.now());
    const entry: LogEntry = {
      ...{ id: `${reference}:${order.id}`, at, by: 'buyer', type: 'withdrawal', reference, receivedAt },
      ...(sentAt !== null && { occurredAt: sentAt }),
      ...(lines && { lines }),
      ...(flags.length > 0 && { flags }),
      statement: said,
    };
    await appendToLog(held, order.id, ({ head, plan }) =>
      logAppendOf({
        ...{ orderId: order.id, head, at, entries: [entry], now: null },
        ...(isReadable && { opening: () => plan?.opening ?? logOpeningOf(order, governing.reference) }),
      }),
    );
  });
}

/** The references of the statements that the log of an order has. */
export function referencesIn(log: readonly EvidenceEntry[]): string[] {
  return log.flatMap(({ type, reference }) => (type === 'withdrawal' && reference ? [reference] : []));
}
