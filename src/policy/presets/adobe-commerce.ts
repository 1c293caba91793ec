import type { CancelPolicy } from '../../domain/policy.ts';

/** Shop of Adobe Commerce: the customer cancels until something is sent, a guest by the link in a message. */
const policy: CancelPolicy = {
  id: 'adobe-commerce',
  version: '1',
  description:
    'A shop of Adobe Commerce: a buyer cancels until something is sent; a guest confirms by the link in a message, which the shop records. What was paid is closed, what was not is canceled.',
  statuses: {
    received: { phase: 'open' },
    pending: { phase: 'open' },
    processing: { phase: 'open' },
    holded: { phase: 'open' },
    complete: { phase: 'shipped' },
    closed: { phase: 'cancelled' },
    canceled: { phase: 'cancelled' },
  },
  facts: { guest: { type: 'boolean', default: false }, guestConfirmed: { type: 'boolean', default: false } },
  rules: [
    {
      id: 'cancelled',
      when: { status: ['closed', 'canceled'] },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'guest-confirmed',
      when: [
        { actor: 'nobody' },
        { fact: 'guest', is: true },
        { fact: 'guestConfirmed', is: true },
        { status: ['received', 'pending', 'processing'] },
        { not: { someLine: { since: 'line.shippedAt', from: 'PT0S' } } },
      ],
      then: { outcome: 'cancel', reason: 'confirmed-by-email' },
      source:
        'adobedocs.github.io/commerce-webapi …/confirm-cancel-order: the order is cancelled once the key is confirmed',
    },
    {
      id: 'buyer-guest',
      when: [
        { actor: 'buyer' },
        { fact: 'guest', is: true },
        { fact: 'guestConfirmed', is: false },
        { status: ['received', 'pending', 'processing'] },
        { not: { someLine: { since: 'line.shippedAt', from: 'PT0S' } } },
      ],
      then: { outcome: 'none', reason: 'confirm-by-email', alternatives: ['confirmation-link'] },
      source:
        'adobedocs.github.io/commerce-webapi …/request-guest-order-cancel and …/confirm-cancel-order: a guest confirms by a key sent by e-mail',
    },
    {
      id: 'buyer',
      when: [
        { actor: 'buyer' },
        { status: ['received', 'pending', 'processing'] },
        { not: { someLine: { since: 'line.shippedAt', from: 'PT0S' } } },
      ],
      then: { outcome: 'cancel', reason: 'not-yet-shipped' },
      source:
        'adobedocs.github.io/commerce-webapi …/cancel-order: RECEIVED, PENDING, PROCESSING; charged → CLOSED and refunded, else CANCELED',
    },
    {
      id: 'buyer-on-hold',
      when: [{ actor: 'buyer' }, { status: 'holded' }],
      then: { outcome: 'none', reason: 'on-hold', alternatives: ['contact-seller'] },
      source:
        'adobedocs.github.io/commerce-php/module-reference/module-order-cancellation: only RECEIVED, PENDING or PROCESSING',
    },
    {
      id: 'buyer-late',
      when: { actor: 'buyer' },
      then: { outcome: 'none', reason: 'already-shipped', alternatives: ['contact-seller'] },
      source:
        'adobedocs.github.io/commerce-php/module-reference/module-order-cancellation: only RECEIVED, PENDING or PROCESSING',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    buyer: {
      demand: 'required',
      choices: [
        { code: 'no-longer-needed' },
        { code: 'out-of-stock' },
        { code: 'changed-mind' },
        { code: 'price' },
        { code: 'other' },
      ],
    },
  },
  refund: { method: 'original' },
  consequences: { stock: 'return' },
  links: { 'confirmation-link': '/sales/guest/cancel/{orderId}' },
  lifecycle: { cancelled: 'closed', unpaid: 'canceled', completes: 'at-once', notifies: ['buyer', 'seller'] },
  messages: {
    en: {
      received: 'Received',
      pending: 'Pending',
      processing: 'In preparation',
      holded: 'On hold',
      complete: 'Complete',
      closed: 'Closed',
      canceled: 'Cancelled',
      guest: 'an order without an account',
      guestConfirmed: 'the guest has opened the link in the message',
      'confirm-by-email':
        'You ordered without an account: the order is cancelled once you open the link that we send you by e-mail.',
      'confirmation-link': 'Ask for the link by e-mail',
      'confirmed-by-email': 'The guest has confirmed it by the link in the message.',
      'on-hold': 'The shop has put this order on hold, so it cannot be cancelled here.',
      'out-of-stock': 'The items are out of stock',
      price: 'The price',
    },
    de: {
      received: 'Eingegangen',
      pending: 'Ausstehend',
      processing: 'In Vorbereitung',
      holded: 'Angehalten',
      complete: 'Abgeschlossen',
      closed: 'Geschlossen',
      canceled: 'Storniert',
      guest: 'eine Bestellung ohne Konto',
      guestConfirmed: 'der Link in der Nachricht wurde geöffnet',
      'confirm-by-email':
        'Sie haben ohne Konto bestellt: Die Bestellung wird storniert, sobald Sie den Link öffnen, den wir Ihnen per E-Mail senden.',
      'confirmation-link': 'Den Link per E-Mail anfordern',
      'confirmed-by-email': 'Die Stornierung wurde über den Link in der Nachricht bestätigt.',
      'on-hold': 'Der Shop hat diese Bestellung angehalten, deshalb lässt sie sich hier nicht stornieren.',
      'out-of-stock': 'Die Artikel sind nicht auf Lager',
      price: 'Der Preis',
    },
    ar: {
      received: 'مستلَم',
      pending: 'قيد الانتظار',
      processing: 'قيد التجهيز',
      holded: 'معلّق',
      complete: 'مكتمل',
      closed: 'مغلق',
      canceled: 'ملغى',
      guest: 'طلب بلا حساب',
      guestConfirmed: 'فتح الزائر الرابط في الرسالة',
      'confirm-by-email': 'طلبت بلا حساب: يُلغى الطلب حالما تفتح الرابط الذي نرسله إليك بالبريد الإلكتروني.',
      'confirmation-link': 'طلب الرابط بالبريد الإلكتروني',
      'confirmed-by-email': 'تأكّد الإلغاء عبر الرابط في الرسالة.',
      'on-hold': 'علّق المتجر هذا الطلب، لذلك لا يمكن إلغاؤه هنا.',
      'out-of-stock': 'الأصناف غير متوفرة',
      price: 'السعر',
    },
  },
};

export default policy;
