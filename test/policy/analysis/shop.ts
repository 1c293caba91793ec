import type { AnalysisOptions, CancelPolicy } from '../../../src/policy/index.ts';

/** A shop’s policy with most of what the language has, in which the analysis finds nothing. */
export const shop: CancelPolicy = {
  id: 'shop',
  version: '1',
  timeZone: 'Europe/Vienna',
  calendar: { holidays: ['2026-06-04', '2026-12-25'] },
  instants: { cutOff: { of: 'placedAt', days: 1, at: '18:00', count: 'working' } },
  statuses: {
    NEW: { phase: 'open' },
    PACKING: { phase: 'open' },
    LATE: { phase: 'open' },
    ASKED: { phase: 'requested' },
    SENT: { phase: 'shipped' },
    CANCELLED: { phase: 'cancelled' },
  },
  facts: {
    personalised: { type: 'boolean', default: false },
    weight: { type: 'number', default: 1 },
    startsAt: { type: 'instant', default: null },
  },
  notices: { LATE: { filedBy: 'buyer', notBefore: 'P7D', status: 'LATE', liftedStatus: 'NEW' } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['reorder'] },
    },
    {
      id: 'sent',
      when: { any: [{ status: 'SENT' }, { since: 'shippedAt', from: 'PT0S' }] },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return', 'contact-seller'] },
    },
    {
      id: 'asked',
      when: { status: 'ASKED' },
      then: { outcome: 'none', reason: 'request-open', alternatives: ['contact-seller'] },
    },
    { id: 'seller', when: { actor: 'seller' }, then: { outcome: 'cancel', reason: 'seller-may-cancel' } },
    {
      id: 'too-late',
      when: [{ actor: 'buyer' }, { notice: 'LATE', from: 'P3D' }],
      then: { outcome: 'cancel', reason: 'not-shipped-in-time' },
    },
    {
      id: 'before-start',
      when: [{ actor: 'buyer' }, { before: 'facts.startsAt', from: 'P2D', until: 'PT0S' }],
      then: { outcome: 'none', reason: 'window-closed', alternatives: ['contact-seller'] },
    },
    {
      id: 'free',
      when: [{ actor: 'buyer' }, { fact: 'personalised', is: false }, { since: 'instants.cutOff', until: 'PT0S' }],
      then: { outcome: 'cancel', reason: 'within-window' },
    },
    {
      id: 'heavy',
      when: [{ actor: 'buyer' }, { fact: 'weight', atLeast: 30 }],
      then: {
        outcome: 'request',
        reason: 'seller-decides',
        refund: { method: 'original', fee: { basisPoints: 1000 } },
      },
    },
    { id: 'ask', when: { actor: 'buyer' }, then: { outcome: 'request', reason: 'seller-decides' } },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    buyer: { demand: 'optional', choices: [{ code: 'changed-mind' }, { code: 'other' }] },
    seller: { demand: 'required', choices: [{ code: 'sold-out' }, { code: 'other' }] },
  },
  refund: { method: 'original' },
  links: { return: '/returns/{orderId}', reorder: '/again/{orderId}' },
  lifecycle: {
    requested: 'ASKED',
    cancelled: 'CANCELLED',
    completes: 'at-once',
    scope: 'lines',
    respondWithin: 'PT48H',
    onSilence: 'accept',
    notifies: ['buyer', 'seller'],
  },
  messages: { de: {}, en: {} },
};

export const shopOptions: AnalysisOptions = { languages: ['en', 'de'] };
