import type { CancelPolicy } from '../../domain/policy.ts';

/** Marketplace with days to ship, in Malaysia: once per order, and silence of a day is assent. */
const policy: CancelPolicy = {
  id: 'shopee',
  version: '1',
  description:
    'A marketplace with days to ship, in Malaysia: at once until the shipment is arranged, then asked for, once per order; silence of a day is assent; cancelled by itself three days after the days to ship.',
  timeZone: 'Asia/Kuala_Lumpur',
  calendar: {
    workingDays: [1, 2, 3, 4, 5],
    // Of the whole country; a shop adds those of its state, and of later years: past them nothing is cancelled by itself.
    holidays: [
      ...['2026-01-01', '2026-02-17', '2026-02-18', '2026-03-20', '2026-03-21', '2026-03-22', '2026-05-01'],
      ...['2026-05-27', '2026-05-31', '2026-06-01', '2026-06-17', '2026-08-25', '2026-08-31', '2026-09-16'],
      ...['2026-11-08', '2026-11-09', '2026-12-25'],
    ],
    holidaysUntil: '2026-12-31',
  },
  instants: {
    shipBy: { of: 'paidAt', days: 3, at: '24:00', count: 'working' },
    late: { of: 'instants.shipBy', days: 3 },
  },
  statuses: {
    UNPAID: { phase: 'open' },
    TO_SHIP: { phase: 'open' },
    SHIPMENT_ARRANGED: { phase: 'open' },
    IN_CANCEL: { phase: 'requested' },
    SHIPPED: { phase: 'shipped' },
    COMPLETED: { phase: 'delivered' },
    CANCELLED: { phase: 'cancelled' },
  },
  facts: { preOrder: { type: 'boolean', default: false } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'picked-up',
      when: {
        any: [
          { status: ['SHIPPED', 'COMPLETED'] },
          { since: 'shippedAt', from: 'PT0S' },
          { scan: { not: 'label-created' } },
        ],
      },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return', 'contact-seller'] },
      source: 'help.shopee.ph 98293: what was shipped can no longer be cancelled',
    },
    {
      id: 'late',
      when: {
        all: [
          { actor: 'nobody' },
          { status: ['TO_SHIP', 'SHIPMENT_ARRANGED'] },
          { since: 'instants.late', from: 'PT0S' },
        ],
      },
      then: { outcome: 'cancel', reason: 'not-shipped-in-time' },
      source:
        'help.shopee.com.my 78733: cancelled by the system 3 days after Days to Ship; 78776: without weekends and public holidays',
    },
    {
      id: 'once-per-order',
      when: { all: [{ actor: 'buyer' }, { attempts: 'buyer', atLeast: 1 }] },
      then: { outcome: 'none', reason: 'once-per-order', alternatives: ['contact-seller'] },
      source: 'help.shopee.ph 81180: once per order; not again if denied or withdrawn',
    },
    {
      id: 'buyer-unpaid',
      when: { all: [{ actor: 'buyer' }, { status: 'UNPAID' }] },
      then: { outcome: 'cancel', reason: 'not-yet-paid' },
      source: 'help.shopee.com.my 78776: what is not paid in time is cancelled anyway',
    },
    {
      id: 'buyer-pre-order',
      when: { all: [{ actor: 'buyer' }, { fact: 'preOrder', is: true }, { since: 'placedAt', until: 'PT1H' }] },
      then: { outcome: 'request', reason: 'seller-decides' },
      source: 'help.shopee.com.my 78733: pre-orders within 1 hour, with the seller’s approval',
    },
    {
      id: 'buyer-pre-order-late',
      when: { all: [{ actor: 'buyer' }, { fact: 'preOrder', is: true }] },
      then: { outcome: 'none', reason: 'window-closed', alternatives: ['contact-seller'] },
      source: 'help.shopee.com.my 78733: pre-orders within 1 hour only',
    },
    {
      id: 'buyer-before-arranged',
      when: { all: [{ actor: 'buyer' }, { status: 'TO_SHIP' }] },
      then: { outcome: 'cancel', reason: 'not-yet-arranged' },
      source: 'help.shopee.com.my 78733: before shipment is arranged, at once',
    },
    {
      id: 'buyer-arranged',
      when: { all: [{ actor: 'buyer' }, { status: 'SHIPMENT_ARRANGED' }] },
      then: { outcome: 'request', reason: 'seller-decides' },
      source:
        'help.shopee.com.my 78733: after shipment is arranged, with the seller’s approval; approved by itself after 1 day',
    },
    {
      id: 'seller',
      when: { all: [{ actor: 'seller' }, { status: ['UNPAID', 'TO_SHIP', 'SHIPMENT_ARRANGED'] }] },
      then: { outcome: 'cancel', reason: 'not-yet-shipped' },
      source: 'no public text: as shops of this kind do it',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    buyer: {
      demand: 'required',
      choices: [
        { code: 'changed-mind' },
        { code: 'wrong-address' },
        { code: 'voucher-forgotten' },
        { code: 'found-cheaper' },
        { code: 'other' },
      ],
    },
    seller: {
      demand: 'required',
      choices: [
        { code: 'out-of-stock' },
        { code: 'buyer-asked' },
        { code: 'undeliverable' },
        { code: 'cod-not-supported' },
      ],
    },
  },
  refund: { method: 'original' },
  consequences: { stock: 'return', coupons: 'restore' },
  lifecycle: {
    cancelled: 'CANCELLED',
    completes: 'at-once',
    notifies: ['buyer', 'seller'],
    requested: 'IN_CANCEL',
    scope: 'lines',
    respondWithin: 'P1D',
    onSilence: 'accept',
    declineReasons: { demand: 'optional', choices: [{ code: 'already-packed' }, { code: 'other' }] },
  },
  messages: {
    en: {
      UNPAID: 'Unpaid',
      TO_SHIP: 'To ship',
      SHIPMENT_ARRANGED: 'Shipment arranged',
      IN_CANCEL: 'Cancellation asked for',
      preOrder: 'a pre-order',
      'label-created': 'a printed shipping label',
      'not-shipped-in-time': 'The order was not shipped in time, so it is cancelled.',
      'once-per-order': 'You can ask for a cancellation only once per order.',
      'not-yet-paid': 'The order has not been paid yet, so you can cancel it.',
      'window-closed': 'Pre-orders can be cancelled only within an hour.',
      'not-yet-arranged': 'The seller has not arranged the shipment yet, so you can cancel it.',
      'wrong-address': 'Wrong address',
      'voucher-forgotten': 'I forgot to use a voucher',
      'out-of-stock': 'Out of stock',
      'cod-not-supported': 'Cash on delivery is not possible there',
    },
    de: {
      UNPAID: 'Unbezahlt',
      TO_SHIP: 'Zu versenden',
      SHIPMENT_ARRANGED: 'Versand beauftragt',
      IN_CANCEL: 'Stornierung angefragt',
      preOrder: 'eine Vorbestellung',
      'label-created': 'ein gedrucktes Versandetikett',
      'not-shipped-in-time': 'Die Bestellung wurde nicht rechtzeitig versandt, deshalb wird sie storniert.',
      'once-per-order': 'Um eine Stornierung können Sie je Bestellung nur einmal bitten.',
      'not-yet-paid': 'Die Bestellung ist noch nicht bezahlt, deshalb können Sie sie stornieren.',
      'window-closed': 'Vorbestellungen lassen sich nur innerhalb einer Stunde stornieren.',
      'not-yet-arranged': 'Der Versand ist noch nicht beauftragt, deshalb können Sie stornieren.',
      'wrong-address': 'Falsche Adresse',
      'voucher-forgotten': 'Ich habe einen Gutschein vergessen',
      'out-of-stock': 'Nicht auf Lager',
      'cod-not-supported': 'Nachnahme ist dort nicht möglich',
    },
    ar: {
      UNPAID: 'غير مدفوع',
      TO_SHIP: 'بانتظار تجهيز الشحن',
      SHIPMENT_ARRANGED: 'رُتّب الشحن',
      IN_CANCEL: 'طُلب الإلغاء',
      preOrder: 'طلب مسبق',
      'label-created': 'طباعة ملصق الشحن',
      'not-shipped-in-time': 'لم يُشحن الطلب في الوقت المحدد، لذلك يُلغى.',
      'once-per-order': 'يمكنك طلب الإلغاء مرة واحدة فقط لكل طلب.',
      'not-yet-paid': 'لم يُدفع ثمن الطلب بعد، لذلك يمكنك إلغاؤه.',
      'window-closed': 'لا يمكن إلغاء الطلبات المسبقة إلا خلال ساعة.',
      'not-yet-arranged': 'لم يرتّب البائع الشحن بعد، لذلك يمكنك الإلغاء.',
      'wrong-address': 'العنوان خاطئ',
      'voucher-forgotten': 'نسيت استخدام قسيمة',
      'out-of-stock': 'غير متوفر في المخزون',
      'cod-not-supported': 'الدفع عند الاستلام غير متاح هناك',
    },
  },
};

export default policy;
