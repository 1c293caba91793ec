import type { CancelPolicy } from '../../domain/policy.ts';

/** Goods printed to order, item by item: free before production, then by request, once printed for credit. */
const policy: CancelPolicy = {
  id: 'print-on-demand',
  version: '1',
  description:
    'Goods printed to order, item by item: free before they are sent to production, then asked for, once printed for store credit less a quarter.',
  statuses: {
    OPEN: { phase: 'open' },
    SHIPPED: { phase: 'shipped' },
    DELIVERED: { phase: 'delivered' },
    CANCELLED: { phase: 'cancelled' },
  },
  lineFacts: { sentAt: { type: 'instant', default: null }, printedAt: { type: 'instant', default: null } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'shipped',
      when: {
        any: [
          { status: ['SHIPPED', 'DELIVERED'] },
          { since: 'line.shippedAt', from: 'PT0S' },
          { since: 'shippedAt', from: 'PT0S' },
        ],
      },
      then: { outcome: 'none', reason: 'already-shipped', alternatives: ['contact-seller'] },
      source: 'no public text: as shops of this kind do it',
    },
    {
      id: 'in-production',
      when: [{ actor: 'buyer' }, { since: 'line.facts.printedAt', from: 'PT0S' }],
      then: { outcome: 'cancel', reason: 'print-waste', refund: { method: 'credits', fee: { basisPoints: 2500 } } },
      source: 'support.quantumpostcards.com 203628035: printed: store credit less 25 %',
    },
    {
      id: 'sent',
      when: [{ actor: 'buyer' }, { since: 'line.facts.sentAt', from: 'PT0S' }],
      then: { outcome: 'request', reason: 'provider-decides', advice: ['not-guaranteed'] },
      source: 'help.printify.com 1740778: sent to production: on request, not guaranteed',
    },
    {
      id: 'before-production',
      when: [
        { actor: ['buyer', 'seller'] },
        { not: { since: 'line.facts.sentAt', from: 'PT0S' } },
        { not: { since: 'line.facts.printedAt', from: 'PT0S' } },
      ],
      then: { outcome: 'cancel', reason: 'not-in-production' },
      source: 'help.printify.com 1740778: not yet sent to production: cancel and edit yourself',
    },
    {
      id: 'seller-sent',
      when: { actor: 'seller' },
      then: { outcome: 'cancel', reason: 'seller-may-cancel' },
      source: 'no public text: as shops of this kind do it',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    buyer: {
      demand: 'optional',
      choices: [{ code: 'changed-mind' }, { code: 'wrong-design' }, { code: 'wrong-address' }],
    },
  },
  refund: { method: 'original' },
  lifecycle: {
    cancelled: 'CANCELLED',
    completes: 'at-once',
    scope: 'lines',
    declineReasons: { demand: 'required', choices: [{ code: 'made-to-order' }, { code: 'other' }] },
    notifies: ['buyer', 'seller'],
  },
  messages: {
    en: {
      OPEN: 'Open',
      sentAt: 'the hand-over to production',
      printedAt: 'the printing',
      'print-waste': 'It is printed already: you get store credit, less 25 %.',
      'provider-decides': 'The printer has it already and decides on your request.',
      'not-guaranteed': 'A cancellation is not guaranteed.',
      'not-in-production': 'It is not in production yet, so you can cancel it.',
      'seller-may-cancel': 'You can cancel this order.',
      'wrong-design': 'Wrong design',
      'wrong-address': 'Wrong address',
    },
    de: {
      OPEN: 'Offen',
      sentAt: 'Übergabe an die Produktion',
      printedAt: 'Druck',
      'print-waste': 'Es ist schon gedruckt: Sie erhalten ein Guthaben, abzüglich 25 %.',
      'provider-decides': 'Es liegt schon bei der Druckerei; sie entscheidet über Ihre Anfrage.',
      'not-guaranteed': 'Eine Stornierung ist nicht sicher.',
      'not-in-production': 'Es ist noch nicht in Produktion, deshalb können Sie stornieren.',
      'seller-may-cancel': 'Sie können diese Bestellung stornieren.',
      'wrong-design': 'Falsches Motiv',
      'wrong-address': 'Falsche Adresse',
    },
    ar: {
      OPEN: 'مفتوح',
      sentAt: 'التسليم إلى الإنتاج',
      printedAt: 'الطباعة',
      'print-waste': 'طُبع بالفعل: تحصل على رصيد في المتجر بعد خصم 25٪.',
      'provider-decides': 'وصل إلى المطبعة بالفعل، وهي تبتّ في طلبك.',
      'not-guaranteed': 'الإلغاء غير مضمون.',
      'not-in-production': 'لم يدخل الإنتاج بعد، لذلك يمكنك الإلغاء.',
      'seller-may-cancel': 'يمكنك إلغاء هذا الطلب.',
      'wrong-design': 'التصميم خاطئ',
      'wrong-address': 'العنوان خاطئ',
    },
  },
};

export default policy;
