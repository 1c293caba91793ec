import type { CancelPolicy, Condition, Consequential } from '../../domain/policy.ts';

const active = ['PENDING', 'UPDATED', 'PROCESSING', 'READY', 'PAID', 'PACKED'];
const problem = ['NPB', 'NPX', 'NRS', 'NSS'];
const paid: Condition = { since: 'paidAt', from: 'PT0S' };
const notShipped: Condition = { not: { since: 'shippedAt', from: 'PT0S' } };
/** Also while a request is open: who would settle it may be gone. */
const askedOrNot: Condition = { request: ['none', 'requested'] };
const sellerOn: Condition[] = [{ actor: 'seller' }, { status: [...active, ...problem] }, notShipped];

/** BL-20, BL-22: neither items nor the fee, where the buyer cancels by an alert. */
const nothingBack: Consequential = { stock: 'keep', marketplaceFee: 'keep' };

/** Parts marketplace with cancel requests (OCR) and alerts (BL-1 to BL-23). */
const policy: CancelPolicy = {
  id: 'bricklink',
  version: '1',
  timeZone: 'America/New_York',
  statuses: {
    PENDING: { phase: 'open' },
    UPDATED: { phase: 'open' },
    PROCESSING: { phase: 'open' },
    READY: { phase: 'open' },
    PAID: { phase: 'open' },
    PACKED: { phase: 'open' },
    SHIPPED: { phase: 'shipped' },
    RECEIVED: { phase: 'delivered' },
    COMPLETED: { phase: 'delivered' },
    OCR: { phase: 'requested' },
    NPB: { phase: 'open' },
    NPX: { phase: 'open' },
    NRS: { phase: 'open' },
    NSS: { phase: 'open' },
    CANCELLED: { phase: 'cancelled' },
  },
  notices: {
    NPB: {
      filedBy: 'seller',
      notBefore: 'P7D',
      when: { all: [{ status: active }, { not: paid }] },
      status: 'NPB',
      penaltyStatus: 'NPX',
      liftedStatus: 'PENDING',
    },
    NRS: {
      filedBy: 'buyer',
      notBefore: 'P7D',
      when: { all: [{ status: active }, { not: paid }] },
      status: 'NRS',
      liftedStatus: 'PENDING',
    },
    NSS: {
      filedBy: 'buyer',
      notBefore: 'P7D',
      when: { all: [{ status: [...active, 'SHIPPED', 'RECEIVED'] }, paid] },
      status: 'NSS',
      liftedStatus: 'PENDING',
    },
  },
  rules: [
    {
      // BL-11
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['contact-seller'] },
    },
    {
      // BL-9
      id: 'seller-buyer-terminated',
      when: {
        all: [
          { actor: 'seller' },
          { account: 'buyer', is: 'terminated' },
          { status: [...active, ...problem, 'OCR'] },
          notShipped,
          askedOrNot,
        ],
      },
      then: { outcome: 'cancel', reason: 'buyer-terminated' },
    },
    {
      // BL-10
      id: 'buyer-seller-terminated',
      when: {
        all: [
          { actor: 'buyer' },
          { account: 'seller', is: 'terminated' },
          { status: [...active, ...problem, 'OCR'] },
          notShipped,
          askedOrNot,
        ],
      },
      then: { outcome: 'cancel', reason: 'seller-terminated', consequences: { stock: 'keep' } },
    },
    {
      // BL-8
      id: 'seller-penalty-accepted',
      when: {
        all: [...sellerOn, { any: [{ status: 'NPX' }, { notice: 'NPB', penaltyAccepted: true }] }],
      },
      then: { outcome: 'cancel', reason: 'penalty-accepted' },
    },
    {
      // BL-6
      id: 'seller-unpaid-two-weeks',
      when: { all: [...sellerOn, { notice: 'NPB', responded: true, from: 'P14D' }] },
      then: { outcome: 'cancel', reason: 'unpaid-two-weeks' },
    },
    {
      // BL-7
      id: 'seller-unpaid-no-response',
      when: { all: [...sellerOn, { notice: 'NPB', responded: false, from: 'P7D' }] },
      then: { outcome: 'cancel', reason: 'unpaid-no-response' },
    },
    {
      // BL-10
      id: 'buyer-seller-silent',
      when: {
        all: [{ actor: 'buyer' }, { status: [...active, ...problem] }, notShipped, { notice: 'NRS', from: 'P14D' }],
      },
      then: { outcome: 'cancel', reason: 'seller-silent-two-weeks', consequences: nothingBack },
    },
    {
      // BL-10
      id: 'buyer-not-received',
      when: {
        all: [
          { actor: 'buyer' },
          { status: [...active, ...problem, 'SHIPPED', 'RECEIVED'] },
          { notice: 'NSS', from: 'P14D' },
        ],
      },
      then: { outcome: 'cancel', reason: 'not-received-two-weeks', consequences: nothingBack },
    },
    {
      // BL-3
      id: 'completed',
      when: { status: 'COMPLETED' },
      then: { outcome: 'none', reason: 'already-completed', alternatives: ['contact-seller'] },
    },
    {
      // BL-3
      id: 'shipped',
      when: {
        all: [
          { not: { all: [{ actor: 'buyer' }, { notice: 'NSS' }] } },
          { any: [{ status: ['SHIPPED', 'RECEIVED'] }, { since: 'shippedAt', from: 'PT0S' }] },
        ],
      },
      then: { outcome: 'none', reason: 'already-shipped', alternatives: ['contact-seller', 'file-alert'] },
    },
    {
      // BL-4, BL-10
      id: 'alert-standing',
      when: { any: [{ notice: ['NPB', 'NRS', 'NSS'] }, { status: problem }] },
      then: { outcome: 'none', reason: 'alert-standing', alternatives: ['contact-seller'], denied: 'explain' },
    },
    {
      // BL-5
      id: 'requested',
      when: { status: 'OCR' },
      then: { outcome: 'none', reason: 'request-open', alternatives: ['contact-seller'] },
    },
    {
      // BL-4
      id: 'seller-cancel',
      when: { all: [{ actor: 'seller' }, { status: active }] },
      then: { outcome: 'cancel', reason: 'seller-may-cancel' },
    },
    {
      // BL-5
      id: 'buyer-request',
      when: { all: [{ actor: 'buyer' }, { status: active }] },
      then: { outcome: 'request', reason: 'seller-decides', alternatives: ['contact-seller'] },
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role', alternatives: ['contact-seller'] },
  reasons: {
    buyer: {
      demand: 'required',
      choices: [
        { code: 'mutual-agreement' },
        { code: 'seller-silent' },
        { code: 'items-unavailable' },
        { code: 'listing-error' },
        { code: 'shipping-fee-excessive' },
        { code: 'exchange-rate' },
        { code: 'not-shipped-after-payment' },
        { code: 'seller-under-18' },
        { code: 'seller-not-registered' },
        { code: 'system-problem' },
        { code: 'no-longer-wants', valid: false },
        { code: 'found-cheaper', valid: false },
      ],
    },
    seller: {
      demand: 'required',
      choices: [
        { code: 'mutual-agreement' },
        { code: 'invalid-email' },
        { code: 'unpaid' },
        { code: 'buyer-silent' },
        { code: 'broke-terms' },
        { code: 'insufficient-funds' },
        { code: 'demanded-lower-price' },
        { code: 'bogus-order' },
        { code: 'buyer-no-longer-wants' },
        { code: 'buyer-found-elsewhere' },
        { code: 'undeliverable' },
        { code: 'returned-wrong-address' },
        { code: 'buyer-under-18' },
        { code: 'buyer-not-registered' },
        { code: 'system-problem' },
        { code: 'no-longer-sells', valid: false },
        { code: 'recover-fee', valid: false },
      ],
    },
  },
  comments: { buyer: 'required', seller: 'required' },
  refund: { method: 'original' },
  // BL-2, BL-15, BL-22
  consequences: { stock: 'lots', marketplaceFee: 'reset' },
  denied: { buyer: 'hide', seller: 'hide' },
  lifecycle: {
    requested: 'OCR',
    cancelled: 'CANCELLED',
    completes: 'at-once',
    // BL-5
    remindAfter: 'P3D',
    declineReasons: {
      demand: 'optional',
      choices: [
        { code: 'already-packed' },
        { code: 'already-paid' },
        { code: 'against-store-terms' },
        { code: 'reason-not-accepted' },
        { code: 'other' },
      ],
    },
    notifies: ['buyer', 'seller'],
  },
};

export default policy;
