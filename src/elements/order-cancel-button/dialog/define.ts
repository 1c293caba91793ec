import type { OrderController } from '../../../controllers/order-controller.ts';
import { loadDialogTexts } from '../../../i18n/dialog-texts.ts';
import { formatMoney } from '../../../i18n/format-money.ts';
import { define } from '../../shared/define-element.ts';
import { OrderCancelDialog } from './order-cancel-dialog.ts';

define('order-cancel-dialog', OrderCancelDialog);

/** Has at hand what the dialog's first rendering would wait for: its words, and what writes the order's money. */
export async function prepareDialog({ language, order }: OrderController): Promise<void> {
  await loadDialogTexts(language);
  try {
    // Making the first formatter takes a phone as long as all else that the dialog shows.
    if (order) formatMoney(language, order.total);
  } catch {
    // What cannot be written is said where it is shown.
  }
}
