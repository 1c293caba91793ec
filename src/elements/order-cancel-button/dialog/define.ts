import { define } from '../../shared/define-element.ts';
import { OrderCancelDialog } from './order-cancel-dialog.ts';

define('order-cancel-dialog', OrderCancelDialog);
