import type { Order } from '../../domain/records.ts';
import { linesOf } from '../../domain/units/units.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { isObject } from '../../domain/values/is-object.ts';
import { endOfDay } from '../../domain/withdrawal/period.ts';
import { answerResponse, jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { keyIn } from '../http/preconditions.ts';
import { Refusal } from '../http/problem.ts';
import type { Principal } from '../options.ts';
import { see } from '../orders/order-reader.ts';
import { viewOf } from '../orders/order-state.ts';
import { sendDue } from '../outbox.ts';
import { withdrawalClaimOf } from '../transitions/idempotency.ts';
import { type Confirmation, confirmationOf } from '../withdrawals/confirmation.ts';
import { reckoningOf, recordIn } from '../withdrawals/known-order.ts';
import { outgoingOf } from '../withdrawals/outbox.ts';
import { isFor } from '../withdrawals/queue.ts';
import { readStatement, type Statement } from '../withdrawals/statement.ts';
import {
  type KeptStatement,
  keepStatement,
  noteMatch,
  noteSettled,
  sentOf,
  statementOf,
} from '../withdrawals/statement-log.ts';

/**
 * `POST withdrawals`: takes a statement of withdrawal, whatever it says, from whomever. It looks at no order, so that the answer
 * and the time it takes tell nothing of any.
 */
export async function postWithdrawal(call: Call<unknown>): Promise<Response> {
  const { context, input, principal } = call;
  const now = context.now();
  const entered = enteredBy(principal, input, now, context.withdrawals.timeZone);
  const statement = readStatement(entered?.input ?? input, now, { unkept: entered?.unkept ?? [] });
  if (entered?.isUnsure && !statement.flags.includes('clock')) statement.flags.push('clock');
  const { answer } = await take(call, statement, now, entered ? { entered, proven: true } : {});
  return answerResponse(answer);
}

/**
 * `POST orders/{orderId}/cancellation` with `withdraw-contract`: the same about an order that is known to be the sender's. While
 * the shop does not say whose it is, the statement is taken as anybody's, and about that order once it is sent again, or staff says so.
 */
export async function postContractWithdrawal(call: Call<unknown>): Promise<Response> {
  const { context, input, segments, principal } = call;
  const [orderId = ''] = segments;
  const seen = await see(context, orderId, principal).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    context.emit({ type: 'error', during: 'reading an order', error });
    return undefined;
  });
  if (seen === undefined) {
    const now = context.now();
    const unread = { ...(isObject(input) ? input : {}), orderNumber: orderId };
    const { answer } = await take(call, readStatement(unread, now, { signedIn: true }), now, {});
    return jsonResponse({ withdrawal: JSON.parse(answer.body) }, {}, 201);
  }
  if (seen?.actor !== 'buyer') throw new Refusal('not-found');
  const { state } = seen;
  const { order } = state;
  const now = context.now();
  const statement = readStatement(
    // What the shop knows of the order and its buyer is not asked for.
    {
      ...{ name: order.buyer.name, address: order.buyer.email, language: order.buyer.locale },
      ...Object.fromEntries(Object.entries(isObject(input) ? input : {}).filter(([, value]) => !isBlank(value))),
      orderNumber: order.number ?? orderId,
    },
    now,
    { signedIn: true },
  );
  const { flags, inTime } = reckoningOf(state, statement, now);
  // Whatever cannot be read of the order, the statement can.
  const titles = new Map(linesOf(order).map(({ id, title }) => [id, title]));
  const items = statement.lines?.map(({ id, quantity }) => `${quantity} × ${titles.get(id) ?? id}`);
  const { answer, kept } = await take(call, { ...statement, flags: [...statement.flags, ...flags] }, now, {
    about: order,
    proven: [undefined, order.buyer.email].includes(statement.said.address),
    ...(items && { items }),
    ...(inTime !== null && { inTime }),
  });
  const confirmation: Confirmation = JSON.parse(answer.body);
  // Asked for again, it is on record: what a crash cut off is made good.
  const known = kept ?? (await statementOf(context, confirmation.reference));
  if (known?.matches === null) await noteMatch(context, known.reference, order);
  if (known) await recordIn(context, state, known);
  // A statement changes nothing of the order.
  return jsonResponse({ ...viewOf(state, 'buyer', context.now()), withdrawal: confirmation }, {}, 201);
}

/** `POST withdrawals/{reference}/match`: staff says which order a statement is about. */
export async function postMatch(call: Call<{ orderId: string }>): Promise<Response> {
  const { context, input, segments, principal } = call;
  demandStaff(call);
  const [reference = ''] = segments;
  const kept = await statementOf(context, reference);
  const seen = kept && (await see(context, input.orderId, principal));
  if (!seen) throw new Refusal('not-found');
  await noteMatch(context, reference, seen.state.order);
  await recordIn(context, seen.state, { ...kept, flags: [...kept.flags, 'matched-later'] });
  return jsonResponse(shown({ ...kept, matches: seen.state.order.id }));
}

/**
 * `POST withdrawals/{reference}/settle`: what was owed is done, or nothing is owed, as `comment` says. It tells the consumer
 * nothing, and is neither to accept nor to decline.
 */
export async function postSettle(call: Call<{ comment: string }>): Promise<Response> {
  const { context, input, segments, principal } = call;
  const [reference = ''] = segments;
  const kept = await statementOf(context, reference);
  if (!kept || !isFor(kept, principal)) throw new Refusal('not-found');
  const by = principal.roles.includes('platform') ? 'platform' : 'seller';
  await noteSettled(context, reference, by, input.comment);
  return jsonResponse(shown({ ...kept, settledAt: kept.settledAt ?? formatInstant(context.now()) }));
}

function demandStaff({ principal }: Call<unknown>): void {
  if (!principal.roles.includes('platform')) throw new Refusal('not-found');
}

/** What staff enters that came by telephone or letter: how, and when it arrived, epoch ms. */
interface Entered {
  channel: string;
  at: number;
  /** When it arrived is said in a way that nobody can read, or is yet to come. */
  isUnsure: boolean;
  /** What of this is said in a way that cannot be kept. */
  unkept: unknown[];
  /** With the instants of what is said to have been on a day. */
  input: Record<string, unknown>;
}

/** `null`: whoever sends it withdraws themselves. */
function enteredBy({ roles }: Principal, input: unknown, now: number, timeZone: string): Entered | null {
  if (!roles.includes('platform') || !isObject(input)) return null;
  const { channel } = input;
  if (typeof channel !== 'string' || !channel.trim()) return null;
  const [sentAt, receivedAt] = [input['sentAt'], input['receivedAt']].map((one) => momentOf(one, timeZone));
  const at = parseInstant(receivedAt);
  const isUnsure = (receivedAt ?? undefined) !== undefined && !(at <= now);
  const short = channel.trim().slice(0, 100);
  return {
    channel: short,
    at: at <= now ? at : now,
    isUnsure,
    unkept: [
      ...(isUnsure ? [{ receivedAt: input['receivedAt'] }] : []),
      ...(short === channel.trim() ? [] : [{ channel }]),
    ],
    input: { ...input, ...(sentAt !== undefined && { sentAt }) },
  };
}

/** Of a letter people know the day (`YYYY-MM-DD`): its first moment, by the trader's calendar. Anything else as it is. */
function momentOf(value: unknown, timeZone: string): unknown {
  const midnight = typeof value === 'string' && value.length === 10 ? parseInstant(`${value}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(midnight) ? value : formatInstant(endOfDay(midnight / 86_400_000 - 1, timeZone));
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/** One e-mail address, and nothing that a mailer would take for two, or for a header. */
const oneAddress = /^[^\s\p{C}@,;:<>()[\]"\\]{1,64}@[^\s\p{C}@,;:<>()[\]"\\]{1,255}$/u;

/** Keeps a statement and confirms it, once an intent; nobody waits for its receipt to be sent. */
async function take(
  call: Call<unknown>,
  statement: Statement,
  now: number,
  {
    about = null,
    entered,
    proven = false,
    ...known
  }: { about?: Order | null; entered?: Entered; proven?: boolean; items?: string[]; inTime?: boolean },
): ReturnType<typeof keepStatement> {
  const { context } = call;
  const { said, lines, sentAt, flags } = statement;
  const claim = await withdrawalClaimOf(call, keyIn(call.request) || null);
  const taken = await keepStatement(context, claim, now, (reference) => {
    const arrived = entered?.at ?? now;
    const received = { reference, sentAt: sentOf(statement, arrived), receivedAt: arrived, ...known };
    const confirmation = confirmationOf(context, statement, received);
    const { receivedAt, receipt } = confirmation;
    const address = oneAddress.test(said.address ?? '') ? (said.address as string) : null;
    const to = { id: reference, to: address, orderId: about?.id ?? null, proven };
    return {
      entry: {
        ...(sentAt !== null && { occurredAt: sentAt }),
        ...(lines && { lines }),
        ...(flags.length > 0 && { flags }),
        by: entered ? 'platform' : 'buyer',
        ...(entered && { kind: entered.channel, receivedAt }),
        statement: said,
      },
      about,
      answer: { status: 201, headers: {}, body: JSON.stringify(confirmation) },
      sends: [outgoingOf({ ...to, ...receipt }, now)],
    };
  });
  void sendDue(context, 'receipt');
  return taken;
}

/** A statement as staff reads it. */
function shown({ reference, receivedAt, sentAt, said, ...kept }: KeptStatement) {
  const { lines, flags, channel, matches: orderId, receiptSentAt, settledAt } = kept;
  const sent = formatInstant(sentOf({ sentAt }, parseInstant(receivedAt)));
  const about = { orderId, receiptSentAt, settledAt };
  return { reference, receivedAt, sentAt: sent, channel, statement: said, lines, flags, ...about };
}
