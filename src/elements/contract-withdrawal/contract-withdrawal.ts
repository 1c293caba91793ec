import { html } from 'lit';
import type { OrderView } from '../../domain/view.ts';
import { loadPart } from '../../load-part.ts';
import { css } from '../shared/css.ts';
import { type View, ViewElement } from '../shared/view-element.ts';

/** What could not be loaded is asked for again so long after, ms: the law wants it there (EU-3). */
const lackingFor = 30_000;

/**
 * The statutory right of withdrawal (Directive 2011/83/EU, Art. 11a), for the footer of every page, a public page, or where a
 * link of an e-mail leads. Two steps and no reason: what the contract is, and the confirmation (EU-2 to EU-6).
 *
 * @summary A consumer's withdrawal from the contract, signed in or not.
 * @tagname contract-withdrawal
 * @slot - Fallback, shown until the function is loaded and where it cannot be: another way to withdraw, such as an address.
 * @csspart button - The button that begins it, labelled as the act has it.
 * @csspart status - What became of a statement that was sent.
 * @csspart dialog - The statement, and what confirms it.
 * @csspart order - Of several orders, which.
 * @csspart line - An item of the order.
 * @csspart input - A field.
 * @csspart problem - What is missing, or went wrong.
 * @csspart confirm - The button that sends the statement, labelled as the act has it.
 * @csspart receipt - What confirms that it was received.
 * @csspart save - Saves the receipt.
 * @csspart print - Prints it.
 * @csspart show - Shows it again.
 * @csspart close - Closes the dialog.
 * @csspart retry - Tries again to load what could not be loaded.
 * @cssproperty --oc-danger - Colour of what went wrong.
 * @cssproperty --oc-pending - Colour of notices.
 * @cssproperty --oc-surface - Background of dialog and fields.
 * @cssproperty --oc-text - Colour of text in the dialog.
 * @cssproperty --oc-border - Colour of lines.
 * @cssproperty --oc-font - Font family.
 * @cssproperty --oc-radius - Corner radius.
 * @cssproperty --oc-spacing - Space between parts.
 * @cssproperty --oc-focus - Colour of the focus ring.
 */
export class ContractWithdrawal extends ViewElement {
  /** Of what stands in for it; its view brings its own. */
  static override styles = css`button { min-height: 44px; font: inherit }`;
  static override properties = { country: {}, orderId: { attribute: 'order-id' }, view: { attribute: false } };

  /** The consumer's country, ISO 3166-1 alpha-2, where it is known: its act may have other words for the labels. */
  declare country: string | undefined;
  /** An order of the person who is signed in. Absent: one of theirs that they choose, or what a guest names. */
  declare orderId: string | undefined;
  /** The server's view of that order, where the page has it at hand. */
  declare view: OrderView | undefined;

  /** What is said in place of its view, and offered, where that is missing. */
  #standIn: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override async load(): Promise<View> {
    clearTimeout(this.#timer);
    try {
      // It stands on every page of a shop, and few people open it: this is its shell.
      const view = await (await loadPart(() => import('./withdrawal-view.ts'), 'openView')).openView(this);
      this.#standIn = undefined;
      return view;
    } catch (error) {
      // One that is not on the page tries again once it is there.
      if (this.isConnected) this.#timer = setTimeout(() => this.refresh(), lackingFor);
      this.#say('en', 'Loading failed. You can also withdraw by e-mail or letter.', 'Try again');
      // Nobody needs them where nothing is missing.
      import('../../i18n/withdrawal/lacking-words.ts').then(
        ({ default: sayIn }) => sayIn(this.spoken, this.#say),
        () => {},
      );
      throw error;
    }
  }

  protected override render(): unknown {
    return [super.render(), this.#standIn];
  }

  #say = (lang: string, lacking: string, retry: string): void => {
    this.#standIn = html`<p part="problem" role="status"><span lang=${lang}>${lacking} <button part="retry" @click=${this.refresh}>${retry}</button></span></p>`;
    this.requestUpdate();
  };
}
