import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CancellationBody, Intent, SendResult } from '../backend/backend.ts';
import { randomId } from '../client/random-id.ts';
import { schedule, unschedule } from '../client/scheduler.ts';
import { submit } from '../client/submit.ts';
import { type Consequences, consequencesOf } from '../domain/consequences.ts';
import type { Decision } from '../domain/decision.ts';
import { formatInstant } from '../domain/instant.ts';
import type { CancelPolicy, Demand, ReasonChoice } from '../domain/policy.ts';
import type { OrderView, Problem, Result } from '../domain/view.ts';
import { OrderCancelRequestEvent } from '../events/order-cancel-request-event.ts';
import { OrderCancelSettledEvent } from '../events/order-cancel-settled-event.ts';
import type { OrderController } from './order-controller.ts';

/** `checking`: an answer failed to come, and the same intent is being sent again. */
export type Phase = 'form' | 'sending' | 'checking' | 'done';

/** What keeps the form from being confirmed, in the order in which it is said. */
export type Obstacle = 'denied' | 'contact' | 'reason' | 'reason-invalid' | 'comment';

/** How long before its end a closing window is announced, ms. */
const warning = 60_000;

/** One person's way from opening the dialog to the backend's answer: what was filled in, sent and heard. */
export class CancelFlow implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #order: OrderController;
  readonly #opener: HTMLElement;
  #intent: (Intent & { type: 'cancellation' }) | undefined;
  #messageKey: { text: string; key: string } | undefined;
  #opened: string;
  #warned = false;

  phase: Phase = 'form';
  problem: Problem | null = null;
  reason = '';
  comment = '';
  message = '';
  refundMethod = '';
  /** The person said so by the checkbox. */
  stated = false;
  messagePhase: 'none' | 'sending' | 'sent' | 'failed' = 'none';
  /** Epoch ms of the server's clock. */
  messageSentAt = 0;
  #messageId: string | undefined;
  /** The decision changed while the dialog was open. */
  changed = false;
  /** The window ends within a minute. */
  closingSoon = false;
  /** What is in the way was pointed out: fields show it from then on. */
  pointedOut = false;
  done: OrderView | null = null;

  constructor(host: ReactiveControllerHost, order: OrderController, opener: HTMLElement) {
    this.#host = host;
    this.#order = order;
    this.#opener = opener;
    this.#opened = this.#decisionKey();
    host.addController(this);
  }

  hostDisconnected(): void {
    unschedule(this.#warn);
  }

  hostUpdate(): void {
    if (this.phase === 'done') return;
    const key = this.#decisionKey();
    if (this.phase === 'form' && key !== this.#opened) {
      this.#opened = key;
      this.changed = true;
      this.#warned = false;
    }
    const until = this.decision?.validUntil;
    const { now } = this.#order;
    this.closingSoon = typeof until === 'number' && this.allowed && until - now <= warning;
    if (this.#warned || typeof until !== 'number') return;
    this.#warned = true;
    if (!this.closingSoon) schedule(this.#warn, Math.ceil(Date.now() + until - warning - now));
  }

  get decision(): Decision | null {
    return this.#order.decision;
  }

  /** What confirming does; an unknown decision is put to the server as a request. */
  get action(): 'cancel' | 'request' {
    return this.decision?.outcome === 'cancel' ? 'cancel' : 'request';
  }

  /** Whether the decision lets the person confirm at all. */
  get allowed(): boolean {
    return ['cancel', 'request', 'ask-server'].includes(this.decision?.outcome ?? '');
  }

  get sending(): boolean {
    return this.phase === 'sending' || this.phase === 'checking';
  }

  get consequences(): Consequences | null {
    const { policy, order } = this.#order;
    return policy && order && this.decision ? consequencesOf(policy, order, this.decision) : null;
  }

  get reasonDemand(): Demand {
    return this.#order.policy?.reasons?.[this.#order.actor]?.demand ?? 'none';
  }

  get reasons(): ReasonChoice[] {
    return this.#order.policy?.reasons?.[this.#order.actor]?.choices ?? [];
  }

  get commentDemand(): Demand {
    return this.#order.policy?.comments?.[this.#order.actor] ?? 'optional';
  }

  get contacted(): boolean {
    return this.stated || this.messagePhase === 'sent';
  }

  get obstacle(): Obstacle | null {
    if (!this.allowed) return 'denied';
    if (this.decision?.contact === 'required' && !this.contacted) return 'contact';
    if (this.reasons.find(({ code }) => code === this.reason)?.valid === false) return 'reason-invalid';
    if (this.reasonDemand === 'required' && !this.reason) return 'reason';
    if (this.commentDemand === 'required' && !this.comment.trim()) return 'comment';
    return null;
  }

  /** The keys of the texts that the policy's codes need, in the shared list of texts. */
  textKeys(): string[] {
    const { policy, decision } = this.#order;
    const advice = policy?.rules.find(({ id }) => id === decision?.ruleId)?.then.advice ?? [];
    const reasons = this.reasons.map(({ code }) => `reason.${code}`);
    return [
      ...reasons,
      ...advice.map((code) => `advice.${code}`),
      ...(this.allowed ? [`why.${decision?.reason}`] : []),
    ];
  }

  /** Takes what the person entered. */
  enter(values: Partial<Pick<CancelFlow, 'reason' | 'comment' | 'message' | 'refundMethod' | 'stated'>>): void {
    if (this.phase !== 'form') return;
    Object.assign(this, values);
    this.#host.requestUpdate();
  }

  /** Sends what was confirmed, once, however often it is called meanwhile. */
  async confirm(): Promise<void> {
    if (this.phase !== 'form') return;
    if (this.obstacle) {
      this.pointedOut = true;
      this.#host.requestUpdate();
      return;
    }
    const { order } = this.#order;
    if (!order) return;
    this.#enterPhase('sending');
    this.problem = null;
    this.changed = false;
    const event = new OrderCancelRequestEvent({
      orderId: order.id,
      action: this.action,
      reason: this.reason || null,
      comment: this.comment.trim() || null,
      lines: null,
    });
    this.#opener.dispatchEvent(event);
    if (event.response) this.#settle(await fromPage(event.response));
    else if (event.defaultPrevented) this.#enterPhase('form');
    else this.#settle(await this.#send());
  }

  /** Sends the message to the other side, apart from any cancellation. */
  async sendMessage(): Promise<void> {
    const { store, order, actor } = this.#order;
    const text = this.message.trim();
    if (!text || !order || this.messagePhase === 'sending' || this.messagePhase === 'sent') return;
    if (!store) {
      this.#enterMessagePhase('failed');
      return;
    }
    this.#enterMessagePhase('sending');
    if (this.#messageKey?.text !== text) this.#messageKey = { text, key: randomId() };
    const to = actor === 'buyer' ? 'seller' : 'buyer';
    const intent: Intent = {
      type: 'message',
      key: this.#messageKey.key,
      orderId: order.id,
      revision: order.revision,
      body: { to, text },
    };
    const result = await store.backend.send(intent, {}).catch((): null => null);
    if (result?.ok) {
      this.#messageId = result.messageId;
      this.messageSentAt = this.#order.now;
    }
    this.#enterMessagePhase(result?.ok ? 'sent' : 'failed');
  }

  async #send(): Promise<SendResult> {
    const { store, order, view } = this.#order;
    if (!store || !order) return { ok: false, problem: { code: 'unavailable' } };
    const body = await this.#body();
    const revision = view?.order.revision ?? order.revision;
    // An intent whose outcome stayed unknown keeps its key while nothing about it changes.
    const same = this.#intent?.revision === revision && JSON.stringify(this.#intent.body) === JSON.stringify(body);
    if (!same) this.#intent = { type: 'cancellation', key: randomId(), orderId: order.id, revision, body };
    return submit(store, this.#intent as Intent, () => this.#enterPhase('checking'));
  }

  async #body(): Promise<CancellationBody> {
    const { view, policy, store } = this.#order;
    const fetched = view && store?.policy(view.policy);
    const comment = this.comment.trim();
    return {
      action: this.action,
      ...(this.reason && { reason: this.reason }),
      ...(comment && { comment }),
      ...(this.refundMethod && { refund: { method: this.refundMethod } }),
      ...this.#contactedBody(),
      policyHash: policy && policy !== fetched ? await hashOf(policy) : (view?.policy.hash ?? ''),
    };
  }

  #contactedBody(): Pick<CancellationBody, 'contacted'> {
    if (!this.contacted) return {};
    if (this.#messageId) return { contacted: { messageId: this.#messageId } };
    return { contacted: { statedAt: formatInstant(Math.floor(this.messageSentAt || this.#statedAt)) } };
  }

  /** When the checkbox was ticked; fixed, so that a repeated intent has the same body. */
  #statedAt = 0;

  /** Ticks or clears “I have contacted …”. */
  state(stated: boolean): void {
    this.#statedAt = this.#order.now;
    this.enter({ stated });
  }

  #settle(answer: SendResult): void {
    const { order } = this.#order;
    const view = answer.ok ? answer.view : answer.problem.view;
    if (view) this.#order.accept(view);
    const result: Result =
      answer.ok && answer.view
        ? { ok: true, view: answer.view }
        : { ok: false, problem: answer.ok ? { code: 'unknown-outcome' } : answer.problem };
    if (result.ok) {
      this.done = result.view;
      this.#enterPhase('done');
    } else {
      this.problem = result.problem;
      if (result.problem.code !== 'unknown-outcome') this.#intent = undefined;
      this.#enterPhase('form');
    }
    this.#opener.dispatchEvent(new OrderCancelSettledEvent(order?.id ?? '', result));
  }

  #enterPhase(phase: Phase): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }

  #enterMessagePhase(phase: CancelFlow['messagePhase']): void {
    this.messagePhase = phase;
    this.#host.requestUpdate();
  }

  #decisionKey(): string {
    const { decision } = this.#order;
    return JSON.stringify([decision?.outcome, decision?.reason, decision?.contact, decision?.ruleId]);
  }

  readonly #warn = (): void => {
    this.#host.requestUpdate();
  };
}

async function fromPage(response: Promise<OrderView>): Promise<SendResult> {
  try {
    return { ok: true, view: await response };
  } catch (error) {
    const { code, problem } = (error ?? {}) as { code?: unknown; problem?: Problem };
    return { ok: false, problem: problem ?? { code: typeof code === 'string' ? code : 'unknown-outcome' } };
  }
}

/** A page's own policy is named to the server by its hash, which few pages ever need. */
async function hashOf(policy: CancelPolicy): Promise<string> {
  return (await import('../domain/policy-hash.ts')).policyHash(policy);
}
