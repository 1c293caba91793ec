/**
 * Registers button and badge so that they take over what a server has rendered of them (`order-cancel-elements/ssr`): the
 * same nodes stay, with focus and all. Imported before anything else that registers them; where that was first, they render
 * anew. Needs the package `@lit-labs/ssr-client`.
 * @module
 */
import * as badge from '../elements/cancel-status-badge/badge.ts';
import { CancelStatusBadge, provideBadge } from '../elements/cancel-status-badge/cancel-status-badge.ts';
import * as details from '../elements/order-cancel-button/details.ts';
import { OrderCancelButton, provideDetails } from '../elements/order-cancel-button/order-cancel-button.ts';
import { define } from '../elements/shared/define-element.ts';
import { takeOver } from './take-over.ts';

export type {} from '../events/event-map.ts';

provideDetails(details);
provideBadge(badge);
takeOver();
define('order-cancel-button', OrderCancelButton);
define('cancel-status-badge', CancelStatusBadge);
