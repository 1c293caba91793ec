import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { pixel } from '../../mocks/stories.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import {
  type EvidencePacket,
  makePacket,
  newSigningKey,
  type PublicKey,
  packetHtml,
  publicKeyOf,
  verifyPacket,
} from '../../src/evidence/index.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { anOrder, aServer, hours, minutes, type Server, start } from '../server/setup.ts';
import { found } from './cases.ts';
import { asRead } from './fixtures.ts';
import { isConsistent } from './second-verifier.ts';

const signingKey = await newSigningKey();
const sha256 = createHash('sha256').update(pixel).digest('hex');
const at = (instant: number): string => new Date(instant).toISOString();

/** The case of DP-17 from the first message to the return, and its time limits moved to the order's. */
async function replay(): Promise<Server> {
  const order = anOrder({ placedAt: at(start), facts: { fromOffer: true } });
  const server = aServer({ policies: [poshmark as CancelPolicy], orders: [order], evidence: { signingKey } });
  const { post, clock, shop } = server;
  const changed = async (change: object): Promise<void> => {
    shop.change('o1', change);
    await server.server.orderChanged('o1');
  };
  const path = async (): Promise<string> => `/cancellations/${(await server.view()).cancellation?.id}`;
  const act = async (action: string, body: object, as = 'buyer'): Promise<void> => {
    const match = `"${shop.orders()[0]?.revision}"`;
    const { status, text } = await post(`${await path()}/${action}`, body, { as, match });
    assert.equal(status, 200, `${action}: ${text}`);
  };

  clock.now = start + minutes(3);
  await post('/orders/o1/messages', { to: 'seller', text: 'Please cancel, I cannot pay for it.' });
  clock.now = start + minutes(5);
  await server.cancel({ action: 'request', reason: 'changed-mind' });
  // The seller is silent; the request goes to support by itself.
  clock.now = start + hours(49);
  await server.server.runDue();
  clock.now = start + hours(70);
  await changed({ status: 'SHIPPED', shippedAt: at(clock.now) });
  clock.now += hours(1);
  await act('evidence', { kind: 'statement', claim: 'not-requested-in-time', text: 'No timely request.' }, 'seller');
  await act('decline', { reason: 'return-instead' }, 'seller');
  clock.now += hours(20);
  await act('dispute', { comment: 'I asked five minutes after ordering.' });
  await server.server.fetch(
    new Request(`https://shop.example/attachments/${sha256}`, {
      method: 'PUT',
      headers: { 'X-Person': 'buyer', 'Content-Type': 'image/png' },
      body: pixel,
    }),
  );
  const claim = { kind: 'screenshot', claim: 'requested', claimedAt: at(start + minutes(4)), cites: ['4', '14'] };
  await act('evidence', { ...claim, attachments: [{ sha256, name: 'screen.png' }] });
  clock.now += hours(100);
  await act('resolve', { outcome: 'decline' }, 'support');
  clock.now += hours(20);
  await changed({ status: 'DELIVERED', deliveredAt: at(clock.now) });
  await act('abandon', {});
  return server;
}

async function packetFor(
  server: Server,
  as: 'buyer' | 'seller',
): Promise<{ packet: EvidencePacket; keys: PublicKey[] }> {
  const log = await server.log(as);
  const last = await server.fetch('/orders/o1/events', { as });
  const { keys } = (await server.fetch('/keys', { as })).json;
  const { checkpoint } = last.json;
  const parts = { orderId: 'o1', madeFor: as, now: server.clock.now, log, checkpoint, policies: [poshmark] };
  return { packet: asRead(makePacket(parts)), keys };
}

describe('DP-17: the story, from the first message to the return', () => {
  let server: Server;
  before(async () => {
    server = await replay();
  });

  it('is all on record, in order', async () => {
    const log = await server.log();
    assert.deepEqual(
      log.map(({ type, action }) => (type === 'cancellation' ? action : type)),
      [
        'order',
        'policy',
        'message',
        'request',
        'lapse',
        'verification',
        'shipment',
        'status',
        'supersede',
        'evidence',
        'decline',
        'dispute',
        'verification',
        'evidence',
        'resolve',
        'verification',
        'delivery',
        'status',
        'abandon',
      ],
    );
  });

  for (const as of ['buyer', 'seller'] as const) {
    it(`makes a packet for the ${as} that both verifiers accept, by the key that the server publishes`, async () => {
      const { packet, keys } = await packetFor(server, as);
      assert.deepEqual(keys, [publicKeyOf(signingKey)]);
      const report = await verifyPacket(packet, { keys });
      assert.deepEqual(report.issues, []);
      assert.equal(report.verdict, 'verified');
      assert.deepEqual(report.unsigned, []);
      assert.equal(isConsistent(packet as never), true);
      assert.match(packetHtml(packet, report), /I asked five minutes after ordering/);
    });
  }

  it('DP-14, DP-15: the seller’s statement is denied by the log, and every way on is over or under way', async () => {
    const { order, cancellation, actions = [] } = await server.view();
    const log = await server.log();
    const input = {
      policy: poshmark as CancelPolicy,
      order,
      cancellation,
      log,
      now: server.clock.now,
      actor: 'buyer' as const,
    };
    const { contradictions, routes, missing } = found(input, actions);
    assert.deepEqual(
      contradictions.map(({ code, by }) => [code, by]),
      [['claim-denied-by-log', 'seller']],
    );
    assert.equal(routes.return?.[0], 'taken');
    assert.equal(routes.dispute?.[0], 'over');
    assert.deepEqual(missing, []);
  });

  it('stays valid when a party’s data is erased, and the packet is honest about it', async () => {
    assert.ok((await server.server.erase('o1', 'seller')) > 0);
    const { packet, keys } = await packetFor(server, 'buyer');
    assert.doesNotMatch(JSON.stringify(packet), /No timely request|Grace/);
    const report = await verifyPacket(packet, { keys });
    assert.equal(report.verdict, 'verified');
    assert.ok(report.erased.length > 0);
    assert.deepEqual(report.omitted, []);
    assert.equal(isConsistent(packet as never), true);
  });
});
