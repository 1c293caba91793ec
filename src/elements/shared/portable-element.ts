import { LitElement } from 'lit';
import { adoptStyles, readoptStyles } from './adopted-styles.ts';

/** An element that keeps its looks in whichever document of the same origin it is put. */
export class PortableElement extends LitElement {
  adoptedCallback(): void {
    if (this.shadowRoot) readoptStyles(this.shadowRoot);
  }

  /** As Lit has it, but for the document: style sheets belong to the one that they were made in. */
  protected override createRenderRoot(): ShadowRoot {
    const { shadowRootOptions, elementStyles } = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    adoptStyles(root, elementStyles);
    this.renderOptions.renderBefore ??= root.firstChild;
    return root;
  }
}
