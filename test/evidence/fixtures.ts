import { createHash } from 'node:crypto';
import type { Checkpoint, EvidenceEntry, LogEntry, WithheldEntry } from '../../src/domain/log-entry.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import {
  type EvidencePacket,
  linkEntry,
  makePacket,
  newSigningKey,
  type SigningKey,
  sealEntry,
  signCheckpoint,
} from '../../src/evidence/index.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';

export const orderId = 'order-17';

export const policy: CancelPolicy = {
  ...poshmark,
  disputes: {
    routes: {
      support: { risk: 'no-guarantee', time: 'days', cost: 'none' },
      dispute: { risk: 'weak-evidence', time: 'weeks-to-months', cost: 'own-time' },
      arbitration: { provider: 'An Arbitrator' },
      return: { risk: 'may-be-refused', time: 'weeks', cost: 'none' },
    },
    sections: { cancellation: '4', dispute: '14' },
  },
};
export const reference = { id: policy.id, version: policy.version, hash: policyHash(policy) };

/** 128 bits that are the same in every run. */
export function salts(): () => string {
  let count = 0;
  return () => createHash('sha256').update(`salt ${count++}`).digest('hex').slice(0, 32);
}

export function chained(entries: readonly LogEntry[], order = orderId): EvidenceEntry[] {
  const salt = salts();
  const log: EvidenceEntry[] = [];
  for (const entry of entries) log.push(linkEntry(order, log.at(-1) ?? null, sealEntry(entry, salt)));
  return log;
}

const usd = (amount: number) => ({ amount, currency: 'USD' });
const file = { sha256: '5'.repeat(64), type: 'image/png' as const, size: 20_480 };

/** A case with an entry of every type, in which every personal member comes up (DP-17). */
export const everyEntry: readonly LogEntry[] = [
  {
    id: `${orderId}:order`,
    at: '2026-03-01T12:04:00.000Z',
    by: 'platform',
    type: 'order',
    order: {
      number: '4711',
      status: 'PLACED',
      placedAt: '2026-03-01T12:00:00Z',
      paidAt: '2026-03-01T12:00:01Z',
      total: usd(4500),
      payment: { method: 'card', paid: usd(4500), refunded: usd(0) },
      lines: [{ id: 'line-1', quantity: 1, unitPrice: usd(4500) }],
    },
    items: [{ id: 'line-1', title: 'Bag “Zoë” 👜' }],
    buyer: { id: 'buyer-1', name: 'Bea' },
    seller: { id: 'seller-1', name: 'Sam' },
  },
  { id: `${orderId}:policy`, at: '2026-03-01T12:04:00.000Z', by: 'platform', type: 'policy', policy: reference },
  {
    id: 'message-1',
    at: '2026-03-01T12:04:00.000Z',
    by: 'buyer',
    type: 'message',
    to: 'seller',
    text: 'Please cancel,\nI ordered by mistake.',
    attachments: [file],
    names: ['screen.png'],
  },
  {
    id: 'cancellation-1:request',
    at: '2026-03-01T12:05:00.000Z',
    by: 'buyer',
    type: 'cancellation',
    cancellationId: 'cancellation-1',
    action: 'request',
    state: 'requested',
    reason: 'ordered-by-mistake',
    comment: 'see my message',
    ruleId: 'buyer-offer',
    policy: reference,
    shown: reference.hash,
    orderStatus: 'PLACED',
  },
  {
    id: 'notice-1',
    at: '2026-03-02T12:00:00.000Z',
    by: 'buyer',
    type: 'notice',
    action: 'file',
    kind: 'seller-silent',
    policy: reference,
  },
  {
    id: 'shipment-1',
    at: '2026-03-04T09:00:00.000Z',
    by: 'platform',
    type: 'shipment',
    occurredAt: '2026-03-04T08:59:00Z',
  },
  { id: 'status-1', at: '2026-03-04T09:00:00.000Z', by: 'platform', type: 'status', orderStatus: 'SHIPPED' },
  {
    id: 'scan-1',
    at: '2026-03-04T11:00:00.000Z',
    by: 'platform',
    type: 'scan',
    occurredAt: '2026-03-04T10:30:00Z',
    code: 'picked-up',
    carrier: 'USPS',
    place: 'Reno, NV',
  },
  {
    id: 'message-2',
    at: '2026-03-04T12:00:00.000Z',
    by: 'platform',
    type: 'message',
    to: 'seller',
    text: 'Did you see the request?',
    ticket: 'T-9',
    representative: 'Robin',
  },
  {
    id: 'evidence-1',
    at: '2026-03-04T13:00:00.000Z',
    by: 'seller',
    type: 'evidence',
    cancellationId: 'cancellation-1',
    kind: 'statement',
    text: 'No timely request arrived.',
    claim: 'not-requested-in-time',
    claimedAt: '2026-03-04T08:00:00Z',
    cites: ['4'],
  },
  {
    id: 'verification-1',
    at: '2026-03-04T14:00:00.000Z',
    by: 'platform',
    type: 'verification',
    orderStatus: 'SHIPPED',
    marked: false,
  },
  { id: 'refund-1', at: '2026-03-05T14:00:00.000Z', by: 'platform', type: 'refund', amount: usd(100) },
  {
    id: 'delivery-1',
    at: '2026-03-07T14:00:00.000Z',
    by: 'platform',
    type: 'delivery',
    occurredAt: '2026-03-07T13:40:00Z',
  },
  {
    id: 'erasure-1',
    at: '2026-03-08T14:00:00.000Z',
    by: 'platform',
    type: 'erasure',
    party: 'seller',
    erased: [1, 10],
  },
  {
    id: 'withdrawal-1',
    at: '2026-03-08T15:00:00.000Z',
    by: 'buyer',
    type: 'withdrawal',
    reference: 'W-2026-03-ABCDEFGHIJ',
    occurredAt: '2026-03-08T14:59:58Z',
    receivedAt: '2026-03-08T15:00:00.000Z',
    statement: { name: 'Ada', orderNumber: '17', text: 'All of it.' },
  },
];

export const signedAt = '2026-03-09T00:00:00.000Z';

export async function signed(
  log: readonly (EvidenceEntry | WithheldEntry)[],
  key?: SigningKey,
  order = orderId,
): Promise<{ checkpoint: Checkpoint; key: SigningKey }> {
  const own = key ?? (await newSigningKey());
  const checkpoint = await signCheckpoint(own, {
    orderId: order,
    size: log.length,
    head: log.at(-1)?.hash ?? '',
    at: signedAt,
  });
  return { checkpoint, key: own };
}

/** As it comes from a file. */
export function asRead<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

export async function packetOf(
  log: readonly (EvidenceEntry | WithheldEntry)[],
  key?: SigningKey,
): Promise<{ packet: EvidencePacket; key: SigningKey }> {
  const { checkpoint, key: own } = await signed(log, key);
  const now = Date.parse('2026-03-09T00:00:01Z');
  return {
    packet: asRead(makePacket({ orderId, madeFor: 'buyer', now, log, checkpoint, policies: [policy] })),
    key: own,
  };
}
