import { type EvidenceEntry, outlineMembers, type WithheldEntry } from '../domain/log-entry.ts';
import { canonicalJson } from '../domain/values/canonical-json.ts';
import { policyHash } from '../domain/values/policy-hash.ts';
import { sha256Hex } from '../domain/values/sha256.ts';
import type { OrderView, Problem } from '../domain/view.ts';
import type {
  AttachmentReference,
  CancellationBackend,
  CancellationBody,
  Intent,
  QueueItem,
  SendResult,
  StatementBody,
  StatementReceived,
  StatementResult,
} from './backend.ts';
import { ownOrdersBy, withdrawBy } from './rest-withdraw.ts';
import { statementsOf } from './rest-withdrawals.ts';
import { isOrderView } from './view-guard.ts';

/** Somebody's orders behind a backend. Nothing that one case does may be seen in the next. */
export interface ConformanceWorld {
  /** The backend as this person uses it. */
  backend: CancellationBackend;
  /** Orders of theirs, two at least, of which each may be cancelled, or asked to be, and none is yet. */
  orderIds: string[];
  /** Whether `ownOrders` lists orders of theirs: a shop need not. */
  lists?: boolean;
  /** An order that exists and is somebody else's. */
  foreignId: string;
  /** What cancels an order of theirs, or asks to. Default: what its decision permits, with nothing said. */
  bodyFor?(view: OrderView): CancellationBody;
  /** Changes an order as the shop would: afterwards it has another revision, and may still be cancelled. */
  change(orderId: string): Promise<void>;
  /** The same backend over a connection that breaks after a request has arrived and before it is answered. */
  losing?: CancellationBackend;
  /** The backend as staff uses it, who says which order a statement of withdrawal is about. */
  staff?: CancellationBackend;
  /** Ends the world. */
  dispose?(): void | Promise<void>;
}

/** What every backend has to do. `run` rejects, saying what was found, where one does not. */
export interface ConformanceCase {
  name: string;
  run(): Promise<void>;
}

type Check = (world: ConformanceWorld) => Promise<void>;

/**
 * The cases that every adapter passes, for any test runner:
 *
 *     for (const { name, run } of backendConformance(setup)) test(name, run);
 *
 * `setup` makes a new world for each. Methods that a backend does not have are not asked for.
 */
export function backendConformance(setup: () => ConformanceWorld | Promise<ConformanceWorld>): ConformanceCase[] {
  return Object.entries(cases).map(([name, check]) => ({
    name,
    async run() {
      const world = await setup();
      try {
        await check(world);
      } finally {
        await world.dispose?.();
      }
    },
  }));
}

const noOrder = 'no-such-order';
/** Shaped like a hash, of nothing. */
const noHash = '0'.repeat(64);
/** Ids in one call, at most. */
const batch = 100;
/** How long a change may take to be told, ms. */
const timeout = 10_000;
const interval = 100;

const cases: Record<string, Check> = {
  async 'loadOrders: every order that was asked for is in one of the two lists, once'({ backend, orderIds }) {
    const ids = [noOrder, ...orderIds];
    const { views, missing } = await backend.loadOrders(ids, {});
    demandSame(missing, [noOrder], 'missing');
    demandSame(views.map(({ order }) => order.id).sort(), [...orderIds].sort(), 'the orders in views');
    for (const view of views) {
      demand(isOrderView(view), `the view of order ${view.order.id} cannot be read`);
      demand(view.cancellation === null, `order ${view.order.id} of a new world has a cancellation`);
    }
  },

  async 'loadOrders: a batch of a hundred'({ backend, orderIds }) {
    const ids = [...orderIds, ...Array.from({ length: batch }, (_, at) => `${noOrder}-${at}`)].slice(0, batch);
    const { views, missing } = await backend.loadOrders(ids, {});
    demandSame([...views.map(({ order }) => order.id), ...missing].sort(), [...ids].sort(), 'the orders in both lists');
  },

  async 'loadOrders: somebody else’s order is missing, as if there were none'({ backend, foreignId }) {
    const { views, missing } = await backend.loadOrders([foreignId, noOrder], {});
    demandSame(views, [], 'views');
    demandSame([...missing].sort(), [foreignId, noOrder].sort(), 'missing');
  },

  async 'loadPolicy: gives the policy that a view names, and its hash is right'({ backend, orderIds }) {
    const { policy: named } = await viewOf(backend, orderIds[0]);
    const policy = await backend.loadPolicy(named.id, named.hash, {});
    demandSame([policy.id, policyHash(policy)], [named.id, named.hash], 'id and hash of the policy');
  },

  async 'loadPolicy: rejects for a hash that no policy has'({ backend, orderIds }) {
    const { policy } = await viewOf(backend, orderIds[0]);
    await demandRejected(backend.loadPolicy(policy.id, noHash, {}), 'loadPolicy');
  },

  async 'send: what was done is in the answer, and in what is loaded after it'(world) {
    const { intent, before } = await intentOf(world);
    const after = done(await world.backend.send(intent, {}));
    demand(after.cancellation?.orderId === intent.orderId, 'the answer has no cancellation of the order');
    demand(after.order.revision !== before.order.revision, 'the order has the same revision as before');
    await demandLoaded(world.backend, after);
  },

  async 'send: the same intent again gives the same answer, and is done once'(world) {
    const { intent } = await intentOf(world);
    const first = done(await world.backend.send(intent, {}));
    const again = done(await world.backend.send(intent, {}));
    demandSame(essence(again), essence(first), 'the second answer');
    await demandLoaded(world.backend, first);
  },

  async 'send: the same intent twice at once is done once'(world) {
    const { intent } = await intentOf(world);
    const results = await Promise.all([world.backend.send(intent, {}), world.backend.send(intent, {})]);
    const views = results.flatMap((result) => (result.ok ? [done(result)] : []));
    for (const result of results) {
      if (!result.ok) demandSame(result.problem.code, 'in-progress', 'the refusal of the second');
    }
    const [first] = views;
    if (!first) throw failure('neither was done');
    for (const view of views) demandSame(essence(view), essence(first), 'the second answer');
    await demandLoaded(world.backend, first);
  },

  async 'send: another intent under the same key is refused, and changes nothing'(world) {
    const { intent } = await intentOf(world);
    const first = done(await world.backend.send(intent, {}));
    const other: Intent = { ...intent, body: { ...intent.body, comment: 'Something else.' } };
    demandSame(refused(await world.backend.send(other, {})).code, 'key-reused', 'the refusal');
    await demandLoaded(world.backend, first);
  },

  async 'send: what was decided on an order that changed since is refused, with the fresh view'(world) {
    const { intent } = await intentOf(world);
    await world.change(intent.orderId);
    const { code, view } = refused(await world.backend.send(intent, {}));
    demandSame(code, 'stale-revision', 'the refusal');
    const now = await viewOf(world.backend, intent.orderId);
    demandSame(view && essence(view), essence(now), 'the view of the refusal');
    demand(now.cancellation === null, 'the order has a cancellation');
  },

  async 'send: what was decided under another policy is refused, with the view'(world) {
    const { intent } = await intentOf(world);
    const other: Intent = { ...intent, body: { ...intent.body, policyHash: noHash } };
    const { code, view } = refused(await world.backend.send(other, {}));
    demandSame(code, 'decision-changed', 'the refusal');
    demandSame(view?.order.id, intent.orderId, 'the order of its view');
    demand((await viewOf(world.backend, intent.orderId)).cancellation === null, 'the order has a cancellation');
  },

  async 'send: a refused intent may be sent again under its key, put right'(world) {
    const { intent } = await intentOf(world);
    refused(await world.backend.send({ ...intent, body: { ...intent.body, policyHash: noHash } }, {}));
    await demandLoaded(world.backend, done(await world.backend.send(intent, {})));
  },

  async 'send: somebody else’s order is refused as one that does not exist, without a view'(world) {
    const { intent } = await intentOf(world);
    const [strange, absent] = await Promise.all(
      [world.foreignId, noOrder].map(async (orderId, at) =>
        refused(await world.backend.send({ ...intent, orderId, key: `${intent.key}-${at}` }, {})),
      ),
    );
    demandSame(strange, absent, 'the refusal');
    demandSame([strange?.code, strange?.view], ['not-found', undefined], 'the refusal');
  },

  async 'send: a message is sent once'({ backend, orderIds: [orderId = ''] }) {
    const { order } = await viewOf(backend, orderId);
    const body = { to: 'seller', text: 'Is it on its way?' } as const;
    const intent: Intent = { type: 'message', key: newKey(), orderId, revision: order.revision, body };
    const [first, again] = [await backend.send(intent, {}), await backend.send(intent, {})];
    if (!first.ok || !again.ok) throw failure('the message was refused');
    demandSame(again.messageId, first.messageId, 'the id of the message');
    const log = await backend.events?.(orderId, {});
    if (log) demandSame(log.events.filter(({ text }) => text === body.text).length, 1, 'messages in the log');
  },

  async 'send: rejects where the outcome is unknown; the same intent again tells it'(world) {
    const { backend, losing } = world;
    const { intent } = await intentOf(world);
    await demandRejected(backend.send(intent, { signal: AbortSignal.abort() }), 'send, given up before it began');
    if (losing) await demandRejected(losing.send(intent, {}), 'send, cut off before the answer');
    const after = done(await backend.send(intent, {}));
    await demandLoaded(backend, after);
    const log = await backend.events?.(intent.orderId, {});
    if (!log) return;
    const made = log.events.filter(({ cancellationId }) => cancellationId === after.cancellation?.id);
    demandSame(made.length, 1, 'transitions in the log');
  },

  async 'preview: changes nothing'(world) {
    const { intent, before } = await intentOf(world);
    if (!world.backend.preview) return;
    await world.backend.preview(intent.orderId, intent.body, {});
    await demandLoaded(world.backend, before);
  },

  async 'list: every cancellation is on one page, whatever the length of a page'(world) {
    const { backend } = world;
    if (!backend.list) return;
    const made: string[] = [];
    for (const orderId of world.orderIds) {
      const { intent } = await intentOf(world, orderId);
      made.push(done(await backend.send(intent, {})).cancellation?.id ?? '');
    }
    const found: QueueItem[] = [];
    let cursor: string | null = null;
    do {
      const page = await backend.list({ limit: 1, ...(cursor !== null && { cursor }) }, {});
      demand(page.items.length <= 1, 'a page has more rows than its limit');
      demand(page.nextCursor === null || page.nextCursor !== cursor, 'a page leads to itself');
      const counted = Object.values(page.counts).reduce((sum, count) => sum + count, 0);
      demandSame(counted, made.length, 'the sum of the counts');
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null && found.length <= made.length);
    demandSame(found.map(({ cancellation }) => cancellation.id).sort(), made.sort(), 'the cancellations of all pages');
    for (const { cancellation, order } of found) demandSame(order.id, cancellation.orderId, 'the order of a row');
  },

  async 'list: by state'(world) {
    const { backend } = world;
    if (!backend.list) return;
    const { intent } = await intentOf(world);
    const { cancellation } = done(await backend.send(intent, {}));
    for (const state of ['requested', 'cancelled', 'refunding', 'declined'] as const) {
      const { items } = await backend.list({ state }, {});
      const expected = cancellation?.state === state ? [cancellation.id] : [];
      demandSame(
        items.map((item) => item.cancellation.id),
        expected,
        `the rows of ${state}`,
      );
    }
  },

  async 'events: one entry a transition'(world) {
    const { backend } = world;
    if (!backend.events) return;
    const { intent } = await intentOf(world);
    const { cancellation } = done(await backend.send(intent, {}));
    await backend.send(intent, {});
    const { events } = await backend.events(intent.orderId, {});
    const entries = events.filter(({ type }) => type === 'cancellation');
    demandSame(
      entries.map(({ cancellationId, state }) => [cancellationId, state]),
      [[cancellation?.id, cancellation?.state]],
      'the entries',
    );
  },

  async 'events: where the log is a chain, every entry follows from the one before'(world) {
    const { backend } = world;
    if (!backend.events) return;
    const { intent } = await intentOf(world);
    done(await backend.send(intent, {}));
    const before = await backend.events(intent.orderId, {});
    const message = { to: 'seller', text: 'Thank you.' } as const;
    const { orderId, revision } = intent;
    await backend.send({ type: 'message', key: newKey(), orderId, revision, body: message }, {});
    const { events } = await backend.events(intent.orderId, {});
    demandSame(events.slice(0, before.events.length), before.events, 'what was in the log before');
    if (events.some((entry) => 'hash' in entry)) demandChain(intent.orderId, events as EvidenceEntry[]);
  },

  async 'keys: are those that sign checkpoints'(world) {
    const { backend } = world;
    if (!backend.keys || !backend.events) return;
    const { intent } = await intentOf(world);
    done(await backend.send(intent, {}));
    const { checkpoint, events } = await backend.events(intent.orderId, {});
    const keys = await backend.keys({});
    if (!checkpoint) return;
    demandSame([checkpoint.orderId, checkpoint.size], [intent.orderId, events.length], 'what the checkpoint is of');
    demand(
      keys.some(({ x }) => x === checkpoint.key.x),
      'the key of a checkpoint is not one of the backend’s',
    );
  },

  async 'attach: a file is there under its hash, however often it is put'({ backend }) {
    const first = await backend.attach?.(aPicture(), {});
    if (!first) return;
    demandSame(first, { sha256: sha256Hex(picture), type: 'image/png', size: picture.length }, 'the attachment');
    demandSame(await backend.attach?.(aPicture(), {}), first, 'the attachment, put again');
    const back = await backend.loadAttachment?.(first.sha256, {});
    if (back) demandSame([...new Uint8Array(await back.arrayBuffer())], [...picture], 'the bytes');
  },

  async 'attach: what is no picture and no document is refused'({ backend }) {
    if (!backend.attach) return;
    const page = new Blob(['<script>alert(1)</script>'], { type: 'text/html' });
    await demandRejected(backend.attach(page, {}), 'attach, of a page');
    const disguised = new Blob(['<script>alert(1)</script>'], { type: 'image/png' });
    await demandRejected(backend.attach(disguised, {}), 'attach, of a page that is called a picture');
  },

  async 'loadAttachment: rejects for a file that nobody put'({ backend }) {
    if (backend.loadAttachment) await demandRejected(backend.loadAttachment(noHash, {}), 'loadAttachment');
  },

  async 'send: messages and evidence refer to files, and are on record once'(world) {
    const { backend } = world;
    const file = await backend.attach?.(aPicture(), {});
    if (!file) return;
    const { intent } = await intentOf(world);
    const { order, cancellation } = done(await backend.send(intent, {}));
    const attachments: AttachmentReference[] = [{ sha256: file.sha256, name: 'screen.png' }];
    const known = { orderId: order.id, revision: order.revision };
    const sent: Intent[] = [
      { type: 'message', key: newKey(), ...known, body: { to: 'seller', text: 'See here.', attachments } },
      {
        type: 'evidence',
        key: newKey(),
        ...known,
        cancellationId: cancellation?.id ?? '',
        body: { kind: 'screenshot', text: 'What I saw.', attachments },
      },
    ];
    for (const one of sent) {
      for (let times = 0; times < 2; times++) {
        const result = await backend.send(one, {});
        if (!result.ok) throw failure(`${one.type} was refused: ${result.problem.code}`);
      }
    }
    const log = await backend.events?.(order.id, {});
    if (!log) return;
    const told = log.events.filter((entry) => !('withheld' in entry) && entry.attachments);
    demandSame(
      told.map(({ type, text, attachments: files }) => [type, text, files?.map(({ sha256 }) => sha256)]),
      [
        ['message', 'See here.', [file.sha256]],
        ['evidence', 'What I saw.', [file.sha256]],
      ],
      'the entries with files',
    );
  },

  async 'send: a file that nobody put is refused'({ backend, orderIds: [orderId = ''] }) {
    if (!backend.attach) return;
    const { order } = await viewOf(backend, orderId);
    const body = { to: 'seller', text: 'See here.', attachments: [{ sha256: noHash }] } as const;
    const intent = { type: 'message', key: newKey(), orderId, revision: order.revision, body } as unknown as Intent;
    refused(await backend.send(intent, {}));
  },

  async 'withdraw: a statement is received once under its key, however often it is sent'({ backend }) {
    const withdraw = withdrawBy(backend);
    if (!withdraw) return;
    const key = newKey();
    const [first, second] = await Promise.all([withdraw(statement, key, {}), withdraw(statement, key, {})]);
    const received = receivedOf(first);
    demandSame(receivedOf(second), received, 'the same at once');
    demandSame(receivedOf(await withdraw(statement, key, {})), received, 'the same again');
    const other = receivedOf(await withdraw({ ...statement, text: 'The hat too.' }, key, {}));
    demand(other.reference !== received.reference, 'other words under the same key are another statement');
  },

  async 'withdraw: what was sent counts from when it was sent'({ backend }) {
    const withdraw = withdrawBy(backend);
    if (!withdraw) return;
    const sentAt = '2026-03-10T09:00:00.000Z';
    const { sentAt: kept, receivedAt } = receivedOf(await withdraw({ ...statement, sentAt }, newKey(), {}));
    demandSame(Date.parse(kept), Math.min(Date.parse(sentAt), Date.parse(receivedAt)), 'when it was sent');
  },

  async 'withdraw: nothing of a statement is demanded'({ backend }) {
    const withdraw = withdrawBy(backend);
    if (!withdraw) return;
    for (const said of [{}, { name: 'Ada' }, { text: 'I withdraw.' }, { orderNumber: noOrder, lines: [] }]) {
      receivedOf(await withdraw(said, newKey(), {}));
    }
  },

  async 'withdraw: no answer tells which orders there are'({ backend, orderIds, foreignId }) {
    const withdraw = withdrawBy(backend);
    if (!withdraw) return;
    const shapes = [];
    for (const orderNumber of [orderIds[0] as string, foreignId, noOrder]) {
      const received = receivedOf(await withdraw({ ...statement, orderNumber }, newKey(), {}));
      // But for what was said, and the number that it got.
      const told = textOf(received).replaceAll(received.reference, '').replaceAll(orderNumber, '');
      shapes.push(told.replace(/\d+/g, '0'));
    }
    demandSame(shapes.slice(1), [shapes[0], shapes[0]], 'the answer about another order');
  },

  async 'withdraw: about an order of one’s own, with nothing said that is known'({
    backend,
    orderIds: [orderId = ''],
  }) {
    const withdraw = withdrawBy(backend);
    if (!withdraw) return;
    const before = await viewOf(backend, orderId);
    const result = await withdraw({ orderId }, newKey(), {});
    receivedOf(result);
    if (!result.ok || !result.view) throw failure('the answer has no view of the order');
    demand(isOrderView(result.view), 'the view of the answer cannot be read');
    demandSame(result.view.order.id, orderId, 'the order of the view');
    // It is neither to accept nor to refuse it: nothing of the order has changed by it.
    demandSame(result.view.order.status, before.order.status, 'the status of the order');
  },

  async 'withdraw: about somebody else’s order it is refused as about none'({ backend, foreignId }) {
    const withdraw = withdrawBy(backend);
    if (!withdraw) return;
    const answers = await Promise.all([foreignId, noOrder].map((orderId) => withdraw({ orderId }, newKey(), {})));
    const codes = answers.map((answer) => (answer.ok ? 'received' : answer.problem.code));
    demandSame(codes, ['not-found', 'not-found'], 'the refusals');
  },

  async 'withdraw: rejects where the outcome is unknown; the same statement again tells it'({ backend, losing }) {
    const withdraw = withdrawBy(backend);
    if (!withdraw) return;
    const key = newKey();
    const given = { signal: AbortSignal.abort() };
    await demandRejected(withdraw(statement, key, given), 'withdraw, given up before it began');
    const lose = withdrawBy(losing);
    if (lose) await demandRejected(lose(statement, key, {}), 'withdraw, cut off before the answer');
    const received = receivedOf(await withdraw(statement, key, {}));
    demandSame(receivedOf(await withdraw(statement, key, {})), received, 'the same again');
  },

  async 'ownOrders: those of the person, and no other'({ backend, orderIds, lists }) {
    const { views } = (await ownOrdersBy(backend)?.({})) ?? { views: [] };
    for (const view of views) {
      demand(isOrderView(view), 'a view cannot be read');
      demand(orderIds.includes(view.order.id), `order ${view.order.id} is none of theirs`);
    }
    demandSame(new Set(views.map(({ order }) => order.id)).size, views.length, 'orders that are listed once');
    if (lists) demand(views.length > 0, 'none of theirs is listed');
  },

  async 'withdrawals: staff finds each statement once, and says which order it is about'(world) {
    const withdraw = withdrawBy(world.backend);
    const staff = statementsOf(world.staff);
    if (!withdraw || !staff) return;
    const [orderId = ''] = world.orderIds;
    const key = newKey();
    const { reference } = receivedOf(await withdraw(statement, key, {}));
    await withdraw(statement, key, {});
    const found = async () => (await staff.withdrawals({ state: 'all' }, {})).items;
    demandSame(
      (await found()).map((item) => [item.reference, item.orderId, item.statement.name]),
      [[reference, null, statement.name]],
      'the statements',
    );
    const step = { type: 'match', reference, body: { orderId } } as const;
    for (let times = 0; times < 2; times++) {
      const result = await staff.withdrawalStep(step, {});
      if (!result.ok) throw failure(`matching it was refused: ${result.problem.code}`);
    }
    demandSame(
      (await found()).map((item) => [item.reference, item.orderId]),
      [[reference, orderId]],
      'the statements, once one was matched',
    );
  },

  async 'subscribe: tells of an order that changed, until one leaves'(world) {
    const { backend, orderIds, change } = world;
    const [orderId = ''] = orderIds;
    const heard: string[][] = [];
    const leave = backend.subscribe?.((told) => heard.push(told.orderIds));
    if (!leave) return;
    // Without ids any order may have changed.
    const isTold = (): boolean => heard.some((ids) => ids.length === 0 || ids.includes(orderId));
    try {
      // Listening may take a moment to begin.
      for (let waited = 0; !isTold(); waited += interval) {
        if (waited >= timeout) throw failure(`a change was not told within ${timeout} ms`);
        await change(orderId);
        await pause(interval);
      }
    } finally {
      leave();
    }
    await pause(interval);
    const { length } = heard;
    await change(orderId);
    await pause(interval);
    demandSame(heard.length, length, 'what was told, with what came after one had left');
  },
};

const statement: StatementBody = {
  name: 'Ada Martins',
  address: 'ada@example.com',
  text: 'I withdraw.',
  language: 'en',
};

function receivedOf(result: StatementResult): StatementReceived {
  if (!result.ok) throw failure(`a statement was refused: ${result.problem.code}`);
  const { reference, sentAt, receivedAt } = result.received;
  demand(reference !== '', 'a statement has no reference');
  demand(Number.isFinite(Date.parse(sentAt)) && Number.isFinite(Date.parse(receivedAt)), 'an instant cannot be read');
  return result.received;
}

/** The smallest picture. */
const picture = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

function aPicture(): Blob {
  return new Blob([picture], { type: 'image/png' });
}

/** Each entry is hashed with the hash of the one before; what was committed to is left out, as are the salts. */
function demandChain(orderId: string, log: readonly (EvidenceEntry | WithheldEntry)[]): void {
  let prev = hashOf(['order-cancel-log', orderId]);
  for (const [at, entry] of log.entries()) {
    demandSame([entry.seq, entry.prev], [at + 1, prev], `number and reference of entry ${at + 1}`);
    prev = entry.hash;
    const open: readonly string[] = [...outlineMembers, 'hash', 'salts', ...Object.keys(entry.commitments ?? {})];
    const outline = Object.fromEntries(outlineMembers.map((name) => [name, entry[name]]));
    const inside = Object.fromEntries(Object.entries(entry).filter(([name]) => !open.includes(name)));
    const content = 'withheld' in entry ? entry.content : hashOf(inside);
    demandSame(entry.hash, hashOf({ ...outline, content }), `the hash of entry ${at + 1}`);
  }
}

function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

async function viewOf(backend: CancellationBackend, orderId = ''): Promise<OrderView> {
  const { views } = await backend.loadOrders([orderId], {});
  const view = views.find(({ order }) => order.id === orderId);
  if (!view) throw failure(`order ${orderId} was not loaded`);
  return view;
}

/** What cancels an order, or asks to, and how the order is before. */
async function intentOf(
  { backend, orderIds, bodyFor = usualBody }: ConformanceWorld,
  orderId = orderIds[0] ?? '',
): Promise<{ intent: Extract<Intent, { type: 'cancellation' }>; before: OrderView }> {
  const before = await viewOf(backend, orderId);
  const { revision } = before.order;
  return { before, intent: { type: 'cancellation', key: newKey(), orderId, revision, body: bodyFor(before) } };
}

function usualBody({ order, decision, policy }: OrderView): CancellationBody {
  const outcome = decision?.outcome;
  if (outcome !== 'cancel' && outcome !== 'request') {
    throw failure(`order ${order.id} may not be cancelled: ${outcome ?? 'its view has no decision'}`);
  }
  return { action: outcome, policyHash: policy.hash };
}

let keys = 0;

function newKey(): string {
  return `conformance-${Date.now().toString(36)}-${++keys}`;
}

function done(result: SendResult): OrderView {
  if (!result.ok) throw failure(`refused: ${result.problem.code}`);
  if (!isOrderView(result.view)) throw failure('the view of the answer cannot be read');
  return result.view;
}

function refused(result: SendResult): Problem {
  if (result.ok) throw failure('it was done, and not refused');
  return result.problem;
}

/** What two views of one moment have in common, whenever they are asked for. */
function essence({ order, cancellation, policy }: OrderView): object {
  return { order, cancellation, policy };
}

/** The page shows what the backend has (I9). */
async function demandLoaded(backend: CancellationBackend, view: OrderView): Promise<void> {
  demandSame(essence(await viewOf(backend, view.order.id)), essence(view), 'what is loaded afterwards');
}

async function demandRejected(promise: Promise<unknown>, what: string): Promise<void> {
  const outcome = await promise.then(
    () => 'resolved',
    () => 'rejected',
  );
  demandSame(outcome, 'rejected', what);
}

function demandSame(found: unknown, expected: unknown, what: string): void {
  const [one, other] = [textOf(found), textOf(expected)];
  demand(one === other, `${what}: expected ${other}, found ${one}`);
}

/** As JSON, whatever the order of members. */
function textOf(value: unknown): string {
  const sorted = (_: string, member: unknown): unknown =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member;
  return JSON.stringify(value, sorted) ?? 'nothing';
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw failure(message);
}

function failure(message: string): Error {
  return new Error(message);
}

function pause(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}
