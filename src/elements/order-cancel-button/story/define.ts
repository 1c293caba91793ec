import { define } from '../../shared/define-element.ts';
import { OrderCancelStory } from './order-cancel-story.ts';

define('order-cancel-story', OrderCancelStory);
