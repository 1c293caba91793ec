import type { CancelPolicy, Condition } from '../../domain/policy.ts';

const shipped: Condition = {
  any: [
    { status: ['SHIPPED', 'DELIVERED'] },
    { since: 'shippedAt', from: 'PT0S' },
    { since: 'deliveredAt', from: 'PT0S' },
  ],
};
const beforeConfirming = ['review-order', 'message-first', 'consider-similar', 'cancelling-often-hurts'];

/** Peer-to-peer marketplace with credits (PM-1 to PM-18). */
const policy: CancelPolicy = {
  id: 'poshmark',
  version: '1',
  timeZone: 'America/Los_Angeles',
  statuses: {
    PLACED: { phase: 'open' },
    SHIPPED: { phase: 'shipped' },
    DELIVERED: { phase: 'delivered' },
    CANCELLED: { phase: 'cancelled' },
  },
  facts: {
    fromOffer: { type: 'boolean', default: false },
    mutualAgreement: { type: 'boolean', default: false },
  },
  rules: [
    {
      // PM-13
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['contact-seller', 'reorder'] },
    },
    {
      // PM-4, DP-3
      id: 'agreed-after-shipping',
      when: {
        all: [
          { actor: ['buyer', 'seller'] },
          { fact: 'mutualAgreement', is: true },
          shipped,
          { not: { any: [{ status: 'DELIVERED' }, { since: 'deliveredAt', from: 'PT0S' }] } },
        ],
      },
      then: { outcome: 'cancel', reason: 'agreed-by-both', alternatives: ['contact-seller', 'return'] },
    },
    {
      // PM-4
      id: 'buyer-shipped',
      when: { all: [{ actor: 'buyer' }, shipped] },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return', 'contact-seller', 'dispute'] },
    },
    {
      // PM-4
      id: 'shipped',
      when: shipped,
      then: { outcome: 'none', reason: 'already-shipped', alternatives: ['contact-buyer'] },
    },
    {
      // PM-3
      id: 'seller-before-shipping',
      when: { actor: 'seller' },
      then: { outcome: 'cancel', reason: 'not-yet-shipped', alternatives: ['contact-buyer'] },
    },
    {
      // PM-3; also while a request is open, since who asked must not be worse off than who did not
      id: 'buyer-seven-days',
      when: {
        all: [
          { actor: 'buyer' },
          { since: 'placedAt', from: 'P7D' },
          { status: 'PLACED' },
          { not: shipped },
          { request: ['none', 'requested', 'escalated'] },
        ],
      },
      then: {
        outcome: 'cancel',
        reason: 'not-shipped-in-time',
        alternatives: ['contact-seller'],
        advice: beforeConfirming,
      },
    },
    {
      // PM-14
      id: 'buyer-unanswered',
      when: {
        all: [{ actor: 'buyer' }, { request: 'requested', by: 'buyer' }, { since: 'requestedAt', from: 'PT48H' }],
      },
      then: { outcome: 'none', reason: 'request-unanswered', alternatives: ['contact-seller', 'escalate'] },
    },
    {
      // PM-3
      id: 'buyer-three-hours',
      when: {
        all: [{ actor: 'buyer' }, { fact: 'fromOffer', is: false }, { since: 'placedAt', until: 'PT3H' }],
      },
      then: { outcome: 'cancel', reason: 'within-window', alternatives: ['contact-seller'], advice: beforeConfirming },
    },
    {
      // PM-14, PM-15
      id: 'buyer-declined',
      when: { all: [{ actor: 'buyer' }, { request: 'declined', by: 'buyer' }] },
      then: {
        outcome: 'request',
        reason: 'request-declined',
        alternatives: ['contact-seller', 'escalate'],
        advice: ['stay-calm', ...beforeConfirming],
      },
    },
    {
      // PM-3
      id: 'buyer-offer',
      when: { all: [{ actor: 'buyer' }, { fact: 'fromOffer', is: true }] },
      then: {
        outcome: 'request',
        reason: 'offer-is-final',
        alternatives: ['contact-seller', 'contact-support'],
        advice: beforeConfirming,
      },
    },
    {
      // PM-3, PM-9
      id: 'buyer-request',
      when: { actor: 'buyer' },
      then: {
        outcome: 'request',
        reason: 'window-closed',
        alternatives: ['contact-seller', 'contact-support'],
        advice: beforeConfirming,
      },
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    buyer: {
      demand: 'optional',
      choices: [
        { code: 'changed-mind' },
        { code: 'ordered-by-mistake' },
        { code: 'wrong-item-or-size' },
        { code: 'found-cheaper' },
        { code: 'too-slow' },
        { code: 'other' },
      ],
    },
    seller: {
      demand: 'optional',
      choices: [{ code: 'items-unavailable' }, { code: 'defective' }, { code: 'buyer-asked' }, { code: 'other' }],
    },
  },
  refund: { method: 'credits' },
  consequences: { recentCancellations: { atLeast: 3, withinDays: 30 } },
  lifecycle: {
    cancelled: 'CANCELLED',
    completes: 'at-once',
    // PM-14
    respondWithin: 'PT48H',
    onSilence: 'escalate',
    escalation: ['declined', 'silence'],
    disputes: ['declined', 'superseded', 'escalated'],
    declineReasons: {
      demand: 'optional',
      choices: [{ code: 'already-packed' }, { code: 'offer-accepted' }, { code: 'return-instead' }, { code: 'other' }],
    },
    // PM-5
    sellerRemarks: true,
    notifies: ['buyer', 'seller'],
  },
  // DP-10: no deadlines, as none are published
  disputes: {
    routes: {
      support: { risk: 'no-guarantee', time: 'days', cost: 'none' },
      dispute: { risk: 'weak-evidence', time: 'weeks-to-months', cost: 'own-time' },
      arbitration: {
        risk: 'cost-and-delay',
        time: 'several-months',
        cost: 'several-hundred',
        provider: 'AAA',
      },
      return: { risk: 'may-be-refused', time: 'weeks', cost: 'none' },
    },
    sections: { cancellation: '4', dispute: '14' },
  },
};

export default policy;
