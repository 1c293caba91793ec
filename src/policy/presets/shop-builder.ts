import type { CancelPolicy, Rule } from '../../domain/policy.ts';

const beforeShipment = ['AWAITING_PAYMENT', 'PREPARING', 'AWAITING_SHIPMENT', 'ON_HOLD'];

const customerRequest: Rule = {
  // SB-3, SB-4
  id: 'customer-request',
  when: { all: [{ actor: 'buyer' }, { status: beforeShipment }] },
  then: { outcome: 'request', reason: 'seller-decides', alternatives: ['contact-seller'], advice: ['cancel-early'] },
};

const contactOnly: Rule = {
  ...customerRequest,
  id: 'contact-only',
  then: { outcome: 'none', reason: 'contact-only', alternatives: ['contact-seller'] },
};

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
    customerRequest,
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

/** The shop's settings. `customerRequests` (default `true`): `false` leaves the customer the contact information only (SB-4). */
export function create({ customerRequests = true }: { customerRequests?: boolean } = {}): CancelPolicy {
  if (customerRequests) return policy;
  const rules = policy.rules.map((rule) => (rule === customerRequest ? contactOnly : rule));
  return { ...policy, version: `${policy.version}-contact-only`, rules };
}
