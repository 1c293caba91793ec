import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createProxy, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import type { Intent } from '../../../src/backend/backend.ts';
import { restBackend } from '../../../src/backend/rest-backend.ts';
import type { Order } from '../../../src/domain/records.ts';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, type ShopConnector } from '../../../src/server/index.ts';
import { toNodeHandler } from '../../../src/server/node/index.ts';
import { migrate, sqliteFile, sqlStore } from '../../../src/server/sql/index.ts';
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

/** So many are tried side by side. */
const wires = 16;

it('a wire that is cut at each byte of request or answer, at a durable server: one effect, and after two reads at most the page has the truth', async () => {
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
  const folder = mkdtempSync(join(tmpdir(), 'cut-off-'));
  const database = await sqliteFile(join(folder, 'cut-off.sqlite'));
  ends.push(async () => {
    await database.destroy();
    rmSync(folder, { recursive: true });
  });
  await migrate(database);
  const server = createCancellationServer({
    policies: [poshmark],
    store: sqlStore(database),
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
  const { port } = listening.address() as AddressInfo;
  const body = { action: 'cancel', reason: 'changed-mind', policyHash: policyHash(poshmark) } as const;
  const intentOf = ({ id: orderId, revision }: Order): Intent => {
    return { type: 'cancellation', orderId, revision, key: `key-${orderId}`, body };
  };
  let used = 0;
  const backend = restBackend({ base: `http://127.0.0.1:${port}/api` });

  /** A page with a wire of its own. */
  const aPage = async () => {
    const wire = await aWire(port);
    // A page whose connection is cut has none to go on with.
    const cutOff = restBackend({ base: wire.base, headers: () => ({ Connection: 'close' }) });
    const tryCut = async (cut: Partial<Cut>): Promise<{ answered: boolean; done: boolean }> => {
      const intent = intentOf(orders[used++] as Order);
      const { orderId } = intent;
      const effects = () => applied.get(orderId)?.size ?? 0;
      wire.set(cut);
      const answered = await cutOff.send(intent, {}).then(
        ({ ok }) => ok,
        () => false,
      );
      const read = async () => (await backend.loadOrders([orderId], {})).views[0]?.cancellation?.state ?? null;
      const told = [await read(), await read()];
      const done = effects() === 1;
      assert.equal(told[1], done ? 'cancelled' : null, `${orderId} ${JSON.stringify(cut)}: ${told}`);
      if (answered) assert.equal(done, true, 'a success was answered, and nothing is done');
      // Sent again under its key, it is done once, whatever came of it before.
      const again = await backend.send(intent, {});
      assert.equal(again.ok && again.view?.cancellation?.state, 'cancelled');
      assert.equal(effects(), 1, `${orderId} ${JSON.stringify(cut)}`);
      return { answered, done };
    };
    return { wire, cutOff, tryCut };
  };

  const { wire, cutOff, tryCut } = await aPage();
  assert.deepEqual(await tryCut({}), { answered: true, done: true });
  await cutOff.send(intentOf(orders[used++] as Order), {});
  const { up, down } = wire.carried();
  assert.ok(up > 300 && down > 1000, JSON.stringify([up, down]));
  const found = { lost: 0, silent: 0, heard: 0 };
  // Each byte, and one more than there are.
  const cuts: Partial<Cut>[] = [
    ...Array.from({ length: up + 2 }, (_, at) => ({ up: at })),
    ...Array.from({ length: down + 2 }, (_, at) => ({ down: at })),
  ];
  const tried = cuts.length;
  const goOn = async (): Promise<void> => {
    const page = await aPage();
    for (let cut = cuts.shift(); cut; cut = cuts.shift()) {
      const { answered, done } = await page.tryCut(cut);
      found[answered ? 'heard' : done ? 'silent' : 'lost']++;
    }
  };
  await Promise.all(Array.from({ length: wires }, goOn));
  // It is cut before, in between and after.
  assert.equal(found.lost + found.silent + found.heard, tried);
  assert.ok(found.lost > 50 && found.silent > 50 && found.heard > 0, JSON.stringify(found));
});
