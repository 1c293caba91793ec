import type { CancelPolicy } from '../../domain/policy.ts';

/** Auction and fixed-price marketplace: an hour to ask, three days to answer, thirty days for the seller. */
const policy: CancelPolicy = {
  id: 'ebay',
  version: '1',
  description:
    'A marketplace of auctions and fixed prices: a buyer asks within an hour and the seller answers; the seller cancels for thirty days, and bears it where nothing was in stock.',
  statuses: {
    AWAITING_PAYMENT: { phase: 'open' },
    AWAITING_SHIPMENT: { phase: 'open' },
    CANCEL_REQUESTED: { phase: 'requested' },
    REFUND_PENDING: { phase: 'cancelling' },
    SHIPPED: { phase: 'shipped' },
    DELIVERED: { phase: 'delivered' },
    CANCELLED: { phase: 'cancelled' },
  },
  facts: {
    caseOpen: { type: 'boolean', default: false },
    chargebackOpen: { type: 'boolean', default: false },
    crossSite: { type: 'boolean', default: false },
  },
  lineFacts: { caseOpen: { type: 'boolean', default: false } },
  rules: [
    {
      id: 'cancelled',
      when: { status: ['CANCELLED', 'REFUND_PENDING'] },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['contact-seller'] },
      source: 'developer.ebay.com/Devzone/post-order/types/EligibilityFailureReasonEnum.html',
    },
    {
      id: 'case-exists',
      when: {
        any: [
          { fact: 'caseOpen', is: true },
          { fact: 'chargebackOpen', is: true },
          { fact: 'crossSite', is: true },
        ],
      },
      then: { outcome: 'none', reason: 'case-exists', alternatives: ['contact-support'] },
      always: true,
      source: 'EligibilityFailureReasonEnum: CASE_EXIST, CHARGEBACK_OPENED, CROSS_SITE_ORDER',
    },
    {
      id: 'item-case',
      when: { lineFact: 'caseOpen', is: true },
      then: { outcome: 'none', reason: 'case-exists', alternatives: ['contact-support'] },
      source: 'EligibilityFailureReasonEnum, of one line item',
    },
    {
      id: 'buyer-shipped',
      when: {
        all: [
          { actor: 'buyer' },
          { any: [{ status: ['SHIPPED', 'DELIVERED'] }, { since: 'shippedAt', from: 'PT0S' }] },
        ],
      },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return', 'contact-seller'] },
      source:
        'developer.ebay.com/Devzone/post-order/types/RejectCancelRequest.html: once shipped it is no longer cancelled, but returned',
    },
    {
      id: 'shipped',
      when: { any: [{ status: ['SHIPPED', 'DELIVERED'] }, { since: 'shippedAt', from: 'PT0S' }] },
      then: { outcome: 'none', reason: 'already-shipped' },
      source:
        'developer.ebay.com/Devzone/post-order/types/RejectCancelRequest.html: once shipped it is no longer cancelled',
    },
    {
      id: 'buyer-declined',
      when: { all: [{ actor: 'buyer' }, { request: ['declined', 'expired'], by: 'buyer' }] },
      then: { outcome: 'none', reason: 'request-declined', alternatives: ['contact-seller'] },
      source: 'developer.ebay.com post-order_v2_cancellation__post: the seller approves or rejects',
    },
    {
      id: 'buyer-first-hour',
      when: { all: [{ actor: 'buyer' }, { since: 'placedAt', until: 'PT1H' }] },
      then: { outcome: 'request', reason: 'seller-decides' },
      source:
        'developer.ebay.com post-order_v2_cancellation__post: EBAY_US cut-off 1 hour after purchase; the seller approves or rejects',
    },
    {
      id: 'buyer-later',
      when: { actor: 'buyer' },
      then: { outcome: 'none', reason: 'window-closed', alternatives: ['contact-seller'] },
      source: 'EligibilityFailureReasonEnum: CANCEL_WINDOW_ELAPSED',
    },
    {
      id: 'seller-thirty-days',
      when: { all: [{ actor: 'seller' }, { since: 'placedAt', until: 'P30D' }] },
      then: { outcome: 'cancel', reason: 'not-yet-shipped' },
      source: 'ebay.com/help id=4136',
    },
    {
      id: 'seller-later',
      when: { actor: 'seller' },
      then: { outcome: 'none', reason: 'window-closed', alternatives: ['contact-support'] },
      source: 'ebay.com/help id=4136: for 30 days; EligibilityFailureReasonEnum: CANCEL_WINDOW_ELAPSED',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-support'] },
  reasons: {
    buyer: {
      demand: 'required',
      choices: [
        { code: 'ordered-by-mistake' },
        { code: 'found-cheaper' },
        { code: 'too-slow' },
        { code: 'price-too-high' },
        { code: 'other' },
      ],
    },
    seller: {
      demand: 'required',
      choices: [
        { code: 'buyer-asked' },
        { code: 'address-issues' },
        { code: 'out-of-stock', consequences: { penalty: { counts: true } } },
      ],
    },
  },
  refund: { method: 'original' },
  consequences: { stock: 'choose', marketplaceFee: 'reset' },
  lifecycle: {
    requested: 'CANCEL_REQUESTED',
    refunding: 'REFUND_PENDING',
    cancelled: 'CANCELLED',
    completes: 'when-refunded',
    respondWithin: 'P3D',
    onSilence: 'decline',
    declineReasons: { demand: 'optional', choices: [{ code: 'sent-already' }, { code: 'other' }] },
    notifies: ['buyer', 'seller'],
    scope: 'lines',
    refundWithin: 'P10D',
  },
  messages: {
    en: {
      CANCEL_REQUESTED: 'Cancellation asked for',
      REFUND_PENDING: 'Refund on its way',
      caseOpen: 'an open case',
      chargebackOpen: 'a charge that is disputed at the bank',
      crossSite: 'a purchase on the site of another country',
      'case-exists':
        'There is an open case about this, or it was bought on the site of another country, so it cannot be cancelled here.',
      'window-closed': 'The time to cancel has passed.',
      'request-declined': 'The seller has declined to cancel.',
      'price-too-high': 'The price is too high',
      'address-issues': 'Something is wrong with the address',
      'out-of-stock': 'Out of stock',
      'sent-already': 'It is on its way already',
    },
    de: {
      CANCEL_REQUESTED: 'Stornierung angefragt',
      REFUND_PENDING: 'Erstattung läuft',
      caseOpen: 'ein offener Fall',
      chargebackOpen: 'eine Rückbuchung über die Bank',
      crossSite: 'ein Kauf über die Website eines anderen Landes',
      'case-exists':
        'Dazu gibt es einen offenen Fall, oder es wurde über die Website eines anderen Landes gekauft; deshalb lässt es sich hier nicht stornieren.',
      'window-closed': 'Die Frist für eine Stornierung ist abgelaufen.',
      'request-declined': 'Die Verkäuferin oder der Verkäufer hat die Stornierung abgelehnt.',
      'price-too-high': 'Der Preis ist zu hoch',
      'address-issues': 'Mit der Adresse stimmt etwas nicht',
      'out-of-stock': 'Nicht auf Lager',
      'sent-already': 'Es ist schon unterwegs',
    },
    ar: {
      CANCEL_REQUESTED: 'طُلب الإلغاء',
      REFUND_PENDING: 'ردّ المبلغ جارٍ',
      caseOpen: 'قضية مفتوحة',
      chargebackOpen: 'اعتراض على الدفع لدى المصرف',
      crossSite: 'شراء من موقع بلد آخر',
      'case-exists': 'توجد قضية مفتوحة بهذا الشأن، أو تم الشراء من موقع بلد آخر، لذلك لا يمكن الإلغاء هنا.',
      'window-closed': 'انتهت مهلة الإلغاء.',
      'request-declined': 'رفض البائع الإلغاء.',
      'price-too-high': 'السعر مرتفع جدًا',
      'address-issues': 'مشكلة في العنوان',
      'out-of-stock': 'غير متوفر في المخزون',
      'sent-already': 'الطلب في طريقه بالفعل',
    },
  },
};

export default policy;
