import { define } from '../shared/define-element.ts';
import { SellerCancelQueue } from './seller-cancel-queue.ts';

define('seller-cancel-queue', SellerCancelQueue);

declare global {
  interface HTMLElementTagNameMap {
    'seller-cancel-queue': SellerCancelQueue;
  }
}
