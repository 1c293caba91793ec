/** JSX of Solid: attributes by their names, properties as they are or with `prop:`, handlers with `on:`. */
import type { JSX as SolidJSX } from 'solid-js';
import type { EventHandlers, OrderCancelElements } from './elements.js';

type Prefixed<Properties> = { [Name in keyof Properties as `prop:${Name & string}`]: Properties[Name] };

type Elements = {
  [Tag in keyof OrderCancelElements]: SolidJSX.HTMLAttributes<OrderCancelElements[Tag]['element']> &
    OrderCancelElements[Tag]['properties'] &
    Prefixed<OrderCancelElements[Tag]['properties']> &
    EventHandlers<'on:'>;
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
