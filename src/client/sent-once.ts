import type { Intent, SendResult } from '../backend/backend.ts';
import { forget, keep, keptAt } from './kept-intents.ts';
import type { OrderStore } from './order-store.ts';
import { type IntentDraft, intentOf, submit } from './submit.ts';

export { resultOf } from './submit.ts';

/** `earlier`: it is the outcome of what was sent before, which was something else. */
export type Sent = SendResult & { earlier?: boolean };

/** What this page is sending just now, by its place. */
const underWay = new Map<string, Promise<SendResult>>();

/**
 * Sends what a person decided, kept in its place until the outcome is known, so that a reload does not lose it. What was
 * sent from there before, and may have been carried out, is found out about first, under its own key: nothing is done
 * twice for a changed word. Never rejects.
 */
export async function sendOnce(
  store: OrderStore,
  place: string,
  draft: IntentDraft,
  onUnknown: () => void,
): Promise<Sent> {
  const former = keptAt(place)?.intent;
  const intent = intentOf(draft, former);
  if (former && former !== intent) {
    const result = await settled(store, place, former, onUnknown);
    const isSame = JSON.stringify(former.body) === JSON.stringify(draft.body);
    if (result.ok || keptAt(place)) return { ...result, earlier: !isSame };
  }
  return settled(store, place, intent, onUnknown);
}

/** Finds out what became of what is kept in a place: the same key and body again. Never rejects. */
export async function sendAgain(store: OrderStore, place: string, onUnknown: () => void): Promise<SendResult> {
  const { intent } = keptAt(place) ?? {};
  if (!intent) return { ok: false, problem: { code: 'unavailable' } };
  return settled(store, place, intent, onUnknown);
}

/** Two elements that send the same hear the same answer. */
function settled(store: OrderStore, place: string, intent: Intent, onUnknown: () => void): Promise<SendResult> {
  let one = underWay.get(place);
  if (!one) {
    one = send(store, place, intent, onUnknown).finally(() => underWay.delete(place));
    underWay.set(place, one);
  }
  return one;
}

async function send(store: OrderStore, place: string, intent: Intent, onUnknown: () => void): Promise<SendResult> {
  const doubted = keptAt(place)?.intent?.key === intent.key;
  if (!doubted) keep(place, { intent, revision: intent.revision, former: null, at: Date.now() });
  const result = await submit(store, intent, onUnknown, undefined, doubted);
  const { code = '' } = result.ok ? {} : result.problem;
  // These say that nothing was sent this time, and nothing of the times before.
  const isOpen = code === 'unknown-outcome' || (doubted && ['offline', 'unavailable'].includes(code));
  if (!isOpen) forget(place);
  return result;
}
