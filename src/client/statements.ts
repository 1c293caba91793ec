import type { StatementBody, StatementResult } from '../backend/backend.ts';
import { withdrawBy } from '../backend/rest-withdraw.ts';
import { isOffline } from './connection.ts';
import { keep } from './keep-intent.ts';
import { forget, type KeptIntent, keptAt } from './kept-intents.ts';
import type { OrderStore } from './order-store.ts';
import { isLast, pauseAfter } from './pause.ts';

export { ownOrdersBy, withdrawBy } from '../backend/rest-withdraw.ts';

type Kept = NonNullable<KeptIntent['statement']>;

/** Codes after which the same statement may be sent again. */
const passing = ['in-progress', 'rate-limited', 'unavailable'];
/** A statement is kept as long as the tab, however old: what was declared is not forgotten. Epoch ms, the last there is. */
const forEver = 8.64e15;

/** What this page is sending just now, by its place. */
const underWay = new Map<string, Promise<StatementResult>>();

/** The statement whose outcome is unknown; `undefined`: there is none. */
export function statementAt(place: string): StatementBody | undefined {
  return keptAt(place)?.statement?.body;
}

/**
 * Sends a statement of withdrawal, kept in its place until the outcome is known, so that a reload does not lose it. The same
 * words are the same statement, with the key and the instant that they were sent with first; of other words, what was sent
 * before is found out about first, and both count. Offline nothing is sent. Never rejects.
 */
export async function declare(
  store: OrderStore,
  place: string,
  body: StatementBody,
  onUnknown: () => void,
): Promise<StatementResult> {
  const former = keptAt(place)?.statement;
  const isSame = former && wordsOf(former.body) === wordsOf(body);
  if (former && !isSame) {
    const result = await declareAgain(store, place, onUnknown);
    if (keptAt(place)) return result;
  }
  // `crypto.randomUUID` is missing on plain http.
  const key = crypto.getRandomValues(new BigUint64Array(2)).join('-');
  return alone(place, () => send(store, place, isSame ? former : { key, body }, onUnknown));
}

/** Sends again what is kept in a place, as it was. Never rejects. */
export async function declareAgain(store: OrderStore, place: string, onUnknown: () => void): Promise<StatementResult> {
  const former = keptAt(place)?.statement;
  if (!former) return { ok: false, problem: { code: 'unavailable' } };
  return alone(place, () => send(store, place, former, onUnknown));
}

/** Two elements that send the same hear the same answer. */
function alone(place: string, work: () => Promise<StatementResult>): Promise<StatementResult> {
  let one = underWay.get(place);
  if (!one) {
    one = work().finally(() => underWay.delete(place));
    underWay.set(place, one);
  }
  return one;
}

async function send(
  store: OrderStore,
  place: string,
  statement: Kept,
  onUnknown: () => void,
): Promise<StatementResult> {
  const { backend } = store;
  const post = withdrawBy(backend);
  let doubted = keptAt(place) !== null;
  if (isOffline()) return { ok: false, problem: { code: 'offline' } };
  if (!post) return { ok: false, problem: { code: 'unavailable' } };
  keep(place, { statement, revision: '', former: null, at: forEver });
  for (let attempt = 0; ; attempt++) {
    let wanted = 0;
    let passes: StatementResult | undefined;
    try {
      const result = await post.call(backend, statement.body, statement.key, {});
      if (result.ok) {
        forget(place);
        if (result.view) store.accept(result.view);
        return result;
      }
      const { code, retryAfter = 0 } = result.problem;
      if (!passing.includes(code)) {
        forget(place);
        return result;
      }
      passes = result;
      wanted = retryAfter;
    } catch {
      doubted = true;
    }
    if (isLast(attempt) || isOffline()) {
      // That it was not taken this time tells nothing of a time before whose answer was lost.
      if (!doubted) forget(place);
      return doubted || !passes ? { ok: false, problem: { code: 'unknown-outcome' } } : passes;
    }
    onUnknown();
    await pauseAfter(attempt, wanted);
  }
}

function wordsOf({ sentAt: _, ...words }: StatementBody): string {
  return JSON.stringify(words);
}
