import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { memoryShop, memoryStore } from '../../src/server/index.ts';
import { anOrder, aServer, days } from './setup.ts';

const before: CancelPolicy = {
  ...shopBuilder,
  lifecycle: { ...shopBuilder.lifecycle!, respondWithin: 'PT5H', onSilence: 'decline' },
};
const after: CancelPolicy = { ...before, version: '2' };

describe('a kept policy whose bytes do not fit its hash any more', () => {
  it('decides nothing: the server is asked, nothing happens by itself, and the host is told', async () => {
    const store = memoryStore();
    const shop = memoryShop([anOrder({ status: 'PREPARING' })]);
    const one = aServer({ policies: [before], store, shop });
    const { status, view } = await one.cancel({ action: 'request', reason: 'other' }, { match: '"r1"' });
    assert.equal(status, 201);
    const snapshot = JSON.parse(JSON.stringify(store.snapshot()));
    const { hash } = view.cancellation!.policy;
    snapshot.policies[hash].lifecycle.onSilence = 'accept';
    store.restore(snapshot);
    // A server that has another version by now, and reads the former one from where it is kept.
    const two = aServer({ policies: [after], store, shop });
    const seen = await two.view('seller');
    assert.deepEqual([seen.decision?.outcome, seen.decision?.reason], ['ask-server', 'unknown-request']);
    assert.deepEqual(seen.actions, []);
    two.clock.now += days(30);
    assert.equal(await two.server.runDue(), 0);
    assert.equal((await store.records('o1')).cancellations[0]?.state, 'requested');
    const errors = two.events.flatMap((event) => (event.type === 'error' ? [event.error] : []));
    assert.ok(errors.length > 0);
    for (const error of errors) assert.equal((error as { code?: string }).code, 'policy-altered');
    assert.equal((await two.fetch(`/policies/shop-builder?hash=${hash}`)).status, 404);
  });
});
