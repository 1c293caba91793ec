import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { OrderStore } from '../../src/client/order-store.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { aCancellation } from '../policy/fixtures.ts';
import { aBackend, aView, hear, keepWarnings, listening, show, tell, until } from './page.ts';

const warnings = keepWarnings();

/** A store with one order that is watched. */
async function watching(id = 'o-1') {
  const { backend, questions, policies } = aBackend();
  const store = new OrderStore(backend);
  let told = 0;
  const stop = store.watch(id, () => told++);
  await until(() => questions.length === 1);
  return {
    backend,
    questions,
    policies,
    store,
    stop,
    told: () => told,
    revision: () => store.get(id).view?.order.revision,
  };
}

describe('OrderStore: batches', () => {
  it('reads what is asked for at once in batches of at most 100, each order once', async () => {
    const { backend, questions } = aBackend();
    const store = new OrderStore(backend);
    for (let index = 0; index < 500; index++) {
      store.watch(`o-${index}`, () => {});
      store.watch(`o-${index}`, () => {});
    }
    await until(() => questions.length === 5);
    assert.deepEqual(
      questions.map(({ ids }) => ids.length),
      [100, 100, 100, 100, 100],
    );
    assert.equal(new Set(questions.flatMap(({ ids }) => ids)).size, 500);
  });

  it('asks at once for what a page begins with, and gathers what comes later within a few tasks', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { backend, questions } = aBackend();
      const store = new OrderStore(backend);
      const asked = () => questions.map(({ ids }) => ids);
      store.watch('a', () => {});
      store.watch('b', () => {});
      // By no timer: a frame might be painted first.
      await new Promise(setImmediate);
      assert.deepEqual(asked(), [['a', 'b']]);
      store.watch('c', () => {});
      mock.timers.tick(4);
      store.watch('d', () => {});
      mock.timers.tick(4);
      assert.deepEqual(asked(), [['a', 'b']]);
      mock.timers.tick(4);
      assert.deepEqual(asked(), [
        ['a', 'b'],
        ['c', 'd'],
      ]);
    } finally {
      mock.timers.reset();
    }
  });

  it('asks again only when it is told to, and then for all that is watched', async () => {
    const { questions, store } = await watching('a');
    questions[0]?.answer([aView('a')]);
    store.watch('a', () => {});
    store.watch('b', () => {});
    await until(() => questions.length === 2);
    assert.deepEqual(questions[1]?.ids, ['b']);
    questions[1]?.answer([aView('b')]);
    const refreshed = store.refresh();
    await until(() => questions.length === 3);
    assert.deepEqual(questions[2]?.ids, ['a', 'b']);
    questions[2]?.answer([aView('a', 'r2'), aView('b')]);
    await refreshed;
    assert.equal(store.get('a').view?.order.revision, 'r2');
  });

  it('does not ask for an order of which the page has the view', async () => {
    const { backend, questions } = aBackend();
    const store = new OrderStore(backend);
    store.watch('a', () => {}, aView('a'));
    store.watch('b', () => {});
    await until(() => questions.length === 1);
    assert.deepEqual(questions[0]?.ids, ['b']);
    assert.equal(store.get('a').view?.order.id, 'a');
  });

  it('one batch that fails leaves the others', async () => {
    const { backend, questions } = aBackend();
    const store = new OrderStore(backend);
    for (let index = 0; index < 150; index++) store.watch(`o-${index}`, () => {});
    await until(() => questions.length === 2);
    questions[0]?.fail(new Error('cut'));
    questions[1]?.answer((questions[1]?.ids ?? []).map((id) => aView(id)));
    await until(() => store.get('o-149').view && store.get('o-0').problem);
    assert.equal(store.get('o-0').problem?.code, 'unavailable');
    assert.equal(store.get('o-149').problem, null);
  });
});

describe('OrderStore: answers out of order', () => {
  it('an older answer that comes later changes nothing', async () => {
    const { questions, store, revision } = await watching();
    store.refresh();
    await until(() => questions.length === 2);
    questions[1]?.answer([aView('o-1', 'r2')]);
    await until(() => revision() === 'r2');
    questions[0]?.answer([aView('o-1', 'r1')]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(revision(), 'r2');
  });

  it('an older failure that comes later changes nothing', async () => {
    const { questions, store, revision } = await watching();
    store.refresh();
    await until(() => questions.length === 2);
    questions[1]?.answer([aView('o-1', 'r2')]);
    await until(() => revision() === 'r2');
    questions[0]?.fail(new Error('late'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(store.get('o-1').problem, null);
  });

  it('the answer to what was sent counts more than what was being read', async () => {
    const { questions, store, revision } = await watching();
    store.accept(aView('o-1', 'r5'));
    questions[0]?.answer([aView('o-1', 'r4')]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(revision(), 'r5');
  });

  it('an answer about an earlier cancellation does not stand for the order, which is read at once', async () => {
    const { questions, store, revision } = await watching();
    const later = aCancellation({ id: 'c-2', requestedAt: '2026-03-05T13:00:00Z' });
    questions[0]?.answer([{ ...aView('o-1', 'r1'), cancellation: later }]);
    await until(() => revision() === 'r1');
    store.accept({ ...aView('o-1', 'r2'), cancellation: aCancellation({ state: 'withdrawn' }) });
    assert.equal(store.get('o-1').view?.cancellation?.id, 'c-2');
    await until(() => questions.length === 2);
    questions[1]?.answer([{ ...aView('o-1', 'r2'), cancellation: later }]);
    await until(() => revision() === 'r2');
    store.accept({ ...aView('o-1', 'r3'), cancellation: { ...later, state: 'withdrawn' } });
    assert.equal(store.get('o-1').view?.cancellation?.state, 'withdrawn');
    store.accept({ ...aView('o-1', 'r4'), cancellation: { ...later, id: 'c-3', requestedAt: '2026-03-06T13:00:00Z' } });
    assert.equal(store.get('o-1').view?.cancellation?.id, 'c-3');
  });

  it('a newer failure keeps what is known, and says why there is no newer', async () => {
    const { questions, store, told } = await watching();
    questions[0]?.answer([aView('o-1')]);
    await until(() => store.get('o-1').view);
    const before = told();
    store.refresh();
    await until(() => questions.length === 2);
    questions[1]?.fail(Object.assign(new Error('out'), { code: 'sign-in-required' }));
    await until(() => store.get('o-1').problem);
    assert.equal(store.get('o-1').problem?.code, 'sign-in-required');
    assert.equal(store.get('o-1').view?.order.id, 'o-1');
    assert.ok(told() > before);
  });

  it('an order that is missing now is not shown any more', async () => {
    const { questions, store } = await watching();
    questions[0]?.answer([aView('o-1')]);
    await until(() => store.get('o-1').view);
    store.refresh();
    await until(() => questions.length === 2);
    questions[1]?.answer([]);
    await until(() => store.get('o-1').problem);
    assert.deepEqual(store.get('o-1').problem?.code, 'not-found');
    assert.equal(store.get('o-1').view, null);
  });

  it('a view that is none is a failure, and told once', async () => {
    const { questions, store } = await watching('broken-1');
    questions[0]?.answer([{ order: { id: 'broken-1' } }]);
    await until(() => store.get('broken-1').problem);
    assert.equal(store.get('broken-1').problem?.code, 'invalid-view');
    store.refresh();
    await until(() => questions.length === 2);
    questions[1]?.answer([{ order: { id: 'broken-1' } }]);
    await until(() => warnings.some((line) => line.includes('broken-1')));
    assert.equal(warnings.filter((line) => line.includes('broken-1')).length, 1);
  });
});

describe('OrderStore: watching', () => {
  it('tells every listener of its order, and no other', async () => {
    const { backend, questions } = aBackend();
    const store = new OrderStore(backend);
    const told = { a: 0, again: 0, b: 0 };
    store.watch('a', () => told.a++);
    store.watch('a', () => told.again++);
    store.watch('b', () => told.b++);
    await until(() => questions.length === 1);
    questions[0]?.answer([aView('a')]);
    await until(() => told.a > 0);
    const before = { ...told };
    store.accept(aView('a', 'r2'));
    assert.deepEqual(told, { a: before.a + 1, again: before.again + 1, b: before.b });
  });

  it('a listener that stops while it is told does not keep the others from it', async () => {
    const { store } = await watching();
    const told: string[] = [];
    const stop = store.watch('o-1', () => {
      told.push('first');
      stop();
    });
    store.watch('o-1', () => told.push('second'));
    store.accept(aView('o-1'));
    store.accept(aView('o-1'));
    assert.deepEqual(
      told.filter((one, at) => told.indexOf(one) === at),
      ['first', 'second'],
    );
    assert.equal(told.filter((one) => one === 'first').length, 1);
  });

  it('forgets an order that nobody watches, and reads it again when somebody does', async () => {
    const { questions, store, stop } = await watching();
    questions[0]?.answer([aView('o-1')]);
    await until(() => store.get('o-1').view);
    stop();
    assert.equal(store.get('o-1').view, null);
    assert.equal(store.has('o-1'), false);
    store.watch('o-1', () => {});
    await until(() => questions.length === 2);
  });

  it('an answer for an order that nobody watches any more is dropped', async () => {
    const { questions, store, stop } = await watching();
    stop();
    questions[0]?.answer([aView('o-1')]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(store.get('o-1').view, null);
  });

  it('stopping twice does not stop somebody else', async () => {
    const { store, stop } = await watching();
    stop();
    let told = 0;
    store.watch('o-1', () => told++);
    stop();
    store.accept(aView('o-1'));
    assert.ok(told > 0);
  });
});

describe('OrderStore: the server’s clock', () => {
  const at = (revision: string, now: number): OrderView => aView('o-1', revision, now);

  it('is the page’s until it is known, then the server’s', async () => {
    const { questions, store } = await watching();
    assert.ok(Math.abs(store.now() - Date.now()) < 50);
    questions[0]?.answer([at('r1', Date.now() - 86_400_000)]);
    await until(() => store.get('o-1').view);
    assert.ok(Math.abs(store.now() - (Date.now() - 86_400_000)) < 1000);
  });

  it('does not tremble with the network, and follows a shift', async () => {
    const { questions, store, told } = await watching();
    questions[0]?.answer([at('r1', Date.now() + 3_600_000)]);
    await until(() => store.get('o-1').view);
    const before = store.now() - Date.now();
    store.accept(at('r2', Date.now() + 3_600_000 + 300));
    assert.ok(Math.abs(store.now() - Date.now() - before) < 5);
    const count = told();
    store.accept(at('r3', Date.now() + 7_200_000));
    assert.ok(Math.abs(store.now() - Date.now() - 7_200_000) < 50);
    assert.ok(told() > count + 1, 'all are told, since their decisions may differ now');
  });

  it('counts half of the time that the answer took', async () => {
    mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
    try {
      const { questions, store } = await watching();
      mock.timers.setTime(1_004_000);
      questions[0]?.answer([at('r1', 5_000_000)]);
      await until(() => store.get('o-1').view);
      assert.equal(store.now(), 5_002_000);
    } finally {
      mock.timers.reset();
    }
  });
});

describe('OrderStore: policies', () => {
  it('fetches the policy of a hash once, and tells all when it is there', async () => {
    const policy = { id: 'test' };
    const asked: string[] = [];
    const { backend, questions } = aBackend({
      loadPolicy: async (id, hash) => {
        asked.push(`${id} ${hash}`);
        return policy as never;
      },
    });
    const store = new OrderStore(backend);
    let told = 0;
    store.watch('a', () => told++);
    await until(() => questions.length === 1);
    const reference = { id: 'test', version: '1', hash: 'h9' };
    assert.equal(store.policy(reference), undefined);
    assert.equal(store.policy({ ...reference }), undefined);
    await until(() => told > 0);
    assert.equal(store.policy(reference), policy);
    assert.deepEqual(asked, ['test h9']);
  });

  it('one that cannot be had is null, and is tried again when orders are read again', async () => {
    const { store, policies, questions } = await watching();
    const reference = { id: 'gone', version: '1', hash: 'h-gone' };
    store.policy(reference);
    await until(() => store.policy(reference) === null);
    assert.deepEqual(policies, ['h-gone']);
    questions[0]?.answer([aView('o-1')]);
    store.refresh();
    await until(() => questions.length === 2);
    store.policy(reference);
    assert.deepEqual(policies, ['h-gone', 'h-gone']);
  });
});

describe('OrderStore: in step with the world', () => {
  /** A store that shows `o-1`, kept in step. */
  async function live() {
    let change = (_: { orderIds: string[] }): void => {};
    let subscribed = 0;
    const { backend, questions } = aBackend({
      subscribe: (listener) => {
        change = listener;
        subscribed++;
        return () => void subscribed--;
      },
    });
    const store = new OrderStore(backend);
    const stop = store.watch('o-1', () => {});
    await until(() => questions.length === 1);
    questions[0]?.answer([aView('o-1')]);
    await until(() => subscribed === 1);
    return {
      store,
      stop,
      questions,
      change: (ids: string[]) => change({ orderIds: ids }),
      subscribed: () => subscribed,
    };
  }

  it('reads again what the backend says has changed, if it is shown', async () => {
    const { questions, change, stop } = await live();
    change(['elsewhere']);
    change(['o-1', 'elsewhere']);
    await until(() => questions.length === 2);
    assert.deepEqual(questions[1]?.ids, ['o-1']);
    stop();
  });

  it('reads again what another tab has changed, and takes no other word for one', async () => {
    const { questions, stop } = await live();
    for (const word of [null, 'o-1', { ids: ['o-1'] }, ['elsewhere']]) hear(word);
    hear(['o-1']);
    await until(() => questions.length === 2);
    assert.deepEqual(questions[1]?.ids, ['o-1']);
    stop();
  });

  it('tells the other tabs what was changed here', async () => {
    const [here, there] = [await live(), await live()];
    here.store.accept(aView('o-1', 'r2'));
    await until(() => there.questions.length === 2);
    assert.equal(here.questions.length, 1);
    here.stop();
    there.stop();
  });

  it('reads all again when the page is online again, and after it was hidden for long', async () => {
    const { questions, stop } = await live();
    tell('online');
    await until(() => questions.length === 2);
    questions[1]?.answer([aView('o-1')]);
    const { now } = Date;
    show(false);
    show(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(questions.length, 2);
    show(false);
    Date.now = () => now() + 60_000;
    show(true);
    Date.now = now;
    await until(() => questions.length === 3);
    stop();
  });

  it('reads all again, when it begins to listen in the background and when it is shown then', async () => {
    show(false);
    try {
      const { questions, stop } = await live();
      await until(() => questions.length === 2);
      questions[1]?.answer([aView('o-1')]);
      show(true);
      await until(() => questions.length === 3);
      stop();
    } finally {
      show(true);
    }
  });

  it('reads all again when the page is brought back as it was put by, and not when it is merely loaded', async () => {
    const { questions, stop } = await live();
    tell('pageshow', { persisted: false });
    tell('pageshow', { persisted: true });
    await until(() => questions.length === 2);
    stop();
  });

  it('hears of changes by all other means where site data is blocked', async () => {
    const { BroadcastChannel } = globalThis;
    const unhandled: unknown[] = [];
    const note = (problem: unknown): void => void unhandled.push(problem);
    process.on('unhandledRejection', note);
    globalThis.BroadcastChannel = class {
      constructor() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      }
    } as unknown as typeof BroadcastChannel;
    try {
      const { store, questions, change, stop } = await live();
      change(['o-1']);
      await until(() => questions.length === 2);
      questions[1]?.answer([aView('o-1', 'r2')]);
      store.accept(aView('o-1', 'r3'));
      tell('online');
      await until(() => questions.length === 3);
      stop();
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(unhandled, []);
    } finally {
      globalThis.BroadcastChannel = BroadcastChannel;
      process.off('unhandledRejection', note);
    }
  });

  it('asks no backend for changes that has not answered yet', async () => {
    let subscribed = 0;
    const { backend, questions } = aBackend({
      subscribe: () => {
        subscribed++;
        return () => {};
      },
    });
    const before = listening();
    const store = new OrderStore(backend);
    const stop = store.watch('o-1', () => {});
    await until(() => questions.length === 1);
    questions[0]?.fail(new Error('500'));
    // It waits for the network, and for the person to come back, all the same.
    await until(() => listening() > before);
    assert.equal(subscribed, 0);
    store.refresh(['o-1']);
    await until(() => questions.length === 2);
    questions[1]?.answer([aView('o-1')]);
    await until(() => subscribed === 1);
    stop();
  });

  it('stops listening when nobody watches', async () => {
    const before = listening();
    const { stop, subscribed } = await live();
    assert.ok(listening() > before);
    stop();
    await until(() => subscribed() === 0);
    assert.equal(listening(), before);
  });
});
