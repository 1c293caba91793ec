import { html, nothing, type TemplateResult } from 'lit';
import { NoticeFlow } from '../../../controllers/notice-flow.ts';
import { warnOfMissing } from '../../../controllers/warn.ts';
import { applyNotice, type NoticeAction } from '../../../domain/lifecycle/notices.ts';
import type { CancelPolicy } from '../../../domain/policy.ts';
import type { Notice, Order } from '../../../domain/records.ts';
import { parseInstant } from '../../../domain/values/instant.ts';
import formPart from '../../../i18n/chunks/form.ts';
import lookupPart from '../../../i18n/chunks/lookup.ts';
import { formatTime } from '../../../i18n/format-time.ts';
import { loadTexts } from '../../../i18n/load-texts.ts';
import type { TextTable } from '../../../i18n/part.ts';
import { textsKey } from '../../../i18n/texts.ts';
import { fill, textOf } from '../../../i18n/wording.ts';
import buttons from '../../shared/look/buttons.ts';
import controls from '../../shared/look/controls.ts';
import palette from '../../shared/look/palette.ts';
import tokens from '../../shared/look/tokens.ts';
import { OrderElement } from '../../shared/order-element.ts';
import styles from './order-cancel-alerts.styles.ts';

const answers: readonly NoticeAction[] = ['respond', 'accept-penalty', 'lift'];

/**
 * The alerts of an order that its parties may file about each other (BL-6 to BL-10).
 *
 * @summary Internal to `order-cancel-lookup`.
 * @tagname order-cancel-alerts
 * @csspart alert - An alert that stands.
 * @csspart alert-action - A button that files, answers or lifts one.
 */
export class OrderCancelAlerts extends OrderElement {
  static override styles = [tokens, palette, buttons, controls, styles];
  static override properties = { words: { state: true }, phase: { state: true } };

  declare private words: TextTable | undefined;
  declare private phase: 'sending' | 'checking' | 'problem' | undefined;

  #language = '';
  #textsOf = '';
  /** The order of which it was looked what was sent before the page was loaded. */
  #resumed = '';
  readonly #flow = new NoticeFlow(this.controller);

  protected override willUpdate(): void {
    const { language } = this.controller;
    const key = textsKey(language);
    if (key === this.#textsOf) return;
    this.#textsOf = key;
    this.#language = language;
    loadTexts(language, formPart, lookupPart).then((words) => {
      if (key === this.#textsOf) this.words = words;
    }, warnOfMissing);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { controller, words, phase } = this;
    const { order, decision } = controller;
    const { policy } = controller;
    if (!words || !order || !decision || !policy?.notices) return nothing;
    const kinds = Object.keys(policy.notices);
    this.#resume(order.id, kinds);
    const standing = (order.notices ?? []).filter(({ liftedAt }) => liftedAt === undefined);
    const files = kinds.map((kind) => this.#renderFile(words, policy, order, kind)).filter((file) => file !== nothing);
    if (standing.length === 0 && files.length === 0) return nothing;
    return html`<details ?open=${standing.length > 0 || phase !== undefined}>
      <summary>${words['alerts']}</summary>
      ${standing.map((notice) => this.#renderAlert(words, policy, order, notice))} ${files}
      <p role="status">${phase === 'sending' ? words['alert.sending'] : phase === 'checking' ? words[phase] : ''}</p>
      <p role="alert" class="problem">${phase === 'problem' ? words['alert.problem'] : ''}</p>
    </details>`;
  }

  #renderAlert(words: TextTable, policy: CancelPolicy, order: Order, notice: Notice): TemplateResult {
    const { kind, filedAt, respondedAt, penaltyAcceptedAt } = notice;
    const told = [
      ['alert.since', filedAt],
      ['alert.responded', respondedAt],
      ['alert.penalty', penaltyAcceptedAt],
    ].flatMap(([key, at]) => (key && at ? [fill(words[key], { time: this.#time(parseInstant(at)) })] : []));
    return html`<div part="alert">
      <p>${textOf(words, this.#language, 'alert', kind, policy)} <span class="muted">(${told.join(', ')})</span></p>
      ${answers.map((action) =>
        this.#result(policy, order, kind, action).ok
          ? html`<button part="alert-action" type="button" @click=${() => this.#send(kind, action)}>${words[action]}</button>`
          : nothing,
      )}
    </div>`;
  }

  #renderFile(words: TextTable, policy: CancelPolicy, order: Order, kind: string): TemplateResult | typeof nothing {
    const result = this.#result(policy, order, kind, 'file');
    const text = textOf(words, this.#language, 'file', kind, policy);
    if (result.ok) {
      return html`<button part="alert-action" type="button" @click=${() => this.#send(kind, 'file')}>${text}</button>`;
    }
    if (result.code !== 'too-early') return nothing;
    const from = fill(words['file.from'], { time: this.#time(result.at) });
    return html`<p class="muted">${text}: ${from}</p>`;
  }

  #result(policy: CancelPolicy, order: Order, kind: string, action: NoticeAction): ReturnType<typeof applyNotice> {
    return applyNotice(policy, order, { kind, action }, { actor: this.controller.actor, now: this.controller.now });
  }

  #time(at: number): string {
    return formatTime(this.#language, at, this.controller.now);
  }

  /** What was sent before the page was loaded is found out about, one after the other. */
  async #resume(orderId: string, kinds: string[]): Promise<void> {
    if (orderId === this.#resumed) return;
    this.#resumed = orderId;
    await this.updateComplete;
    for (const kind of kinds) {
      for (const action of ['file', ...answers] as const) {
        if (this.phase === 'sending' || !this.#flow.isUnknown({ kind, action })) continue;
        this.phase = 'checking';
        this.phase = (await this.#flow.resume({ kind, action })) ? undefined : 'problem';
      }
    }
  }

  async #send(kind: string, action: NoticeAction): Promise<void> {
    if (this.phase === 'sending' || this.phase === 'checking') return;
    this.phase = 'sending';
    this.phase = (await this.#flow.send({ kind, action })) ? undefined : 'problem';
  }
}
