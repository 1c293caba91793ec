import { define } from '../shared/define-element.ts';
import { OrderCancelLookup } from './order-cancel-lookup.ts';

export type {} from '../../events/event-map.ts';

define('order-cancel-lookup', OrderCancelLookup);

declare global {
  interface HTMLElementTagNameMap {
    'order-cancel-lookup': OrderCancelLookup;
  }
}
