import { isWrite } from './is-write.ts';

/** What a scenario has at hand for one request. */
interface Situation {
  request: Request;
  /** What the request is about: the same for every retry of an intent. */
  subject: string;
  /** The server's own answer; with a name, the answer to that person. */
  answer(as?: string): Promise<Response>;
  /** Gives the order of the request a new revision, as any change in the shop would. */
  touch(): Promise<void>;
  /** Ships the order of the request. */
  ship(): Promise<void>;
  /** Whether this is the first time that something happens. */
  first(what: string): boolean;
  /** Resolves when the stalled requests are let go. */
  released(): Promise<void>;
}

type Scenario = (situation: Situation) => Promise<Response>;

const html = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';

/** Every way in which a server or a network fails. What the server does in them, it truly does. */
export const scenarios = {
  /** No answer until the requests are released. */
  stall: async ({ answer, released }) => {
    await released();
    return answer();
  },
  /** The answer takes two seconds. */
  slow: async ({ answer }) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return answer();
  },
  /** No network. */
  offline: async () => Response.error(),
  /** The server acts, and the answer is lost; the same intent sent again is answered. */
  'lost-answer': async ({ request, answer, first, subject }) => {
    const response = await answer();
    return isWrite(request) && first(subject) ? Response.error() : response;
  },
  /** A page where JSON should be, with status 200. */
  html: async () => new Response(html, { headers: { 'Content-Type': 'text/html' } }),
  /** JSON that ends in the middle. */
  cut: async ({ answer }) => changed(await answer(), (text) => text.slice(0, Math.floor(text.length / 2))),
  /** JSON of another shape. */
  'wrong-schema': async ({ answer }) => changed(await answer(), misshape),
  /** A bare 500. */
  'server-error': async () =>
    new Response('Internal Server Error', { status: 500, headers: { 'Content-Type': 'text/plain' } }),
  /** 503 with `Retry-After`. */
  unavailable: async () => problem(503, 'unavailable', { 'Retry-After': '1' }),
  /** 429 with `Retry-After`. */
  'rate-limited': async () => problem(429, 'rate-limited', { 'Retry-After': '1' }),
  /** The order changes before the first write to it arrives: 412 with the fresh view, then all is well. */
  conflict: async ({ request, answer, touch, first }) => {
    if (request.method === 'POST' && first('conflict')) await touch();
    return answer();
  },
  /** The order is shipped before the first write to it arrives: 409 with the new decision. */
  'decision-changed': async ({ request, answer, ship, first }) => {
    if (request.method !== 'POST' || !first('decision-changed')) return answer();
    await ship();
    const response = await answer();
    // The server says 412, as the revision is another one too. That it is the decision that counts is what this shows.
    return response.status === 412
      ? changed(
          response,
          (text) => text.replace('"status":412,"code":"stale-revision"', '"status":409,"code":"decision-changed"'),
          409,
        )
      : response;
  },
  /** Nothing is there, or nothing of this person's. */
  'not-found': ({ answer }) => answer('stranger'),
  /** Nobody is signed in. */
  'sign-in': ({ answer }) => answer('nobody'),
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios) as ScenarioName[];

/** A scenario, and to which requests it applies. */
export interface Staging {
  name: ScenarioName;
  /** Default `all`. */
  on?: 'read' | 'write' | 'all';
  /** To how many requests; then all is well. Default: no end. */
  times?: number;
  /** Only to requests of this order. */
  orderId?: string;
}

/** Reads `offline`, `stall-on-write`, `server-error-on-read-once`; `null` where there is no such scenario. */
export function parseStaging(text: string): Staging | null {
  const [, name = '', on, once] = /^([a-z-]+?)(?:-on-(read|write))?(-once)?$/.exec(text) ?? [];
  if (!Object.hasOwn(scenarios, name)) return null;
  return { name: name as ScenarioName, ...(on && { on: on as 'read' | 'write' }), ...(once && { times: 1 }) };
}

async function changed(
  response: Response,
  change: (text: string) => string,
  status = response.status,
): Promise<Response> {
  const { headers } = response;
  return new Response(change(await response.text()), { status, headers });
}

/** The same JSON with members that have another type than they should. */
function misshape(text: string): string {
  const wrong = (value: unknown): unknown =>
    typeof value === 'object' && value !== null ? { ...value, lines: 'none', order: 7, rules: {}, code: 7 } : 7;
  let value: { views?: unknown[] };
  try {
    value = JSON.parse(text);
  } catch {
    // A file has no shape to lose.
    return text;
  }
  return JSON.stringify(Array.isArray(value?.views) ? { ...value, views: value.views.map(wrong) } : wrong(value));
}

function problem(status: number, code: string, headers: Record<string, string>): Response {
  const body = JSON.stringify({ type: 'about:blank', title: 'A scenario', status, code });
  return new Response(body, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
}
