import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Order } from '../../src/domain/records.ts';

/** Rules that ask about lines, in their facts, their parcels and across them. */
export const linePolicy: CancelPolicy = {
  id: 'by line',
  version: '1',
  statuses: { NEW: { phase: 'open' }, SENT: { phase: 'shipped' }, CANCELLED: { phase: 'cancelled' } },
  lineFacts: { made: { type: 'boolean', default: false }, startsAt: { type: 'instant', default: null } },
  rules: [
    { id: 'gone', when: { status: 'CANCELLED' }, then: { outcome: 'none', reason: 'already-cancelled' } },
    { id: 'made', when: { lineFact: 'made', is: true }, then: { outcome: 'none', reason: 'made-for-you' } },
    { id: 'sent', when: { since: 'shippedAt', from: 'PT0S' }, then: { outcome: 'return', reason: 'already-shipped' } },
    {
      id: 'begun',
      when: { all: [{ actor: 'buyer' }, { since: 'line.facts.startsAt', from: 'PT0S' }] },
      then: { outcome: 'request', reason: 'seller-decides' },
    },
    {
      id: 'late',
      when: { all: [{ someLine: { lineFact: 'made', is: true } }, { since: 'line.expectedAt', from: 'P3D' }] },
      then: { outcome: 'cancel', reason: 'late' },
    },
    { id: 'new', when: { since: 'placedAt', until: 'P30D' }, then: { outcome: 'cancel', reason: 'within-window' } },
  ],
  otherwise: { outcome: 'none', reason: 'too-late' },
  reasons: {},
  lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', scope: 'lines', notifies: [] },
};

const placed = Date.parse('2026-03-01T12:00:00Z');
const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** So many lines in as many parcels. `differ`: each has instants of its own; else a dozen kinds of lines are told apart. */
export function orderOf(howMany: number, { differ }: { differ: boolean }): Order {
  const at = (index: number) => new Date(placed + (differ ? index : index % 4) * 60_000).toISOString();
  const lines = Array.from({ length: howMany }, (_, index) => ({
    id: `line-${index}`,
    sku: `sku-${index}`,
    title: 'Brick 2 × 4',
    quantity: 1 + (index % 5),
    unitPrice: eur(100),
    facts: { made: index % 7 === 0, ...(index % 3 === 0 && { startsAt: at(index) }) },
  }));
  const total = eur(100 * lines.reduce((sum, { quantity }) => sum + quantity, 0));
  const party = (id: string) => ({ id, name: id, status: 'active' as const });
  return {
    id: 'order',
    status: 'NEW',
    placedAt: new Date(placed).toISOString(),
    shippedAt: new Date(placed + 3_600_000).toISOString(),
    total,
    payment: { method: 'card', paid: total, refunded: eur(0) },
    lines,
    fulfilments: lines.map(({ id, quantity }, index) => ({
      id: `parcel-${index}`,
      status: index % 5 === 0 ? ('shipped' as const) : ('pending' as const),
      lines: [{ id, quantity }],
      expectedAt: at(index),
    })),
    buyer: party('buyer'),
    seller: party('seller'),
    revision: 'revision',
  };
}

/** When the order is asked about, epoch ms: a while after each of its parcels was expected, for most. */
export const askedAt = placed + 2 * 86_400_000;
