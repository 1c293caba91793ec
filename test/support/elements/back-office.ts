import type { Actor, Cancellation, CancellationState, CancelPolicy, Order, OrderView } from 'order-cancel-elements';
import type {
  CancellationBackend,
  Intent,
  LogEntry,
  QueueItem,
  QueueQuery,
  SendResult,
} from 'order-cancel-elements/backend';
import { type Action, applyAction, availableActions } from '../../../src/domain/lifecycle/lifecycle.ts';
import { ago, anOrder, aPolicy, hours, minutes, start } from './orders.ts';

/** A policy whose seller has two days to answer, after which a request is accepted by itself. */
export function aQueuePolicy(changes: Partial<NonNullable<CancelPolicy['lifecycle']>> = {}): CancelPolicy {
  return aPolicy('request', {
    reasons: {
      buyer: { demand: 'optional', choices: [{ code: 'changed-mind' }, { code: 'too-slow' }] },
      seller: { demand: 'optional', choices: [{ code: 'sold-out' }, { code: 'buyer-asked' }] },
    },
    refund: { method: 'original', choices: ['original', 'bank_deposit'] },
    lifecycle: {
      requested: 'REQUESTED',
      cancelled: 'CANCELLED',
      completes: 'at-once',
      respondWithin: 'P2D',
      onSilence: 'accept',
      declineReasons: { demand: 'required', choices: [{ code: 'already-packed' }, { code: 'other' }] },
      notifies: ['buyer', 'seller'],
      ...changes,
    },
  });
}

/** A request of the buyer about an order; the later the index, the later it is due. */
export function aRequest(index: number, changes: Partial<Cancellation> = {}, order: Partial<Order> = {}): QueueItem {
  const subject = anOrder({
    id: `o${index}`,
    number: `N-${String(index).padStart(5, '0')}`,
    status: 'REQUESTED',
    buyer: { id: `b${index}`, name: `Buyer ${index}`, status: 'active' },
    revision: 'r1',
    ...order,
  });
  return {
    order: subject,
    cancellation: {
      id: `c${index}`,
      orderId: subject.id,
      kind: 'cancellation',
      state: 'requested',
      requestedBy: 'buyer',
      requestedAt: ago(minutes(30 + index)),
      reason: 'changed-mind',
      comment: index % 3 ? null : `Please, number ${index}`,
      lines: null,
      previousStatus: 'PLACED',
      respondBy: new Date(start + hours(10) + minutes(index)).toISOString(),
      policy: { id: 'test', version: '1', hash: '0'.repeat(64) },
      refund: null,
      decision: null,
      ruleId: null,
      revision: 'r1',
      ...changes,
    },
  };
}

export interface BackOffice {
  backend: CancellationBackend;
  /** Every query for rows. */
  asked: QueueQuery[];
  /** Every intent that was sent, answered or not. */
  sent: Intent[];
  /** What the server has. */
  rows: Map<string, QueueItem>;
  log: LogEntry[];
  /** As when somebody else does it. */
  act(cancellationId: string, action: Action, actor?: Actor): void;
  add(item: QueueItem): void;
  /** Tells the subscribers. */
  tell(...orderIds: string[]): void;
  /** Handles the next intents, one each. `answer` carries it out. */
  meddle(...meddlers: ((answer: () => SendResult, intent: Intent) => SendResult | Promise<SendResult>)[]): void;
  /** Fails the next reads with this code; `null`: no more. */
  fail(code: string | null): void;
}

/** A backend in the page: a seller's requests, over the package's own interpreter of what may be done to them. */
export function aBackOffice(
  items: QueueItem[],
  policy: CancelPolicy = aQueuePolicy(),
  more: Partial<CancellationBackend> = {},
): BackOffice {
  const rows = new Map(items.map((item) => [item.cancellation.id, item]));
  const byOrder = new Map(items.map((item) => [item.order.id, item.cancellation.id]));
  const asked: QueueQuery[] = [];
  const sent: Intent[] = [];
  const log: LogEntry[] = [];
  const done = new Map<string, SendResult>();
  const meddlers: Parameters<BackOffice['meddle']> = [];
  const listeners = new Set<(change: { orderIds: string[] }) => void>();
  const began = performance.now();
  const now = (): number => start + Math.floor(performance.now() - began);
  const open = ['requested', 'refunding', 'escalated', 'disputed'];
  let failing: string | null = null;
  const demandReading = (): void => {
    if (failing) throw Object.assign(new Error('failing'), { code: failing });
  };

  const withActions = ({ order, cancellation, ...said }: QueueItem): QueueItem => ({
    ...said,
    order,
    cancellation,
    actions: availableActions(policy, order, cancellation, { actor: 'seller', now: now() }),
  });
  const viewOf = (item: QueueItem): OrderView => ({
    ...withActions(item),
    policy: item.cancellation.policy,
    now: new Date(now()).toISOString(),
  });
  const apply = (id: string, action: Action, input: object, actor: Actor): SendResult => {
    const item = rows.get(id);
    if (!item) return { ok: false, problem: { code: 'not-found', status: 404 } };
    const applied = applyAction(policy, item.order, item.cancellation, { ...input, action }, { actor, now: now() });
    if (!applied.ok) {
      const status = applied.code === 'illegal-transition' ? 409 : 422;
      return { ok: false, problem: { code: applied.code, status, issues: applied.issues, view: viewOf(item) } };
    }
    const revision = `r${Number(item.order.revision.slice(1)) + 1}`;
    const after = {
      order: { ...applied.order, revision },
      cancellation: { ...applied.cancellation, revision },
    };
    rows.set(id, after);
    log.push({
      id: String(log.length),
      at: new Date(now()).toISOString(),
      by: actor,
      type: 'cancellation',
      cancellationId: id,
      action,
      state: after.cancellation.state,
    });
    return { ok: true, view: viewOf(after) };
  };

  const backend: CancellationBackend = {
    async loadOrders(ids) {
      demandReading();
      const found = ids.flatMap((id) => rows.get(byOrder.get(id) ?? '') ?? []);
      return { views: found.map(viewOf), missing: ids.filter((id) => !byOrder.has(id)) };
    },
    loadPolicy: async () => policy,
    async list(query) {
      asked.push(query);
      demandReading();
      const { state, q = '', sort = 'cost-of-delay', cursor = '0', limit = 100 } = query;
      const states = state === 'open' ? open : state?.split(',');
      const found = [...rows.values()].filter(({ order, cancellation }) =>
        `${order.number} ${order.buyer.name} ${cancellation.comment}`.toLowerCase().includes(q.toLowerCase()),
      );
      const counts: Partial<Record<CancellationState, number>> = {};
      for (const { cancellation } of found) counts[cancellation.state] = (counts[cancellation.state] ?? 0) + 1;
      const chosen = found.filter(({ cancellation }) => !states || states.includes(cancellation.state));
      const keyOf = ({ order, cancellation }: QueueItem): number =>
        sort.endsWith('amount')
          ? order.total.amount
          : sort.endsWith('requestedAt')
            ? Date.parse(cancellation.requestedAt)
            : Date.parse(cancellation.respondBy ?? '9999-12-31T00:00:00Z');
      chosen.sort((one, other) => (keyOf(one) - keyOf(other)) * (sort.startsWith('-') ? -1 : 1));
      const from = Number(cursor);
      return {
        items: chosen.slice(from, from + limit).map(withActions),
        nextCursor: from + limit < chosen.length ? String(from + limit) : null,
        counts,
        now: new Date(now()).toISOString(),
      };
    },
    async send(intent) {
      sent.push(structuredClone(intent));
      const answer = (): SendResult => {
        const again = done.get(intent.key);
        if (again) return again;
        if (intent.type !== 'action') return { ok: false, problem: { code: 'illegal-transition' } };
        const item = rows.get(intent.cancellationId);
        if (item && item.order.revision !== intent.revision) {
          return { ok: false, problem: { code: 'stale-revision', status: 412, view: viewOf(item) } };
        }
        const result = apply(intent.cancellationId, intent.action, intent.body, 'seller');
        if (result.ok) done.set(intent.key, result);
        return result;
      };
      const meddler = meddlers.shift();
      return meddler ? meddler(answer, intent) : answer();
    },
    events: async (orderId) => ({
      events: log.filter(({ cancellationId }) => cancellationId === byOrder.get(orderId)),
      nextCursor: null,
    }),
    reasons: async () => ({
      buckets: [
        { from: '2026-02-01T00:00:00Z', to: '2026-03-01T00:00:00Z', counts: { 'changed-mind': 4, 'too-slow': 1 } },
        { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', counts: { 'changed-mind': 2, '': 3 } },
      ],
      totals: { 'changed-mind': 6, 'too-slow': 1, '': 3 },
    }),
    async findOrder(number) {
      const found = [...rows.values()].filter(({ order }) => order.number === number);
      return { views: found.map(viewOf), missing: [] };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ...more,
  };
  return {
    backend,
    asked,
    sent,
    rows,
    log,
    act(id, action, actor = 'seller') {
      const input = action === 'decline' ? { reason: 'other' } : {};
      const result = apply(id, action, input, actor);
      if (!result.ok) throw new Error(result.problem.code);
    },
    add(item) {
      rows.set(item.cancellation.id, item);
      byOrder.set(item.order.id, item.cancellation.id);
    },
    tell(...orderIds) {
      for (const listener of listeners) listener({ orderIds });
    },
    meddle(...more) {
      meddlers.push(...more);
    },
    fail(code) {
      failing = code;
    },
  };
}
