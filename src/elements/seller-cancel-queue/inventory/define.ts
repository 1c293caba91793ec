import { define } from '../../shared/define-element.ts';
import { OrderCancelInventory } from './order-cancel-inventory.ts';

define('order-cancel-inventory', OrderCancelInventory);
