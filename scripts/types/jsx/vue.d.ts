/** Templates and JSX of Vue: properties and attributes by their names, handlers as `@order-cancel-request`. */
import type { HTMLAttributes } from 'vue';
import type { OrderCancelEventMap } from '../index.js';
import type { OrderCancelElements } from './elements.js';

/** As Vue names a handler: `onOrderCancelRequest`. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Camel<Rest>}`
  : Capitalize<Name>;

type Handlers = {
  [Name in keyof OrderCancelEventMap as `on${Camel<Name>}`]?: (event: OrderCancelEventMap[Name]) => void;
};

type Properties<Tag extends keyof OrderCancelElements> = HTMLAttributes &
  OrderCancelElements[Tag]['properties'] &
  Handlers;

type Components = {
  [Tag in keyof OrderCancelElements]: new () => OrderCancelElements[Tag]['element'] & { $props: Properties<Tag> };
};

type Elements = { [Tag in keyof OrderCancelElements]: Properties<Tag> };

declare module 'vue' {
  interface GlobalComponents extends Components {}
  interface IntrinsicElementAttributes extends Elements {}
}
