import type { CancelPolicy, Order, OrderCancelRequestEvent, OrderView } from 'order-cancel-elements';
import type { CancellationBackend } from 'order-cancel-elements/backend';
import { CancelStatusBadge, OrderCancelButton, OrderCancelProvider } from 'order-cancel-elements/react';
import { createElement, type ReactElement, type Ref } from 'react';

export interface AccountPage {
  order: Order;
  view?: OrderView;
  backend?: CancellationBackend;
  policy: CancelPolicy;
  onRequest?: (event: OrderCancelRequestEvent) => void;
  button?: Ref<InstanceType<typeof import('order-cancel-elements').OrderCancelButton>>;
}

/** A page of a shop's own, as it would write it with React. */
export function accountPage({
  order,
  view,
  backend,
  policy,
  onRequest = () => {},
  button = null,
}: AccountPage): ReactElement {
  return createElement(
    OrderCancelProvider,
    { backend, policy },
    createElement(
      OrderCancelButton,
      {
        id: 'cancel',
        className: 'big',
        ref: button,
        orderId: order.id,
        order,
        view,
        whenDenied: 'explain',
        onOrderCancelRequest: onRequest,
      },
      createElement('a', { href: '/contact' }, 'Contact us'),
    ),
    createElement(CancelStatusBadge, { orderId: order.id }),
  );
}

/** What a server renders of it. */
export const rendered =
  '<order-cancel-provider><order-cancel-button id="cancel" class="big"><a href="/contact">Contact us</a>' +
  '</order-cancel-button><cancel-status-badge></cancel-status-badge></order-cancel-provider>';
