import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { OrderController } from '../../controllers/order-controller.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import { freedom, turnOfFreedom } from '../../domain/decision/turns.ts';
import type { Actor, Order } from '../../domain/records.ts';
import english from '../../i18n/chunks/en/details.ts';
import { formatDeadline } from '../../i18n/format-deadline.ts';
import { formatLeft } from '../../i18n/format-time.ts';
import type { TextTable } from '../../i18n/part.ts';
import { fill, textOf } from '../../i18n/wording.ts';
import { loadPart } from '../../load-part.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import { safeHref } from '../shared/safe-href.ts';
import styles from './details.styles.ts';

type Rendered = TemplateResult | typeof nothing;

/** Farther away only the end is named, ms. */
const countsFrom = 2 * 86_400_000;

/** The texts of a page in another language have these too; a page's own wording wins. */
function wordsOf({ texts }: OrderController): TextTable {
  return { ...english, ...texts };
}

/** The text of a code in a group, the policy's own wording first. */
function say(controller: OrderController, group: string, code: string): string {
  return textOf(wordsOf(controller), controller.language, group, code, controller.policy);
}

/** Until when the outcome holds, or from when a better one does. */
export function renderTurn(controller: OrderController, decision: Decision): Rendered {
  const next = turnOfFreedom(decision);
  if (!next) return nothing;
  const { language, now } = controller;
  const gain = freedom[next.outcome] - freedom[decision.outcome];
  const time = deadlineUnder(controller, next.at);
  const near = next.at - now < countsFrom;
  const { text: left, changesIn } = formatLeft(language, Math.max(1, next.at - now));
  if (near) controller.updateIn(changesIn);
  const key = gain > 0 ? `turn.${next.outcome}` : near ? 'until' : 'until-date';
  return html`<span part="hint" id="hint">${fill(wordsOf(controller)[key], { time, left })}</span>`;
}

/** Until when something may be done under a policy, in its own zone where it counts the days there. */
export function deadlineUnder({ language, now, policy }: OrderController, at: number): string {
  return formatDeadline(language, at, now, policy?.instants && policy.timeZone);
}

/** Brings the styles of what is rendered here into an element's shadow tree, once. */
export function adoptDetails({ shadowRoot }: HTMLElement): void {
  if (shadowRoot) adoptStyles(shadowRoot, [styles]);
}

/** Where a browser has no idle callbacks (WebKit), the dialog is fetched so long after the button stands, ms. */
const idleAfter = 300;
/** It is fetched ahead once a page, whichever button is the first. */
let isFetching = false;

/** The first button that is there has its dialog fetched once the browser has nothing better to do. */
export function whenIdle({ renderRoot }: LitElement, fetchAhead: () => void): void {
  if (isFetching || !renderRoot.querySelector('button')) return;
  isFetching = true;
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetchAhead);
  else setTimeout(fetchAhead, idleAfter);
}

/** What an open cancellation is waiting for, as its state and the one who looks at it have it. */
function openAs({ cancellation, actor }: OrderController): string {
  const { state, requestedBy } = cancellation ?? {};
  if (state === 'refunding') return 'cancellation-in-progress';
  if (state === 'escalated' || state === 'disputed') return 'with-support';
  return requestedBy && requestedBy !== actor ? 'request-yours' : 'request-open';
}

/** Why it is denied, for how long, and what can be done instead; nothing where that is to be hidden. */
export function renderDenied(
  controller: OrderController,
  decision: Decision,
  when: 'explain' | 'hide' | undefined,
): Rendered {
  const { policy, actor, cancellation } = controller;
  const { reason, ruleId } = decision;
  const verdict = policy?.rules.find(({ id }) => id === ruleId)?.then ?? policy?.otherwise;
  const open = reason.startsWith('request-');
  // What became of a cancellation is told even where the policy hides a mere denial.
  const hides = when ?? (cancellation ? 'explain' : (verdict?.denied ?? policy?.denied?.[actor]));
  if (!open && hides === 'hide') return nothing;
  return html`<div part="explanation" tabindex="-1">
    <span>${say(controller, 'denied', reason === 'request-open' ? openAs(controller) : reason)}</span>
    ${renderTurn(controller, decision)} ${renderAlternatives(controller, decision)}
  </div>`;
}

/** A withdrawal that could not be loaded is asked for again so long after, ms: the law wants it there (EU-3). */
const lackingFor = 30_000;
/** Its view comes with it, so that either is there or what stands in for it. */
let withdrawal: Promise<unknown> | undefined;

/** The withdrawal that a button has beside it. */
interface Lane {
  /** Of which order. */
  id: string | undefined;
  /** Where it could not be loaded: another try. */
  again?: (() => void) | undefined;
}

const lanes = new WeakMap<LitElement, Lane>();
let story: Promise<unknown> | undefined;

/**
 * What stands beside the button, or alone where nothing else is possible: the statutory withdrawal for as long as it is open,
 * whatever the shop's rules say (EU-11), and what became of a cancellation. Their elements come when there is one, and one that
 * is gone is not asked for again at every rendering. A withdrawal that has been there stays: it may be open, under way or
 * received, and whether it is in time is the server's to say.
 */
export function renderBeside(controller: OrderController, opener: LitElement): Rendered {
  const { id, actor, decision, view, cancellation } = controller;
  const isBuyer = actor === 'buyer';
  let own = lanes.get(opener);
  if (own?.id !== id) own = undefined;
  // Of what is exempt as a whole a statement is taken all the same, and the items say why (EU-9).
  if (isBuyer && !own && (decision?.withdrawal || view?.exempt)) {
    own = { id };
    lanes.set(opener, own);
    bringLane(controller, opener, own);
  }
  // Only what was cancelled has a story.
  if (cancellation) story ??= loadPart(() => import('./story/define.ts')).catch(warnOfMissing);
  // It finds its backend by itself, in the element around it, and hands its button on as the part `withdraw`.
  const lane = own?.again
    ? renderLack(controller, own.again)
    : html`<contract-withdrawal .orderId=${id} .view=${view}></contract-withdrawal>`;
  const told = html`<order-cancel-story .order=${controller} .opener=${opener} .version=${{}}></order-cancel-story>`;
  return html`${isBuyer && own ? lane : nothing}${cancellation ? told : nothing}`;
}

/** Few shops have the lane, and no other pays for it. */
async function bringLane(controller: OrderController, opener: LitElement, lane: Lane): Promise<void> {
  withdrawal ??= loadPart(() => import('../contract-withdrawal/define.ts'), 'prepare').then((module) =>
    module.prepare(controller.language),
  );
  try {
    await withdrawal;
    lane.again = undefined;
  } catch (error) {
    withdrawal = undefined;
    warnOfMissing(error);
    lane.again ??= () => bringLane(controller, opener, lane);
    controller.updateIn(lackingFor, lane.again);
  }
  opener.requestUpdate();
}

/** In place of a withdrawal that could not be loaded: the page's own way, the shop's, and another try. */
function renderLack(controller: OrderController, again: () => void): TemplateResult {
  const words = wordsOf(controller);
  return html`<slot></slot><span part="status" role="status">${words['withdrawal-lacking']}</span>${renderAlternatives(controller, { alternatives: ['contact-seller'] })}<button part="retry" @click=${again}>${words['retry']}</button>`;
}

/** What the other side of an order is called: its name, or what it is; isolated, since a name may run the other way. */
export function nameOf(texts: TextTable, { seller, buyer }: Order, actor: Actor): string {
  const { name } = (actor === 'seller' ? buyer : seller) ?? {};
  const short = name && name.length > 80 ? `${name.slice(0, 79)}…` : name;
  return `\u2068${short || fill(texts[actor === 'seller' ? 'the-buyer' : 'the-seller'])}\u2069`;
}

/** Where another way leads, where the policy or the party names an address. */
export function linkOf({ order, policy }: OrderController, code: string): string | undefined {
  if (!order) return undefined;
  const party = code === 'contact-seller' ? order.seller : code === 'contact-buyer' ? order.buyer : undefined;
  const link = policy?.links?.[code]?.replaceAll(
    '{orderId}',
    encodeURIComponent(order.id.replace(/\p{Surrogate}/gu, '\ufffd')),
  );
  return safeHref(link ?? party?.contactUrl);
}

/**
 * What can be done instead: a link where one is known, else a sentence; a word that leads nowhere reads as broken.
 * `writes`: a message to the other side can be written right there.
 */
export function renderAlternatives(
  controller: OrderController,
  { alternatives }: Pick<Decision, 'alternatives'>,
  writes = false,
): Rendered {
  const { order, actor, view } = controller;
  if (!order || !controller.texts) return nothing;
  const name = nameOf(wordsOf(controller), order, actor);
  const other = actor === 'seller' ? 'contact-buyer' : 'contact-seller';
  const ways = alternatives.flatMap((named) => {
    // Rules that hold for both sides name one; nobody is told to contact themselves.
    const code = named === `contact-${actor}` ? other : named;
    // What can be done here has a button of its own.
    if (view?.actions?.includes(code)) return [];
    // Only who bought it can order it again.
    if (code === 'reorder' && actor !== 'buyer') return [];
    const href = linkOf(controller, code);
    if (writes && code === other && !href) return [];
    const words = fill(say(controller, href ? 'instead' : 'way', code), { name });
    // A code that nobody has worded says nothing to a person.
    if (!words) return [];
    return [html`<li>${href ? html`<a part="alternative" href=${href}>${words}</a>` : words}</li>`];
  });
  return ways.length > 0 ? html`<ul part="alternatives">${ways}</ul>` : nothing;
}
