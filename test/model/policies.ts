import type { CancelPolicy } from '../../src/domain/policy.ts';
import b2bSupplier from '../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';

const statuses: CancelPolicy['statuses'] = {
  NEW: { phase: 'open' },
  READY: { phase: 'open' },
  ASKED: { phase: 'requested' },
  REFUNDING: { phase: 'cancelling' },
  CANCELLED: { phase: 'cancelled' },
  SENT: { phase: 'shipped' },
  THERE: { phase: 'delivered' },
};
const unsent = { status: ['NEW', 'READY'] };

/** Each side asks the other; silence is assent, and fulfilment is held meanwhile. */
const silenceAccepts: CancelPolicy = {
  id: 'silence-accepts',
  version: '1',
  statuses,
  rules: [
    {
      id: 'ask',
      when: { all: [{ actor: ['buyer', 'seller'] }, unsent] },
      then: { outcome: 'request', reason: 'other-side-decides' },
    },
  ],
  otherwise: { outcome: 'none', reason: 'too-late' },
  reasons: {},
  lifecycle: {
    cancelled: 'CANCELLED',
    completes: 'at-once',
    respondWithin: 'P1D',
    onSilence: 'accept',
    holdsFulfilment: true,
    escalation: ['declined'],
    notifies: ['buyer', 'seller'],
  },
};

/** Single units, for a fee, refunded by hand; silence is refusal. */
const silenceDeclines: CancelPolicy = {
  id: 'silence-declines',
  version: '1',
  statuses,
  rules: [
    { id: 'ask', when: { all: [{ actor: 'buyer' }, unsent] }, then: { outcome: 'request', reason: 'seller-decides' } },
    {
      id: 'cancel',
      when: { all: [{ actor: 'seller' }, unsent] },
      then: { outcome: 'cancel', reason: 'not-yet-shipped' },
    },
  ],
  otherwise: { outcome: 'none', reason: 'too-late' },
  reasons: {},
  refund: { method: 'original', fee: { basisPoints: 725, amount: { amount: 90, currency: 'USD' } } },
  consequences: {
    stock: 'return',
    marketplaceFee: 'reset',
    recentCancellations: { atLeast: 2, withinDays: 30 },
  },
  timeZone: 'America/New_York',
  lifecycle: {
    requested: 'ASKED',
    refunding: 'REFUNDING',
    cancelled: 'CANCELLED',
    completes: 'when-refunded',
    scope: 'lines',
    respondWithin: 'P2D',
    onSilence: 'decline',
    remindAfter: 'P1D',
    holdsFulfilment: true,
    escalation: ['declined'],
    disputes: ['declined', 'expired', 'superseded', 'escalated'],
    undo: {
      from: ['refunding', 'cancelled'],
      by: ['seller', 'platform'],
      guards: ['repayment', 'recapture', 'coupons'],
    },
    notifies: ['buyer', 'seller'],
  },
};

/** Every way on, each for a time that is counted since something else. */
const sixWays: CancelPolicy = {
  id: 'six-ways',
  version: '1',
  statuses,
  rules: [
    {
      id: 'ask',
      when: { all: [{ actor: ['buyer', 'seller'] }, unsent] },
      then: { outcome: 'request', reason: 'other-side-decides' },
    },
  ],
  otherwise: { outcome: 'none', reason: 'too-late' },
  reasons: {},
  lifecycle: {
    requested: 'ASKED',
    cancelled: 'CANCELLED',
    completes: 'at-once',
    respondWithin: 'P2D',
    onSilence: 'escalate',
    holdsFulfilment: true,
    escalation: ['declined', 'silence'],
    disputes: ['declined', 'expired', 'superseded', 'escalated'],
    notifies: ['buyer', 'seller'],
  },
  disputes: {
    routes: {
      support: { deadline: { within: 'P5D', since: 'requestedAt' } },
      mediation: { deadline: { within: 'P3D', since: 'shippedAt' } },
      complaint: { deadline: { within: 'P14D', since: 'placedAt' } },
      dispute: { deadline: { within: 'P2D', since: 'decided' } },
      arbitration: { deadline: { within: 'P7D', since: 'disputed' }, provider: 'Chamber of Arbitration' },
      return: { deadline: { within: 'P1D', since: 'deliveredAt' } },
    },
  },
};

export const policies: Record<string, CancelPolicy> = {
  poshmark,
  bricklink,
  'b2b-supplier': b2bSupplier,
  'shop-builder': shopBuilder,
  'silence-accepts': silenceAccepts,
  'silence-declines': silenceDeclines,
  'six-ways': sixWays,
};

/** A valid reason of each role that has a list, by what it is for. */
export const reasons: Record<string, Partial<Record<string, string>>> = {
  poshmark: {
    buyer: 'changed-mind',
    seller: 'items-unavailable',
    decline: 'already-packed',
    platform: 'items-unavailable',
  },
  bricklink: { buyer: 'mutual-agreement', seller: 'unpaid', decline: 'already-packed', platform: 'unpaid' },
  'b2b-supplier': { buyer: 'changed-mind' },
  'shop-builder': { buyer: 'changed-mind', seller: 'sold-out', decline: 'already-packed', platform: 'sold-out' },
};
