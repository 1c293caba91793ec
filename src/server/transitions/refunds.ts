import type { Cancellation } from '../../domain/records.ts';
import { withDueAgain } from '../../domain/settlement/due-again.ts';
import { uncounted, withRefundTold } from '../../domain/settlement/in-flight.ts';
import { entriesOf } from '../../domain/settlement/ledger.ts';
import { readableSums } from '../../domain/settlement/sums.ts';
import { own } from '../../domain/values/own-member.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { type OrderState, stateOf } from '../orders/order-state.ts';
import type { Plan } from '../stores/store.ts';
import { planOfRefundTold, transitionOf } from './plan.ts';

/** So many refunds of an order are asked about at once: each costs a call of the shop. */
const mostAsked = 10;

/**
 * What the shop says by now of a refund that it was asked for; `null`: nothing new. Until it says that it settled or failed,
 * the money stays reserved. Only inside `store.exclusively`.
 */
export async function refundTold(context: Context, state: OrderState): Promise<Plan | null> {
  const { order, cancellations } = state;
  const { payment } = order;
  if (!readableSums(payment)) return null;
  const all = cancellations.flatMap((cancellation) =>
    entriesOf(cancellation).map((entry) => ({ cancellation, ...entry })),
  );
  const pending = all.filter(({ status }) => status === 'pending');
  // What the shop said had settled, and counts no more: it may have failed since.
  const lacks = uncounted(payment.refunded.amount, cancellations) > 0;
  const settled = lacks ? all.filter(({ status }) => status === 'settled') : [];
  // What has no name nobody can be asked about.
  const named = [...pending, ...settled].flatMap(({ cancellation, id }) =>
    id === undefined ? [] : { cancellation, id },
  );
  for (const { cancellation, id } of someOf(named)) {
    const refund = await ask(context, order.id, id);
    const told = refund && withRefundTold(cancellation, id, refund);
    if (!told) continue;
    const about = await stateOf(context, order, cancellations, cancellation);
    const plan = planOfRefundTold(about, told, { id: newId(), refund, now: context.now() });
    return { ...plan, cancellations: [told, ...(await dueAgain(context, state, told))] };
  }
  return null;
}

/** Those that were settled after one that was undone, and for which more is due as its refund failed. */
async function dueAgain(
  { policies }: Context,
  { order, cancellations }: OrderState,
  told: Cancellation,
): Promise<Cancellation[]> {
  if (told.state !== 'undone' || told.refund?.status !== 'failed') return [];
  let all = cancellations.map((one) => (one.id === told.id ? told : one));
  const raised: Cancellation[] = [];
  for (const { id, policy } of all.slice(all.indexOf(told) + 1)) {
    const cancellation = all.find((one) => one.id === id);
    const binding = await policies.version(policy.hash);
    const more = cancellation && binding && withDueAgain(binding.policy, order, cancellation, all);
    if (!more) continue;
    raised.push(more);
    all = all.map((one) => (one.id === id ? more : one));
  }
  return raised;
}

/** Of too many some that follow each other, from anywhere: as nobody remembers the last ones, each has its turn by chance. */
function someOf<T>(all: readonly T[]): readonly T[] {
  if (all.length <= mostAsked) return all;
  const first = Math.floor(Math.random() * all.length);
  return [...all.slice(first), ...all.slice(0, first)].slice(0, mostAsked);
}

async function ask({ shop, emit }: Context, orderId: string, id: string): Promise<'settled' | 'failed' | null> {
  try {
    const { refund: word = 'none', refunds = {} } = (await shop.committed(orderId, transitionOf(id))) ?? {};
    const refund = own<string>(refunds, id) ?? word;
    return refund === 'settled' || refund === 'failed' ? refund : null;
  } catch (error) {
    // Nothing is sent that could not be spared: what is not known stays reserved.
    emit({ type: 'error', during: 'asking about a refund', error });
    return null;
  }
}
