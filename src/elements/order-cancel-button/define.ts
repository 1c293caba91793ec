import { define } from '../shared/define-element.ts';
import { OrderCancelButton } from './order-cancel-button.ts';

define('order-cancel-button', OrderCancelButton);

declare global {
  interface HTMLElementTagNameMap {
    'order-cancel-button': OrderCancelButton;
  }
}
