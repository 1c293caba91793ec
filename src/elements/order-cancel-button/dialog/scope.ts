import type { LitElement, nothing, TemplateResult } from 'lit';
import type { CancelFlow } from '../../../controllers/cancel-flow.ts';
import type { OrderController } from '../../../controllers/order-controller.ts';
import type { Money, Order } from '../../../domain/records.ts';
import type { Consequences } from '../../../domain/settlement/consequences.ts';
import type { TextTable } from '../../../i18n/texts.ts';

export type Rendered = TemplateResult | typeof nothing;

/** What the parts of the dialog are rendered from. */
export interface DialogScope {
  controller: OrderController;
  flow: CancelFlow;
  order: Order;
  texts: TextTable;
  /** The other side's name: every sentence calls it by this, whatever a marketplace calls its sellers. */
  name: string;
  money(amount: Money): string;
  time(at: number): string;
  /** Until when something may be done. */
  deadline(at: number): string;
  /** The text of a code in a group (which is one of its own where there is none), the policy's own wording first. */
  say(group: string, code?: string): string;
  /** The choices of items and stock with their words, once a policy left them and they were loaded. */
  choices: Choices | null;
  /** The composer of a message, once it was loaded. */
  composer(): Rendered;
  /** Loads the composer. */
  compose(): void;
  confirm(): void;
  close(): void;
}

/** What choices/ renders. */
export interface Choices {
  words: TextTable;
  renderItems(scope: DialogScope, words: TextTable): TemplateResult;
  renderMoney(scope: DialogScope, words: TextTable, refund: NonNullable<Consequences['refund']>): Rendered;
  renderTenders(scope: DialogScope, words: TextTable): Rendered;
  renderStock(scope: DialogScope, words: TextTable): Rendered;
}

/** The element that the dialog serves. */
export interface Opener extends LitElement {
  opened: boolean | 'failed' | undefined;
  /** The dialog is there, and where it cannot be used, why. */
  handleShown?(): void;
}
