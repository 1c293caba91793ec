import { fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define/seller-cancel-queue';
import type { SellerCancelQueue } from 'order-cancel-elements';
import type { BackOffice } from './back-office.ts';
import { below, focused, part, parts, said, until } from './page.ts';

/** The queue of a back office, with its rows there. */
export async function aQueue(
  { backend }: Pick<BackOffice, 'backend'>,
  settings: Partial<SellerCancelQueue> = {},
): Promise<SellerCancelQueue> {
  const queue = await fixture<SellerCancelQueue>(html`<seller-cancel-queue .backend=${backend}></seller-cancel-queue>`);
  Object.assign(queue, settings);
  await until(
    () => part(queue, 'grid') || (part(queue, 'empty') && !part(queue, 'empty', 'loading')),
    'the queue is there',
  );
  return queue;
}

export const grid = (queue: Element): HTMLElement => part(queue, 'grid') as HTMLElement;

/** The rows that are there, as they follow one another. */
export const rows = (queue: Element): HTMLElement[] => parts(queue, 'row');

export const rowOf = (queue: Element, id: string): HTMLElement | undefined =>
  rows(queue).find(({ dataset }) => dataset.id === id);

/** The id of the row that has the focus. */
export const focusedRow = (): string | undefined => focused()?.closest<HTMLElement>('[role="row"]')?.dataset.id;

/** As a person who presses a key where the focus is. */
export function press(key: string, modifiers: KeyboardEventInit = {}): void {
  const target = focused() ?? document.body;
  const init = { key, bubbles: true, composed: true, cancelable: true, ...modifiers };
  const goes = target.dispatchEvent(new KeyboardEvent('keydown', init));
  if (goes && key === 'Enter' && target instanceof HTMLButtonElement) target.click();
}

export const selected = (queue: Element): string[] =>
  rows(queue)
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map(({ dataset }) => dataset.id as string);

export const details = (queue: Element): HTMLElement | null => part(queue, 'details');

export const cell = (row: Element | undefined, name: string): string =>
  said(below(row as Element).find((element) => element.part.contains(`cell-${name}`)) ?? null);
