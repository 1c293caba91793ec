import type { CancellationState, CancelPolicy, Order, OrderView } from 'order-cancel-elements';
import { registerPolicy } from 'order-cancel-elements';
import { type CancellationBackend, restBackend } from 'order-cancel-elements/backend';
import { presetPolicy, type Sample, samplesOf } from 'order-cancel-elements/mocks';
import { create } from 'order-cancel-elements/presets/shop-builder';
import './page.ts';

/** What cannot be said in HTML: orders at hand, backends and policies of the page's own. */
const buttonOf = (id: string) =>
  document.querySelector<HTMLElementTagNameMap['order-cancel-button']>(`#${id} order-cancel-button`)!;
const sample = (preset: Parameters<typeof samplesOf>[0], id: string): Sample =>
  samplesOf(preset).find(({ order }) => order.id === id)!;
const forever = new Promise<never>(() => {});

const silent: CancellationBackend = { loadOrders: () => forever, loadPolicy: () => forever, send: () => forever };
buttonOf('loading').backend = silent;

buttonOf('malformed-by-server').backend = {
  ...restBackend({ base: '/api/poshmark' }),
  loadPolicy: async () => (await fetch('./policies/malformed.json')).json(),
};

/** An order that no server knows: what a page gives for one id counts for all its elements. */
const placed = (id: string): Order => ({ ...sample('poshmark', 'pm-just-placed').order, id });
buttonOf('malformed-by-page').order = placed('at-hand-1');
buttonOf('unknown-name').order = placed('at-hand-2');

const unknownStatus = buttonOf('unknown-status');
unknownStatus.policy = presetPolicy('poshmark');
unknownStatus.order = { ...placed('at-hand-3'), status: 'LOST_IN_THE_POST' };

registerPolicy('contact-only', create({ customerRequests: false }));
buttonOf('contact-only').order = sample('shop-builder', 'sb-preparing').order;

buttonOf('dialog-ask').order = placed('at-hand-4');

// A page that sends by itself: it takes the request over and answers with the view that comes of it.
const bowls = sample('shop-builder', 'sb-awaiting-shipment').order;
const withFee: CancelPolicy = {
  ...presetPolicy('poshmark'),
  refund: { method: 'original', fee: { basisPoints: 500 } },
};
registerPolicy('with-fee', withFee);
const fee = buttonOf('dialog-fee');
fee.order = { ...placed('at-hand-5'), payment: bowls.payment, lines: bowls.lines, total: bowls.total };
fee.addEventListener('order-cancel-request', (event) => {
  event.respondWith(Promise.resolve(viewOf({ ...fee.order!, status: 'CANCELLED' }, 'cancelled')));
});

const badges: Record<CancellationState, true> = {
  requested: true,
  withdrawn: true,
  declined: true,
  expired: true,
  superseded: true,
  refunding: true,
  cancelled: true,
  undone: true,
  escalated: true,
  disputed: true,
};
const stage = document.querySelector('#badges .stage')!;
for (const state of Object.keys(badges) as CancellationState[]) {
  const badge = document.createElement('cancel-status-badge');
  badge.view = viewOf(placed(`with-${state}`), state);
  stage.append(badge);
}

/** A view as a server would give it. */
function viewOf(order: Order, state: CancellationState): OrderView {
  const { cancellation } = sample('shop-builder', 'sb-in-progress');
  return {
    order,
    cancellation: { ...cancellation!, id: `c-${state}`, orderId: order.id, state },
    policy: cancellation!.policy,
    now: new Date().toISOString(),
  };
}
