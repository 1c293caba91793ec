import type { CancelPolicy } from '../../domain/policy.ts';

/** Shop of Shopify whose customers ask from their account, item by item. */
const policy: CancelPolicy = {
  id: 'shopify-self-serve',
  version: '1',
  description:
    'A shop of Shopify whose customers ask from their account: for a day, in the EU until it has left; no final sale; item by item.',
  statuses: {
    UNFULFILLED: { phase: 'open' },
    ON_HOLD: { phase: 'open' },
    PARTIALLY_FULFILLED: { phase: 'open' },
    FULFILLED: { phase: 'shipped' },
    DELIVERED: { phase: 'delivered' },
    CANCELLED: { phase: 'cancelled' },
  },
  facts: {
    market: { type: 'string', default: 'default' },
    paymentPending: { type: 'boolean', default: false },
    activeReturn: { type: 'boolean', default: false },
  },
  lineFacts: { finalSale: { type: 'boolean', default: false } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['reorder'] },
      source: 'nothing is left to cancel',
    },
    {
      id: 'fulfilled',
      when: {
        any: [
          { status: ['FULFILLED', 'DELIVERED'] },
          { since: 'line.shippedAt', from: 'PT0S' },
          { since: 'shippedAt', from: 'PT0S' },
        ],
      },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return', 'contact-seller'] },
      source: 'shopify.dev mutations/orderCancel; help.shopify.com self-serve returns: what has left is returned',
    },
    {
      id: 'blocked',
      when: {
        any: [
          { fact: 'paymentPending', is: true },
          { fact: 'activeReturn', is: true },
        ],
      },
      then: { outcome: 'none', reason: 'payment-or-return-pending', alternatives: ['contact-seller'] },
      source:
        'shopify.dev mutations/orderCancel: not with pending authorization, active return, outstanding fulfilment',
    },
    {
      id: 'final-sale',
      when: [{ actor: 'buyer' }, { lineFact: 'finalSale', is: true }],
      then: { outcome: 'none', reason: 'final-sale', alternatives: ['contact-seller'] },
      source: 'help.shopify.com self-serve returns: final-sale items',
    },
    {
      id: 'buyer-eu',
      when: {
        all: [
          { actor: 'buyer' },
          { fact: 'market', is: 'eu' },
          { status: ['UNFULFILLED', 'ON_HOLD', 'PARTIALLY_FULFILLED'] },
        ],
      },
      then: { outcome: 'request', reason: 'seller-decides' },
      source: 'powercommerce.com: rules storewide, overridden by market',
    },
    {
      id: 'buyer-elsewhere',
      when: {
        all: [
          { actor: 'buyer' },
          { status: ['UNFULFILLED', 'ON_HOLD', 'PARTIALLY_FULFILLED'] },
          { since: 'placedAt', until: 'PT24H' },
        ],
      },
      then: { outcome: 'request', reason: 'seller-decides' },
      source: 'powercommerce.com: rules storewide, overridden by market',
    },
    {
      id: 'buyer-late',
      when: { actor: 'buyer' },
      then: { outcome: 'none', reason: 'window-closed', alternatives: ['contact-seller'] },
      source: 'powercommerce.com: rules storewide, overridden by market',
    },
    {
      id: 'seller',
      when: { all: [{ actor: 'seller' }, { status: ['UNFULFILLED', 'ON_HOLD', 'PARTIALLY_FULFILLED'] }] },
      then: { outcome: 'cancel', reason: 'not-yet-shipped' },
      source: 'shopify.dev mutations/orderCancel',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    buyer: {
      demand: 'optional',
      choices: [{ code: 'changed-mind' }, { code: 'ordered-by-mistake' }, { code: 'other' }],
    },
    seller: {
      demand: 'required',
      choices: [
        { code: 'customer' },
        { code: 'declined-payment' },
        { code: 'fraud' },
        { code: 'inventory' },
        { code: 'staff' },
        { code: 'other' },
      ],
    },
  },
  refund: { method: 'original', choices: ['original', 'credits'] },
  consequences: { stock: 'choose' },
  lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', scope: 'lines', notifies: ['buyer', 'seller'] },
  messages: {
    en: {
      UNFULFILLED: 'Not yet sent',
      PARTIALLY_FULFILLED: 'Partly sent',
      FULFILLED: 'Sent',
      market: 'the market',
      eu: 'European Union',
      paymentPending: 'a payment that is still being processed',
      activeReturn: 'a return that is under way',
      finalSale: 'final sale',
      'window-closed': 'The time to cancel has passed.',
      'payment-or-return-pending': 'A payment or a return is still being processed.',
      'final-sale': 'It was sold for good, so it cannot be cancelled.',
      customer: 'The customer asked for it',
      'declined-payment': 'The payment was declined',
      fraud: 'Suspected fraud',
      inventory: 'Out of stock',
      staff: 'Mistake of the shop',
    },
    de: {
      UNFULFILLED: 'Noch nicht versandt',
      PARTIALLY_FULFILLED: 'Teilweise versandt',
      FULFILLED: 'Versandt',
      market: 'der Markt',
      eu: 'Europäische Union',
      paymentPending: 'eine Zahlung, die noch läuft',
      activeReturn: 'eine laufende Rücksendung',
      finalSale: 'vom Umtausch ausgeschlossen',
      'window-closed': 'Die Frist für eine Stornierung ist abgelaufen.',
      'payment-or-return-pending': 'Eine Zahlung oder eine Rücksendung läuft noch.',
      'final-sale': 'Es ist von Stornierung und Umtausch ausgeschlossen.',
      customer: 'Die Kundin oder der Kunde bat darum',
      'declined-payment': 'Die Zahlung wurde abgelehnt',
      fraud: 'Verdacht auf Betrug',
      inventory: 'Nicht auf Lager',
      staff: 'Fehler des Shops',
    },
    ar: {
      UNFULFILLED: 'لم يُرسل بعد',
      PARTIALLY_FULFILLED: 'أُرسل جزئيًا',
      FULFILLED: 'تم الإرسال',
      market: 'السوق',
      eu: 'الاتحاد الأوروبي',
      paymentPending: 'دفعة لا تزال قيد المعالجة',
      activeReturn: 'عملية إرجاع جارية',
      finalSale: 'بيع نهائي',
      'window-closed': 'انتهت مهلة الإلغاء.',
      'payment-or-return-pending': 'لا تزال دفعة أو عملية إرجاع قيد المعالجة.',
      'final-sale': 'بيع نهائي لا يمكن إلغاؤه.',
      customer: 'طلب العميل ذلك',
      'declined-payment': 'رُفض الدفع',
      fraud: 'اشتباه في احتيال',
      inventory: 'غير متوفر في المخزون',
      staff: 'خطأ من المتجر',
    },
  },
};

export default policy;
