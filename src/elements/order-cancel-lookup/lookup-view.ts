import './view/define.ts';
import { html, type LitElement } from 'lit';
import { surroundingsOf } from '../../controllers/surroundings.ts';
import type { View } from '../shared/view-element.ts';

/** What `order-cancel-lookup` shows. */
export class LookupView implements View {
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  get language(): string {
    return surroundingsOf(this.#host).language;
  }

  async refresh(): Promise<void> {
    await this.#host.renderRoot.querySelector('order-cancel-lookup-view')?.refresh();
  }

  render(): unknown {
    return html`<order-cancel-lookup-view
      exportparts="input, find, message, order"
      .host=${this.#host}
      .version=${{}}
      ><slot></slot
    ></order-cancel-lookup-view>`;
  }
}
