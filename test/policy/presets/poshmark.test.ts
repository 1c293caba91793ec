import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../src/domain/decision/decide.ts';
import { actions } from '../../../src/domain/lifecycle/actions.ts';
import { type ActionInput, applyAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import {
  type Actor,
  type Cancellation,
  cancellationStates,
  type Order,
  openStates,
} from '../../../src/domain/records.ts';
import { consequencesOf } from '../../../src/domain/settlement/consequences.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { aPaidOrder, applied, apply, aRequest, day, hour, placed } from '../../domain/lifecycle-fixtures.ts';

// What the preset makes of the dispute guide's requirements, by deciding and by trying whatever anybody could do.

const instant = (at: number) => new Date(at).toISOString();

/** From an offer, so that asking is all that is open to the buyer within the first seven days. */
function anOffer(changes: Partial<Order> = {}): Order {
  return aPaidOrder({ status: 'PLACED', facts: { fromOffer: true }, ...changes });
}
const shippedAt = (at: number): Partial<Order> => ({ status: 'SHIPPED', shippedAt: instant(at) });
const asked = (state: Cancellation['state'], changes: Partial<Cancellation> = {}) =>
  aRequest(poshmark, state, { previousStatus: 'PLACED', remindAt: undefined as never, ...changes });
const outcomeFor = (order: Order, now: number, cancellation: Cancellation | null = null, actor: Actor = 'buyer') =>
  decide(poshmark, order, { actor, now, cancellation }).outcome;

/** `actor action outcome` of everything that leads to `wanted`, whoever tries whatever. */
function waysTo(wanted: Cancellation['state'], order: Order, cancellation: Cancellation, now: number): string[] {
  return (['buyer', 'seller', 'platform', 'nobody'] as const).flatMap((actor) =>
    [...actions, 'lapse', 'supersede', 'remind'].flatMap((action) =>
      (action === 'resolve' ? (['cancel', 'decline'] as const) : [undefined]).flatMap((outcome) => {
        const input = { action, comment: 'said', ...(outcome && { outcome }) } as ActionInput;
        const result = apply(poshmark, order, cancellation, input, actor, now);
        return result.ok && result.cancellation.state === wanted ? [[actor, action, outcome].join(' ').trim()] : [];
      }),
    ),
  );
}

describe('the preset poshmark, where a cancellation is disputed', () => {
  const minutes = 60_000;

  it('DP-1 lets the buyer ask at any minute before the shipment is confirmed, and at none after', () => {
    for (const since of [0, minutes, 3 * hour - 1, 3 * hour, day, 7 * day - 1]) {
      assert.equal(outcomeFor(anOffer(), placed + since), 'request', `${since} ms after the order`);
      const shipped = anOffer(shippedAt(placed + since));
      assert.equal(outcomeFor(shipped, placed + since), 'return', `shipped ${since} ms after the order`);
      // The status alone confirms it, and so does the time alone.
      assert.equal(outcomeFor(anOffer({ status: 'SHIPPED' }), placed + since), 'return');
      assert.equal(outcomeFor(anOffer({ shippedAt: instant(placed + since) }), placed + since), 'return');
    }
    const asks = { action: 'request' } as const;
    const refused = applyAction(poshmark, anOffer(shippedAt(placed)), null, asks, {
      actor: 'buyer',
      now: placed + minutes,
      id: 'c-2',
      policy: asked('requested').policy,
    });
    assert.deepEqual(refused, { ok: false, code: 'decision-changed', issues: [] });
  });

  it('DP-2 cancels what was asked for before the shipment by the seller’s acceptance or the platform’s, and by nothing else', () => {
    for (const now of [placed + hour, placed + 3 * day, placed + 400 * day]) {
      const to = (state: Cancellation['state']) => waysTo('cancelled', anOffer(), asked(state), now);
      assert.deepEqual(to('requested'), ['seller accept']);
      assert.deepEqual(to('escalated'), ['seller accept', 'platform resolve cancel']);
      assert.deepEqual(to('disputed'), ['platform resolve cancel']);
    }
  });

  it('DP-3 cancels nothing after the shipment but by a recorded agreement of both; else there is a return or a dispute', () => {
    const order = anOffer(shippedAt(placed + hour));
    const now = placed + 2 * day;
    for (const state of cancellationStates.filter((one) => one !== 'cancelled' && one !== 'refunding')) {
      assert.deepEqual(waysTo('cancelled', order, asked(state), now), [], state);
    }
    for (const agreed of [undefined, false]) {
      const facts = { fromOffer: true, ...(agreed !== undefined && { mutualAgreement: agreed }) };
      const decision = decide(poshmark, { ...order, facts }, { actor: 'buyer', now });
      assert.deepEqual([decision.outcome, decision.alternatives], ['return', ['return', 'contact-seller', 'dispute']]);
      assert.equal(outcomeFor({ ...order, facts }, now, null, 'seller'), 'none');
    }
    const agreed = { ...order, facts: { fromOffer: true, mutualAgreement: true } };
    for (const actor of ['buyer', 'seller'] as const) assert.equal(outcomeFor(agreed, now, null, actor), 'cancel');
    const delivered = { ...agreed, status: 'DELIVERED', deliveredAt: instant(now) };
    assert.equal(outcomeFor(delivered, now), 'return', 'after delivery it is a return');
    const superseded = asked('superseded');
    assert.equal(
      applied(poshmark, order, superseded, { action: 'dispute' }, 'buyer', now).cancellation.state,
      'disputed',
    );
  });

  it('DP-5 has the seller confirm, keeps the words and the time, and takes silence for no confirmation', () => {
    const silence = asked('requested', { respondBy: instant(placed + 2 * day) });
    const lapsed = applied(poshmark, anOffer(), silence, { action: 'lapse' }, 'nobody', placed + 2 * day);
    assert.deepEqual([lapsed.cancellation.state, lapsed.order.status], ['escalated', 'PLACED']);
    const input = { action: 'accept', comment: 'Agreed, I have not packed it.' } as const;
    const { cancellation } = applied(poshmark, anOffer(), asked('requested'), input, 'seller', placed + hour);
    assert.deepEqual(cancellation.decision, {
      by: 'seller',
      at: instant(placed + hour),
      reason: null,
      comment: 'Agreed, I have not packed it.',
    });
  });

  it('DP-7 lets the platform decide either way, guarantees nothing, and time alone decides nothing', () => {
    for (const state of ['escalated', 'disputed'] as const) {
      const later = placed + 3650 * day;
      assert.ok(waysTo('declined', anOffer(), asked(state), later).includes('platform resolve decline'));
      assert.ok(waysTo('cancelled', anOffer(), asked(state), later).includes('platform resolve cancel'));
      for (const action of ['lapse', 'remind', 'supersede'] as const) {
        assert.equal(apply(poshmark, anOffer(), asked(state), { action }, 'nobody', later).ok, false, action);
      }
    }
    assert.deepEqual(poshmark.disputes?.routes.support, { risk: 'no-guarantee', time: 'days', cost: 'none' });
  });

  it('DP-10 invents no deadline: what is not published is not there', () => {
    const routes = Object.values(poshmark.disputes?.routes ?? {});
    assert.equal(routes.length, 4);
    for (const route of routes) assert.deepEqual([route.deadline, route.evidence], [undefined, undefined]);
  });

  it('DP-11 goes to arbitration once, after a dispute that failed, by the provider and the sections that it names', () => {
    const { routes, sections } = poshmark.disputes ?? {};
    assert.equal(routes?.arbitration?.provider, 'AAA');
    assert.deepEqual(sections, { cancellation: '4', dispute: '14' });
    let cancellation = asked('declined');
    const go = (input: ActionInput, actor: Actor) => {
      ({ cancellation } = applied(poshmark, anOffer(), cancellation, input, actor));
    };
    const may = () => apply(poshmark, anOffer(), cancellation, { action: 'arbitrate' }, 'buyer').ok;
    assert.equal(may(), false);
    go({ action: 'dispute' }, 'buyer');
    assert.equal(may(), false);
    go({ action: 'resolve', outcome: 'decline' }, 'platform');
    assert.equal(may(), true);
    go({ action: 'arbitrate' }, 'buyer');
    go({ action: 'resolve', outcome: 'decline' }, 'platform');
    assert.equal(may(), false);
  });

  it('DP-15 says risk, time and cost of each way on', () => {
    for (const [name, { risk, time, cost }] of Object.entries(poshmark.disputes?.routes ?? {})) {
      assert.ok(risk && time && cost, name);
    }
  });

  it('DP-16 takes no fee for a cancel before the shipment: all that was paid is due', () => {
    const { total } = anOffer();
    for (const actor of ['buyer', 'seller'] as const) {
      const order = anOffer({ facts: { fromOffer: false } });
      const { refund } = consequencesOf(poshmark, order, decide(poshmark, order, { actor, now: placed + hour }));
      assert.deepEqual([refund?.fee.amount, refund?.due], [0, total], actor);
    }
    const accepted = applied(poshmark, anOffer(), asked('requested'), { action: 'accept' }, 'seller');
    const resolve = { action: 'resolve', outcome: 'cancel' } as const;
    const resolved = applied(poshmark, anOffer(), asked('escalated'), resolve, 'platform');
    for (const { cancellation } of [accepted, resolved]) assert.deepEqual(cancellation.refund?.due, total);
  });

  it('DP-17 goes the way of the story: asked, shipped, refused late, disputed in vain, returned', () => {
    let order = anOffer();
    let cancellation: Cancellation | null = null;
    const states: string[] = [];
    const go = (input: ActionInput, actor: Actor | 'nobody', now: number) => {
      const result = applied(poshmark, order, cancellation, input, actor, now);
      ({ order, cancellation } = result);
      states.push(`${input.action} ${result.cancellation.state} ${order.status}`);
    };
    go({ action: 'request', comment: 'I cannot pay it after all.' }, 'buyer', placed + 5 * minutes);
    order = { ...order, ...shippedAt(placed + 30 * hour) };
    go({ action: 'supersede' }, 'nobody', placed + 30 * hour);
    go(
      { action: 'decline', reason: 'return-instead', comment: 'No request came in time.' },
      'seller',
      placed + 4 * day,
    );
    go({ action: 'dispute', comment: 'I wrote within minutes.' }, 'buyer', placed + 5 * day);
    go(
      { action: 'resolve', outcome: 'decline', comment: 'Shipped before any confirmation.' },
      'platform',
      placed + 9 * day,
    );
    order = { ...order, status: 'DELIVERED', deliveredAt: instant(placed + 10 * day) };
    go({ action: 'abandon' }, 'buyer', placed + 11 * day);
    assert.deepEqual(states, [
      'request requested PLACED',
      'supersede superseded SHIPPED',
      'decline declined SHIPPED',
      'dispute disputed SHIPPED',
      'resolve declined SHIPPED',
      'abandon declined DELIVERED',
    ]);
    const { routes, state } = cancellation as unknown as Cancellation;
    assert.deepEqual(routes, [
      {
        route: 'dispute',
        by: 'buyer',
        at: instant(placed + 5 * day),
        endedAt: instant(placed + 9 * day),
        outcome: 'decline',
      },
      { route: 'return', by: 'buyer', at: instant(placed + 11 * day) },
    ]);
    assert.equal(openStates.includes(state), false);
    assert.equal(outcomeFor(order, placed + 11 * day, cancellation), 'return');
  });
});
