import { hydrate } from '@lit-labs/ssr-client';
import { render } from 'lit';
import { warnOfMissing } from '../client/warn.ts';
import { adoptStyles } from '../elements/shared/adopted-styles.ts';
import { OrderElement } from '../elements/shared/order-element.ts';
import { align } from './align.ts';
import { holdStill, insideOf, type Rendered, whenDecided, whenWorded } from './first-render.ts';

/** What elements that a server rendered were rendered with, until they have taken it over. */
const waiting = new WeakMap<OrderElement, Rendered>();

/** What is between the classes of elements and Lit. */
interface Lifecycle {
  connectedCallback(): void;
  createRenderRoot(): ShadowRoot;
  scheduleUpdate(): unknown;
  update(changed: Map<PropertyKey, unknown>): void;
}

/**
 * From here on elements of one order take over what a server has rendered of them, instead of beginning anew. Their tags
 * are registered afterwards: a browser looks once which callbacks a class has.
 */
export function takeOver(): void {
  const prototype = OrderElement.prototype as unknown as Lifecycle;
  const { connectedCallback, createRenderRoot, scheduleUpdate, update } = prototype;
  const methods: Lifecycle & ThisType<OrderElement & Lifecycle> = {
    connectedCallback() {
      if (!this.renderRoot) begin(this);
      connectedCallback.call(this);
    },
    createRenderRoot() {
      const root = waiting.has(this) && this.shadowRoot;
      if (!root) return createRenderRoot.call(this);
      adoptStyles(root, (this.constructor as typeof OrderElement).elementStyles);
      return root;
    },
    scheduleUpdate() {
      // What the server rendered stays until it can be rendered here; no other language is seen in between.
      return waiting.has(this) ? whenReady(this).then(() => scheduleUpdate.call(this)) : scheduleUpdate.call(this);
    },
    update(changed) {
      const rendered = waiting.get(this);
      waiting.delete(this);
      if (rendered) takeOverOnce(this, rendered);
      update.call(this, changed);
    },
  };
  Object.assign(prototype, methods);
}

/** Reads what a server has left in the element, and begins with the same. */
function begin(element: OrderElement): void {
  const template = element.querySelector<HTMLTemplateElement>(':scope > template[shadowrootmode]');
  // HTML that a script has put in gets no shadow roots.
  if (!element.shadowRoot && template) {
    element.attachShadow({ mode: 'open' }).append(template.content);
    template.remove();
  }
  const data = element.shadowRoot?.querySelector('script[type="application/json"]')?.textContent;
  if (!data) return;
  const rendered: Rendered = JSON.parse(data);
  const own = element as Partial<Rendered>;
  for (const name of ['view', 'order', 'policy', 'actor', 'whenDenied'] as const) {
    // What the page says itself counts.
    if (own[name] === undefined) Object.assign(element, { [name]: rendered[name] });
  }
  waiting.set(element, rendered);
}

async function whenReady(element: OrderElement): Promise<void> {
  const { view, order, policy } = element;
  await Promise.all([
    whenWorded(insideOf(element).controller.language),
    whenDecided({ view, order, policy: typeof policy === 'object' ? policy : undefined }),
  ]);
}

/** Where what is rendered here has another structure, nothing of the server's stays. */
function takeOverOnce(element: OrderElement, rendered: Rendered): void {
  const { controller, renderOptions } = insideOf(element);
  const root = element.shadowRoot as ShadowRoot;
  const release = holdStill(controller, rendered.now);
  try {
    const value = insideOf(element).render();
    const here = document.createDocumentFragment();
    render(value, here);
    for (const node of beforeParts(root)) node.remove();
    if (align(root, here)) hydrate(value, root, renderOptions);
    else root.replaceChildren();
  } catch (error) {
    root.replaceChildren();
    warnOfMissing(error);
  }
  release();
  // Time has gone on since.
  controller.hostUpdate();
}

/** What is there for as long as the server's rendering stands: styles, data, and the slot for who has no script. */
function beforeParts(root: ShadowRoot): ChildNode[] {
  const nodes = [...root.childNodes];
  const first = nodes.findIndex((node) => node instanceof Comment && node.data.startsWith('lit-part'));
  return first < 0 ? [] : nodes.slice(0, first);
}
