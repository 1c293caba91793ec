import { html, LitElement, ReactiveElement } from 'lit';

/** What every public element begins as, whether a server has rendered it or not. */
export class BaseElement extends LitElement {
  /**
   * What a server rendered (declarative shadow DOM) is a slot, which shows what the page has put inside. It is replaced:
   * left alone it would stay beside what is rendered here, and Lit's hydration would miss what only a server knows.
   */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.shadowRoot?.replaceChildren();
    return ReactiveElement.prototype['createRenderRoot'].call(this);
  }

  /** What the page has put inside. */
  protected override render(): unknown {
    return html`<slot></slot>`;
  }
}
