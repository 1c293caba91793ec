/**
 * JSX of React 19: properties and attributes by their names, handlers as `onorder-cancel-request`.
 * Where a server renders, use the components of `order-cancel-elements/react`: React drops objects and handlers then.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { EventHandlers, OrderCancelElements } from './elements.js';

type Elements = {
  [Tag in keyof OrderCancelElements]: DetailedHTMLProps<
    HTMLAttributes<OrderCancelElements[Tag]['element']>,
    OrderCancelElements[Tag]['element']
  > &
    OrderCancelElements[Tag]['properties'] &
    EventHandlers;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
