import type { OrderController } from '../controllers/order-controller.ts';
import type { Decision } from '../domain/decision/decision.ts';
import type { PolicyReference } from '../domain/records.ts';
import { sha256Hex } from '../domain/values/sha256.ts';
import { explainDecision } from '../policy/explain/decision-text.ts';

/** Of a decision what tells two of them apart. */
export type DecisionHead = Pick<Decision, 'outcome' | 'reason' | 'ruleId'>;

/**
 * Why an element shows what it shows. Nothing in it names a person: orders by a digest of their ids, requests without ids and
 * values, no free text, no items.
 */
export interface DebugReport {
  /** The element's tag, and its place among those of the page that show an order, from 1. */
  element: string;
  place: number;
  /** The first half of a SHA-256 of the order's id, in hex: the same order has the same one. `null`: it shows none. */
  order: string | null;
  actor: string;
  language: string;
  /** What keeps it from a decision (`loading`, `offline`, `sign-in-required`, …); `null`: nothing. */
  waits: string | null;
  decision: DecisionHead | null;
  /** The decision's trace in words, in English. */
  trace: string;
  /** What page and server have decided, where they differ; the server's counts. */
  drift: { page: DecisionHead; server: DecisionHead } | null;
  policy: PolicyReference | { id: string; version: string } | null;
  /** The order's status, and its instants by name. */
  status: string | null;
  instants: Record<string, string>;
  cancellation: { state: string; kind: string; requestedAt: string; ruleId: string | null } | null;
  /** Server's clock less the page's, ms; `null` where no server was asked. */
  clockOffset: number | null;
  problem: string | null;
  /** What was sent and is not known the end of, and when, by the page's clock. */
  intent: { type: string; at: string } | null;
  /** What was asked of the backend since the page began, the latest last; `null`: the backend is an adapter of the page's own. */
  requests: DebugRequest[] | null;
}

export interface DebugRequest {
  /** Without ids and values: `orders/…/cancellation`. */
  path: string;
  /** ms since the page began. */
  at: number;
  /** ms. */
  took: number;
  /** 0 or absent: it did not come to an answer, or the browser does not tell. */
  status?: number;
}

/** What an element knows of its order. */
type Looked = Element & { controller: OrderController };

/** The last so many requests are told of, and so many of the page are kept to find them in. */
const mostRequests = 20;
const mostKept = 1000;

/** What the page has fetched. The browser's own list ends when it is full, which a page with many files soon has. */
const fetched: PerformanceResourceTiming[] = [];
if (typeof document !== 'undefined') {
  new PerformanceObserver((list) => {
    const all = list.getEntries() as PerformanceResourceTiming[];
    fetched.push(...all.filter(({ initiatorType }) => initiatorType === 'fetch'));
    fetched.splice(0, Math.max(0, fetched.length - mostKept));
  }).observe({ type: 'resource', buffered: true });
}

/** Words of paths; whatever else stands in one may be a name. */
const words = ['orders', 'cancellation', 'cancellations', 'actions', 'messages', 'evidence', 'policies', 'withdrawals'];

/** The elements below `root`, shadow trees included, that show an order. */
export function elementsIn(root: ParentNode = document): Looked[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(isLooked(element) ? [element] : []),
    ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
  ]);
}

function isLooked(element: Element): element is Looked {
  const { controller } = element as Partial<Looked>;
  return typeof controller === 'object' && controller !== null && 'decision' in controller && 'situation' in controller;
}

/**
 * Why an element shows what it shows.
 *
 * @throws {TypeError} for what shows no order: of the package's elements that of one order alone do.
 */
export function explain(element: Element): DebugReport {
  if (!isLooked(element)) throw new TypeError('only an element that shows an order has a decision to explain');
  const { controller } = element;
  const { decision, id, order, view, policy, drift, problem, store, unresolved, cancellation } = controller;
  const isServed = !!store?.backend;
  return {
    element: element.localName,
    place: elementsIn().indexOf(element) + 1,
    order: id === undefined ? null : sha256Hex(id).slice(0, 32),
    actor: controller.actor,
    language: controller.language,
    waits: decision ? null : controller.situation,
    decision: decision && headOf(decision),
    trace: decision ? explainDecision(policy ?? {}, decision, { actor: controller.actor, now: controller.now }) : '',
    drift: drift && { page: headOf(drift.page), server: headOf(drift.server) },
    policy: view?.policy ?? (policy && { id: policy.id, version: policy.version }),
    status: order?.status ?? null,
    instants: Object.fromEntries(
      Object.entries(order ?? {}).filter(
        (member): member is [string, string] => /At$/.test(member[0]) && typeof member[1] === 'string',
      ),
    ),
    cancellation: cancellation && {
      state: cancellation.state,
      kind: cancellation.kind,
      requestedAt: cancellation.requestedAt,
      ruleId: cancellation.ruleId ?? null,
    },
    clockOffset: isServed && view ? Math.round(store.now() - Date.now()) : null,
    problem: problem?.code ?? null,
    intent: unresolved && {
      type: unresolved.intent?.type ?? (unresolved.statement ? 'withdrawal' : 'cancellation'),
      at: new Date(unresolved.at).toISOString(),
    },
    requests: store?.name ? requestsTo(store.name) : null,
  };
}

function headOf({ outcome, reason, ruleId }: Decision): DecisionHead {
  return { outcome, reason, ruleId };
}

function requestsTo(base: string): DebugRequest[] {
  return fetched
    .filter(({ name }) => name.startsWith(`${base}/`))
    .slice(-mostRequests)
    .map(({ name, startTime, duration, responseStatus }) => ({
      path: new URL(name).pathname
        .slice(new URL(base).pathname.replace(/\/$/, '').length + 1)
        .split('/')
        .map((part) => (words.includes(part) ? part : '…'))
        .join('/'),
      at: Math.round(startTime),
      took: Math.round(duration),
      // Safari does not tell.
      ...(responseStatus !== undefined && { status: responseStatus }),
    }));
}

/** The same to be read, and to be sent to whoever helps. */
export function textOf(report: DebugReport): string {
  const { element, place, order, trace, requests, ...more } = report;
  const told = Object.entries(more).filter(([name, value]) => name !== 'decision' && value !== null);
  const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  const asked = (requests ?? []).map(
    ({ path, at, took, status }) => `  ${at} ms: ${path}, ${status ? `${status} ` : ''}after ${took} ms`,
  );
  return [
    `<${element}> ${place}, order ${order ?? '(none)'}`,
    ...told.map(([name, value]) => `${name}: ${written(value)}`),
    '',
    trace || 'No decision.',
    '',
    requests === null ? 'Requests: not known, as the backend is the page’s own.' : 'Requests:',
    ...asked,
  ].join('\n');
}
