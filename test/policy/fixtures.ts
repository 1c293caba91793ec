import assert from 'node:assert/strict';
import { CancelError, type CancelErrorCode, type Issue } from '../../src/domain/errors.ts';
import type { CancelPolicy, Condition } from '../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../src/domain/records.ts';

/** The smallest policy that parses: it never permits anything. */
export function aPolicy(changes: Partial<CancelPolicy> = {}): CancelPolicy {
  return {
    id: 'test',
    version: '1',
    statuses: { OPEN: { phase: 'open' }, SHIPPED: { phase: 'shipped' } },
    rules: [],
    otherwise: { outcome: 'none', reason: 'no-rule' },
    reasons: {},
    ...changes,
  };
}

/** A policy of one rule, which permits cancelling under `when`. */
export function policyWhen(when: Condition, changes: Partial<CancelPolicy> = {}): CancelPolicy {
  return aPolicy({ rules: [{ id: 'rule', when, then: { outcome: 'cancel', reason: 'may' } }], ...changes });
}

/** An order with every member that is known. */
export function anOrder(changes: Partial<Order> = {}): Order {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  return {
    id: 'o-1',
    number: '1001',
    status: 'OPEN',
    placedAt: '2026-03-01T12:00:00Z',
    paidAt: '2026-03-01T12:00:01+01:00',
    shippedAt: '2026-03-02T00:00:00.5Z',
    deliveredAt: '2026-03-03T00:00:00Z',
    total: eur(2500),
    pricesIncludeTax: true,
    shipping: eur(500),
    shippingTax: eur(80),
    tax: eur(0),
    discount: eur(100),
    coupons: [{ code: 'SPRING', usedSince: false }],
    surcharges: [{ id: 'wrap', kind: 'gift-wrap', amount: eur(-100), tax: eur(-16) }],
    payment: {
      method: 'card',
      paid: eur(2500),
      refunded: eur(0),
      authorized: eur(100),
      parts: [
        {
          id: 'p-1',
          method: 'card',
          kind: 'money',
          paid: eur(2500),
          refunded: eur(0),
          authorized: eur(100),
          recapturable: true,
        },
      ],
    },
    lines: [
      {
        id: 'l-1',
        sku: '',
        title: 'Mug',
        quantity: 2.5,
        unit: 'kg',
        unitPrice: eur(1050),
        total: eur(2000),
        tax: eur(320),
        cancelledQuantity: 1,
        shippedQuantity: 0.125,
        returnedQuantity: 0,
        committedQuantity: 0.5,
        facts: { fragile: true },
        sellerId: 's-1',
        components: [{ sku: 'CUP', quantity: 6 }],
        discount: eur(100),
        description: 'Blue',
        condition: 'new',
        size: 'M',
        exempt: 'personalised',
      },
    ],
    fulfilments: [
      {
        id: 'f-1',
        status: 'shipped',
        lines: [{ id: 'l-1', quantity: 0.125 }],
        shippedAt: '2026-03-02T00:00:00Z',
        deliveredAt: '2026-03-03T00:00:00Z',
        expectedAt: '2026-03-04T00:00:00Z',
        carrier: 'Post',
        trackingNumber: '1Z',
      },
    ],
    buyer: {
      id: 'b-1',
      name: 'Ada',
      status: 'active',
      recentCancellations: 0,
      contactUrl: 'https://shop.example/ada',
      rating: 4.5,
      locale: 'de-AT',
      email: 'ada@shop.example',
    },
    seller: { id: 's-1', name: 'Grace', status: 'active' },
    notices: [
      {
        kind: 'NPB',
        filedAt: '2026-03-09T12:00:00Z',
        respondedAt: '2026-03-10T12:00:00Z',
        penaltyAcceptedAt: '2026-03-11T12:00:00Z',
        liftedAt: '2026-03-12T12:00:00Z',
      },
    ],
    itemRemovalRequests: [{ id: 'r-1', status: 'pending' }],
    fee: { amount: eur(75), billedMonth: '2026-03' },
    scans: [{ at: '2026-03-02T08:00:00Z', code: 'picked-up', carrier: 'Post', place: 'Graz' }],
    facts: { fromOffer: false, note: null, weight: 1.5, lane: 'slow' },
    revision: 'rev-1',
    ...changes,
  };
}

/** A cancellation with every member that is known. */
export function aCancellation(changes: Partial<Cancellation> = {}): Cancellation {
  return {
    id: 'c-1',
    orderId: 'o-1',
    kind: 'cancellation',
    state: 'refunding',
    requestedBy: 'buyer',
    requestedAt: '2026-03-01T13:00:00Z',
    reason: 'changed-mind',
    comment: null,
    lines: [{ id: 'l-1', quantity: 1 }],
    previousStatus: 'OPEN',
    respondBy: '2026-03-03T13:00:00Z',
    policy: { id: 'test', version: '1', hash: '0'.repeat(64) },
    refund: {
      due: { amount: 1050, currency: 'EUR' },
      refunded: { amount: 0, currency: 'EUR' },
      method: 'original',
      status: 'pending',
    },
    decision: { by: 'seller', at: '2026-03-01T14:00:00Z', reason: null },
    routes: [
      {
        route: 'support',
        by: 'buyer',
        at: '2026-03-01T13:30:00Z',
        endedAt: '2026-03-01T14:00:00Z',
        outcome: 'cancel',
      },
    ],
    revision: 'c-rev-1',
    ...changes,
  };
}

/** The issues with which `parse` refuses the input. */
export function issuesOf(code: CancelErrorCode, parse: () => unknown): Issue[] {
  try {
    parse();
  } catch (error) {
    assert.ok(error instanceof CancelError, `threw ${error}`);
    assert.equal(error.code, code);
    assert.ok(error.issues.length > 0 && error.issues.length <= 100);
    for (const { path } of error.issues) {
      assert.ok(path.every((step) => typeof step === 'string' || typeof step === 'number'));
    }
    return error.issues;
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}

/** `rules.0.when.status unknown-status` for each issue. */
export function worded(issues: Issue[]): string[] {
  return issues.map(({ path, code }) => `${path.join('.')} ${code}`.trim());
}

/** A copy with the value at `path` replaced; `undefined` removes it. */
export function altered<T>(value: T, path: (string | number)[], replacement: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return replacement as T;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? altered(item, rest, replacement) : item)) as T;
  }
  const copy = { ...value } as Record<string, unknown>;
  if (rest.length === 0 && replacement === undefined) delete copy[step];
  else copy[step] = altered(copy[step], rest, replacement);
  return copy as T;
}
