/** JSX of Preact: properties and attributes by their names, handlers as `onorder-cancel-request`. */
import type { HTMLAttributes } from 'preact';
import type { EventHandlers, OrderCancelElements } from './elements.js';

type Elements = {
  [Tag in keyof OrderCancelElements]: HTMLAttributes<OrderCancelElements[Tag]['element']> &
    OrderCancelElements[Tag]['properties'] &
    EventHandlers;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
