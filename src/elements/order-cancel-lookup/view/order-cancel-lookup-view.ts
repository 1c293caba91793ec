import { html, nothing, type TemplateResult } from 'lit';
import { findOrder } from '../../../controllers/find-order.ts';
import { type Settings, settingOf, surroundingsOf, watchElements } from '../../../controllers/surroundings.ts';
import { warnOfMissing } from '../../../controllers/warn.ts';
import type { Order } from '../../../domain/records.ts';
import { parseInstant } from '../../../domain/values/instant.ts';
import type { OrderView } from '../../../domain/view.ts';
import lookupPart from '../../../i18n/chunks/lookup.ts';
import { formatMoney } from '../../../i18n/format-money.ts';
import { formatTime } from '../../../i18n/format-time.ts';
import { loadTexts } from '../../../i18n/load-texts.ts';
import type { TextTable } from '../../../i18n/part.ts';
import { textsKey } from '../../../i18n/texts.ts';
import { fill } from '../../../i18n/wording.ts';
import { formOf, onEnter } from '../../shared/entered.ts';
import buttons from '../../shared/look/buttons.ts';
import controls from '../../shared/look/controls.ts';
import palette from '../../shared/look/palette.ts';
import tokens from '../../shared/look/tokens.ts';
import { safeHref } from '../../shared/safe-href.ts';
import { TypingElement } from '../../shared/typing-element.ts';
import styles from './order-cancel-lookup-view.styles.ts';

type Situation = 'required' | 'searching' | 'none' | 'sign-in-required' | 'failed';

/** The element that the view is of. */
interface LookupHost extends HTMLElement, Settings {
  order?: Order | undefined;
  view?: OrderView | undefined;
}

/**
 * What `order-cancel-lookup` shows; loaded when one is connected.
 *
 * @summary Internal to `order-cancel-lookup`.
 * @tagname order-cancel-lookup-view
 */
export class OrderCancelLookupView extends TypingElement {
  static override styles = [tokens, palette, buttons, controls, styles];
  static override properties = {
    host: { attribute: false },
    version: { attribute: false },
    texts: { state: true },
    situation: { state: true },
    found: { state: true },
  };

  declare host: LookupHost;
  /** Another object each time the host was rendered. */
  declare version: object;
  declare private texts: TextTable | undefined;
  /** Why there is no order. */
  declare private situation: Situation | undefined;
  declare private found: OrderView | undefined;

  #asked = '';
  #language = '';
  #textsOf = '';
  #search = 0;
  #leave: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = watchElements(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
  }

  /** Looks up again what was asked for. */
  async refresh(): Promise<void> {
    if (this.#asked) await this.#find(this.#asked);
  }

  protected override willUpdate(): void {
    const { language } = surroundingsOf(this.host);
    const key = textsKey(language);
    if (key === this.#textsOf) return;
    this.#textsOf = key;
    this.#language = language;
    loadTexts(language, lookupPart).then((texts) => {
      if (key === this.#textsOf) this.texts = texts;
    }, warnOfMissing);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { texts, situation, found } = this;
    if (!texts) return nothing;
    const { order, view } = this.host;
    const shown = found?.order ?? view?.order ?? order;
    const searching = situation === 'searching';
    const message = situation ? fill(texts[`lookup.${situation}`], { number: this.#asked }) : '';
    return html`<form novalidate @submit=${this.#handleSubmit} @keydown=${onEnter(this.#send)}>
        <label
          >${texts['lookup.label']}
          <input
            part="input"
            name="number"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="search"
            maxlength="256"
            dir="auto"
            aria-required="true"
            aria-invalid=${situation === 'required' || situation === 'none' ? 'true' : 'false'}
            aria-describedby="message"
        /></label>
        <button part="find" type="button" @click=${this.#handleSubmit} aria-busy=${searching ? 'true' : 'false'}>${texts['lookup.find']}</button>
      </form>
      <p part="message" id="message" role="status">${message}${this.#renderSignIn(texts)}</p>
      ${shown && !situation ? this.#renderOrder(texts, shown, found ?? view) : nothing}`;
  }

  #renderSignIn(texts: TextTable): TemplateResult | typeof nothing {
    const href = this.situation === 'sign-in-required' && safeHref(this.#settings().signInUrl);
    return href ? html` <a part="sign-in" href=${href}>${texts['lookup.sign-in']}</a>` : nothing;
  }

  #renderOrder(texts: TextTable, order: Order, view: OrderView | undefined): TemplateResult {
    const { id, number = id, placedAt, total } = order;
    const language = this.#language;
    const time = formatTime(language, parseInstant(placedAt), Date.now());
    const { backend, policy, actor, signInUrl } = this.#settings();
    return html`<section part="order" aria-labelledby="found">
      <h3 id="found" tabindex="-1">${fill(texts['lookup.order'], { number })}</h3>
      <p class="muted">${fill(texts['lookup.placed'], { time, total: formatMoney(language, total) })}</p>
      <cancel-status-badge
        .orderId=${id}
        .order=${order}
        .view=${view}
        .backend=${backend}
        .policy=${policy}
        .actor=${actor}
      ></cancel-status-badge>
      <order-cancel-button
        when-denied="explain"
        .orderId=${id}
        .order=${order}
        .view=${view}
        .backend=${backend}
        .policy=${policy}
        .actor=${actor}
        .signInUrl=${signInUrl}
      ></order-cancel-button>
      <order-cancel-alerts
        .orderId=${id}
        .order=${order}
        .view=${view}
        .backend=${backend}
        .policy=${policy}
        .actor=${actor}
      ></order-cancel-alerts>
    </section>`;
  }

  #settings(): Settings {
    const { host } = this;
    const { providers } = surroundingsOf(host);
    return {
      backend: settingOf(host, providers, 'backend'),
      policy: settingOf(host, providers, 'policy'),
      actor: settingOf(host, providers, 'actor'),
      signInUrl: settingOf(host, providers, 'signInUrl'),
    };
  }

  async #find(number: string): Promise<void> {
    const search = ++this.#search;
    this.#asked = number;
    this.situation = 'searching';
    this.found = undefined;
    let situation: Situation | undefined;
    let found: OrderView | undefined;
    try {
      found = (await findOrder(this.#settings().backend, number)) ?? undefined;
      if (!found) situation = 'none';
    } catch (error) {
      const signIn = (error as { code?: unknown } | null)?.code === 'sign-in-required';
      situation = signIn ? 'sign-in-required' : 'failed';
    }
    if (search !== this.#search) return;
    this.situation = situation;
    this.found = found;
    await this.updateComplete;
    if (found) this.renderRoot.querySelector<HTMLElement>('#found')?.focus();
  }

  readonly #handleSubmit = (event: Event): void => this.#send(formOf(event));

  readonly #send = (_form: HTMLFormElement): void => {
    const input = this.renderRoot.querySelector('input') as HTMLInputElement;
    const number = input.value.trim();
    if (number) {
      this.#find(number);
      return;
    }
    this.situation = 'required';
    this.found = undefined;
    input.focus();
  };
}
