import type { CancelPolicy } from '../../domain/policy.ts';

/** Tickets: until 48 hours before the start less a fee, in full where the event does not take place. */
const policy: CancelPolicy = {
  id: 'event-tickets',
  version: '1',
  description: 'Tickets: until 48 hours before the start less a fee, in full where the event does not take place.',
  statuses: { ISSUED: { phase: 'open' }, SCANNED: { phase: 'delivered' }, CANCELLED: { phase: 'cancelled' } },
  facts: { startsAt: { type: 'instant' }, eventCancelled: { type: 'boolean', default: false } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'event-cancelled',
      when: { fact: 'eventCancelled', is: true },
      then: { outcome: 'cancel', reason: 'event-cancelled' },
      source: 'help.kydlabs.com 9499576; eventbrite.com anum=37687: refunds are required',
    },
    {
      id: 'used',
      when: { status: 'SCANNED' },
      then: { outcome: 'none', reason: 'already-used' },
      source: 'no public text: as shops of this kind do it',
    },
    {
      id: 'organiser',
      when: { actor: 'seller' },
      then: { outcome: 'cancel', reason: 'seller-may-cancel' },
      source: 'help.kydlabs.com 9499576: the organiser refunds',
    },
    {
      id: 'until-48-hours',
      when: { all: [{ actor: 'buyer' }, { before: 'facts.startsAt', until: 'PT48H' }] },
      then: {
        outcome: 'cancel',
        reason: 'before-event',
        refund: { method: 'original', fee: { basisPoints: 500, amount: { amount: 99, currency: 'EUR' } } },
      },
      source:
        'mysosevent.com/legal/policies/refund: no refunds within 48 hours of the start; fees are kept (support.myzonetickets.com)',
    },
    {
      id: 'too-late',
      when: { all: [{ actor: 'buyer' }, { before: 'facts.startsAt' }] },
      then: { outcome: 'none', reason: 'window-closed', alternatives: ['transfer'] },
      source: 'mysosevent.com/legal/policies/refund: no refunds within 48 hours of the start',
    },
    {
      id: 'over',
      when: { all: [{ actor: 'buyer' }, { since: 'facts.startsAt', from: 'PT0S' }] },
      then: { outcome: 'none', reason: 'event-over', alternatives: ['contact-seller'] },
      source: 'mysosevent.com/legal/policies/refund: no refunds within 48 hours of the start, nor after it',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {},
  refund: { method: 'original' },
  lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', notifies: ['buyer', 'seller'], scope: 'lines' },
  messages: {
    en: {
      ISSUED: 'Issued',
      SCANNED: 'Scanned at the entrance',
      startsAt: 'the start of the event',
      eventCancelled: 'the event does not take place',
      'event-cancelled': 'The event does not take place.',
      'already-used': 'The ticket has been used.',
      'seller-may-cancel': 'You can cancel this order.',
      'before-event': 'You can cancel until 48 hours before the start. The fees are kept.',
      'window-closed': 'Less than 48 hours are left until the start, so it is too late to cancel.',
      transfer: 'Pass the ticket on to somebody else',
      'event-over': 'The event has begun.',
    },
    de: {
      ISSUED: 'Ausgestellt',
      SCANNED: 'Am Einlass gescannt',
      startsAt: 'Beginn der Veranstaltung',
      eventCancelled: 'die Veranstaltung findet nicht statt',
      'event-cancelled': 'Die Veranstaltung findet nicht statt.',
      'already-used': 'Das Ticket wurde schon benutzt.',
      'seller-may-cancel': 'Sie können diese Bestellung stornieren.',
      'before-event': 'Sie können bis 48 Stunden vor dem Beginn stornieren. Die Gebühren werden einbehalten.',
      'window-closed': 'Bis zum Beginn bleiben weniger als 48 Stunden, deshalb ist es für eine Stornierung zu spät.',
      transfer: 'Das Ticket an jemand anderen weitergeben',
      'event-over': 'Die Veranstaltung hat begonnen.',
    },
    ar: {
      ISSUED: 'صدرت',
      SCANNED: 'مُسحت عند الدخول',
      startsAt: 'بداية الفعالية',
      eventCancelled: 'لن تُقام الفعالية',
      'event-cancelled': 'لن تُقام الفعالية.',
      'already-used': 'استُخدمت التذكرة.',
      'seller-may-cancel': 'يمكنك إلغاء هذا الطلب.',
      'before-event': 'يمكنك الإلغاء حتى 48 ساعة قبل البداية، ولا تُردّ الرسوم.',
      'window-closed': 'بقي أقل من 48 ساعة على البداية، لذلك فات أوان الإلغاء.',
      transfer: 'تحويل التذكرة إلى شخص آخر',
      'event-over': 'بدأت الفعالية.',
    },
  },
};

export default policy;
