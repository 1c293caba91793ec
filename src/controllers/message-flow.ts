import type { ReactiveControllerHost } from 'lit';
import type { Intent } from '../backend/backend.ts';
import { intentOf } from '../client/submit.ts';
import type { OrderController } from './order-controller.ts';

/** A message to the other side, apart from any cancellation. */
export class MessageFlow {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #order: OrderController;
  #intent: Intent | undefined;

  text: string;
  phase: 'draft' | 'sending' | 'sent' | 'failed' = 'draft';
  /** The message's id, where the backend tells it. */
  id: string | undefined;
  /** Epoch ms of the server's clock. */
  sentAt = 0;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, order: OrderController, text: string) {
    this.#host = host;
    this.#order = order;
    this.text = text;
  }

  get sendable(): boolean {
    return this.phase !== 'sending' && this.phase !== 'sent' && this.text.trim() !== '';
  }

  write(text: string): void {
    this.text = text;
    this.#host.requestUpdate();
  }

  async send(): Promise<void> {
    const { store, order, actor } = this.#order;
    if (!this.sendable || !store?.backend || !order) return;
    this.#enter('sending');
    const body = { to: actor === 'buyer' ? ('seller' as const) : ('buyer' as const), text: this.text.trim() };
    this.#intent = intentOf({ type: 'message', orderId: order.id, revision: order.revision, body }, this.#intent);
    const result = await store.backend.send(this.#intent, {}).catch((): null => null);
    if (result?.ok) {
      this.id = result.messageId;
      this.sentAt = Math.floor(this.#order.now);
    }
    this.#enter(result?.ok ? 'sent' : 'failed');
  }

  #enter(phase: MessageFlow['phase']): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }
}
