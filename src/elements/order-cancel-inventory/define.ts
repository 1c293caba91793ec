import { define } from '../define-element.ts';
import { OrderCancelInventory } from './order-cancel-inventory.ts';

define('order-cancel-inventory', OrderCancelInventory);
