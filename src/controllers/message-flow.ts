import type { ReactiveControllerHost } from 'lit';
import type { Intent } from '../backend/backend.ts';
import type { OrderStore } from '../client/order-store.ts';
import { intentOf, submit } from '../client/submit.ts';
import { maxMessage } from './limits.ts';
import type { OrderController } from './order-controller.ts';

/** A message to the other side, apart from any cancellation. */
export class MessageFlow {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #order: OrderController;
  #intent: Intent | undefined;
  /** What was sent and may have arrived. */
  #doubted: Intent | undefined;

  text: string;
  /** `unknown`: it may have been sent. `earlier`: it has, before it was changed. */
  phase: 'draft' | 'sending' | 'sent' | 'failed' | 'unknown' | 'earlier' = 'draft';
  /** The message's id, where the backend tells it. */
  id: string | undefined;
  /** Epoch ms of the server's clock; 0: none was sent. */
  sentAt = 0;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, order: OrderController, text: string) {
    this.#host = host;
    this.#order = order;
    this.text = text;
  }

  get sendable(): boolean {
    return (
      this.phase !== 'sending' &&
      this.phase !== 'sent' &&
      this.text.trim() !== '' &&
      this.text.trim().length <= maxMessage
    );
  }

  write(text: string): void {
    this.text = text;
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
    const former = this.#intent;
    const body = { to: actor === 'buyer' ? ('seller' as const) : ('buyer' as const), text: this.text.trim() };
    const intent = intentOf({ type: 'message', orderId: order.id, revision: '', body }, former);
    if (former && former !== intent) {
      const phase = await this.#submit(store, former);
      if (phase !== 'failed') {
        this.#enter(phase === 'sent' ? 'earlier' : phase);
        return;
      }
    }
    this.#enter(await this.#submit(store, intent));
  }

  async #submit(store: OrderStore, intent: Intent): Promise<'sent' | 'failed' | 'unknown'> {
    this.#intent = intent;
    const doubted = this.#doubted === intent;
    const result = await submit(store, intent, () => {}, undefined, doubted);
    if (result.ok) {
      this.id = result.messageId;
      this.sentAt = Math.floor(this.#order.now);
    } else if (result.problem.code === 'unknown-outcome' || (doubted && result.problem.code === 'offline')) {
      this.#doubted = intent;
      return 'unknown';
    }
    this.#intent = undefined;
    this.#doubted = undefined;
    return result.ok ? 'sent' : 'failed';
  }

  #enter(phase: MessageFlow['phase']): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }
}
