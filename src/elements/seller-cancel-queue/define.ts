import { define } from '../shared/define-element.ts';
import { SellerCancelQueue } from './seller-cancel-queue.ts';

export type {} from '../../events/event-map.ts';

define('seller-cancel-queue', SellerCancelQueue);

declare global {
  interface HTMLElementTagNameMap {
    'seller-cancel-queue': SellerCancelQueue;
  }
}
