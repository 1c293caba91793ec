import { html, LitElement, type PropertyValues } from 'lit';
import { sayLanguage, surroundingsOf } from '../../controllers/surroundings.ts';
import { adoptStyles, readoptStyles } from './adopted-styles.ts';

/** What every element begins as, whether a server has rendered it or not, in whichever document of the same origin it is put. */
export class BaseElement extends LitElement {
  /** Style sheets belong to the document that they were made in. */
  adoptedCallback(): void {
    if (this.shadowRoot) readoptStyles(this.shadowRoot);
  }

  /**
   * As Lit has it, but for two things. What a server rendered (declarative shadow DOM) is a slot, which shows what the
   * page has put inside. It is replaced: left alone it would stay beside what is rendered here, and Lit's hydration
   * would miss what only a server knows. And the styles go along into another document.
   */
  protected override createRenderRoot(): ShadowRoot {
    const { shadowRootOptions, elementStyles } = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    root.replaceChildren();
    adoptStyles(root, elementStyles);
    return root;
  }

  /** The language that is asked for. Who is told of changes overrides it: to look costs a walk to the root at each update. */
  protected get spoken(): string {
    return surroundingsOf(this).language;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    sayLanguage(this, this.spoken);
  }

  /** What the page has put inside. */
  protected override render(): unknown {
    return html`<slot></slot>`;
  }
}
