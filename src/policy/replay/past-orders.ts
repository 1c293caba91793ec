import { isAbsent } from '../../domain/decision/conditions.ts';
import type { DecisionContext } from '../../domain/decision/decision.ts';
import type { Actor, Cancellation, Order } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { isObject } from '../../domain/values/is-object.ts';
import { isReadable, parseCancellation } from '../parse.ts';

/** An order as it was when somebody asked. */
export interface PastOrder {
  order: Order;
  context: DecisionContext;
}

/** What could not be read: its place in the file, from 1, and why. */
export interface Unread {
  at: number;
  problem: string;
}

/** Of orders that do not say who asked, and when. */
export interface Asked {
  actor: DecisionContext['actor'];
  /** Epoch ms. */
  now: number;
}

const actors = ['buyer', 'seller', 'platform', 'nobody'] satisfies DecisionContext['actor'][];

/** No order is as long: what goes on without end is no list of orders. */
const maxLength = 2_000_000;
/** So many are handed on at once. */
const batch = 256;

/**
 * Reads orders from a file as it comes: JSON, one list of them, or one after the other (as lines, NDJSON). Each is an order as
 * `parseOrder` reads it, or `{ order, actor, now, cancellation?, cancellations? }` with `now` as RFC 3339 or epoch ms. What cannot be read is
 * given as such, with its place, and the rest goes on.
 */
export async function* readPastOrders(
  chunks: AsyncIterable<string> | Iterable<string>,
  asked: Asked,
): AsyncGenerator<(PastOrder | Unread)[]> {
  let at = 0;
  let ready: (PastOrder | Unread)[] = [];
  for await (const text of valuesOf(chunks)) {
    at++;
    ready.push(pastOrderOf(text, asked, at));
    if (ready.length < batch) continue;
    yield ready;
    ready = [];
  }
  if (ready.length > 0) yield ready;
}

/** A file that somebody dropped, or what is read of one, as text. */
export async function* textOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      yield decoder.decode(part.value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    await reader.cancel();
  }
}

function pastOrderOf(text: string | null, asked: Asked, at: number): PastOrder | Unread {
  if (text === null) return { at, problem: `longer than ${maxLength} characters` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { at, problem: `no JSON: ${(error as Error).message}` };
  }
  if (!isObject(value)) return { at, problem: 'no order: an object is needed' };
  const isWrapped = isObject(value['order']);
  const order = isWrapped ? value['order'] : value;
  if (!isReadable(order)) return { at, problem: 'no order that parseOrder reads' };
  const context = contextOf(isWrapped ? value : {}, asked);
  return typeof context === 'string' ? { at, problem: context } : { order: order as unknown as Order, context };
}

/** In which an order is asked about, by what its wrapper says; a text: what is wrong with that. */
function contextOf(wrapper: Record<string, unknown>, asked: Asked): DecisionContext | string {
  const { order: _, actor = asked.actor, now = asked.now, cancellation, cancellations, ...rest } = wrapper;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} has no place beside order, actor, now, cancellation and cancellations`;
  const instant = typeof now === 'number' ? now : parseInstant(now);
  if (!Number.isFinite(instant)) return 'now has to be an instant, RFC 3339 or epoch milliseconds';
  if (!actors.includes(actor as Actor)) return `actor has to be one of ${actors.join(', ')}`;
  const context: DecisionContext = { actor: actor as Actor, now: instant };
  if (!isAbsent(cancellations)) {
    if (!Array.isArray(cancellations)) return 'cancellations has to be a list';
    if (!cancellations.every(isCancellation)) return 'no cancellation that parseCancellation reads';
    context.cancellations = cancellations;
  }
  if (!isAbsent(cancellation)) {
    if (!isCancellation(cancellation)) return 'no cancellation that parseCancellation reads';
    context.cancellation = cancellation;
  }
  return context;
}

function isCancellation(value: unknown): value is Cancellation {
  try {
    parseCancellation(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * The texts of values that stand in a list, or one after the other: an object from brace to brace, anything else up to what
 * parts values. A broken one ends where the next begins with a brace on a line of its own. `null`: one that is too long, of which nothing is kept.
 */
async function* valuesOf(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string | null> {
  let text = '';
  /** Where the value begins that is being read; -1: none is. */
  let start = -1;
  let at = 0;
  let depth = 0;
  let isText = false;
  let isLineStart = false;
  let isBroken = false;
  let last = 0;
  let isTooLong = false;
  for await (const chunk of chunks) {
    const from = start < 0 || isTooLong ? at : start;
    text = text.slice(from) + chunk;
    at -= from;
    if (start >= 0) start = 0;
    for (; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      // No text holds the end of a line, and a brace follows what opens, names or parts values: what was begun else is broken.
      const isAnew = isLineStart && sign === open && start >= 0 && (isBroken || !before.includes(last));
      isLineStart = sign === newline;
      isBroken ||= isLineStart && isText;
      if (isLineStart) isText = false;
      if (isAnew) {
        yield isTooLong ? null : text.slice(start, at);
        start = -1;
        depth = 0;
        isTooLong = false;
        isBroken = false;
      }
      if (!blanks.includes(sign)) last = sign;
      if (isText) {
        if (sign === backslash) at++;
        else if (sign === quote) isText = false;
        continue;
      }
      const parts = depth === 0 && between.includes(sign);
      if (start < 0) {
        if (parts) continue;
        start = at;
      }
      if (sign === quote) isText = true;
      else if (sign === open) depth++;
      const closes = sign === close && --depth <= 0;
      if (!parts && !closes) continue;
      yield isTooLong ? null : text.slice(start, closes ? at + 1 : at);
      start = -1;
      depth = 0;
      isTooLong = false;
      isBroken = false;
    }
    isTooLong ||= start >= 0 && at - start > maxLength;
  }
  if (start >= 0) yield isTooLong ? null : text.slice(start);
}

const [newline, quote, backslash, open, close] = [10, 34, 92, 123, 125];
const blanks = [9, 10, 13, 32];
/** Colon, comma and bracket. */
const before = [58, 44, 91];
/** Tab, ends of lines, blank, comma, brackets, and the mark that some files begin with. */
const between = [9, 10, 13, 32, 44, 91, 93, 0xfeff];
