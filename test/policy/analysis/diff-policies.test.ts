import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CancelPolicy, decide, diffPolicies, parsePolicy } from '../../../src/policy/index.ts';
import b2bSupplier from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';

/** A policy with one of its members, by its path, changed. */
function changed(policy: CancelPolicy, path: (string | number)[], value: unknown): CancelPolicy {
  const copy = structuredClone(policy);
  const last = path.at(-1) as string;
  const owner = path.slice(0, -1).reduce((inner: any, step) => inner[step], copy);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return parsePolicy(copy);
}

const wider = changed(poshmark, ['rules', 7, 'when', 'all', 2, 'until'], 'PT5H');

describe('diffPolicies', () => {
  for (const policy of [poshmark, bricklink, b2bSupplier, shopBuilder]) {
    it(`finds no difference of ${policy.id} to itself`, () => {
      assert.deepEqual(diffPolicies(policy, structuredClone(policy)), {
        ...{ same: true, changes: [], settings: [], table: [], undecided: [] },
      });
    });
  }

  it('says which orders get another answer, for whom, and when', () => {
    const { same, changes } = diffPolicies(poshmark, wider);
    assert.equal(same, false);
    const [change] = changes;
    assert.equal(
      change?.sentence,
      'For the buyer, orders in `PLACED`, unless a cancellation was `declined` as the buyer asked, not shipped, not delivered, from 3 hours until 5 hours after the order was placed and `fromOffer` is `false`: `cancel` (`within-window`) in place of `request` (`window-closed`).',
    );
    assert.deepEqual([change?.roles, change?.statuses], [['buyer'], ['PLACED']]);
    assert.deepEqual([change?.from.ruleId, change?.to.ruleId], ['buyer-request', 'buyer-three-hours']);
  });

  it('shows each with an order to which decide gives both answers', () => {
    for (const [one, other] of [
      [poshmark, wider],
      [poshmark, shopBuilder],
      [b2bSupplier, bricklink],
    ] as const) {
      const { changes } = diffPolicies(one, other);
      assert.ok(changes.length > 0);
      for (const { witness, from, to, statuses, roles } of changes) {
        assert.ok(statuses.includes(witness.order.status));
        assert.ok(roles.includes(witness.context.actor));
        const [before, after] = [one, other].map((policy) => decide(policy, witness.order, witness.context));
        assert.deepEqual(
          [before?.outcome, before?.reason, after?.outcome, after?.reason],
          [from.outcome, from.reason, to.outcome, to.reason],
        );
      }
    }
  });

  it('tells terms apart that the answers go by', () => {
    const { changes } = diffPolicies(poshmark, changed(poshmark, ['refund'], { method: 'original' }));
    assert.ok(changes.length > 0);
    for (const { from, to } of changes) {
      assert.equal(from.outcome, to.outcome);
      assert.deepEqual([from.refund, to.refund], [{ method: 'credits' }, { method: 'original' }]);
    }
  });

  it('reads what both policies share by the declarations of each', () => {
    const facts = { ...poshmark.facts, fromOffer: { type: 'boolean', default: true } } as const;
    const { changes } = diffPolicies(poshmark, { ...poshmark, facts });
    assert.deepEqual([...new Set(changes.map(({ from, to }) => `${from.reason} ${to.reason}`))].sort(), [
      'window-closed offer-is-final',
      'within-window offer-is-final',
      'within-window request-declined',
    ]);
  });

  it('knows that nobody can say what a fee comes to in a currency that it does not name', () => {
    const fee = { amount: { amount: 500, currency: 'USD' } };
    const { changes } = diffPolicies(poshmark, changed(poshmark, ['refund'], { method: 'credits', fee }));
    const unpriced = changes.filter(({ to }) => to.reason === 'fee-unknown');
    assert.ok(unpriced.length > 0);
    for (const { witness, sentence, usual } of unpriced) {
      assert.match(sentence, /paid in another currency than `USD`/);
      assert.deepEqual([witness.order.payment.paid.currency, usual], ['EUR', false]);
    }
  });

  it('knows how an item that has left is denied', () => {
    const rules = [...poshmark.rules];
    const at = rules.findIndex(({ then }) => then.outcome === 'cancel');
    const { changes } = diffPolicies(poshmark, { ...poshmark, rules: rules.filter((_, index) => index !== at) });
    assert.ok(changes.some(({ from, to }) => from.reason === 'line-committed' && to.reason !== 'line-committed'));
  });

  it('knows a status of one policy alone', () => {
    const { changes } = diffPolicies(b2bSupplier, changed(b2bSupplier, ['statuses', 'LOST'], { phase: 'open' }));
    assert.ok(changes.every(({ statuses, from }) => String(statuses) === 'LOST' && from.reason === 'unknown-status'));
    assert.ok(changes.length > 0);
  });

  it('tells what differs beside the rules', () => {
    const { same, changes, settings } = diffPolicies(
      poshmark,
      changed(poshmark, ['lifecycle', 'respondWithin'], 'PT24H'),
    );
    assert.equal(same, false);
    assert.deepEqual(changes, []);
    assert.deepEqual(settings, [
      {
        ...{ path: ['lifecycle', 'respondWithin'], from: 'PT48H', to: 'PT24H' },
        sentence: '`lifecycle.respondWithin` is "PT24H" in place of "PT48H".',
      },
    ]);
  });

  it('has a row for each role, status and time', () => {
    const { changes, table } = diffPolicies(b2bSupplier, bricklink);
    const rows = changes.reduce(
      (sum, { roles, statuses, when }) => sum + roles.length * statuses.length * (when.length || 1),
      0,
    );
    assert.equal(table.length, rows);
    for (const { change, role, status } of table) {
      assert.ok(changes[change]?.roles.includes(role) && changes[change]?.statuses.includes(status));
    }
  });

  it('does not guess what it has no time to look at', () => {
    const { same, undecided } = diffPolicies(poshmark, structuredClone(poshmark), { steps: 10 });
    assert.equal(same, null);
    assert.ok(undecided.length > 0);
    const { undecided: all } = diffPolicies(poshmark, wider, { steps: 10 });
    assert.ok(all.length > 0);
  });

  it('takes no policy that is none', () => {
    assert.throws(() => diffPolicies(poshmark, { ...poshmark, id: 5 } as never), { code: 'invalid-policy' });
  });
});
