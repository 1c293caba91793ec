import type { CancelPolicy } from '../../domain/policy.ts';

/** Shop of WooCommerce with a plug-in for requests. */
const policy: CancelPolicy = {
  id: 'woocommerce',
  version: '1',
  description:
    'A shop of WooCommerce with a plug-in for requests: unpaid orders go at once; paid ones are asked for within three days, but not by every means of payment nor by everybody.',
  statuses: {
    pending: { phase: 'open' },
    failed: { phase: 'open' },
    'on-hold': { phase: 'open' },
    processing: { phase: 'open' },
    'cancel-request': { phase: 'requested' },
    completed: { phase: 'shipped' },
    refunded: { phase: 'cancelled' },
    cancelled: { phase: 'cancelled' },
  },
  facts: { paymentMethod: { type: 'string', default: 'card' }, customerRole: { type: 'string', default: 'customer' } },
  rules: [
    {
      id: 'cancelled',
      when: { status: ['cancelled', 'refunded'] },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'completed',
      when: { status: 'completed' },
      then: { outcome: 'none', reason: 'already-completed', alternatives: ['contact-seller'] },
      source: 'woocommerce.com/document/managing-orders: completed is fulfilled; from there on it is a refund',
    },
    {
      id: 'buyer-unpaid',
      when: { all: [{ actor: 'buyer' }, { status: ['pending', 'failed'] }] },
      then: { outcome: 'cancel', reason: 'not-yet-paid' },
      source: 'woocommerce class-wc-form-handler.php: valid statuses pending, failed; stock restored',
    },
    {
      id: 'buyer-not-by-plugin',
      when: {
        all: [
          { actor: 'buyer' },
          {
            any: [
              { fact: 'paymentMethod', is: 'cod' },
              { fact: 'customerRole', is: ['wholesale_customer', 'guest'] },
            ],
          },
        ],
      },
      then: { outcome: 'none', reason: 'contact-only', alternatives: ['contact-seller'] },
      source: 'piwebsolution.com/?p=29211: disabled by payment method, by user role, for guests',
    },
    {
      id: 'buyer-request',
      when: { all: [{ actor: 'buyer' }, { status: ['on-hold', 'processing'] }, { since: 'placedAt', until: 'P3D' }] },
      then: { outcome: 'request', reason: 'seller-decides' },
      source:
        'piwebsolution.com/?p=29211; a limit in days: docs.woocommerce.com/document/advanced-cancel-order-for-woocommerce',
    },
    {
      id: 'buyer-late',
      when: { actor: 'buyer' },
      then: { outcome: 'none', reason: 'window-closed', alternatives: ['contact-seller'] },
      source: 'docs.woocommerce.com/document/advanced-cancel-order-for-woocommerce: not after the limit in days',
    },
    {
      id: 'seller',
      when: { actor: 'seller' },
      then: { outcome: 'cancel', reason: 'seller-may-cancel' },
      source: 'woocommerce.com/document/managing-orders: the shop sets the status of any order',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    buyer: {
      demand: 'required',
      choices: [{ code: 'ordered-by-mistake' }, { code: 'changed-mind' }, { code: 'other' }],
    },
  },
  refund: { method: 'original' },
  consequences: { stock: 'return' },
  lifecycle: {
    requested: 'cancel-request',
    cancelled: 'cancelled',
    completes: 'at-once',
    declineReasons: { demand: 'optional', choices: [{ code: 'already-packed' }, { code: 'other' }] },
    notifies: ['buyer', 'seller'],
  },
  messages: {
    en: {
      pending: 'Awaiting payment',
      failed: 'Payment failed',
      'on-hold': 'On hold',
      processing: 'In preparation',
      'cancel-request': 'Cancellation asked for',
      completed: 'Completed',
      refunded: 'Refunded',
      cancelled: 'Cancelled',
      paymentMethod: 'the means of payment',
      cod: 'cash on delivery',
      customerRole: 'the kind of customer',
      wholesale_customer: 'wholesale customer',
      guest: 'guest without an account',
      'not-yet-paid': 'The order has not been paid yet, so you can cancel it.',
      'window-closed': 'The time to ask for a cancellation has passed.',
      'seller-may-cancel': 'You can cancel this order.',
    },
    de: {
      pending: 'Zahlung ausstehend',
      failed: 'Zahlung fehlgeschlagen',
      'on-hold': 'In der Warteschleife',
      processing: 'In Vorbereitung',
      'cancel-request': 'Stornierung angefragt',
      completed: 'Abgeschlossen',
      refunded: 'Erstattet',
      cancelled: 'Storniert',
      paymentMethod: 'die Zahlungsart',
      cod: 'Nachnahme',
      customerRole: 'die Art der Kundschaft',
      wholesale_customer: 'Großhandel',
      guest: 'Gast ohne Konto',
      'not-yet-paid': 'Die Bestellung ist noch nicht bezahlt, deshalb können Sie sie stornieren.',
      'window-closed': 'Die Zeit, um eine Stornierung zu bitten, ist abgelaufen.',
      'seller-may-cancel': 'Sie können diese Bestellung stornieren.',
    },
    ar: {
      pending: 'بانتظار الدفع',
      failed: 'فشل الدفع',
      'on-hold': 'معلّق',
      processing: 'قيد التجهيز',
      'cancel-request': 'طُلب الإلغاء',
      completed: 'مكتمل',
      refunded: 'رُدّ المبلغ',
      cancelled: 'ملغى',
      paymentMethod: 'وسيلة الدفع',
      cod: 'الدفع عند الاستلام',
      customerRole: 'نوع العميل',
      wholesale_customer: 'عميل جملة',
      guest: 'زائر بلا حساب',
      'not-yet-paid': 'لم يُدفع ثمن الطلب بعد، لذلك يمكنك إلغاؤه.',
      'window-closed': 'انتهت مهلة طلب الإلغاء.',
      'seller-may-cancel': 'يمكنك إلغاء هذا الطلب.',
    },
  },
};

export default policy;
