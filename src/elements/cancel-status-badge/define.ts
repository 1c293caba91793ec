import { define } from '../shared/define-element.ts';
import { CancelStatusBadge } from './cancel-status-badge.ts';

export type {} from '../../events/event-map.ts';

define('cancel-status-badge', CancelStatusBadge);

declare global {
  interface HTMLElementTagNameMap {
    'cancel-status-badge': CancelStatusBadge;
  }
}
