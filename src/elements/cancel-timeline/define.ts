import { define } from '../shared/define-element.ts';
import { CancelTimeline } from './cancel-timeline.ts';

export type {} from '../../events/event-map.ts';

define('cancel-timeline', CancelTimeline);

declare global {
  interface HTMLElementTagNameMap {
    'cancel-timeline': CancelTimeline;
  }
}
