import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { keep } from '../../src/client/keep-intent.ts';
import * as keptIntents from '../../src/client/kept-intents.ts';
import { aView } from './page.ts';

/** What a browser keeps: for all tabs, and for one. */
function aStorage() {
  const stored: Record<string, string> = {};
  return Object.setPrototypeOf(stored, {
    getItem: (name: string) => stored[name] ?? null,
    setItem: (name: string, text: string) => {
      stored[name] = text;
    },
    removeItem: (name: string) => delete stored[name],
  }) as Record<string, string>;
}

/** As after a reload of the page: what the browser has room for is kept nowhere else. */
const load = async () => ({ ...keptIntents, keep });

const one = (at = Date.now()) => ({
  intent: {
    type: 'cancellation' as const,
    key: 'k',
    orderId: 'o-1',
    revision: 'r1',
    body: { action: 'cancel' as const, policyHash: 'h' },
  },
  revision: 'r1',
  former: null,
  at,
});

describe('an intent that is kept', () => {
  afterEach(() => {
    for (const name of ['sessionStorage', 'localStorage']) Reflect.deleteProperty(globalThis, name);
  });
  const withStorage = (shared: unknown, own: unknown = shared) => {
    Object.defineProperty(globalThis, 'localStorage', { value: shared, configurable: true });
    Object.defineProperty(globalThis, 'sessionStorage', { value: own, configurable: true });
  };

  it('is there after a reload, with its key and body, until its outcome is known', async () => {
    withStorage(aStorage());
    const page = await load();
    const place = page.placeOf('/api', 'buyer', 'o-1');
    page.keep(place, one());
    const after = await load();
    assert.deepEqual(after.keptAt(place)?.intent, one().intent);
    after.forget(place);
    assert.equal(after.keptAt(place), null);
    assert.equal((await load()).keptAt(place), null);
  });

  it('is in all tabs of one that cancels an order, and in its own tab where it is sent again by itself or names a person', async () => {
    const shared = aStorage();
    withStorage(shared, aStorage());
    const first = await load();
    const places = ['o-1', '["x"]', ['action', 'c-1', 'decline'], ['withdrawal', 'o-1']].map((about) =>
      first.placeOf('/api', 'buyer', about),
    );
    const heard = () => places.map((place) => first.keptAt(place) !== null);
    assert.deepEqual(heard(), [false, false, false, false]);
    for (const place of places) first.keep(place, one());
    const second = await load();
    withStorage(shared, aStorage());
    assert.deepEqual(
      places.map((place) => second.keptAt(place) !== null),
      [true, true, false, false],
    );
    for (const place of places) second.forget(place);
    assert.equal(first.keptAt(places[0] as string), null, 'and over in all of them');
  });

  it('is another order’s, another role’s or another backend’s in another place', async () => {
    const { placeOf } = await load();
    const places = [
      placeOf('/api', 'buyer', 'o-1'),
      placeOf('/api', 'seller', 'o-1'),
      placeOf('/api', 'buyer', 'o-2'),
      placeOf('/b', 'buyer', 'o-1'),
      placeOf('/api', 'buyer', '","o-1'),
    ];
    assert.equal(new Set(places).size, places.length);
  });

  it('is forgotten after a day, as servers forget its key', async () => {
    withStorage(aStorage());
    const page = await load();
    const place = page.placeOf('/api', 'buyer', 'o-1');
    page.keep(place, one(Date.now() - 86_400_001));
    assert.equal((await load()).keptAt(place), null);
  });

  it('leaves nothing of it in the browser then, whichever order is looked at or cancelled next', async () => {
    const storage = aStorage();
    withStorage(storage);
    const { keep, keptAt, placeOf } = await load();
    const [old, other] = [placeOf('/api', 'buyer', 'o-1'), placeOf('/api', 'buyer', 'o-2')];
    const write = () => {
      storage[old] = JSON.stringify(one(Date.now() - 86_400_001));
    };
    write();
    keptAt(old);
    assert.deepEqual(Object.keys(storage), []);
    write();
    keep(other, one());
    assert.deepEqual(Object.keys(storage), [other]);
  });

  it('is not forgotten for another one, which a second tab has kept in its place', async () => {
    withStorage(aStorage());
    const page = await load();
    const place = page.placeOf('/api', 'buyer', 'o-1');
    page.keep(place, one());
    page.forget(place, 'of-another-tab');
    assert.equal(page.keptAt(place)?.intent?.key, 'k');
    page.forget(place, 'k');
    assert.equal(page.keptAt(place), null);
  });

  it('is kept for as long as the page where site data is blocked, full or missing', async () => {
    const blocked = () => {
      throw new Error('blocked');
    };
    for (const given of [undefined, { getItem: blocked, setItem: blocked, removeItem: blocked }]) {
      withStorage(given);
      const page = await load();
      const place = page.placeOf('/api', 'buyer', 'o-1');
      assert.equal(page.keptAt(place), null);
      page.keep(place, one());
      assert.equal(page.keptAt(place)?.revision, 'r1');
      page.forget(place);
      assert.equal(page.keptAt(place), null);
    }
  });

  it('is none where another script has written something else there', async () => {
    const storage = aStorage();
    withStorage(storage);
    const { placeOf, keptAt } = await load();
    for (const text of ['', '{', 'null', '7', '{}', '{"at":"x"}', '[]']) {
      storage[placeOf('/api', 'buyer', text)] = text;
      assert.equal(keptAt(placeOf('/api', 'buyer', text)), null, text);
    }
  });

  it('is told of by a view of another revision alone', async () => {
    const { isTold } = await load();
    assert.equal(isTold(one(), aView('o-1', 'r1')), false);
    assert.equal(isTold(one(), aView('o-1', 'r2')), true);
    const pending = { since: aView('o-1').now } as never;
    assert.equal(isTold(one(), { ...aView('o-1', 'r2'), pending }), false, 'the intent may be what is carried out');
  });
});
