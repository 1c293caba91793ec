import type { ReactiveControllerHost } from 'lit';
import { draftAt, keepDraft } from '../client/drafts.ts';
import { keptAt, placeOf } from '../client/kept-intents.ts';
import { type Sent, sendAgain, sendOnce } from '../client/sent-once.ts';
import { maxMessage } from './limits.ts';
import type { OrderController } from './order-controller.ts';

/** A message to the other side, apart from any cancellation. */
export class MessageFlow {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #order: OrderController;

  text: string;
  /** `unknown`: it may have been sent. `earlier`: it has, before it was changed. */
  phase: 'draft' | 'sending' | 'checking' | 'sent' | 'failed' | 'unknown' | 'earlier' = 'draft';
  /** The message's id, where the backend tells it. */
  id: string | undefined;
  /** Epoch ms of the server's clock; 0: none was sent. */
  sentAt = 0;

  /** `text` is what it begins with, unless one was begun; where one was sent before the page was loaded, and may have arrived, it is that. */
  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, order: OrderController, text: string) {
    this.#host = host;
    this.#order = order;
    this.text = draftAt(this.#place, 'message') || text;
    const { intent } = keptAt(this.#place) ?? {};
    if (intent?.type !== 'message') return;
    this.text = intent.body.text;
    this.#resume();
  }

  get sending(): boolean {
    return this.phase === 'sending' || this.phase === 'checking';
  }

  get sendable(): boolean {
    return !this.sending && this.phase !== 'sent' && this.text.trim() !== '' && this.text.trim().length <= maxMessage;
  }

  write(text: string): void {
    this.text = text;
    keepDraft(this.#place, 'message', text);
    this.#host.requestUpdate();
  }

  /**
   * Sends what is written. What was sent before, and may have arrived, is found out about first: the other side does not
   * get it twice for a changed word.
   */
  async send(): Promise<void> {
    const { store, order, actor } = this.#order;
    if (!this.sendable || !store?.backend || !order) return;
    this.#enter('sending');
    const body = { to: actor === 'buyer' ? ('seller' as const) : ('buyer' as const), text: this.text.trim() };
    const draft = { type: 'message' as const, orderId: order.id, revision: '', body };
    this.#hear(await sendOnce(store, this.#place, draft, () => this.#enter('checking')));
  }

  async #resume(): Promise<void> {
    const { store, actor } = this.#order;
    if (!store) return;
    this.#enter('checking');
    this.#hear(await sendAgain(store, this.#place, () => {}, actor));
  }

  get #place(): string {
    const { store, actor, id = '' } = this.#order;
    return placeOf(store?.name ?? '', actor, ['message', id]);
  }

  #hear(result: Sent): void {
    if (result.ok) {
      keepDraft(this.#place, 'message', '');
      this.id = result.messageId;
      this.sentAt = Math.floor(this.#order.now);
    }
    this.#enter(result.ok ? (result.earlier ? 'earlier' : 'sent') : keptAt(this.#place) ? 'unknown' : 'failed');
  }

  #enter(phase: MessageFlow['phase']): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }
}
