import type { CancelPolicy } from '../../domain/policy.ts';

/** Groceries for a delivery day: free until the evening before, then for a part of the price or all of it. */
const policy: CancelPolicy = {
  id: 'grocery',
  version: '1',
  description:
    'Groceries: free until 23:59 of the day before the delivery, made to order until two days before at noon; then packaged goods cost a quarter, the rest all of its price.',
  timeZone: 'Europe/Berlin',
  instants: {
    cutOff: { of: 'facts.deliveryDay', days: -1, at: '23:59' },
    kitchen: { of: 'facts.deliveryDay', days: -2, at: '12:00' },
  },
  statuses: {
    PLACED: { phase: 'open' },
    PICKING: { phase: 'open' },
    ON_THE_WAY: { phase: 'shipped' },
    DELIVERED: { phase: 'delivered' },
    CANCELLED: { phase: 'cancelled' },
  },
  facts: { deliveryDay: { type: 'date' }, hasCustomOrder: { type: 'boolean', default: false } },
  lineFacts: { packaged: { type: 'boolean', default: false } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['reorder'] },
      source: 'nothing is left to cancel',
    },
    {
      id: 'gone',
      when: { status: ['ON_THE_WAY', 'DELIVERED'] },
      then: { outcome: 'none', reason: 'in-transit', alternatives: ['contact-seller'] },
      source: 'no public text: as shops of this kind do it',
    },
    {
      id: 'custom',
      when: {
        all: [{ actor: 'buyer' }, { fact: 'hasCustomOrder', is: true }, { since: 'instants.kitchen', from: 'PT0S' }],
      },
      then: { outcome: 'none', reason: 'made-for-you', alternatives: ['contact-seller'] },
      source: 'shop.thesweetpotato.ca 360058998472: cakes, deli, catering not within 24–48 h',
    },
    {
      id: 'before-cut-off',
      when: { all: [{ actor: 'buyer' }, { before: 'instants.cutOff' }] },
      then: { outcome: 'cancel', reason: 'before-cut-off' },
      source:
        'bloomon.freshdesk.com 12000074310: until 11.59 pm some days before the delivery day; skarsgardfarms 204283340: 10 am MDT the day before',
    },
    {
      id: 'after-cut-off-packaged',
      when: [{ actor: 'buyer' }, { lineFact: 'packaged', is: true }, { since: 'instants.cutOff', from: 'PT0S' }],
      then: {
        outcome: 'cancel',
        reason: 'restocking-fee',
        refund: { method: 'original', fee: { of: 'goods', basisPoints: 2500 } },
      },
      source: 'demo.premiumplus.io 360004674700: afterwards 25 % of packaged goods, without fees and tax',
    },
    {
      id: 'after-cut-off',
      when: { all: [{ actor: 'buyer' }, { since: 'instants.cutOff', from: 'PT0S' }] },
      then: {
        outcome: 'cancel',
        reason: 'price-kept',
        refund: { method: 'original', fee: { of: 'goods', basisPoints: 10000 } },
      },
      source: 'demo.premiumplus.io 360004674700: afterwards 100 % of perishables, without fees and tax',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: { buyer: { demand: 'none', choices: [] } },
  refund: { method: 'original' },
  lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', notifies: ['buyer'], scope: 'lines' },
  messages: {
    en: {
      PICKING: 'Being picked',
      ON_THE_WAY: 'On the way',
      deliveryDay: 'the delivery day',
      hasCustomOrder: 'something that is made to order',
      packaged: 'packaged, keeps well',
      'made-for-you': 'It is made for you and can no longer be cancelled.',
      'before-cut-off': 'You can cancel for free until 23:59 on the day before the delivery.',
      'restocking-fee':
        'The delivery is being prepared. What keeps well you can still cancel; a quarter of its price is kept.',
      'price-kept':
        'The delivery is being prepared. What is fresh you can still do without, but all of its price is kept.',
    },
    de: {
      PICKING: 'Wird zusammengestellt',
      ON_THE_WAY: 'Unterwegs',
      deliveryDay: 'Liefertag',
      hasCustomOrder: 'etwas auf Bestellung Gemachtes',
      packaged: 'verpackt und haltbar',
      'made-for-you': 'Es wird für Sie gemacht und lässt sich nicht mehr stornieren.',
      'before-cut-off': 'Sie können bis 23:59 Uhr am Tag vor der Lieferung kostenlos stornieren.',
      'restocking-fee':
        'Die Lieferung wird vorbereitet. Was sich hält, können Sie noch stornieren; ein Viertel des Preises wird einbehalten.',
      'price-kept':
        'Die Lieferung wird vorbereitet. Auf Frisches können Sie noch verzichten, doch wird der ganze Preis einbehalten.',
    },
    ar: {
      PICKING: 'قيد التجهيز',
      ON_THE_WAY: 'في الطريق',
      deliveryDay: 'يوم التوصيل',
      hasCustomOrder: 'صنف يُصنع حسب الطلب',
      packaged: 'معبّأ وطويل الصلاحية',
      'made-for-you': 'يُصنع لك خصيصًا، ولم يعد من الممكن إلغاؤه.',
      'before-cut-off': 'يمكنك الإلغاء مجانًا حتى الساعة 23:59 من اليوم السابق للتوصيل.',
      'restocking-fee': 'يجري تجهيز التوصيل. لا يزال بإمكانك إلغاء السلع طويلة الصلاحية، ويُحتجز ربع ثمنها.',
      'price-kept': 'يجري تجهيز التوصيل. لا يزال بإمكانك الاستغناء عن السلع الطازجة، لكن يُحتجز كامل ثمنها.',
    },
  },
};

export default policy;
