// The barest pair that Lit can make: a button and a span, one property each, no styles.
import { html, LitElement } from 'lit';
import { compete } from './contestant.ts';

class BareButton extends LitElement {
  static override properties = { text: {} };
  declare text: string;

  protected override render() {
    return html`<button type="button">${this.text}</button>`;
  }
}

class BareBadge extends LitElement {
  static override properties = { text: {} };
  declare text: string;

  protected override render() {
    return html`<span>${this.text}</span>`;
  }
}

customElements.define('bare-button', BareButton);
customElements.define('bare-badge', BareBadge);

compete(() => {
  const button = document.createElement('bare-button') as BareButton;
  button.text = 'Cancel order';
  const badge = document.createElement('bare-badge') as BareBadge;
  badge.text = 'Request declined';
  return [button, badge];
});
