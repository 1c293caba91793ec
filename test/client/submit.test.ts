import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { CancellationBackend, Intent, SendResult } from '../../src/backend/backend.ts';
import { OrderStore } from '../../src/client/order-store.ts';
import { type IntentDraft, intentOf, resultOf, submit } from '../../src/client/submit.ts';
import type { Action } from '../../src/domain/lifecycle/transitions.ts';
import type { CancellationState, RouteTaken } from '../../src/domain/records.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { aCancellation } from '../policy/fixtures.ts';
import { aView, keepWarnings } from './page.ts';

keepWarnings();

const draft = () => ({
  type: 'cancellation' as const,
  orderId: 'o-1',
  revision: 'r1',
  body: { action: 'cancel' as const, policyHash: 'h' },
});

describe('intentOf', () => {
  it('gives each intent a key of its own, hard to guess', () => {
    const keys = Array.from({ length: 200 }, () => intentOf(draft(), undefined).key);
    assert.equal(new Set(keys).size, 200);
    for (const key of keys) assert.match(key, /^[!#-~]{16,255}$/);
  });

  it('keeps the former intent where nothing about it has changed', () => {
    const former = intentOf(draft(), undefined);
    assert.equal(intentOf(draft(), former), former);
  });

  for (const [what, changed] of [
    ['the order', { orderId: 'o-2' }],
    ['the revision that was seen', { revision: 'r2' }],
    ['the body', { body: { action: 'request', policyHash: 'h' } }],
    ['a comment', { body: { action: 'cancel', policyHash: 'h', comment: 'x' } }],
    ['the kind', { type: 'message', body: { to: 'seller', text: 'x' } }],
  ] as const) {
    it(`makes another where ${what} has changed`, () => {
      const former = intentOf(draft(), undefined);
      const next = intentOf({ ...draft(), ...changed } as never, former);
      assert.notEqual(next.key, former.key);
    });
  }
});

describe('submit', () => {
  /** Of the longest pause, how much it is by chance. */
  let chance = 0.5;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    chance = 0.5;
    mock.method(Math, 'random', () => chance);
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  type Answer = SendResult | Error;
  const view = aView('o-1', 'r2');
  const accepted: SendResult = { ok: true, view };
  const cut = (retryAfter?: number): Error => new Error('cut', { cause: { retryAfter } });

  /** Lets promises settle; no time passes. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };

  /** A submission to a backend that gives the answers in turn; `now` is what reading the order gives. */
  function submission(answers: Answer[], now: OrderView | null = null, what: IntentDraft = draft()) {
    const sent: Intent[] = [];
    let unknown = 0;
    let result: SendResult | undefined;
    const backend: CancellationBackend = {
      loadOrders: async () => (now ? { views: [now], missing: [] } : Promise.reject(new Error('cut'))),
      loadPolicy: () => Promise.reject(new Error('cut')),
      send: async (intent) => {
        sent.push(structuredClone(intent));
        const answer = answers.shift() ?? cut();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    };
    const store = new OrderStore(backend);
    store.watch('o-1', () => {}, aView('o-1', 'r1'));
    submit(store, intentOf(what, undefined), () => unknown++).then((one) => {
      result = one;
    });
    return { sent, unknown: () => unknown, result: () => result };
  }

  it('gives the first answer at once', async () => {
    const { sent, result, unknown } = submission([accepted]);
    await settle();
    assert.equal(result(), accepted);
    assert.deepEqual([sent.length, unknown()], [1, 0]);
  });

  it('asks again about what is under way, and takes what was written for done, whatever else is', async () => {
    const busy: SendResult = { ok: true, view: { ...aView('o-1'), pending: { since: aView('o-1').now } as never } };
    const slow = submission([busy, accepted]);
    await settle();
    assert.equal(slow.result(), undefined);
    mock.timers.tick(1000);
    await settle();
    assert.equal(slow.result(), accepted);

    const body = { to: 'seller', text: 'Thank you.' } as const;
    const { sent, result, unknown } = submission([busy], null, { ...draft(), type: 'message', body });
    await settle();
    assert.equal(result()?.ok, true);
    assert.deepEqual([sent.length, unknown()], [1, 0]);
  });

  it('gives a refusal at once', async () => {
    const refused: SendResult = { ok: false, problem: { code: 'stale-revision' } };
    const { sent, result } = submission([refused]);
    await settle();
    assert.equal(result(), refused);
    assert.equal(sent.length, 1);
  });

  it('sends the very same again after up to two, four and eight seconds, by chance, and says from the first failure on that it is unknown', async () => {
    const { sent, result, unknown } = submission([cut(), cut(), cut(), accepted]);
    await settle();
    assert.deepEqual([sent.length, unknown()], [1, 1]);
    for (const [pause, count, next] of [
      [1000, 2, 0.25],
      [1000, 3, 0.999],
      [7992, 4, 0],
    ] as const) {
      chance = next;
      mock.timers.tick(pause - 1);
      await settle();
      assert.equal(sent.length, count - 1);
      mock.timers.tick(1);
      await settle();
      assert.equal(sent.length, count);
    }
    assert.equal(result(), accepted);
    for (const intent of sent) assert.deepEqual(intent, sent[0]);
  });

  for (const code of ['sign-in-required', 'forbidden', 'not-found'] as const) {
    it(`takes “${code}”, which is said before the server looks what it has, for no word on what was lost before`, async () => {
      const refused: SendResult = { ok: false, problem: { code } };
      const { sent, result } = submission([cut(), refused]);
      await settle();
      mock.timers.tick(1000);
      await settle();
      assert.equal(sent.length, 2);
      // The order is read, as soon as others have been gathered.
      mock.timers.tick(10);
      await settle();
      const told = result();
      assert.equal(told?.ok === false && told.problem.code, 'unknown-outcome');
      const first = submission([refused]);
      await settle();
      assert.equal(first.result(), refused, 'but takes it at its word where nothing was sent before');
    });
  }

  it('waits as long as the server wants and by chance a little longer, never much longer than ten seconds', async () => {
    const { sent } = submission([cut(3000), cut(3_600_000), accepted]);
    await settle();
    mock.timers.tick(3999);
    await settle();
    assert.equal(sent.length, 1);
    mock.timers.tick(1);
    await settle();
    assert.equal(sent.length, 2);
    // Those that all wait for the longest do not come back together either.
    mock.timers.tick(11_999);
    await settle();
    assert.equal(sent.length, 2);
    mock.timers.tick(1);
    await settle();
    assert.equal(sent.length, 3);
  });

  it('asks again while the server says that it is being carried out', async () => {
    const { sent, result } = submission([{ ok: false, problem: { code: 'in-progress' } }, accepted]);
    await settle();
    assert.equal(result(), undefined);
    mock.timers.tick(1000);
    await settle();
    assert.equal(result(), accepted);
    assert.equal(sent.length, 2);
  });

  /** Lets every answer be lost. */
  async function lose(now: OrderView | null) {
    const { result, sent } = submission([], now);
    await settle();
    for (const pause of [1000, 2000, 4000, 10]) {
      mock.timers.tick(pause);
      await settle();
    }
    assert.equal(sent.length, 4);
    return result();
  }
  const cancelled = (id: string, revision: string): OrderView => ({
    ...aView('o-1', revision),
    cancellation: aCancellation({ id, orderId: 'o-1', state: 'cancelled' }),
  });

  it('finds out by reading the order that it went through', async () => {
    const now = cancelled('c-9', 'r2');
    assert.deepEqual(await lose(now), { ok: true, view: now });
  });

  it('leaves it unknown where the order cannot be read', async () => {
    assert.deepEqual(await lose(null), { ok: false, problem: { code: 'unknown-outcome' } });
  });

  it('leaves it unknown where the order shows nothing of it, since it may still arrive', async () => {
    const result = await lose(aView('o-1', 'r1'));
    assert.ok(result && !result.ok && result.problem.code === 'unknown-outcome');
  });

  it('leaves it unknown where the revision has not moved, whatever cancellation there is', async () => {
    const result = await lose(cancelled('c-9', 'r1'));
    assert.ok(result && !result.ok && result.problem.code === 'unknown-outcome');
  });
});

describe('a lost answer to a way on', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  const support: RouteTaken = { route: 'support', by: 'buyer', at: '2026-03-01T13:30:00Z' };
  const another = (route: RouteTaken['route']): RouteTaken => ({ ...support, route });

  /** What is told of an action whose every answer is lost, where the order then shows these ways. */
  async function told(action: Action, state: CancellationState, before: RouteTaken[], after: RouteTaken[]) {
    const viewWith = (routes: RouteTaken[], revision: string): OrderView => ({
      ...aView('o-1', revision),
      cancellation: aCancellation({ state, routes }),
    });
    const now = viewWith(after, 'r2');
    const backend: CancellationBackend = {
      loadOrders: async () => ({ views: [now], missing: [] }),
      loadPolicy: () => Promise.reject(new Error('cut')),
      send: () => Promise.reject(new Error('cut')),
    };
    const store = new OrderStore(backend);
    store.watch('o-1', () => {}, viewWith(before, 'r1'));
    const draft = { type: 'action' as const, orderId: 'o-1', cancellationId: 'c-1', revision: 'r1', action, body: {} };
    const result = submit(store, intentOf(draft, undefined), () => {});
    for (const pause of [0, 2000, 4000, 8000, 10]) {
      mock.timers.tick(pause);
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    return (await result).ok;
  }

  for (const [action, state, route] of [
    ['mediate', 'escalated', 'mediation'],
    ['complain', 'declined', 'complaint'],
    ['abandon', 'superseded', 'return'],
    ['arbitrate', 'disputed', 'arbitration'],
  ] as const) {
    it(`is found out of ${action}, though the state is as before, by what is on record`, async () => {
      assert.equal(await told(action, state, [support], [support, another(route)]), true);
      assert.equal(await told(action, state, [support], [support]), false, 'nothing of it is there');
      assert.equal(
        await told(action, state, [another(route)], [another(route), support]),
        false,
        'it was there before',
      );
    });
  }
});

describe('resultOf', () => {
  const asked = { type: 'cancellation' as const, orderId: 'o-1', former: null };

  it('gives the view that the page answers', async () => {
    const view = aView('o-1');
    assert.deepEqual(await resultOf(Promise.resolve(view), asked), { ok: true, view });
  });

  for (const [what, answer, code] of [
    ['a rejection with a problem', () => Promise.reject({ problem: { code: 'rate-limited' } }), 'rate-limited'],
    [
      'a rejection with a code',
      () => Promise.reject(Object.assign(new Error('x'), { code: 'unavailable' })),
      'unavailable',
    ],
    ['a rejection with a number', () => Promise.reject({ code: 7 }), 'unknown-outcome'],
    ['a rejection with nothing', () => Promise.reject(), 'unknown-outcome'],
    ['nothing', () => Promise.resolve(undefined), 'unknown-outcome'],
    ['no view', () => Promise.resolve({ order: { id: 'o-1' } }), 'unknown-outcome'],
  ] as const) {
    it(`takes ${what} for ${code}`, async () => {
      assert.deepEqual(await resultOf(answer() as Promise<never>, asked), { ok: false, problem: { code } });
    });
  }
});
