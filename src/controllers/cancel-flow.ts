import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Intent } from '../backend/backend.ts';
import { draftAt, keepDraft } from '../client/drafts.ts';
import type { KeptIntent } from '../client/kept-intents.ts';
import { tellPage } from '../client/page-changes.ts';
import { schedule, unschedule } from '../client/scheduler.ts';
import { warnOfMissing } from '../client/warn.ts';
import type { Decision } from '../domain/decision/decision.ts';
import { reasonsFor } from '../domain/lifecycle/reasons.ts';
import type { Demand, ReasonChoice, ReasonList } from '../domain/policy.ts';
import type { LineQuantity } from '../domain/records.ts';
import { type Consequences, consequencesOf } from '../domain/settlement/consequences.ts';
import { withReserved } from '../domain/settlement/in-flight.ts';
import type { InventoryChoice } from '../domain/settlement/stock.ts';
import type { OrderView, Problem } from '../domain/view.ts';
import { OrderCancelRequestEvent } from '../events/order-cancel-request-event.ts';
import { OrderCancelSettledEvent } from '../events/order-cancel-settled-event.ts';
import { loadPart } from '../load-part.ts';
import { maxComment } from './limits.ts';
import type { MessageFlow } from './message-flow.ts';
import type { OrderController } from './order-controller.ts';
import type { PartChoice } from './part-choice.ts';
import { Patience } from './patience.ts';
import type { Confirmed, Seen, Sent } from './sending.ts';

/** `checking`: an answer failed to come, and the same intent is being sent again. */
type Phase = 'form' | 'sending' | 'checking' | 'done';

/** What keeps the form from being confirmed, in the order in which it is said. */
type Obstacle =
  | 'denied'
  | 'lines'
  | 'contact'
  | 'reason'
  | 'reason-invalid'
  | 'comment'
  | 'comment-long'
  | 'inventory'
  | 'amount';

/** What the person enters, beside the message. */
type Field =
  | 'reason'
  | 'comment'
  | 'refundMethod'
  | 'typedAmount'
  | 'refundAmount'
  | 'stated'
  | 'lines'
  | 'restock'
  | 'restoreCoupons'
  | 'inventory';

/** How long before its end a closing window is announced, ms. */
const warning = 60_000;
/** The states of a cancellation that was just made. */
const begun: readonly string[] = ['requested', 'cancelled', 'refunding'];

/** One person's way from opening the dialog to the backend's answer: what was filled in, sent and heard. */
export class CancelFlow implements ReactiveController, Confirmed {
  #host: ReactiveControllerHost;
  readonly #order: OrderController;
  readonly #opener: HTMLElement;
  readonly #getReady: () => Promise<void>;
  #opened: string;
  #warned = false;
  /** What was sent and is not known the outcome of, as it was when it was seen last. */
  #kept: KeptIntent | null = null;
  readonly requestUpdate = (): void => this.#host.requestUpdate();
  readonly #patience = new Patience(this.requestUpdate);
  /** It is being found out what became of it. */
  #checks = false;

  /** The order that it is about, whatever the opener shows by then. */
  readonly orderId: string;
  phase: Phase = 'form';
  problem: Problem | null = null;
  /** What was sent last, to be sent again with its key where nothing about it has changed. */
  intent: Intent | undefined;
  reason = '';
  comment = '';
  refundMethod = '';
  /** What goes back in place of what is due, minor units; `null`: what was typed is no such amount. */
  refundAmount: number | null | undefined;
  typedAmount: string | undefined;
  /** What is cancelled; `null`: all that may be. */
  lines: LineQuantity[] | null = null;
  /** Among what is chosen, once parts of the order may be cancelled. */
  part: PartChoice | undefined;
  /** The seller's choices, where the policy leaves them. */
  restock = true;
  restoreCoupons = false;
  /** `null`: items are consolidated with old values; `undefined`: not all steps were taken. */
  inventory: InventoryChoice[] | null | undefined = null;
  /** The person said so by the checkbox. */
  stated = false;
  /** When, epoch ms of the server's clock. */
  statedAt = 0;
  /** What is written to the other side, once the person began to. */
  message: MessageFlow | undefined;
  /** The decision changed while the dialog was open. */
  changed = false;
  /** The window ends within a minute. */
  closingSoon = false;
  /** What is in the way was pointed out: fields show it from then on. */
  pointedOut = false;
  done: OrderView | null = null;

  /** `getReady` loads what the host tells an outcome with: where that cannot be had, nothing is sent. */
  constructor(
    host: ReactiveControllerHost,
    order: OrderController,
    opener: HTMLElement,
    getReady: () => Promise<void>,
  ) {
    this.#host = host;
    this.#order = order;
    this.#opener = opener;
    this.#getReady = getReady;
    this.orderId = order.order?.id ?? '';
    this.#opened = this.#decisionKey();
    this.#restore(order.unresolved);
    host.addController(this);
  }

  /** Goes on in another host, with what was entered; what was said of it before is over. */
  resume(host: ReactiveControllerHost): void {
    this.#host.removeController(this);
    this.#host = host;
    this.#opened = this.#decisionKey();
    this.#warned = false;
    this.problem = null;
    this.changed = false;
    this.pointedOut = false;
    this.#kept = this.#order.unresolved;
    // Where contact is asked for, the message that was sent is the proof of it.
    if (this.message?.sentAt && this.decision?.contact === 'none') this.message = undefined;
    host.addController(this);
  }

  hostDisconnected(): void {
    unschedule(this.requestUpdate);
  }

  hostUpdate(): void {
    if (this.phase === 'done') return;
    this.#hear();
    // What was chosen may have left meanwhile.
    if (this.part && this.lines && !this.sending) this.lines = this.part.named(this.lines);
    if (this.allowed && !this.sending) this.action = this.decision?.outcome === 'cancel' ? 'cancel' : 'request';
    const key = this.#decisionKey();
    if (this.phase === 'form' && key !== this.#opened) {
      this.#opened = key;
      this.changed = true;
      this.#warned = false;
    }
    const { validUntil: until, next } = this.decision ?? {};
    const { now } = this.#order;
    // A turn to cancelling takes nothing away.
    this.closingSoon =
      typeof until === 'number' && this.allowed && next?.outcome !== 'cancel' && until - now <= warning;
    if (this.#warned || typeof until !== 'number') return;
    this.#warned = true;
    if (!this.closingSoon) schedule(this.requestUpdate, Math.ceil(Date.now() + until - warning - now));
  }

  /** As it is for what was chosen. */
  get decision(): Decision | null {
    const { decision } = this.#order;
    return this.part ? this.part.decisionOf(decision) : decision;
  }

  /** What confirming does, or did before it was denied; an unknown decision is put to the server as a request. */
  action: 'cancel' | 'request' = 'request';

  /** Whether the decision lets the person confirm at all. */
  get allowed(): boolean {
    return ['cancel', 'request', 'ask-server'].includes(this.decision?.outcome ?? '');
  }

  get sending(): boolean {
    return this.phase === 'sending' || this.phase === 'checking';
  }

  /** No answer for so long that the person may leave; it is still waited for. */
  get slow(): boolean {
    return this.#patience.isOver;
  }

  /** Whether the person has to stay: the outcome is to be seen, unless it takes too long. */
  get locked(): boolean {
    return this.sending && !this.slow;
  }

  /** Something was sent before, and nobody knows what became of it: until that is found out nothing else is sent. */
  get unknown(): boolean {
    if (this.#order.id !== this.orderId) return false;
    return this.#checks || (this.phase === 'form' && this.#order.unresolved !== null);
  }

  get consequences(): Consequences | null {
    const { policy, order } = this.#order;
    const { decision } = this;
    if (!policy || !order || !decision) return null;
    const { part } = this;
    // What earlier cancellations have asked for is not promised again (I1).
    const { view, cancellation } = this.#order;
    const others = view?.cancellations ?? (cancellation ? [cancellation] : []);
    const share = part?.shareOf(policy, order, this.lines);
    const found = consequencesOf(policy, withReserved(order, others), decision, share);
    return part?.withAmount(found, this.refundAmount) ?? found;
  }

  /** The amount that was named, where the terms let it be. */
  get amount(): number | null | undefined {
    return this.refundAmount !== undefined && this.consequences?.refund?.adjustable ? this.refundAmount : undefined;
  }

  get reasonDemand(): Demand {
    return this.#reasons.demand;
  }

  get reasons(): ReasonChoice[] {
    return this.#reasons.choices;
  }

  get #reasons(): ReasonList {
    return reasonsFor(this.#order.policy, { action: this.action, actor: this.#order.actor });
  }

  get commentDemand(): Demand {
    return this.#order.policy?.comments?.[this.#order.actor] ?? 'optional';
  }

  get contacted(): boolean {
    return this.stated || !!this.message?.sentAt;
  }

  get obstacle(): Obstacle | null {
    if (!this.allowed) return 'denied';
    if (this.lines?.length === 0) return 'lines';
    if (this.decision?.contact === 'required' && !this.contacted) return 'contact';
    if (this.reasons.find(({ code }) => code === this.reason)?.valid === false) return 'reason-invalid';
    if (this.reasonDemand === 'required' && !this.reason) return 'reason';
    if (this.commentDemand === 'required' && !this.comment.trim()) return 'comment';
    if (this.comment.trim().length > maxComment) return 'comment-long';
    if (this.inventory === undefined) return 'inventory';
    if (this.amount === null) return 'amount';
    return null;
  }

  /** The keys of the texts that the policy's codes need, in the shared list of texts. */
  textKeys(): string[] {
    const { policy } = this.#order;
    const { decision } = this;
    const advice = policy?.rules.find(({ id }) => id === decision?.ruleId)?.then.advice ?? [];
    const reasons = this.reasons.map(({ code }) => `reason.${code}`);
    return [
      ...reasons,
      ...advice.map((code) => `advice.${code}`),
      ...(this.allowed ? [`why.${decision?.reason}`, `why.${decision?.reason}-always`] : []),
    ];
  }

  /** Takes what the person entered. */
  enter(values: Partial<Pick<CancelFlow, Field>>): void {
    if (this.phase !== 'form') return;
    if (values.stated) this.statedAt = Math.floor(this.#order.now);
    // What was named was named for what was chosen then.
    if ('lines' in values) this.refundAmount = this.typedAmount = undefined;
    Object.assign(this, values);
    this.#draft();
    this.requestUpdate();
  }

  /** Sends what was confirmed, once, however often it is called meanwhile. */
  async confirm(): Promise<void> {
    if (this.phase !== 'form') return;
    if (this.unknown) {
      await this.check();
      return;
    }
    if (this.obstacle) {
      this.pointedOut = true;
      this.requestUpdate();
      return;
    }
    const { order } = this.#order;
    if (!order) return;
    this.#enterPhase('sending');
    this.problem = null;
    this.changed = false;
    // Where something of the order stays, what goes is named.
    const meant = this.part?.meant(this.lines);
    if (meant) this.lines = [...meant];
    const event = new OrderCancelRequestEvent({
      orderId: order.id,
      action: this.action,
      reason: this.reason || null,
      comment: this.comment.trim() || null,
      lines: this.lines,
    });
    this.#opener.dispatchEvent(event);
    if (event.defaultPrevented && !event.response) this.#enterPhase('form');
    else this.#settle(await this.#send(event.response));
  }

  /** Finds out what became of what was sent before. */
  async check(): Promise<void> {
    const { unresolved } = this.#order;
    if (!this.unknown || this.phase !== 'form' || !unresolved) return;
    this.problem = null;
    this.#checks = true;
    this.#enterPhase('checking');
    this.#settle(
      await this.#ask((sending, seen) =>
        sending.check(this.orderId, seen, unresolved, () => this.#enterPhase('checking')),
      ),
    );
  }

  #send(response: Promise<OrderView> | null): Promise<Sent> {
    // It may be rejected before there is somebody to hear it.
    response?.catch(() => {});
    return this.#ask((sending, seen) => sending.send(this, seen, response, () => this.#enterPhase('checking')));
  }

  async #ask(ask: (sending: typeof import('./sending.ts'), seen: Seen) => Promise<Sent>): Promise<Sent> {
    const { store, order, view, policy, place } = this.#order;
    try {
      // What sends comes when a person confirms; most only read.
      const [sending] = await Promise.all([loadPart(() => import('./sending.ts'), 'send'), this.#getReady()]);
      return await ask(sending, { store, order, view, policy, place });
    } catch (error) {
      // A part of the package could not be loaded: nothing was sent.
      warnOfMissing(error);
      return { result: { ok: false, problem: { code: 'unavailable' } }, done: null };
    }
  }

  #settle({ result, done }: Sent): void {
    this.#checks = false;
    this.done = done;
    this.#draft();
    if (!done) {
      this.problem = result.ok ? { code: 'unknown-outcome' } : result.problem;
      if (!['unknown-outcome', 'offline'].includes(this.problem.code)) this.intent = undefined;
    }
    this.#kept = this.#order.unresolved;
    this.#enterPhase(done ? 'done' : 'form');
    // The person may have left, and what stands there then tells of it.
    tellPage();
    this.#opener.dispatchEvent(new OrderCancelSettledEvent(this.orderId, result));
  }

  #enterPhase(phase: Phase): void {
    this.phase = phase;
    this.#patience.follow(this.sending);
    this.requestUpdate();
  }

  /** Keeps what is typed, until it is done. */
  #draft(): void {
    const { place } = this.#order;
    keepDraft(place, 'reason', this.done ? '' : this.reason);
    keepDraft(place, 'comment', this.done ? '' : this.comment);
  }

  /** What was entered before the page was loaded, sent or not. */
  #restore(kept: KeptIntent | null): void {
    this.#kept = kept;
    this.reason = draftAt(this.#order.place, 'reason');
    this.comment = draftAt(this.#order.place, 'comment');
    const { intent } = kept ?? {};
    if (intent?.type !== 'cancellation') return;
    const { body } = intent;
    this.intent = intent;
    this.reason = body.reason ?? '';
    this.comment = body.comment ?? '';
    this.refundMethod = body.refund?.method ?? '';
    this.refundAmount = body.refund?.amount;
    this.lines = body.lines ?? null;
    this.restock = body.restock ?? true;
    this.restoreCoupons = body.restoreCoupons ?? false;
    this.inventory = body.inventory ?? null;
  }

  /** A view that came meanwhile may tell what became of what was sent. */
  #hear(): void {
    const kept = this.#kept;
    if (this.phase !== 'form' || !kept || this.#order.id !== this.orderId) return;
    this.#kept = this.#order.unresolved;
    if (this.#kept) return;
    this.intent = undefined;
    const { view } = this.#order;
    const { cancellation } = view ?? {};
    const done = cancellation?.id !== kept.former && begun.includes(cancellation?.state ?? '');
    // Where the order has moved on without it, it will never be carried out.
    this.problem = done ? null : { code: 'stale-revision' };
    if (!done) return;
    this.done = view;
    this.#draft();
    this.phase = 'done';
  }

  #decisionKey(): string {
    const { outcome, reason, contact, ruleId, lines } = this.#order.decision ?? {};
    return JSON.stringify([outcome, reason, contact, ruleId, lines?.map((group) => [group.outcome, group.ids])]);
  }
}
