import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { memoryShop } from '../../src/server/index.ts';
import { anOrder, aServer, hours } from './setup.ts';

/** A shop that is asked to commit something of `o1`, and says nothing until a test has it go on. */
function aHangingShop() {
  const shop = memoryShop([anOrder(), anOrder({ id: 'o2', number: '1002' })]);
  let goOn = (): void => {};
  let isAsked = (): void => {};
  const hanging = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  return {
    shop,
    goOn: () => goOn(),
    asked,
    connector: {
      ...shop,
      async commit(...transition: Parameters<typeof shop.commit>) {
        isAsked();
        if (transition[0] === 'o1') await hanging;
        return shop.commit(...transition);
      },
    },
  };
}

const cancel = { action: 'cancel', reason: 'changed-mind' };

describe('a shop that hangs on one order', () => {
  it('keeps neither its readers, nor other orders, nor what is due waiting', async () => {
    const { connector, goOn, asked, shop } = aHangingShop();
    const server = aServer({ policies: [poshmark], shop: connector });
    const match = `"${shop.orders()[0]?.revision}"`;
    const first = server.cancel(cancel, { match });
    await asked;
    const { pending, actions, cancellation } = await server.view();
    assert.deepEqual([pending?.action, actions, cancellation], ['cancel', [], null]);
    assert.equal((await server.post('/orders/o2/cancellation', cancel, { match })).status, 201);
    server.clock.now += hours(1);
    await server.server.runDue();
    assert.equal((await server.view()).pending?.action, 'cancel');
    goOn();
    assert.equal((await first).status, 201);
    const after = await server.view();
    assert.deepEqual([after.pending, after.cancellation?.state], [undefined, 'cancelled']);
  });

  it('for longer than it may is asked what became of it, and what was not done can be asked for again', async () => {
    const { connector, goOn, shop } = aHangingShop();
    const server = aServer({ policies: [poshmark], shop: connector, shopTimeout: 5 });
    const match = `"${shop.orders()[0]?.revision}"`;
    const { status, headers } = await server.cancel(cancel, { match, key: 'one' });
    assert.deepEqual([status, headers.get('Retry-After')], [503, '5']);
    goOn();
    assert.equal((await server.cancel(cancel, { match, key: 'one' })).status, 201);
    assert.equal(shop.ledger().length, 1, 'what came late was refused');
  });
});
