import { define } from '../shared/define-element.ts';
import { OrderCancelButton } from './order-cancel-button.ts';

export type {} from '../../events/event-map.ts';

define('order-cancel-button', OrderCancelButton);

declare global {
  interface HTMLElementTagNameMap {
    'order-cancel-button': OrderCancelButton;
  }
}
