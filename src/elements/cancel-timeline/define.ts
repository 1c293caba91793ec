import { define } from '../shared/define-element.ts';
import { CancelTimeline } from './cancel-timeline.ts';

export type {} from '../../events/event-map.ts';
export { loadView } from './cancel-timeline.ts';

define('cancel-timeline', CancelTimeline);

declare global {
  interface HTMLElementTagNameMap {
    'cancel-timeline': CancelTimeline;
  }
}
