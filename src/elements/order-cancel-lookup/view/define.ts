import '../../cancel-status-badge/define.ts';
import '../alerts/define.ts';
import '../../order-cancel-button/define.ts';
import { define } from '../../shared/define-element.ts';
import { OrderCancelLookupView } from './order-cancel-lookup-view.ts';

define('order-cancel-lookup-view', OrderCancelLookupView);

declare global {
  interface HTMLElementTagNameMap {
    'order-cancel-lookup-view': OrderCancelLookupView;
  }
}
