import type { Order, OrderView } from 'order-cancel-elements';
import euWithdrawal from 'order-cancel-elements/presets/eu-withdrawal';
import poshmark from 'order-cancel-elements/presets/poshmark';
import type { ElementSettings, RenderedTag } from 'order-cancel-elements/ssr';
import { aCancellation, ago, anOrder, aPolicy, days, hours, start, usd } from '../support/elements/orders.ts';

export interface State {
  tag: RenderedTag;
  settings: ElementSettings;
  /** What is to be read of it, and on its button if it has one. */
  says: string;
  label: string | null;
}

const viewOf = (order: Order, more: Partial<OrderView> = {}): OrderView => ({
  order,
  cancellation: null,
  policy: { id: 'test', version: '1', hash: '0'.repeat(64) },
  now: new Date(start).toISOString(),
  ...more,
});

const button = (says: string, label: string | null, settings: ElementSettings): State => ({
  tag: 'order-cancel-button',
  settings: { href: '/orders/1/cancel', url: 'https://shop.example/account', ...settings },
  says,
  label,
});

const badge = (says: string, settings: ElementSettings): State => ({
  tag: 'cancel-status-badge',
  settings,
  says,
  label: null,
});

const hostile = '"><img src=x onerror=alert(1)></script><!--';

/** What a server has to render, by name; each with an order of its own. */
export function statesOf(): Record<string, State> {
  const placed = (): OrderView => viewOf(anOrder());
  const told = (): OrderView => {
    const order = anOrder({ status: 'CANCELLED' });
    return viewOf(order, { cancellation: aCancellation(order, { state: 'cancelled' }) });
  };
  const refunding = (): OrderView => {
    const order = anOrder({ status: 'CANCELLED' });
    const refund = { due: usd(4500), refunded: usd(1000), method: 'card', status: 'pending' } as const;
    return viewOf(order, { cancellation: aCancellation(order, { state: 'refunding', refund }) });
  };
  const asked = (): OrderView => {
    const order = anOrder({ status: 'REQUESTED' });
    return viewOf(order, { cancellation: aCancellation(order) });
  };
  return {
    cancel: button('Cancel order', 'Cancel order', { view: placed(), policy: poshmark }),
    request: button('Request cancellation', 'Request cancellation', { view: placed(), policy: aPolicy('request') }),
    'in German': button('Bestellung stornieren', 'Bestellung stornieren', {
      view: placed(),
      policy: poshmark,
      lang: 'de',
    }),
    'in Arabic': button('إلغاء الطلب', 'إلغاء الطلب', { view: placed(), policy: poshmark, lang: 'ar' }),
    'of an order alone': button('Cancel order', 'Cancel order', { order: anOrder(), policy: poshmark, now: start }),
    'decided by the server alone': button('Cancel order', 'Cancel order', {
      view: {
        ...placed(),
        decision: {
          ...{
            outcome: 'cancel',
            reason: 'not-yet-shipped',
            ruleId: 'r',
            contact: 'none',
            validUntil: null,
            next: null,
          },
          ...{ alternatives: [], withdrawal: null, lines: null, trace: [] },
        },
      },
    }),
    'with an end': button('Cancel order', 'Cancel order', {
      view: viewOf(anOrder({ placedAt: ago(hours(2)) })),
      policy: aPolicy('cancel', {}, { since: 'placedAt', until: 'PT3H' }),
    }),
    shipped: button('This order has been shipped', null, {
      view: viewOf(anOrder({ status: 'SHIPPED' })),
      policy: poshmark,
    }),
    'with a way on': button('Start a return', null, {
      view: viewOf(anOrder({ status: 'SHIPPED' })),
      policy: aPolicy('cancel', {
        otherwise: { outcome: 'none', reason: 'already-shipped', alternatives: ['return'] },
        links: { return: 'https://shop.example/returns/{orderId}' },
      }),
    }),
    hidden: button('', null, { view: viewOf(anOrder({ status: 'SHIPPED' })), policy: poshmark, whenDenied: 'hide' }),
    requested: button('A cancellation has been requested', null, { view: asked(), policy: aPolicy() }),
    cancelled: button('can no longer be cancelled', null, { view: told(), policy: aPolicy() }),
    'with the statutory withdrawal': button('Ask to cancel', 'Ask to cancel', {
      view: viewOf(anOrder({ status: 'delivered', deliveredAt: ago(days(2)) })),
      policy: euWithdrawal,
    }),
    hostile: button('Cancel order', 'Cancel order', {
      view: viewOf(
        anOrder({
          number: hostile,
          lines: [{ id: 'l1', sku: 'A', title: hostile, quantity: 1, unitPrice: usd(4500) }],
          seller: { id: 'seller-1', name: hostile, status: 'active' },
        }),
      ),
      policy: poshmark,
    }),
    'badge: requested': badge('Cancellation requested', { view: asked() }),
    'badge: cancelled, in German': badge('Storniert', { view: told(), lang: 'de' }),
    'badge: refunding': badge('$10.00', { view: refunding() }),
    'badge: none': badge('', { view: placed() }),
  };
}
