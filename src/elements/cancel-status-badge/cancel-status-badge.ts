import { nothing } from 'lit';
import { warnOfMissing } from '../../controllers/warn.ts';
import { loadPart } from '../../load-part.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import tokens from '../shared/look/tokens.ts';
import { OrderElement } from '../shared/order-element.ts';
import styles from './cancel-status-badge.styles.ts';

/** Renders a state; loaded when there is one. */
let badge: typeof import('./badge.ts') | undefined;

/** Hands over what renders a state before there is one: a server, and a page that it rendered, show it at once. */
export function provideBadge(module: typeof import('./badge.ts')): void {
  badge = module;
}

/**
 * The state of an order's cancellation; nothing where there is none.
 *
 * @summary State of a cancellation.
 * @tagname cancel-status-badge
 * @slot - Shown until the element is defined, and where its words could not be loaded.
 * @csspart badge - The badge; also carries the state as a part name (`requested`, `cancelled`, …).
 * @csspart under-way - The badge, while the shop is still carrying something out.
 * @csspart amount - How much of how much is refunded.
 * @cssproperty --oc-badge-radius - Corner radius.
 * @cssproperty --oc-danger - Tone of `cancelled` and `declined`.
 * @cssproperty --oc-pending - Tone of what is still open.
 * @cssproperty --oc-neutral - Tone of the other states.
 */
export class CancelStatusBadge extends OrderElement {
  static override styles = [tokens, styles];
  static override properties = { missing: { state: true } };

  /** Whether what renders it could not be loaded. */
  declare private missing: boolean | undefined;

  #loading: Promise<void> | undefined;

  override refresh(): Promise<void> {
    this.missing = false;
    return super.refresh();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    if (!this.#loading) return isComplete;
    // What comes then is rendered, and nothing more is loaded for it.
    await this.#loading;
    return super.getUpdateComplete();
  }

  protected override render() {
    const { cancellation, texts, view } = this.controller;
    const shown = cancellation ?? view?.pending;
    if (!texts || (shown && this.missing)) return super.render();
    if (!shown) return nothing;
    if (!badge) {
      this.#loading ??= this.#load();
      return nothing;
    }
    if (this.shadowRoot) adoptStyles(this.shadowRoot, badge.look);
    return badge.renderBadge(this.controller);
  }

  async #load(): Promise<void> {
    try {
      // Most orders have no cancellation, and every page that registers all elements would pay for its words.
      badge = await loadPart(() => import('./badge.ts'), 'renderBadge');
      this.requestUpdate();
    } catch (error) {
      warnOfMissing(error);
      this.missing = true;
    }
    this.#loading = undefined;
  }
}
