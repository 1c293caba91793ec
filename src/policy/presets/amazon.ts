import type { CancelPolicy } from '../../domain/policy.ts';

/** Marketplace whose sellers ship themselves: half an hour, then by request, item by item. */
const policy: CancelPolicy = {
  id: 'amazon',
  version: '1',
  description:
    'A marketplace whose sellers ship themselves: half an hour alone, then asked for; by itself seven days after it should have left; item by item.',
  statuses: {
    Pending: { phase: 'open' },
    Unshipped: { phase: 'open' },
    PartiallyShipped: { phase: 'open' },
    Shipped: { phase: 'shipped' },
    Delivered: { phase: 'delivered' },
    Canceled: { phase: 'cancelled' },
  },
  facts: { latestShipDate: { type: 'instant', default: null } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'Canceled' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['reorder'] },
      source: 'nothing is left to cancel',
    },
    {
      id: 'shipped',
      when: {
        any: [
          { status: ['Shipped', 'Delivered'] },
          { since: 'line.shippedAt', from: 'PT0S' },
          { since: 'shippedAt', from: 'PT0S' },
        ],
      },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return', 'contact-seller'] },
      source: 'no public text: as shops of this kind do it',
    },
    {
      id: 'late',
      when: [
        { actor: 'nobody' },
        { status: ['Unshipped', 'PartiallyShipped'] },
        { since: 'facts.latestShipDate', from: 'P7D' },
      ],
      then: { outcome: 'cancel', reason: 'not-shipped-in-time' },
      source:
        'sellercentral.amazon.com/gp/help/external/G201722390: cancelled automatically 7 days after the expected ship date',
    },
    {
      id: 'buyer-half-hour',
      when: { all: [{ actor: 'buyer' }, { status: ['Pending', 'Unshipped'] }, { since: 'placedAt', until: 'PT30M' }] },
      then: { outcome: 'cancel', reason: 'within-window' },
      source: 'G201722390: for the first 30 minutes buyers cancel themselves',
    },
    {
      id: 'buyer-request',
      when: { all: [{ actor: 'buyer' }, { status: ['Unshipped', 'PartiallyShipped'] }] },
      then: { outcome: 'request', reason: 'seller-decides', alternatives: ['contact-seller'] },
      source: 'G201722390: afterwards they can only request',
    },
    {
      id: 'seller',
      when: { all: [{ actor: 'seller' }, { status: ['Unshipped', 'PartiallyShipped'] }] },
      then: { outcome: 'cancel', reason: 'not-yet-shipped' },
      source: 'sellercentral.amazon.it RXAS2XTAYEF77BG: the seller cancels what is no longer Pending',
    },
    {
      id: 'pending',
      when: { status: 'Pending' },
      then: { outcome: 'none', reason: 'payment-pending', alternatives: ['contact-support'] },
      source: 'sellercentral.amazon.it RXAS2XTAYEF77BG: Pending orders cannot be cancelled by the seller',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-support'] },
  reasons: {
    buyer: {
      demand: 'optional',
      choices: [{ code: 'ordered-by-mistake' }, { code: 'too-slow' }, { code: 'found-cheaper' }, { code: 'other' }],
    },
    seller: {
      demand: 'required',
      choices: [
        { code: 'buyer-asked' },
        { code: 'no-inventory' },
        { code: 'address-undeliverable' },
        { code: 'pricing-error' },
      ],
    },
  },
  refund: { method: 'original' },
  consequences: { stock: 'return' },
  lifecycle: { cancelled: 'Canceled', completes: 'at-once', scope: 'lines', notifies: ['buyer', 'seller'] },
  messages: {
    en: {
      Pending: 'Payment being checked',
      Unshipped: 'Not yet shipped',
      PartiallyShipped: 'Partly shipped',
      Shipped: 'Shipped',
      Delivered: 'Delivered',
      Canceled: 'Cancelled',
      latestShipDate: 'the last day to ship',
      'not-shipped-in-time': 'The order was not shipped in time, so it is cancelled.',
      'payment-pending': 'The payment is still being checked; please ask support.',
      'no-inventory': 'Out of stock',
      'address-undeliverable': 'The address cannot be delivered to',
      'pricing-error': 'The price was wrong',
    },
    de: {
      Pending: 'Zahlung wird geprüft',
      Unshipped: 'Noch nicht versandt',
      PartiallyShipped: 'Teilweise versandt',
      Shipped: 'Versandt',
      Delivered: 'Zugestellt',
      Canceled: 'Storniert',
      latestShipDate: 'letzter Versandtag',
      'not-shipped-in-time': 'Die Bestellung wurde nicht rechtzeitig versandt, deshalb wird sie storniert.',
      'payment-pending': 'Die Zahlung wird noch geprüft; bitte wenden Sie sich an den Support.',
      'no-inventory': 'Nicht auf Lager',
      'address-undeliverable': 'An die Adresse lässt sich nicht liefern',
      'pricing-error': 'Der Preis war falsch',
    },
    ar: {
      Pending: 'يجري التحقق من الدفع',
      Unshipped: 'لم يُشحن بعد',
      PartiallyShipped: 'شُحن جزئيًا',
      Shipped: 'تم الشحن',
      Delivered: 'تم التسليم',
      Canceled: 'ملغى',
      latestShipDate: 'آخر يوم للشحن',
      'not-shipped-in-time': 'لم يُشحن الطلب في الوقت المحدد، لذلك يُلغى.',
      'payment-pending': 'لا يزال الدفع قيد التحقق؛ يُرجى التواصل مع الدعم.',
      'no-inventory': 'غير متوفر في المخزون',
      'address-undeliverable': 'لا يمكن التسليم إلى هذا العنوان',
      'pricing-error': 'كان السعر خاطئًا',
    },
  },
};

export default policy;
