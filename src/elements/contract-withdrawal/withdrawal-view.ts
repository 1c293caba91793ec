import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { StatementReceived } from '../../backend/backend.ts';
import { type Settings, settingOf, surroundingsOf, watchElements } from '../../controllers/surroundings.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import { WithdrawalFlow } from '../../controllers/withdrawal-flow.ts';
import type { OrderView } from '../../domain/view.ts';
import { textsKey } from '../../i18n/texts.ts';
import { type LawTexts, loadLawTexts } from '../../i18n/withdrawal/law-texts.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import { focusOn } from '../shared/focus.ts';
import buttons from '../shared/look/buttons.ts';
import controls from '../shared/look/controls.ts';
import frame from '../shared/look/frame.ts';
import palette from '../shared/look/palette.ts';
import surface from '../shared/look/surface.ts';
import tokens from '../shared/look/tokens.ts';
import { reopen, showModal } from '../shared/modal.ts';
import { keepTypedKeys } from '../shared/typing-element.ts';
import type { View } from '../shared/view-element.ts';
import { renderForm } from './form.ts';
import { fileOf, renderReceipt } from './receipt.ts';
import type { ReceiptScope, WithdrawalScope } from './scope.ts';
import { warnWhereHidden } from './visible.ts';
import styles from './withdrawal-view.styles.ts';

/** The element that the view is of. */
interface Host extends LitElement, Settings {
  country?: string | undefined;
  orderId?: string | undefined;
  view?: OrderView | undefined;
}

/** The view, once its words are there: one that has none is missing. */
export async function openView(host: Host): Promise<WithdrawalView> {
  await loadLawTexts(surroundingsOf(host).language);
  return new WithdrawalView(host);
}

/** What `contract-withdrawal` shows: the first button, and the dialog with the statement, its confirmation and its receipt. */
class WithdrawalView implements View, ReactiveController {
  readonly #host: Host;
  readonly #flow: WithdrawalFlow;
  #law: LawTexts | undefined;
  #lawOf = '';
  #isBound = false;
  #isOpen = false;
  #isBusy = false;
  /** Where what had been sent before was looked for. */
  #resumed = '';
  #file: (ReceiptScope['file'] & { of: StatementReceived }) | undefined;
  #leave: (() => void) | undefined;
  #unwatch: (() => void) | undefined;

  language = 'en';

  constructor(host: Host) {
    this.#host = host;
    keepTypedKeys(host.renderRoot);
    adoptStyles(host.renderRoot as ShadowRoot, [tokens, palette, buttons, controls, surface, frame, styles]);
    this.#flow = new WithdrawalFlow(host);
    // In a shadow tree, such as the button's, it is one of that element's parts.
    if (host.getRootNode() instanceof ShadowRoot) host.setAttribute('exportparts', 'button: withdraw');
    host.addController(this);
  }

  hostConnected(): void {
    this.#leave = watchElements(this.#update);
    this.hostUpdate();
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#dropFile();
    this.#resumed = '';
  }

  async refresh(): Promise<void> {
    this.#update();
    await this.#host.updateComplete;
  }

  hostUpdate(): void {
    const host = this.#host;
    const { view } = host;
    const { providers, language } = surroundingsOf(host);
    this.language = language;
    const around = Object(host.getRootNode()).host as HTMLElement | undefined;
    const backend = settingOf(host, around ? [around, ...providers] : providers, 'backend');
    this.#isBound = this.#flow.bind(backend, host.orderId ?? view?.order.id);
    const { place, sending } = this.#flow;
    if (this.#isBound && !sending && place !== this.#resumed) {
      this.#resumed = place;
      // Known of before anybody opens it: what was sent is not left without an answer.
      this.#flow.resume();
    }
    const { country = view?.order.facts?.['country'] } = host;
    const day = new Date(this.#flow.now).toISOString().slice(0, 10);
    const key = [textsKey(language), country, day].join(' ');
    if (key === this.#lawOf) return;
    this.#lawOf = key;
    loadLawTexts(language, typeof country === 'string' ? country.toUpperCase() : undefined, day).then(
      (law) => {
        if (key !== this.#lawOf) return;
        this.#law = law;
        this.#update();
      },
      (error) => {
        warnOfMissing(error);
        // Asked for again with the next change; until then those that were there stay.
        this.#lawOf = '';
      },
    );
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (dialog && this.#isOpen) {
      if (dialog.open) reopen(dialog);
      else showModal(dialog);
    }
    if (this.#host.renderRoot.querySelector('[part=button]')) this.#unwatch ??= warnWhereHidden(this.#host);
  }

  render(): unknown {
    const law = this.#law;
    if (!law || !this.#isBound) return html`<slot></slot>`;
    // Nested: what stands around it may be in another language, of which the package has fewer.
    return html`<div>
      <div lang=${law.lang} dir=${law.dir}>
        <div class="top">
          <button
            part="button"
            type="button"
            aria-haspopup="dialog"
            aria-busy=${this.#isBusy}
            @click=${this.#handleOpen}
          >
            ${law.texts['withdrawal.withdraw']}
          </button>
          ${this.#renderStatus(law)}
        </div>
        ${this.#isOpen ? this.#renderDialog(law) : nothing}
      </div>
    </div>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  readonly #update = (): void => {
    this.#host.requestUpdate();
  };

  /** What became of a statement, once its dialog was closed or the page loaded again. */
  #renderStatus({ texts }: LawTexts): TemplateResult {
    const { sending, phase, problem, received } = this.#flow;
    const words = this.#isOpen
      ? nothing
      : sending
        ? texts[`withdrawal.${phase}`]
        : received
          ? `${texts['withdrawal.received']} (${received.reference})`
          : problem && problem !== 'missing' && problem !== 'none-chosen'
            ? texts[`withdrawal.${problem}`]
            : nothing;
    return html`<p part="status" role="status">${words}</p>
      ${
        received && !sending && !this.#isOpen
          ? html`<button part="show" class="quiet" type="button" @click=${this.#handleShow}>${texts['withdrawal.show']}</button>`
          : nothing
      }`;
  }

  #renderDialog(law: LawTexts): TemplateResult {
    const { received, phase } = this.#flow;
    const scope: WithdrawalScope = {
      flow: this.#flow,
      law,
      confirm: this.#handleConfirm,
      close: () => this.#dialog?.close(),
    };
    return html`<dialog part="dialog" aria-labelledby="title" @close=${this.#handleClose}>
      ${phase === 'done' && received ? renderReceipt({ ...scope, file: this.#fileOf(received) }, received) : renderForm(scope)}
    </dialog>`;
  }

  /** Kept while there is something to save: made once a receipt. */
  #fileOf(received: StatementReceived): ReceiptScope['file'] {
    if (this.#file?.of !== received) {
      this.#dropFile();
      const { name, blob } = fileOf(received);
      this.#file = { of: received, name, url: URL.createObjectURL(blob) };
    }
    return this.#file as ReceiptScope['file'];
  }

  #dropFile(): void {
    if (this.#file) URL.revokeObjectURL(this.#file.url);
    this.#file = undefined;
  }

  readonly #handleOpen = async (): Promise<void> => {
    if (this.#isOpen || this.#isBusy) return;
    this.#isBusy = true;
    this.#update();
    this.#flow.restart();
    await this.#flow.readOrders(this.#host.view);
    this.#isBusy = false;
    this.#isOpen = true;
    this.#update();
  };

  readonly #handleShow = (): void => {
    this.#flow.showReceipt();
    this.#isOpen = true;
    this.#update();
  };

  readonly #handleConfirm = async (): Promise<void> => {
    const flow = this.#flow;
    const { lang } = this.#law as LawTexts;
    await flow.confirm(lang);
    await this.#host.updateComplete;
    if (!this.#isOpen) return;
    const [missing] = flow.missing;
    const place = missing ? `#${missing}` : flow.problem === 'none-chosen' ? '[type=checkbox]' : '#title';
    // Said by itself beside the button, which the person has at hand.
    if (flow.problem && !missing && flow.problem !== 'none-chosen') return;
    this.#host.renderRoot.querySelector<HTMLElement>(place)?.focus();
  };

  readonly #handleClose = async (event: Event): Promise<void> => {
    if (event.target !== this.#dialog) return;
    this.#isOpen = false;
    this.#update();
    await this.#host.updateComplete;
    focusOn(this.#host);
  };
}
