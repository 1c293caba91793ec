import type { CancelPolicy } from '../../domain/policy.ts';

/** Marketplace of makers, where the seller alone cancels, before or after shipping. */
const policy: CancelPolicy = {
  id: 'etsy',
  version: '1',
  description: 'A marketplace of makers: the seller alone cancels, before or after shipping; a buyer writes to them.',
  statuses: {
    OPEN: { phase: 'open' },
    SHIPPED: { phase: 'shipped' },
    DELIVERED: { phase: 'delivered' },
    CANCELED: { phase: 'cancelled' },
  },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELED' },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'delivered',
      when: { any: [{ status: 'DELIVERED' }, { since: 'deliveredAt', from: 'PT0S' }] },
      then: { outcome: 'none', reason: 'already-delivered', alternatives: ['return', 'contact-seller'] },
      source: 'no public text: what has arrived is returned',
    },
    {
      id: 'seller',
      when: { all: [{ actor: 'seller' }, { status: ['OPEN', 'SHIPPED'] }] },
      then: {
        outcome: 'cancel',
        reason: 'seller-may-cancel',
        contact: 'recommended',
        alternatives: ['contact-buyer'],
        covers: 'shipped',
      },
      source: 'help.etsy.com 115015587347: only the seller can cancel; full refund; not restocked; fees credited',
    },
    {
      id: 'buyer',
      when: { actor: 'buyer' },
      then: { outcome: 'none', reason: 'contact-only', alternatives: ['contact-seller'] },
      source: 'help.etsy.com 115015587347: only the seller can cancel, so a buyer writes to them',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    seller: {
      demand: 'required',
      choices: [
        { code: 'buyer-asked' },
        { code: 'out-of-stock' },
        { code: 'unpaid' },
        { code: 'refused-service' },
        { code: 'lost-in-mail' },
        { code: 'returned' },
      ],
    },
  },
  refund: { method: 'original' },
  consequences: { stock: 'keep', marketplaceFee: 'reset' },
  lifecycle: { cancelled: 'CANCELED', completes: 'at-once', notifies: ['buyer', 'seller'] },
  messages: {
    en: {
      OPEN: 'Open',
      CANCELED: 'Cancelled',
      'seller-may-cancel': 'You can cancel this order.',
      'out-of-stock': 'Out of stock',
      'refused-service': 'I do not want to sell to this buyer',
      'lost-in-mail': 'Lost on the way',
      returned: 'It came back',
    },
    de: {
      OPEN: 'Offen',
      CANCELED: 'Storniert',
      'seller-may-cancel': 'Sie können diese Bestellung stornieren.',
      'out-of-stock': 'Nicht auf Lager',
      'refused-service': 'Ich möchte an diese Person nicht verkaufen',
      'lost-in-mail': 'Auf dem Postweg verloren',
      returned: 'Es kam zurück',
    },
    ar: {
      OPEN: 'مفتوح',
      CANCELED: 'ملغى',
      'seller-may-cancel': 'يمكنك إلغاء هذا الطلب.',
      'out-of-stock': 'غير متوفر في المخزون',
      'refused-service': 'لا أرغب في البيع لهذا المشتري',
      'lost-in-mail': 'فُقد أثناء الشحن',
      returned: 'أُعيد الطلب',
    },
  },
};

export default policy;
