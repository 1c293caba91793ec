import { define } from '../shared/define-element.ts';
import { OrderCancelProvider } from './order-cancel-provider.ts';

define('order-cancel-provider', OrderCancelProvider);

declare global {
  interface HTMLElementTagNameMap {
    'order-cancel-provider': OrderCancelProvider;
  }
}
