import { define } from '../../shared/define-element.ts';
import { OrderCancelAlerts } from './order-cancel-alerts.ts';

define('order-cancel-alerts', OrderCancelAlerts);
