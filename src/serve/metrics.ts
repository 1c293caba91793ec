import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { endpointsAt } from '../server/http/routes.ts';
import type { ServerEvent, Waiting } from '../server/options.ts';
import type { CancellationStore } from '../server/stores/store.ts';

export interface Metrics {
  /** As Prometheus reads it. */
  text(): Promise<string>;
  contentType: string;
  /** Counts a request and its answer, by `route` without ids. */
  count(method: string, route: string, response: Response, seconds: number): Promise<void>;
  /** Counts what the handler tells its host. */
  tell(event: ServerEvent): void;
}

export function createMetrics(
  store: Pick<CancellationStore, 'due'>,
  { waiting, now = Date.now }: { waiting(): Promise<Waiting>; now?: () => number },
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'oce_http_requests_total',
    help: 'Requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'oce_http_request_duration_seconds',
    help: 'How long answers took',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const refusals = new Counter({
    name: 'oce_refusals_total',
    help: 'Refusals by their code',
    labelNames: ['code'],
    registers,
  });
  const decisions = new Counter({
    name: 'oce_decisions_total',
    help: 'Decisions that people were shown, by outcome and reason',
    labelNames: ['outcome', 'reason'],
    registers,
  });
  const transitions = new Counter({
    name: 'oce_transitions_total',
    help: 'States that cancellations took',
    labelNames: ['state'],
    registers,
  });
  const errors = new Counter({ name: 'oce_errors_total', help: 'What went wrong and was told', registers });
  const unfinished = new Gauge({
    name: 'oce_unfinished_transitions',
    help: 'Transitions that are being carried out, or that a crash cut off',
    registers,
  });
  const oldest = new Gauge({ name: 'oce_oldest_transition_seconds', help: 'Age of the oldest of them', registers });
  const stuck = new Gauge({ name: 'oce_stuck_steps', help: 'Those that wait for a person', registers });
  const receipts = new Gauge({ name: 'oce_unsent_receipts', help: 'Receipts that are not sent yet', registers });
  const notices = new Gauge({ name: 'oce_undelivered_notices', help: 'Notices that are not delivered yet', registers });
  const oldestNotice = new Gauge({ name: 'oce_oldest_notice_seconds', help: 'Age of the oldest of them', registers });
  const overdue = new Gauge({ name: 'oce_overdue_orders', help: 'Orders of which something is due by now', registers });
  /** s. */
  const age = (since: number | null): number => (since === null ? 0 : Math.max(0, now() - since) / 1000);
  const measure = async (): Promise<void> => {
    const { transitions: begun, stuck: waits, receipts: unsent, notices: told } = await waiting();
    unfinished.set(begun.count);
    oldest.set(age(begun.since));
    stuck.set(waits);
    receipts.set(unsent);
    notices.set(told.count);
    oldestNotice.set(age(told.since));
    overdue.set((await store.due(now())).length);
  };
  return {
    async text() {
      await measure();
      return registry.metrics();
    },
    contentType: registry.contentType,
    async count(method, route, response, took) {
      requests.inc({ method, route, status: response.status });
      seconds.observe({ method, route }, took);
      const type = response.headers.get('Content-Type') ?? '';
      // Refusals have a code, and what is about one order a decision: nothing else is read for it.
      const isTelling =
        /^application\/problem\+json/.test(type) || (type === 'application/json' && route.includes('/:id'));
      if (!isTelling) return;
      const body = (await response.clone().json()) as { code?: string; decision?: { outcome: string; reason: string } };
      if (response.status >= 400 && body.code) refusals.inc({ code: body.code });
      const { decision } = body;
      if (decision) decisions.inc({ outcome: decision.outcome, reason: decision.reason });
    },
    tell(event) {
      if (event.type === 'transition') transitions.inc({ state: event.state });
      if (event.type === 'error') errors.inc();
    },
  };
}

/** The pages of the sample shop. */
const pages = /^\/(?:|healthz|readyz|metrics|shop\.css|sign-in|sign-out|orders\/[^/]+(?:\/ship)?|elements\/.*)$/;

/**
 * The route that a path is of, without what names a person, an order or a cancellation; `other`: it is of none. There are as many
 * as the server has, whatever is asked for.
 */
export function routeOf(path: string): string {
  const [endpoint] = endpointsAt(path, '/api')?.endpoints ?? [];
  if (endpoint) return `/api/${endpoint.path.join('/').replaceAll('*', ':id')}`;
  if (!pages.test(path)) return 'other';
  return path.replace(/^\/orders\/[^/]+/, '/orders/:id').replace(/^\/elements\/.*/, '/elements/*');
}
