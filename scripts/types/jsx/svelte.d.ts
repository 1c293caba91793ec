/** Markup of Svelte: properties and attributes by their names; `onorder-cancel-request`, or `on:` before Svelte 5. */
import type { HTMLAttributes } from 'svelte/elements';
import type { EventHandlers, OrderCancelElements } from './elements.js';

type Elements = {
  [Tag in keyof OrderCancelElements]: HTMLAttributes<OrderCancelElements[Tag]['element']> &
    OrderCancelElements[Tag]['properties'] &
    EventHandlers &
    EventHandlers<'on:'>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}
