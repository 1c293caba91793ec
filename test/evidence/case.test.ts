import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogEntry } from '../../src/domain/log-entry.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../src/domain/records.ts';
import { factsOf } from '../../src/evidence/case.ts';
import { deadlinesOf, findContradictions } from '../../src/evidence/index.ts';
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

describe('until when a refund has to be there', () => {
  const log = logOf({ type: 'cancellation', by: 'seller', action: 'accept', state: 'refunding' });
  const decidedAt = log[0]?.at ?? '';
  const refund = { due: usd(4500), refunded: usd(0), method: 'original', status: 'pending' as const };
  const paid = {
    amount: usd(4500),
    method: 'original',
    at: '2026-03-10T00:00:00Z',
    by: 'us',
    status: 'settled',
  } as const;
  const refunding: Cancellation = {
    ...{ id: 'c', orderId: 'o1', kind: 'cancellation', state: 'refunding', requestedBy: 'buyer' },
    ...{ requestedAt: '2026-03-01T13:00:00Z', reason: null, comment: null, lines: null, previousStatus: 'PLACED' },
    policy: { id: 'poshmark', version: '1', hash: '0'.repeat(64) },
    ...{ respondBy: null, refund, refundBy: '2026-03-12T00:00:00Z', revision: 'r' },
    decision: { by: 'seller', at: decidedAt, reason: null, comment: null },
  };
  const deadline = (cancellation: Cancellation, now: string) =>
    deadlinesOf({ ...caseOf(log), cancellation, now: Date.parse(now) }).filter(({ code }) => code === 'refund');
  const states = (cancellation: Cancellation, now: string) => deadline(cancellation, now).map(({ state }) => state);

  it('is the seller’s, from the decision on', () => {
    const [found] = deadline(refunding, '2026-03-03T00:00:00Z');
    assert.deepEqual([found?.at, found?.by, found?.seqs], [Date.parse('2026-03-12T00:00:00Z'), 'seller', [1]]);
    assert.deepEqual(states(refunding, '2026-03-03T00:00:00Z'), ['ahead']);
    assert.deepEqual(states(refunding, '2026-03-10T00:00:00Z'), ['soon']);
    assert.deepEqual(states(refunding, '2026-03-12T00:00:00Z'), ['passed']);
  });

  it('is met with the last of it, and is none where it was undone or nothing is said', () => {
    const done = {
      ...refunding,
      state: 'cancelled' as const,
      refund: { ...refund, status: 'settled' as const, entries: [paid] },
    };
    assert.deepEqual(states(done, '2026-03-20T00:00:00Z'), ['met']);
    const late = { ...paid, at: '2026-03-12T00:00:00Z' };
    assert.deepEqual(states({ ...done, refund: { ...done.refund, entries: [late] } }, '2026-03-20T00:00:00Z'), [
      'passed',
    ]);
    assert.deepEqual(states({ ...done, state: 'undone' }, '2026-03-20T00:00:00Z'), []);
    const { refundBy: _, ...unsaid } = refunding;
    assert.deepEqual(states(unsaid, '2026-03-03T00:00:00Z'), []);
  });
});
