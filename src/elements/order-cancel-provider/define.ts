import { define } from '../shared/define-element.ts';
import { OrderCancelProvider } from './order-cancel-provider.ts';

export type {} from '../../events/event-map.ts';

define('order-cancel-provider', OrderCancelProvider);

declare global {
  interface HTMLElementTagNameMap {
    'order-cancel-provider': OrderCancelProvider;
  }
}
