import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogEntry } from '../../src/domain/log-entry.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Order } from '../../src/domain/records.ts';
import { factsOf } from '../../src/evidence/case.ts';
import { findContradictions } from '../../src/evidence/index.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const order = {
  id: 'o1',
  status: 'PLACED',
  placedAt: '2026-03-01T12:00:00Z',
  total: usd(4500),
  payment: { method: 'card', paid: usd(4500), refunded: usd(0) },
  lines: [],
  buyer: { id: 'b', name: 'Bea', status: 'active' },
  seller: { id: 's', name: 'Sam', status: 'active' },
  revision: 'r1',
} satisfies Order;

/** A log of these entries, an hour apart. */
const logOf = (...entries: Partial<LogEntry>[]): LogEntry[] =>
  entries.map((entry, at) => ({
    id: `e${at}`,
    at: new Date(Date.parse('2026-03-02T00:00:00Z') + at * 3_600_000).toISOString(),
    by: 'platform',
    type: 'status',
    ...entry,
  }));
const caseOf = (log: LogEntry[]) => ({
  policy: poshmark as CancelPolicy,
  order,
  cancellation: null,
  log,
  now: Date.parse('2026-03-09T00:00:00Z'),
  actor: 'buyer' as const,
});
const statement = (claim: LogEntry['claim'] & string): Partial<LogEntry> => ({
  type: 'evidence',
  by: 'seller',
  kind: 'statement',
  claim,
});
const codes = (...entries: Partial<LogEntry>[]): string[] =>
  findContradictions(caseOf(logOf(...entries))).map(({ code }) => code);

describe('what the shop took back', () => {
  const shipment = { type: 'shipment', occurredAt: '2026-03-02T00:00:00Z' } as const;
  const status = { type: 'status', orderStatus: 'SHIPPED' } as const;
  const back = { type: 'shipment', retracted: true } as const;
  const scan = { type: 'scan', code: 'picked-up', occurredAt: '2026-03-02T01:00:00Z' } as const;

  it('is no shipment any more, whatever the status said meanwhile', () => {
    assert.notEqual(factsOf(caseOf(logOf(shipment, status))).shippedAt, null);
    const { shippedAt, shipments } = factsOf(caseOf(logOf(shipment, status, back)));
    assert.equal(shippedAt, null);
    assert.deepEqual(shipments, []);
  });

  it('counts again when it is reported again', () => {
    const { shipments } = factsOf(caseOf(logOf(shipment, back, shipment)));
    assert.deepEqual(
      shipments.map(({ seq }) => seq),
      [3],
    );
  });

  it('is nothing that a claim can rest on', () => {
    assert.deepEqual(codes(shipment, statement('shipped')), []);
    assert.deepEqual(codes(shipment, back, statement('shipped')), ['not-in-log']);
    assert.deepEqual(codes(scan, statement('shipped')), []);
    assert.deepEqual(codes(scan, { ...scan, retracted: true }, statement('shipped')), ['not-in-log']);
    // Another scan than that which was taken back.
    assert.deepEqual(
      codes(scan, { ...scan, code: 'in-transit' }, { ...scan, retracted: true }, statement('shipped')),
      [],
    );
  });
});

describe('money', () => {
  const refund = { type: 'refund', amount: usd(500) } as const;
  const paidBack = { type: 'cancellation', action: 'refund', by: 'seller', amount: usd(500) } as const;

  it('is refunded when it is settled', () => {
    assert.deepEqual(codes(refund, statement('refunded')), []);
    assert.deepEqual(codes({ ...paidBack, refund: 'settled' }, statement('refunded')), []);
    assert.deepEqual(codes(paidBack, statement('refunded')), []);
  });

  it('that is on its way, failed or was taken back is not', () => {
    assert.deepEqual(codes({ ...paidBack, refund: 'pending' }, statement('refunded')), ['not-in-log']);
    assert.deepEqual(codes({ ...paidBack, refund: 'failed' }, statement('refunded')), ['not-in-log']);
    assert.deepEqual(codes(refund, { ...refund, retracted: true }, statement('refunded')), ['not-in-log']);
  });
});
