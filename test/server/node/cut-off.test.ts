import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createProxy, type Socket } from 'node:net';
import { after, it } from 'node:test';
import type { Intent } from '../../../src/backend/backend.ts';
import { restBackend } from '../../../src/backend/rest-backend.ts';
import type { Order } from '../../../src/domain/records.ts';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, memoryStore, type ShopConnector } from '../../../src/server/index.ts';
import { toNodeHandler } from '../../../src/server/node/index.ts';
import { anOrder, start } from '../setup.ts';

const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends) await end();
});

/** Where the wire is cut, in bytes of what goes up or comes down; not at all, where there are fewer. */
interface Cut {
  up: number;
  down: number;
}

/** A wire to a server that carries so much and then is cut; what it carried when it was last used. */
async function aWire(port: number) {
  let cut: Cut = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
  let carried: Cut = { up: 0, down: 0 };
  const proxy = createProxy((client) => {
    const own = cut;
    const sent = { up: 0, down: 0 };
    carried = sent;
    const server = connect(port, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    const carry = (from: Socket, to: Socket, way: keyof Cut): void => {
      from.on('data', (bytes) => {
        const part = bytes.subarray(0, Math.max(0, own[way] - sent[way]));
        sent[way] += part.length;
        const isOver = sent[way] >= own[way];
        // What was carried arrives, and then nothing more.
        if (part.length > 0) to.write(part, () => isOver && end());
        else end();
      });
      from.on('error', end);
      from.on('close', end);
    };
    carry(client, server, 'up');
    carry(server, client, 'down');
    if (own.up === 0) end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  ends.push(() => proxy.close());
  return {
    base: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api`,
    set(next: Partial<Cut>) {
      cut = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY, ...next };
    },
    carried: () => ({ ...carried }),
  };
}

/** All of them take minutes: `CUTS=all`. Else those at both ends, and of the others some, by chance other ones each time. */
function placesIn(most: number): number[] {
  const all = Array.from({ length: most + 2 }, (_, at) => at);
  if (process.env.CUTS === 'all') return all;
  const step = Math.ceil(most / 100);
  const first = Math.floor(Math.random() * step);
  return all.filter((at) => at < 20 || at > most - 40 || at % step === first);
}

it('a wire that is cut at any byte of request or answer: one effect, and after two reads at most the page has the truth', async () => {
  // Each cut has an order of its own; names of one length, so that the bytes are the same ones.
  const orders = Array.from({ length: 6000 }, (_, at) => anOrder({ id: `o${10_000 + at}`, number: `${10_000 + at}` }));
  const goods = memoryShop(orders);
  /** The transitions that were applied, by order. */
  const applied = new Map<string, Set<string>>();
  const shop: ShopConnector = {
    ...goods,
    async commit(...transition) {
      const done = await goods.commit(...transition);
      const [id, , , meta] = transition;
      if (done.ok) applied.set(id, new Set(applied.get(id)).add(meta.id));
      return done;
    },
  };
  const server = createCancellationServer({
    policies: [poshmark],
    store: memoryStore(),
    shop,
    authenticate: async () => ({ id: 'buyer-1', roles: ['buyer'] }),
    now: () => start,
    basePath: '/api',
  });
  const listening = createServer(toNodeHandler(server));
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    listening.closeAllConnections();
    listening.close();
  });
  const wire = await aWire((listening.address() as AddressInfo).port);
  // A page whose connection is cut has none to go on with.
  const page = restBackend({ base: wire.base, headers: () => ({ Connection: 'close' }) });
  const body = { action: 'cancel', reason: 'changed-mind', policyHash: policyHash(poshmark) } as const;
  const intentOf = ({ id: orderId, revision }: Order): Intent => {
    return { type: 'cancellation', orderId, revision, key: `key-${orderId}`, body };
  };
  let used = 0;

  const tryCut = async (cut: Partial<Cut>): Promise<{ answered: boolean; done: boolean }> => {
    const intent = intentOf(orders[used++] as Order);
    const { orderId } = intent;
    const effects = () => applied.get(orderId)?.size ?? 0;
    wire.set(cut);
    const answered = await page.send(intent, {}).then(
      ({ ok }) => ok,
      () => false,
    );
    wire.set({});
    const read = async () => (await page.loadOrders([orderId], {})).views[0]?.cancellation?.state ?? null;
    const told = [await read(), await read()];
    const done = effects() === 1;
    assert.equal(told[1], done ? 'cancelled' : null, `${orderId} ${JSON.stringify(cut)}: ${told}`);
    if (answered) assert.equal(done, true, 'a success was answered, and nothing is done');
    // Sent again under its key, it is done once, whatever came of it before.
    assert.equal((await page.send(intent, {})).ok, true);
    assert.equal(effects(), 1, `${orderId} ${JSON.stringify(cut)}`);
    assert.equal(await read(), 'cancelled');
    return { answered, done };
  };

  assert.deepEqual(await tryCut({}), { answered: true, done: true });
  await page.send(intentOf(orders[used++] as Order), {});
  const { up, down } = wire.carried();
  assert.ok(up > 300 && down > 1000, JSON.stringify([up, down]));
  const found = { lost: 0, silent: 0, heard: 0 };
  for (const [way, most] of [
    ['up', up],
    ['down', down],
  ] as const) {
    for (const at of placesIn(most)) {
      const { answered, done } = await tryCut({ [way]: at });
      found[answered ? 'heard' : done ? 'silent' : 'lost']++;
    }
  }
  // It is cut before, in between and after.
  assert.ok(found.lost > 50 && found.silent > 50 && found.heard > 0, JSON.stringify(found));
});
