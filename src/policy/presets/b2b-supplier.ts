import type { CancelPolicy } from '../../domain/policy.ts';

const instead = ['contact-seller', 'propose-change'];

/** Supplier orders: the status decides (B2B-1 to B2B-16). */
const policy: CancelPolicy = {
  id: 'b2b-supplier',
  version: '1',
  statuses: {
    PENDING: { phase: 'open' },
    CONFIRMED: { phase: 'open' },
    PROCESSING: { phase: 'open' },
    OUT_FOR_DELIVERY: { phase: 'shipped' },
    DELIVERED: { phase: 'delivered' },
    CANCELLED: { phase: 'cancelled' },
  },
  rules: [
    {
      // B2B-14
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['contact-seller', 'reorder'] },
    },
    {
      // B2B-6
      id: 'delivered',
      when: { any: [{ status: 'DELIVERED' }, { since: 'deliveredAt', from: 'PT0S' }] },
      then: { outcome: 'none', reason: 'already-delivered', alternatives: ['contact-seller', 'return'] },
    },
    {
      // B2B-5
      id: 'out-for-delivery',
      when: { any: [{ status: 'OUT_FOR_DELIVERY' }, { since: 'shippedAt', from: 'PT0S' }] },
      then: { outcome: 'none', reason: 'in-transit', alternatives: ['contact-seller', 'return'] },
    },
    {
      // B2B-2
      id: 'buyer-pending',
      when: { all: [{ actor: 'buyer' }, { status: 'PENDING' }] },
      then: {
        outcome: 'cancel',
        reason: 'not-yet-confirmed',
        alternatives: instead,
        advice: ['safe-to-cancel', 'tell-supplier', 'check-supplier-policy'],
      },
    },
    {
      // B2B-3
      id: 'buyer-confirmed',
      when: { all: [{ actor: 'buyer' }, { status: 'CONFIRMED' }] },
      then: {
        outcome: 'cancel',
        reason: 'supplier-committed',
        contact: 'recommended',
        alternatives: instead,
        advice: ['contact-recommended', 'cancel-early', 'check-supplier-policy'],
      },
    },
    {
      // B2B-4, B2B-13
      id: 'buyer-processing',
      when: { all: [{ actor: 'buyer' }, { status: 'PROCESSING' }] },
      then: {
        outcome: 'cancel',
        reason: 'supplier-preparing',
        contact: 'required',
        alternatives: instead,
        advice: ['contact-urgent', 'return-may-need-supplier', 'check-supplier-policy'],
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
        { code: 'found-elsewhere' },
        { code: 'too-slow' },
        { code: 'no-longer-needed' },
        { code: 'other' },
      ],
    },
  },
  refund: { method: 'original' },
  consequences: { stock: 'return' },
  denied: { buyer: 'hide' },
  lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', notifies: ['buyer', 'seller'] },
};

export default policy;
