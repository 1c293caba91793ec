import { html, noChange, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { CancelFlow } from '../../../controllers/cancel-flow.ts';
import type { OrderController } from '../../../controllers/order-controller.ts';
import { warnOfMissing } from '../../../controllers/warn.ts';
import type { Order } from '../../../domain/records.ts';
import { asksOfParts, namesChooser } from '../../../domain/settlement/asks-of-parts.ts';
import { loadDialogTexts } from '../../../i18n/dialog-texts.ts';
import { formatMoney } from '../../../i18n/format-money.ts';
import { formatTime } from '../../../i18n/format-time.ts';
import type { TextTable } from '../../../i18n/part.ts';
import { textsKey } from '../../../i18n/texts.ts';
import { fill, textOf } from '../../../i18n/wording.ts';
import { loadPart } from '../../../load-part.ts';
import { focusOn } from '../../shared/focus.ts';
import buttons from '../../shared/look/buttons.ts';
import controls from '../../shared/look/controls.ts';
import frame from '../../shared/look/frame.ts';
import palette from '../../shared/look/palette.ts';
import surface from '../../shared/look/surface.ts';
import tokens from '../../shared/look/tokens.ts';
import { reopen, showModal } from '../../shared/modal.ts';
import { TypingElement } from '../../shared/typing-element.ts';
import { deadlineUnder, nameOf } from '../details.ts';
import { renderForm } from './form.ts';
import styles from './order-cancel-dialog.styles.ts';
import type { DialogScope, Opener } from './scope.ts';

/** The message's part, once it was needed. */
let messages: typeof import('./message.ts') | undefined;
/** What the outcome is told with, once something was sent, and why nothing can be, once that turned out. */
let outcome: (typeof import('./outcome.ts') & typeof import('./unknown.ts') & typeof import('./denied.ts')) | undefined;

/** The choices of items, once a policy left them. */
let choices: typeof import('./choices/choices.ts') | undefined;

/** What was entered on behalf of an element, until it was sent: closing the dialog loses nothing. */
const flows = new WeakMap<Opener, CancelFlow>();

/**
 * The dialog of `order-cancel-button`: one view, from the review of the order to the outcome.
 *
 * @summary Internal to `order-cancel-button`.
 * @tagname order-cancel-dialog
 */
export class OrderCancelDialog extends TypingElement {
  static override styles = [tokens, palette, buttons, controls, surface, frame, styles];
  static override properties = {
    order: { attribute: false },
    opener: { attribute: false },
    version: { attribute: false },
    texts: { state: true },
    words: { state: true },
  };

  /** The opener's order. */
  declare order: OrderController;
  /** The element on which the events are dispatched. */
  declare opener: Opener;
  /** Another object each time the opener was rendered. */
  declare version: object;
  declare private texts: TextTable | undefined;
  /** Those of the choices. */
  declare private words: TextTable | undefined;

  #flow: CancelFlow | undefined;
  #needed = '';
  #heading: HTMLElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    reopen(this.#dialog);
  }

  /** The policy may come, and the decision and the language may change, while the dialog is open. */
  async #prepare({ language }: OrderController, keys: string[]): Promise<void> {
    const needed = `${textsKey(language)} ${this.#leavesChoices} ${keys}`;
    if (needed === this.#needed) return;
    this.#needed = needed;
    if (this.#leavesChoices) this.#loadChoices(language);
    try {
      const texts = await loadDialogTexts(language, keys);
      if (needed === this.#needed) this.texts = texts;
      // It may be the same table with more in it.
      this.requestUpdate();
    } catch (error) {
      warnOfMissing(error);
      if (!this.texts) this.opener.opened = 'failed';
    }
  }

  protected override get spoken(): string {
    return this.order.language;
  }

  protected override willUpdate(): void {
    const { order, opener } = this;
    if (!order) return;
    this.#flow ??= this.#resumed() ?? new CancelFlow(this, order, opener, loadOutcome);
    flows.set(opener, this.#flow);
    // The opener shows another order by now: what is being sent is seen to its end, anything else is over.
    if (this.#isAnother && !this.#flow.sending) opener.opened = false;
    this.#prepare(order, this.#flow.textKeys());
    if (this.#flow.decision && this.#flow.decision.contact !== 'none' && order.store?.backend) this.#loadMessage();
  }

  protected override updated(changed: PropertyValues): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    // The person may have gone elsewhere meanwhile.
    if (!dialog.open && changed.has('texts') && this.opener.opened === true) {
      showModal(dialog);
      dialog.scrollTop = 0;
      this.opener.handleShown?.();
    }
    // Where the form went away, what stands in its place gets the focus.
    const heading = dialog.querySelector('h2');
    if (this.#heading && heading !== this.#heading) heading?.focus();
    this.#heading = heading;
  }

  protected override render() {
    try {
      return this.#renderDialog();
    } catch (error) {
      // An order or a policy that the page itself gave is not checked before.
      warnOfMissing(error);
      this.opener.opened = 'failed';
      return nothing;
    }
  }

  /** Whether parts of the order may be cancelled, or not all of it, or somebody says what becomes of items and money. */
  get #leavesChoices(): boolean {
    const { policy, actor, decision, order } = this.order;
    return (
      actor !== 'buyer' ||
      (!!policy && (asksOfParts(policy) || namesChooser(policy))) ||
      !!decision?.lines ||
      !!order?.fulfilments?.length ||
      (order?.payment?.parts?.length ?? 0) > 1 ||
      !!order?.lines?.some?.((line) => line.shippedQuantity || line.committedQuantity || line.sellerId)
    );
  }

  async #loadChoices(language: string): Promise<void> {
    try {
      // Most policies cancel whole orders, and leave nothing to choose.
      choices ??= await loadPart(() => import('./choices/choices.ts'), 'renderStock');
      if (this.#flow) this.#flow.part ??= new choices.PartChoice(this.order);
      this.words = await choices.prepareChoices(this.renderRoot as ShadowRoot, language);
    } catch (error) {
      warnOfMissing(error);
    }
  }

  get #isAnother(): boolean {
    return this.#flow?.orderId !== (this.order.order ?? this.order).id;
  }

  /** The flow of the dialog that was closed before, where it was about this order and nothing came of it. */
  #resumed(): CancelFlow | undefined {
    const flow = flows.get(this.opener);
    if (!flow || flow.done || flow.orderId !== this.order.order?.id) return undefined;
    flow.resume(this);
    return flow;
  }

  #renderDialog(): TemplateResult | typeof nothing | typeof noChange {
    const { texts, order: controller } = this;
    const flow = this.#flow;
    if (!texts || !flow) return nothing;
    const order = controller.order ?? flow.done?.order;
    const scope = order && this.#scopeOf(flow, order, texts);
    const denies = !scope || (!flow.allowed && !flow.sending && !flow.done);
    if ((flow.unknown || denies) && !outcome) loadOutcome().then(() => this.requestUpdate(), warnOfMissing);
    // What is being sent is seen to its end.
    if (this.#isAnother || (!order && (flow.sending || !controller.problem))) return noChange;
    // Until what explains it is there, the form stands, which sends nothing.
    if (denies && !flow.unknown && !outcome) return noChange;
    return html`<dialog
      part="dialog"
      aria-labelledby="title"
      closedby=${flow.locked ? 'none' : 'closerequest'}
      @keydown=${this.#handleKey}
      @cancel=${this.#handleCancel}
      @close=${this.#handleClose}
    >
      ${scope ? renderView(scope) : outcome?.renderGone(texts, controller.situation, this.#handleKeep)}
    </dialog>`;
  }

  #scopeOf(flow: CancelFlow, order: Order, loaded: TextTable): DialogScope {
    const { order: controller, words } = this;
    const general = wordsOf(loaded);
    const texts = choices && words ? choices.wordsFor(flow, order, general, words) : general;
    const { language, now, policy, actor } = controller;
    const name = (actor !== 'seller' && choices?.nameAnswerers(language, flow, order)) || nameOf(texts, order, actor);
    return {
      controller,
      flow,
      order,
      texts,
      name,
      money: (amount) => formatMoney(language, amount),
      time: (at) => formatTime(language, at, now),
      deadline: (at) => deadlineUnder(controller, at),
      say: (group, code = group) => fill(textOf(texts, language, group, code, policy), { name }),
      choices: choices && words ? { ...choices, words } : null,
      composer: () =>
        flow.message && messages ? messages.renderMessage(this.#scopeOf(flow, order, loaded), flow.message) : nothing,
      compose: this.#loadMessage,
      confirm: this.#handleConfirm,
      close: this.#handleKeep,
    };
  }

  /** The composer comes when a person may need it. */
  readonly #loadMessage = async (): Promise<void> => {
    const { order: controller, texts } = this;
    const flow = this.#flow;
    if (!flow || flow.message || !controller.order || !texts) return;
    try {
      // Only who writes to the other side first needs it.
      messages ??= await loadPart(() => import('./message.ts'), 'renderMessage');
    } catch (error) {
      warnOfMissing(error);
      return;
    }
    flow.message ??= messages.begin(flow, controller, wordsOf(texts));
    this.requestUpdate();
  };

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** Goes away and leaves the focus where the person came from, or on what stands there now. */
  async #leave(): Promise<void> {
    const { opener } = this;
    opener.opened = false;
    await opener.updateComplete;
    focusOn(opener);
  }

  readonly #handleConfirm = (): void => {
    const flow = this.#flow as CancelFlow;
    const { phase, obstacle } = flow;
    const places: Partial<Record<string, string>> = {
      lines: '[part=lines] input',
      inventory: 'order-cancel-inventory',
      contact: '#message, [part=contacted]',
      denied: 'h2',
    };
    // Of a field, whatever is wrong with it: `comment-long`.
    const place = places[obstacle ?? ''] ?? `#${obstacle?.split('-', 1)}`;
    if (phase === 'form' && obstacle) this.renderRoot.querySelector<HTMLElement>(place)?.focus();
    flow.confirm();
  };

  /** A key that is held down presses a button once. */
  readonly #handleKey = (event: KeyboardEvent): void => {
    const { localName } = event.target as Element;
    if (event.repeat && event.key === 'Enter' && localName === 'button') event.preventDefault();
  };

  readonly #handleKeep = (): void => {
    this.#dialog?.close();
  };

  readonly #handleCancel = (event: Event): void => {
    // Events of the same name from a select's picker bubble here.
    if (event.target === this.#dialog && this.#flow?.locked) event.preventDefault();
  };

  readonly #handleClose = (event: Event): void => {
    if (event.target !== this.#dialog) return;
    // Browsers close on a repeated Escape whatever the handler says: the outcome must be seen, so it comes back.
    if (this.#flow?.locked) this.#dialog?.showModal();
    else this.#leave();
  };
}

async function loadOutcome(): Promise<void> {
  outcome ??= Object.assign(
    {},
    ...(await Promise.all([
      // Who reads the dialog has not sent anything yet, and may never.
      loadPart(() => import('./outcome.ts'), 'renderDone'),
      loadPart(() => import('./unknown.ts'), 'renderUnknown'),
      loadPart(() => import('./denied.ts'), 'renderDenied'),
    ])),
  );
}

/** English comes with the parts that need it; the texts of another language have those too. A page's own wording wins. */
function wordsOf(texts: TextTable): TextTable {
  return { ...messages?.english, ...outcome?.english, ...texts };
}

/** One view at a time. Nothing that could be confirmed stands where nothing is to be confirmed. */
function renderView(scope: DialogScope): unknown {
  const { flow } = scope;
  const { decision } = flow;
  if (flow.done && outcome) return outcome.renderDone(scope);
  if (flow.unknown) return outcome?.renderUnknown(scope) ?? nothing;
  if (!decision) return nothing;
  return flow.allowed || flow.sending ? renderForm(scope, decision) : outcome?.renderDenied(scope, decision);
}
