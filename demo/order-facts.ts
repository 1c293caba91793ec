import type { Order } from 'order-cancel-elements';
import { presetPolicy, type ShopName, shopNames } from 'order-cancel-elements/mocks';
import type { mocks as Mocks } from './mock-boot.ts';
import { say } from './words.ts';

/**
 * Writes what a shop's server would have rendered into the page: dates, statuses, how far the delivery is.
 * Marked up as `data-fact` inside `data-order`; the preset is the page's.
 */
export async function fillFacts(mocks: typeof Mocks): Promise<void> {
  const preset = shopNames.find((name) => name === document.body.dataset.preset);
  if (!preset) return;
  const orders = await mocks.change(({ backends }) => backends[preset].shop.orders());
  const byId = new Map(orders.map((order) => [order.id, order]));
  for (const place of document.querySelectorAll<HTMLElement>('[data-fact]')) {
    const order = byId.get(place.closest<HTMLElement>('[data-order]')?.dataset.order ?? '');
    if (order) fill(place, order, preset);
  }
}

function fill(place: HTMLElement, order: Order, preset: ShopName): void {
  const { fact } = place.dataset;
  if (fact === 'placed') fillTime(place, order.placedAt);
  else if (fact === 'shipped') fillTime(place, order.shippedAt);
  else if (fact === 'delivered') fillTime(place, order.deliveredAt);
  else if (fact === 'steps') markSteps(place, order, preset);
  else if (fact === 'status') place.textContent = order.status;
  else if (fact === 'delivery') place.textContent = say(progress[reachedBy(order, preset)] ?? '');
}

function fillTime(place: HTMLElement, at: string | undefined): void {
  const { lang } = document.documentElement;
  const format = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' });
  place.textContent = at ? format.format(new Date(at)) : '';
  if (place instanceof HTMLTimeElement) place.dateTime = at ?? '';
}

const progress = ['Cancelled', 'Being prepared', 'On its way', 'Delivered'];

/** The step that an order has come to, 1 to 3: being prepared, on its way, delivered; 0: it was cancelled. */
function reachedBy({ status, shippedAt, deliveredAt }: Order, preset: ShopName): number {
  const phase = presetPolicy(preset).statuses[status]?.phase;
  return phase === 'cancelled' || phase === 'cancelling' ? 0 : deliveredAt ? 3 : shippedAt ? 2 : 1;
}

function markSteps(list: HTMLElement, order: Order, preset: ShopName): void {
  const reached = reachedBy(order, preset);
  for (const [index, step] of [...list.children].entries()) {
    step.classList.toggle('done', index <= reached);
    step.classList.toggle('called-off', reached === 0 && index > 0);
    if (index === reached && reached > 0) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  }
}
