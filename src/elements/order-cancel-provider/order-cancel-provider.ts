import type { CancellationBackend } from '../../backend/backend.ts';
import { tellElements } from '../../controllers/surroundings.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor } from '../../domain/records.ts';
import { BaseElement } from '../shared/base-element.ts';
import { css } from '../shared/css.ts';

/**
 * Settings for every element inside it. An element's own setting wins, then the nearest provider's.
 *
 * @summary Page-wide settings.
 * @tagname order-cancel-provider
 * @slot - The part of the page that it serves; the events of the elements in it bubble through.
 */
export class OrderCancelProvider extends BaseElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;
  static override properties = {
    backend: {},
    policy: {},
    actor: {},
    signInUrl: { attribute: 'sign-in-url' },
  };

  /** URL of the server, or an adapter of the page's own (property only). */
  declare backend: string | CancellationBackend | undefined;
  /** Name given to `registerPolicy`, URL of a policy's JSON, or the policy itself (property only). */
  declare policy: string | CancelPolicy | undefined;
  /** Who acts. Default `buyer`. */
  declare actor: Actor | undefined;
  /** Where people sign in; a link is offered where the session has ended. */
  declare signInUrl: string | undefined;

  /** Has every element inside read its order again. Resolves when they have. */
  async refresh(): Promise<void> {
    const elements = [...this.querySelectorAll<HTMLElement & { refresh?: () => Promise<void> }>('*')];
    await Promise.all(elements.map((element) => element.refresh?.()));
  }

  protected override updated(): void {
    tellElements();
  }
}
