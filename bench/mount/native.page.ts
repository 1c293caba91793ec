// The least that a pair can cost: custom elements by hand, each a copy of a template in a shadow tree.
import { compete } from './contestant.ts';

function template(html: string): HTMLTemplateElement {
  const element = document.createElement('template');
  element.innerHTML = html;
  return element;
}

class NativeElement extends HTMLElement {
  static content: HTMLTemplateElement;
  readonly #text: ChildNode;

  constructor() {
    super();
    const { content } = (this.constructor as typeof NativeElement).content;
    const copy = document.importNode(content, true);
    this.#text = copy.firstElementChild as ChildNode;
    this.attachShadow({ mode: 'open' }).append(copy);
  }

  set text(text: string) {
    this.#text.textContent = text;
  }
}

class NativeButton extends NativeElement {
  static override content = template('<button type="button"></button>');
}

class NativeBadge extends NativeElement {
  static override content = template('<span></span>');
}

customElements.define('native-button', NativeButton);
customElements.define('native-badge', NativeBadge);

compete(() => {
  const button = document.createElement('native-button') as NativeButton;
  button.text = 'Cancel order';
  const badge = document.createElement('native-badge') as NativeBadge;
  badge.text = 'Request declined';
  return [button, badge];
});
