import { html, nothing } from 'lit';
import type { CancellationBackend } from '../../backend/backend.ts';
import type { QueueController } from '../../controllers/queue-controller.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { CancelError } from '../../domain/errors.ts';
import type { OrderView } from '../../domain/view.ts';
import { fill } from '../../i18n/wording.ts';
import { loadPart, MissingPart } from '../../load-part.ts';
import { onEnter } from '../shared/entered.ts';
import { numberOf, type QueueScope, type Rendered, renderSignIn, short } from './scope.ts';

/** Cancelling any order: its number leads to its button. */
export class FindOrder {
  readonly #queue: QueueController;
  #number = '';
  #turn = 0;
  #phase: 'idle' | 'searching' | 'found' | 'none' | 'failed' = 'idle';
  #problem = '';
  #view: OrderView | undefined;

  constructor(queue: QueueController) {
    this.#queue = queue;
  }

  render(scope: QueueScope): Rendered {
    const { texts, queue, money } = scope;
    const view = this.#view;
    const { backend } = queue.list?.store ?? {};
    const said =
      this.#phase === 'searching'
        ? texts['find.searching']
        : this.#phase === 'none'
          ? texts['find.none']
          : this.#phase === 'failed'
            ? texts[this.#problem === 'sign-in-required' ? 'queue.sign-in' : 'failed.unavailable']
            : '';
    return html`<form class="field" @submit=${this.#submit} @keydown=${onEnter(this.#find)}>
        <label for="number">${texts['find.number']}</label>
        <span class="inline"
          ><input
            id="number"
            part="number"
            dir="auto"
            autocomplete="off"
            maxlength="200"
            .value=${this.#number}
            @input=${(event: Event) => {
              this.#number = (event.target as HTMLInputElement).value;
            }}
          /><button part="find-start" type="button" @click=${this.#submit}>${texts['find.start']}</button></span
        >
      </form>
      <p role="status">${said}${this.#phase === 'failed' ? renderSignIn(scope, this.#problem) : nothing}</p>
      ${
        view && this.#phase === 'found'
          ? html`<div part="found" class="found">
              <p>
                <strong>${fill(texts['order'], { number: short(numberOf(view.order)) })}</strong>
                <bdi>${short(view.order.buyer.name)}</bdi> · <bdi>${money(view.order.total)}</bdi>
              </p>
              <order-cancel-button
                actor="seller"
                when-denied="explain"
                .backend=${backend}
                .view=${view}
                .orderId=${view.order.id}
                .signInUrl=${queue.signInUrl}
              ></order-cancel-button>
            </div>`
          : nothing
      }`;
  }

  readonly #submit = (event: Event): Promise<void> => {
    event.preventDefault();
    return this.#find();
  };

  readonly #find = async (): Promise<void> => {
    const number = this.#number.trim();
    const { backend } = this.#queue.list?.store ?? {};
    if (!number || !backend?.findOrder) return;
    const turn = ++this.#turn;
    this.#phase = 'searching';
    this.#queue.update();
    const [phase, view] = await this.#search(backend, number);
    if (turn !== this.#turn) return;
    this.#phase = phase;
    this.#view = view;
    this.#queue.update();
  };

  async #search(backend: CancellationBackend, number: string): Promise<['found' | 'none' | 'failed', OrderView?]> {
    try {
      const [answer] = await Promise.all([
        backend.findOrder?.(number, {}),
        // The queue shows no button before an order was looked for; it comes beside the answer.
        loadPart(() => import('../order-cancel-button/define.ts')),
      ]);
      const [view] = answer?.views ?? [];
      return view ? ['found', view] : ['none'];
    } catch (error) {
      if (error instanceof MissingPart) warnOfMissing(error);
      this.#problem = (error as CancelError | null)?.code ?? '';
      return ['failed'];
    }
  }
}
