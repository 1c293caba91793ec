import type {} from 'order-cancel-elements/jsx/svelte';
import poshmark from 'order-cancel-elements/presets/poshmark';
import type { SvelteHTMLElements } from 'svelte/elements';

type Button = SvelteHTMLElements['order-cancel-button'];
export const button: Button = {
  'order-id': '1',
  'when-denied': 'explain',
  class: 'big',
  policy: poshmark,
  'onorder-cancel-request': (event) => event.preventDefault(),
  'on:order-cancel-decision': ({ decision }) => decision.reason,
};
export const queue: SvelteHTMLElements['seller-cancel-queue'] = { 'page-size': '50' };
// @ts-expect-error a way to deny that there is not
export const wrong: Button = { 'when-denied': 'shout' };
