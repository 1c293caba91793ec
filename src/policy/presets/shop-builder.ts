import type { CancelPolicy } from '../../domain/policy.ts';

const beforeShipment = ['AWAITING_PAYMENT', 'PREPARING', 'AWAITING_SHIPMENT', 'ON_HOLD'];

/** Shop builder with My Account requests (SB-1 to SB-12). */
const policy: CancelPolicy = {
  id: 'shop-builder',
  version: '1',
  statuses: {
    AWAITING_PAYMENT: { phase: 'open' },
    PREPARING: { phase: 'open' },
    AWAITING_SHIPMENT: { phase: 'open' },
    ON_HOLD: { phase: 'open' },
    IN_TRANSIT: { phase: 'shipped' },
    DELIVERED: { phase: 'delivered' },
    CANCELLATION_REQUESTED: { phase: 'requested' },
    CANCELLATION_IN_PROGRESS: { phase: 'cancelling' },
    CANCELLED: { phase: 'cancelled' },
  },
  // The merchant's setting: until which status customers ask from My Account; `NEVER`: they write (SB-4). Orders may have their own.
  facts: { requestsUntil: { type: 'string', default: 'AWAITING_SHIPMENT' } },
  rules: [
    {
      // SB-9
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['contact-seller', 'reorder'] },
    },
    {
      // SB-7
      id: 'in-progress',
      when: { status: 'CANCELLATION_IN_PROGRESS' },
      then: { outcome: 'none', reason: 'cancellation-in-progress', alternatives: ['contact-seller'] },
    },
    {
      // SB-1
      id: 'shipped',
      when: {
        any: [
          { status: ['IN_TRANSIT', 'DELIVERED'] },
          { since: 'shippedAt', from: 'PT0S' },
          { since: 'deliveredAt', from: 'PT0S' },
        ],
      },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return', 'contact-seller'] },
    },
    {
      // SB-5
      id: 'requested',
      when: { status: 'CANCELLATION_REQUESTED' },
      then: { outcome: 'none', reason: 'request-open', alternatives: ['contact-seller'] },
    },
    {
      // SB-2, SB-6
      id: 'merchant-cancel',
      when: { all: [{ actor: 'seller' }, { status: beforeShipment }] },
      then: { outcome: 'cancel', reason: 'not-yet-shipped', alternatives: ['contact-buyer'] },
    },
    {
      // SB-3, SB-4
      id: 'customer-request',
      when: {
        all: [
          { actor: 'buyer' },
          {
            any: [
              {
                all: [
                  { status: ['AWAITING_PAYMENT', 'ON_HOLD'] },
                  { fact: 'requestsUntil', is: ['AWAITING_PAYMENT', 'PREPARING', 'AWAITING_SHIPMENT'] },
                ],
              },
              {
                all: [{ status: 'PREPARING' }, { fact: 'requestsUntil', is: ['PREPARING', 'AWAITING_SHIPMENT'] }],
              },
              { all: [{ status: 'AWAITING_SHIPMENT' }, { fact: 'requestsUntil', is: 'AWAITING_SHIPMENT' }] },
            ],
          },
        ],
      },
      then: {
        outcome: 'request',
        reason: 'seller-decides',
        alternatives: ['contact-seller'],
        advice: ['cancel-early'],
      },
    },
    {
      // SB-4
      id: 'contact-only',
      when: { all: [{ actor: 'buyer' }, { status: beforeShipment }] },
      then: {
        outcome: 'none',
        reason: 'contact-only',
        alternatives: ['contact-seller'],
        advice: ['cancel-early'],
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
        { code: 'too-slow' },
        { code: 'found-cheaper' },
        { code: 'other' },
      ],
    },
    seller: {
      demand: 'required',
      choices: [
        { code: 'sold-out' },
        { code: 'defective' },
        { code: 'area-not-available' },
        { code: 'buyer-asked' },
        { code: 'unpaid' },
        { code: 'other' },
      ],
    },
  },
  refund: { method: 'original', choices: ['original', 'bank_deposit', 'points', 'credits'] },
  // SB-12
  consequences: { stock: 'choose' },
  lifecycle: {
    requested: 'CANCELLATION_REQUESTED',
    refunding: 'CANCELLATION_IN_PROGRESS',
    cancelled: 'CANCELLED',
    completes: 'when-refunded',
    scope: 'lines',
    // SB-5
    acceptReason: 'required',
    declineReasons: {
      demand: 'required',
      choices: [
        { code: 'already-packed' },
        { code: 'made-to-order' },
        { code: 'return-instead' },
        { code: 'reason-not-accepted' },
        { code: 'other' },
      ],
    },
    // SB-9 to SB-12
    undo: {
      from: ['refunding', 'cancelled'],
      by: ['seller'],
      guards: ['repayment', 'recapture', 'coupons', 'stock'],
    },
    notifies: ['buyer', 'seller'],
  },
};

export default policy;

/** A status until which customers may ask, it included; what is on hold waits, so they may then, too. */
export type RequestsUntil = 'AWAITING_PAYMENT' | 'PREPARING' | 'AWAITING_SHIPMENT' | 'NEVER';

/**
 * The shop's settings (SB-4). `requestsUntil` (default `AWAITING_SHIPMENT`): the default of the fact of this name. `customerRequests`
 * `false`: the same as `NEVER`, the customer has the contact information only.
 */
export function create({
  customerRequests = true,
  requestsUntil = 'AWAITING_SHIPMENT',
}: {
  customerRequests?: boolean;
  requestsUntil?: RequestsUntil;
} = {}): CancelPolicy {
  const until = customerRequests ? requestsUntil : 'NEVER';
  if (until === 'AWAITING_SHIPMENT') return policy;
  const version = `${policy.version}-${until === 'NEVER' ? 'contact-only' : `until-${until.toLowerCase()}`}`;
  return { ...policy, version, facts: { requestsUntil: { type: 'string', default: until } } };
}
