import { define } from '../../shared/define-element.ts';

export { loadDialogTexts } from '../../../i18n/dialog-texts.ts';

import { OrderCancelDialog } from './order-cancel-dialog.ts';

define('order-cancel-dialog', OrderCancelDialog);
