import type { CancelPolicy } from '../../domain/policy.ts';

/** Pre-orders: free for a day, then for a share that grows a week before the release. */
const policy: CancelPolicy = {
  id: 'pre-orders',
  version: '1',
  description:
    'Pre-orders: free for a day and where the release is put off; 10 % until seven days before the release, later 15 %.',
  timeZone: 'Asia/Tokyo',
  instants: { release: { of: 'facts.releaseDay' }, weekBefore: { of: 'facts.releaseDay', days: -7 } },
  statuses: {
    PRE_ORDERED: { phase: 'open' },
    BACK_ORDERED: { phase: 'open' },
    SHIPPED: { phase: 'shipped' },
    CANCELLED: { phase: 'cancelled' },
  },
  facts: { releaseDay: { type: 'date' }, delayed: { type: 'boolean', default: false } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'shipped',
      when: { any: [{ status: 'SHIPPED' }, { since: 'shippedAt', from: 'PT0S' }] },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return'] },
      source: 'no public text: as shops of this kind do it',
    },
    {
      id: 'seller',
      when: { actor: 'seller' },
      then: { outcome: 'cancel', reason: 'seller-may-cancel' },
      source: 'no public text: as shops of this kind do it',
    },
    {
      id: 'first-day',
      when: { all: [{ actor: 'buyer' }, { since: 'placedAt', until: 'PT24H' }] },
      then: { outcome: 'cancel', reason: 'within-window' },
      source: 'bbcsimplyboutique.com purchase-options-cancellation-policy: within 24 hours',
    },
    {
      id: 'delayed',
      when: { all: [{ actor: 'buyer' }, { fact: 'delayed', is: true }] },
      then: { outcome: 'cancel', reason: 'release-delayed' },
      source: 'lonnys.com/pages/preorders: if the ship date is delayed, a full refund',
    },
    {
      id: 'until-seven-days',
      when: { all: [{ actor: 'buyer' }, { before: 'instants.weekBefore' }] },
      then: {
        outcome: 'cancel',
        reason: 'fee-10',
        refund: {
          method: 'original',
          fee: { of: 'all', basisPoints: 1000, atLeast: { amount: 1000, currency: 'USD' } },
        },
      },
      source: 'solarisjapan.zendesk.com 360000132502: up to 7 days before the release 10 % (at least $10)',
    },
    {
      id: 'later',
      when: { all: [{ actor: 'buyer' }, { before: 'instants.release' }] },
      then: {
        outcome: 'cancel',
        reason: 'fee-15',
        refund: {
          method: 'original',
          fee: { of: 'all', basisPoints: 1500, atLeast: { amount: 1500, currency: 'USD' } },
        },
      },
      source: 'solarisjapan.zendesk.com 360000132502: later 15 % (at least $15)',
    },
    {
      id: 'released',
      when: { all: [{ actor: 'buyer' }, { since: 'instants.release', from: 'PT0S' }] },
      then: { outcome: 'none', reason: 'released', alternatives: ['contact-seller'] },
      source: 'no public text: with the release it is sent',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: { buyer: { demand: 'optional', choices: [{ code: 'changed-mind' }, { code: 'too-slow' }] } },
  refund: { method: 'original' },
  lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', notifies: ['buyer', 'seller'], scope: 'lines' },
  messages: {
    en: {
      PRE_ORDERED: 'Pre-ordered',
      BACK_ORDERED: 'On back order',
      releaseDay: 'the day of the release',
      delayed: 'the release is put off',
      'seller-may-cancel': 'You can cancel this order.',
      'release-delayed': 'The release is put off, so you can cancel for free.',
      'fee-10': 'You can cancel; 10 % of the price are kept, at least $10.',
      'fee-15': 'You can cancel; 15 % of the price are kept, at least $15.',
      released: 'It is released, so it can no longer be cancelled here.',
    },
    de: {
      PRE_ORDERED: 'Vorbestellt',
      BACK_ORDERED: 'Im Rückstand',
      releaseDay: 'Tag des Erscheinens',
      delayed: 'das Erscheinen ist verschoben',
      'seller-may-cancel': 'Sie können diese Bestellung stornieren.',
      'release-delayed': 'Das Erscheinen ist verschoben, deshalb können Sie kostenlos stornieren.',
      'fee-10': 'Sie können stornieren; 10 % des Preises werden einbehalten, mindestens 10 US-Dollar.',
      'fee-15': 'Sie können stornieren; 15 % des Preises werden einbehalten, mindestens 15 US-Dollar.',
      released: 'Es ist erschienen und lässt sich hier nicht mehr stornieren.',
    },
    ar: {
      PRE_ORDERED: 'طلب مسبق',
      BACK_ORDERED: 'بانتظار توفّر المخزون',
      releaseDay: 'يوم الإصدار',
      delayed: 'تأجّل الإصدار',
      'seller-may-cancel': 'يمكنك إلغاء هذا الطلب.',
      'release-delayed': 'تأجّل الإصدار، لذلك يمكنك الإلغاء مجانًا.',
      'fee-10': 'يمكنك الإلغاء، ويُحتجز 10٪ من الثمن، وبحد أدنى 10 دولارات أمريكية.',
      'fee-15': 'يمكنك الإلغاء، ويُحتجز 15٪ من الثمن، وبحد أدنى 15 دولارًا أمريكيًا.',
      released: 'صدر المنتج، ولم يعد من الممكن إلغاء الطلب هنا.',
    },
  },
};

export default policy;
