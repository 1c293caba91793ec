import { define } from '../define-element.ts';
import { OrderCancelDialog } from './order-cancel-dialog.ts';

define('order-cancel-dialog', OrderCancelDialog);
