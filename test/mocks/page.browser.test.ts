import { assert } from '@open-wc/testing';
import { type PageMocks, startMocks } from '../../mocks/browser.ts';
import { createMockWorld, type MockWorld } from '../../mocks/mock-world.ts';
import { type KeptStates, keptStates, type SharedState, shareState } from '../../mocks/shared-state.ts';

const base = '/api/poshmark';
const name = `test:${Math.random()}`;
const storage = keptStates() as KeptStates;
const keptAs = async (own: string) => JSON.parse((await storage.get(own)) ?? 'null');

const view = async (orderId: string, at = base) => (await fetch(`${at}/orders/${orderId}`)).json();

async function cancel(orderId: string, key: string): Promise<Response> {
  const seen = await fetch(`${base}/orders/${orderId}`);
  const { policy } = await seen.json();
  const match = seen.headers.get('ETag') ?? '';
  return fetch(`${base}/orders/${orderId}/cancellation`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'If-Match': match, 'Idempotency-Key': key },
    body: JSON.stringify({ action: 'cancel', comment: 'Sorry! \ud83d\ude00', policyHash: policy.hash }),
  });
}

describe('a shared state', () => {
  const pair = () => {
    const worlds = [createMockWorld(), createMockWorld()] as const;
    const own = `test:${Math.random()}`;
    return worlds.map((world) => ({ world, ...shareState(world, own) })) as [Page, Page];
  };
  type Page = SharedState & { world: MockWorld };
  it('is read before each access: no page waits for news from another', async () => {
    const [one, two] = pair();
    await one.exclusively(async () => one.world.clock.set(7000));
    await two.exclusively(async () => two.world.clock.advance(1));
    assert.equal(two.world.clock.offset, 7001);
  });

  it('loses nothing of what pages do at the same time', async () => {
    const [one, two] = pair();
    const step = ({ world, exclusively }: Page) =>
      exclusively(async () => {
        const { offset } = world.clock;
        await new Promise((resolve) => setTimeout(resolve, 1));
        world.clock.set(offset + 1);
      });
    await Promise.all(Array.from({ length: 20 }, (_, index) => step(index % 2 ? one : two)));
    await one.exclusively(async () => {});
    assert.equal(one.world.clock.offset, 20);
  });

  it('that cannot be read, or is older than a day, is begun afresh', async () => {
    for (const spoil of [
      (text: string) => text.slice(1),
      (text: string) => JSON.stringify({ ...JSON.parse(text), startedAt: Date.now() - 86_500_000 }),
      (text: string) => JSON.stringify({ ...JSON.parse(text), format: 0 }),
    ]) {
      const own = `test:${Math.random()}`;
      const world = createMockWorld();
      await shareState(world, own).exclusively(async () => world.clock.set(1));
      await storage.put({ [own]: spoil((await storage.get(own)) ?? '') });
      const next = createMockWorld();
      await shareState(next, own).exclusively(async () => {});
      assert.equal(next.clock.offset, 0);
      assert.equal((await keptAs(own)).format, 4);
    }
  });

  it('is the page’s own from where the storage is full, and nothing of it is lost', async () => {
    const own = `test:${Math.random()}`;
    const world = createMockWorld();
    let full = false;
    const put: KeptStates['put'] = (texts) =>
      full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : storage.put(texts);
    const shared = shareState(world, own, { ...storage, put });
    await shared.exclusively(async () => world.clock.set(1));
    full = true;
    await shared.exclusively(async () => world.clock.set(123_456_789));
    await shared.exclusively(async () => {});
    assert.equal(world.clock.offset, 123_456_789);
  });

  it('is the page’s own where site data is blocked', async () => {
    const world = createMockWorld();
    const blocked = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
    const shared = shareState(world, 'blocked', { get: blocked, put: blocked });
    await shared.exclusively(async () => world.clock.set(5));
    await shared.exclusively(async () => {});
    assert.equal(world.clock.offset, 5);
  });

  it('tells the other pages of a change, which then have it', async () => {
    const [one, two] = pair();
    await two.exclusively(async () => {});
    const told = new Promise<void>((resolve) => two.onChange(resolve));
    await one.exclusively(async () => one.world.clock.set(9));
    await told;
    assert.equal(two.world.clock.offset, 9);
  });
});

describe('mocks in a page', () => {
  let mocks: PageMocks;
  before(async () => {
    mocks = await startMocks({ name });
  });
  beforeEach(() => mocks.reset());
  after(() => {
    mocks.stop();
  });

  it('answer requests below the base, for each preset and each person', async () => {
    assert.equal((await view('pm-just-placed')).decision.outcome, 'cancel');
    assert.equal((await view('b2b-pending', '/api/b2b-supplier')).policy.id, 'b2b-supplier');
    assert.equal((await view('pm-offer', `${base}/as/seller`)).decision.outcome, 'cancel');
    assert.equal((await view('hostile-markup')).order.lines[0].title.includes('<img'), true);
    assert.equal((await view('pm-past-50')).order.status, 'DELIVERED');
  });

  it('let other requests pass', async () => {
    assert.equal((await fetch('/package.json')).status, 200);
  });

  it('take the body of a request in every engine', async () => {
    const response = await cancel('pm-just-placed', 'k1');
    assert.equal(response.status, 201);
    const { cancellation } = await response.json();
    assert.equal(cancellation.comment, 'Sorry! \ud83d\ude00');
    assert.ok(response.headers.get('ETag'));
    assert.ok(response.headers.get('Location'));
  });

  it('fail as a network does', async () => {
    const failed = await fetch(`${base}/when/offline/orders/pm-offer`).then(
      () => '',
      (error) => error.name,
    );
    assert.equal(failed, 'TypeError');
  });

  it('stall until they are released, or the page gives up', async () => {
    const given = new AbortController();
    const first = fetch(`${base}/when/stall/orders/pm-offer`, { signal: given.signal }).catch((error) => error.name);
    const second = fetch(`${base}/when/stall/orders/pm-offer`);
    given.abort();
    assert.equal(await first, 'AbortError');
    // Others are answered meanwhile.
    assert.equal((await view('pm-offer')).order.id, 'pm-offer');
    mocks.release();
    assert.equal((await second).status, 200);
  });

  it('share their state among tabs: cancelled in one, cancelled in the other', async () => {
    const answer = () =>
      new Promise<Record<string, unknown>>((resolve) =>
        addEventListener('message', ({ data }) => resolve(data), { once: true }),
      );
    const frame = document.createElement('iframe');
    frame.src = '/test/support/blank.html';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const ready = answer();
    const script = frame.contentDocument!.createElement('script');
    script.type = 'module';
    script.textContent = `
      import { startMocks } from '/mocks/browser.ts';
      const mocks = await startMocks({ name: ${JSON.stringify(name)} });
      const status = async () => (await (await fetch('${base}/orders/pm-just-placed')).json()).order.status;
      addEventListener('message', async () => {
        const after = await status();
        parent.postMessage({ after, offset: mocks.clock.offset }, '*');
      });
      parent.postMessage({ before: await status() }, '*');`;
    frame.contentDocument!.body.append(script);
    assert.deepEqual(await ready, { before: 'PLACED' });

    assert.equal((await cancel('pm-just-placed', 'k1')).status, 201);
    await mocks.clock.set(5000);
    const seen = answer();
    frame.contentWindow?.postMessage('look', '*');
    assert.deepEqual(await seen, { after: 'CANCELLED', offset: 5000 });
    frame.remove();
  });

  it('move the clock, ship orders, and tell what changed', async () => {
    let changes = 0;
    const stop = mocks.onChange(() => changes++);
    await view('pm-window-closing');
    assert.equal(changes, 0, 'reading changes nothing');
    await mocks.clock.advance(600_000);
    assert.deepEqual((await view('pm-window-closing')).actions, ['request']);
    await mocks.ship('poshmark', 'pm-request-open');
    assert.equal((await view('pm-request-open')).cancellation.state, 'superseded');
    assert.equal(changes, 2);
    await mocks.reset();
    assert.equal(mocks.clock.offset, 0);
    assert.deepEqual((await view('pm-window-closing')).actions, ['cancel']);
    stop();
    await mocks.clock.set(1);
    assert.equal(changes, 3);
  });

  it('keep what they know over a reload', async () => {
    await cancel('pm-just-placed', 'k1');
    const kept = await keptAs(name);
    assert.equal(kept.world.poshmark.shop.ledger.length, 1);
    const world = createMockWorld();
    world.restore(kept.world);
    assert.equal((await world.backends.poshmark.shop.order('pm-just-placed'))?.status, 'CANCELLED');
  });

  it('stage scenarios for this page', async () => {
    mocks.use({ name: 'unavailable', on: 'write' });
    assert.equal((await view('pm-just-placed')).order.status, 'PLACED');
    assert.equal((await cancel('pm-just-placed', 'k1')).status, 503);
    mocks.use(null);
    assert.equal((await cancel('pm-just-placed', 'k1')).status, 201);
  });
});
