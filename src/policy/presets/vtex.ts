import type { CancelPolicy } from '../../domain/policy.ts';

/** Shop of the VTEX platform: half an hour from the payment, then by request; whole orders. */
const policy: CancelPolicy = {
  id: 'vtex',
  version: '1',
  description:
    'A shop of the VTEX platform: half an hour from the payment alone, then asked for; whole orders only, and not once a part is invoiced.',
  statuses: {
    'payment-pending': { phase: 'open' },
    'window-to-cancel': { phase: 'open' },
    'ready-for-handling': { phase: 'open' },
    handling: { phase: 'open' },
    'cancellation-requested': { phase: 'requested' },
    invoiced: { phase: 'shipped' },
    canceled: { phase: 'cancelled' },
  },
  lineFacts: { invoiced: { type: 'boolean', default: false } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'canceled' },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'partly-invoiced',
      when: { any: [{ someLine: { lineFact: 'invoiced', is: true } }, { status: 'invoiced' }] },
      then: { outcome: 'none', reason: 'already-invoiced', alternatives: ['propose-change', 'return'] },
      source:
        'help.vtex.com declining-order-cancellation: orders with partial invoices cannot be cancelled, but changed',
    },
    {
      id: 'buyer-grace',
      when: { all: [{ actor: 'buyer' }, { any: [{ not: { since: 'paidAt' } }, { since: 'paidAt', until: 'PT30M' }] }] },
      then: { outcome: 'cancel', reason: 'within-window' },
      source:
        'help.vtex.com setting-the-grace-period-for-order-cancellation: before or during the grace period, from payment approval, 30 min by default',
    },
    {
      id: 'buyer-request',
      when: { actor: 'buyer' },
      then: { outcome: 'request', reason: 'seller-decides' },
      source: 'help.vtex.com setting-the-grace-period-for-order-cancellation: after it, only if the store approves',
    },
    {
      id: 'seller',
      when: { actor: 'seller' },
      then: { outcome: 'cancel', reason: 'not-yet-shipped' },
      source: 'help.vtex.com canceling-orders: by the store, until it is invoiced',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role' },
  reasons: { buyer: { demand: 'required', choices: [{ code: 'changed-mind' }, { code: 'other' }] } },
  comments: { buyer: 'required' },
  refund: { method: 'original' },
  consequences: { stock: 'return' },
  lifecycle: {
    requested: 'cancellation-requested',
    cancelled: 'canceled',
    completes: 'at-once',
    declineReasons: {
      demand: 'required',
      choices: [{ code: 'made-to-order' }, { code: 'already-packed' }, { code: 'other' }],
    },
    notifies: ['buyer', 'seller'],
    scope: 'order',
  },
  messages: {
    en: {
      'payment-pending': 'Payment pending',
      'window-to-cancel': 'Time to cancel',
      'ready-for-handling': 'Ready for handling',
      handling: 'Being handled',
      'cancellation-requested': 'Cancellation asked for',
      invoiced: 'Invoiced',
      canceled: 'Cancelled',
      'already-invoiced': 'Part of this order is invoiced already, so it can no longer be cancelled.',
    },
    de: {
      'payment-pending': 'Zahlung ausstehend',
      'window-to-cancel': 'Zeit für eine Stornierung',
      'ready-for-handling': 'Bereit zur Bearbeitung',
      handling: 'In Bearbeitung',
      'cancellation-requested': 'Stornierung angefragt',
      invoiced: 'In Rechnung gestellt',
      canceled: 'Storniert',
      'already-invoiced':
        'Ein Teil dieser Bestellung ist schon in Rechnung gestellt, deshalb lässt sie sich nicht mehr stornieren.',
    },
    ar: {
      'payment-pending': 'بانتظار الدفع',
      'window-to-cancel': 'مهلة الإلغاء',
      'ready-for-handling': 'جاهز للتجهيز',
      handling: 'قيد التجهيز',
      'cancellation-requested': 'طُلب الإلغاء',
      invoiced: 'صدرت فاتورته',
      canceled: 'ملغى',
      'already-invoiced': 'صدرت فاتورة لجزء من هذا الطلب، لذلك لم يعد من الممكن إلغاؤه.',
    },
  },
};

export default policy;
