import { nothing, type RenderOptions } from 'lit';
import { whenCompiled } from '../client/compiled.ts';
import { OrderController } from '../controllers/order-controller.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, Order } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';
import * as details from '../elements/order-cancel-button/details.ts';
import { provideDetails } from '../elements/order-cancel-button/order-cancel-button.ts';
import type { OrderElement } from '../elements/shared/order-element.ts';
import { textsOf } from '../i18n/texts.ts';

/** What a server rendered an element with and no attribute holds: it goes along, so that the page begins with the same. */
export interface Rendered {
  view?: OrderView | undefined;
  order?: Order | undefined;
  policy?: CancelPolicy | undefined;
  actor?: Actor | undefined;
  whenDenied?: 'explain' | 'hide' | undefined;
  /** When it was rendered, epoch ms of the clock that the view tells of. */
  now: number;
}

/** What an element keeps to itself, and who renders it for the first time has to reach. */
export interface Inside {
  readonly controller: OrderController;
  readonly renderOptions: RenderOptions;
  render(): unknown;
}

export function insideOf(element: OrderElement): Inside {
  return element as unknown as Inside;
}

/** Resolves once the words of a language are at hand, or English in their place. */
export function whenWorded(language: string): Promise<void> {
  return new Promise((resolve) => {
    if (textsOf(language, resolve)) resolve();
  });
}

/** Resolves once the policy can decide on the order that was given. */
export async function whenDecided({ view, order = view?.order, policy }: Partial<Rendered>): Promise<void> {
  const cancellations = view?.cancellations ?? (view?.cancellation ? [view.cancellation] : []);
  if (order && typeof policy === 'object') await whenCompiled(policy, order, cancellations);
}

/** What stands beside the button has elements of its own, which come later. */
const alone: typeof details = { ...details, renderBeside: () => nothing };

/**
 * Has an element decide as of one instant, and say nothing of times: those depend on the clock and the zone of who looks, which
 * only the page knows. Nor does it show what has elements of its own. Returns how to let it go on.
 */
export function holdStill(controller: OrderController, now: number): () => void {
  const decided = Object.getOwnPropertyDescriptor(OrderController.prototype, 'decision')?.get;
  Object.defineProperties(controller, {
    now: { configurable: true, value: now },
    decision: {
      configurable: true,
      get() {
        const decision: OrderController['decision'] = decided?.call(this);
        const lines = decision?.lines?.map((line) => ({ ...line, next: null }));
        return decision && { ...decision, next: null, ...(lines && { lines }) };
      },
    },
  });
  provideDetails(alone);
  return () => {
    provideDetails(details);
    // Its class has them again.
    Reflect.deleteProperty(controller, 'now');
    Reflect.deleteProperty(controller, 'decision');
  };
}
