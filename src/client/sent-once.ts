import type { Intent, SendResult } from '../backend/backend.ts';
import type { Actor } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';
import { isOffline } from './connection.ts';
import { keep } from './keep-intent.ts';
import { forget, type KeptIntent, keptAt } from './kept-intents.ts';
import type { OrderStore } from './order-store.ts';
import { type IntentDraft, intentOf, readAgain, submit } from './submit.ts';

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
    const result = await sendAgain(store, place, onUnknown);
    const isSame = JSON.stringify(former.body) === JSON.stringify(draft.body);
    if (result.ok || keptAt(place)) return { ...result, earlier: !isSame };
  }
  return alone(place, () => send(store, place, intent, onUnknown));
}

/**
 * Finds out what became of what is kept in a place: the same key and body again, unless it is another's by now.
 * `byItself`: no person has asked for it, as after a reload; it is that role's. Never rejects.
 */
export async function sendAgain(
  store: OrderStore,
  place: string,
  onUnknown: () => void,
  byItself?: Actor,
): Promise<SendResult> {
  const one = keptAt(place);
  const { intent } = one ?? {};
  if (!one || !intent) return { ok: false, problem: { code: 'unavailable' } };
  return alone(place, async () => {
    const code = await obstacle(store, place, one, intent, byItself);
    return code ? { ok: false, problem: { code } } : send(store, place, intent, onUnknown);
  });
}

/** Two elements that send the same hear the same answer. */
function alone(place: string, work: () => Promise<SendResult>): Promise<SendResult> {
  let one = underWay.get(place);
  if (!one) {
    one = work().finally(() => underWay.delete(place));
    underWay.set(place, one);
  }
  return one;
}

/**
 * Why something is not sent again. Another person may be signed in by now, which a page cannot see: the order, read anew,
 * has to be there for them, and with the same parties. Else it is forgotten. By itself nothing is sent without such a
 * reading, nor for a platform, where many people may read an order and each acts in their own name: then the person is
 * asked.
 */
async function obstacle(
  store: OrderStore,
  place: string,
  { parties }: KeptIntent,
  intent: Intent,
  byItself: Actor | undefined,
): Promise<string | null> {
  if (isOffline()) return 'offline';
  if (byItself === 'platform') return 'unknown-outcome';
  const view = await readAgain(store, intent.orderId);
  const code = view ? undefined : store.get(intent.orderId).problem?.code;
  const isOthers = view && parties !== undefined && parties !== partiesOf(view);
  if (isOthers || code === 'forbidden' || code === 'not-found') {
    forget(place);
    return code ?? 'not-found';
  }
  // Who signs in next is looked at then.
  if (code === 'sign-in-required') return code;
  return byItself && !(view && parties !== undefined && isOffered(intent, view)) ? 'unknown-outcome' : null;
}

function partiesOf({ order: { buyer, seller } }: OrderView): string {
  return JSON.stringify([buyer?.id, seller?.id]);
}

/** Whether who has read the order may still do it; once the order has moved on, the server has it or will refuse it. */
function isOffered(intent: Intent, { order, cancellation, actions, actionsOn }: OrderView): boolean {
  if (intent.type !== 'action' || order.revision !== intent.revision) return true;
  const { cancellationId: id } = intent;
  return (actionsOn?.[id] ?? (cancellation?.id === id ? actions : undefined))?.includes(intent.action) ?? true;
}

async function send(store: OrderStore, place: string, intent: Intent, onUnknown: () => void): Promise<SendResult> {
  const doubted = keptAt(place)?.intent?.key === intent.key;
  if (!doubted) {
    const { view } = store.get(intent.orderId);
    const parties = view ? partiesOf(view) : undefined;
    keep(place, { intent, revision: intent.revision, former: null, parties, at: Date.now() });
  }
  const result = await submit(store, intent, onUnknown, undefined, doubted);
  const { code = '' } = result.ok ? {} : result.problem;
  // These say that nothing was sent this time, and nothing of the times before.
  const isOpen = code === 'unknown-outcome' || (doubted && ['offline', 'unavailable'].includes(code));
  if (!isOpen) forget(place);
  return result;
}
