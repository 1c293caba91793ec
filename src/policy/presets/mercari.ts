import type { CancelPolicy } from '../../domain/policy.ts';

/** Peer-to-peer marketplace in which silence of a day is assent, and a seller’s cancellation costs the seller. */
const policy: CancelPolicy = {
  id: 'mercari',
  version: '1',
  description:
    'A peer-to-peer marketplace: a buyer asks before shipment, and silence of a day is assent; the seller cancels at any time, for a share of the price. What has a label and no scan for fifteen days the buyer cancels.',
  statuses: {
    WAITING_FOR_SHIPMENT: { phase: 'open' },
    SHIPMENT_CONFIRMED: { phase: 'shipped' },
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
      id: 'buyer-no-tracking',
      when: [
        { actor: 'buyer' },
        { status: 'SHIPMENT_CONFIRMED' },
        { not: { scan: { not: 'label-created' } } },
        { since: 'placedAt', from: 'P15D' },
      ],
      then: { outcome: 'cancel', reason: 'no-tracking-in-time', covers: 'shipped' },
      source: 'mercari.com/help_center/article/251: no tracking updates for 15 days',
    },
    {
      id: 'buyer-request',
      when: { all: [{ actor: 'buyer' }, { status: 'WAITING_FOR_SHIPMENT' }] },
      then: {
        outcome: 'request',
        reason: 'seller-decides',
        refund: { method: 'original', keeps: ['buyer-protection'] },
      },
      source:
        'mercari.com/help_center/article/251: any time before the seller confirms shipment, less fees that are not refundable; without an answer in 24 hours it is refunded',
    },
    {
      id: 'buyer-shipped',
      when: { all: [{ actor: 'buyer' }, { status: ['SHIPMENT_CONFIRMED', 'DELIVERED'] }] },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return', 'contact-support'] },
      source: 'mercari.com/help_center/article/251: asked for only before the seller confirms shipment',
    },
    {
      id: 'seller',
      when: { actor: 'seller' },
      then: {
        outcome: 'cancel',
        reason: 'seller-may-cancel',
        contact: 'recommended',
        covers: 'shipped',
        consequences: {
          penalty: { fee: { of: 'goods', basisPoints: 500, atMost: { amount: 2500, currency: 'USD' } } },
        },
      },
      source:
        'mercari.com cancelations-for-sellers: at any time, even delivered; article/251: 5 % of the item price, at most $25',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-support'] },
  reasons: {
    buyer: {
      demand: 'required',
      choices: [{ code: 'changed-mind' }, { code: 'ordered-by-mistake' }, { code: 'too-slow' }],
    },
    seller: {
      demand: 'required',
      choices: [
        { code: 'defective' },
        { code: 'unable-to-ship' },
        { code: 'buyer-asked', consequences: { penalty: {} } },
      ],
    },
  },
  refund: { method: 'original' },
  lifecycle: {
    cancelled: 'CANCELED',
    completes: 'at-once',
    respondWithin: 'PT24H',
    onSilence: 'accept',
    onShipment: 'supersede',
    notifies: ['buyer', 'seller'],
  },
  messages: {
    en: {
      WAITING_FOR_SHIPMENT: 'Waiting for shipment',
      SHIPMENT_CONFIRMED: 'Shipment confirmed',
      CANCELED: 'Cancelled',
      'label-created': 'a printed shipping label',
      'no-tracking-in-time':
        'The parcel has not been scanned within 15 days of the purchase, so you can cancel it at once.',
      'seller-may-cancel': 'You can cancel this order.',
      'unable-to-ship': 'I cannot ship it',
      'buyer-protection': 'the buyer protection fee',
    },
    de: {
      WAITING_FOR_SHIPMENT: 'Wartet auf den Versand',
      SHIPMENT_CONFIRMED: 'Versand bestätigt',
      CANCELED: 'Storniert',
      'label-created': 'ein gedrucktes Versandetikett',
      'no-tracking-in-time':
        'Das Paket wurde 15 Tage lang nach dem Kauf nicht gescannt, deshalb können Sie sofort stornieren.',
      'seller-may-cancel': 'Sie können diese Bestellung stornieren.',
      'unable-to-ship': 'Ich kann es nicht versenden',
      'buyer-protection': 'die Gebühr für den Käuferschutz',
    },
    ar: {
      WAITING_FOR_SHIPMENT: 'بانتظار الشحن',
      SHIPMENT_CONFIRMED: 'تأكّد الشحن',
      CANCELED: 'ملغى',
      'label-created': 'طباعة ملصق الشحن',
      'no-tracking-in-time': 'لم يُمسح الطرد خلال 15 يومًا من الشراء، لذلك يمكنك إلغاء الطلب فورًا.',
      'seller-may-cancel': 'يمكنك إلغاء هذا الطلب.',
      'unable-to-ship': 'لا أستطيع شحنه',
      'buyer-protection': 'رسوم حماية المشتري',
    },
  },
};

export default policy;
