import { CancelError } from '../domain/errors.ts';
import { createContext } from './context.ts';
import { isWithdrawing } from './handlers/cancellation.ts';
import { demandFileType, demandJson, demandLength, parseBody, readBody } from './http/body.ts';
import { demandGranted } from './http/grants.ts';
import { createOrigins } from './http/origins.ts';
import { readKey } from './http/preconditions.ts';
import { problemResponse, Refusal } from './http/problem.ts';
import { demandRate } from './http/rate.ts';
import { endpointsAt, type Route } from './http/routes.ts';
import { erase } from './log/erase.ts';
import type { CancellationServer, Principal, ServerOptions } from './options.ts';
import { sendOne } from './outbox.ts';
import { demandAble } from './shops/demands.ts';
import { inProgress } from './transitions/idempotency.ts';
import { finish, orderChanged, runDue } from './transitions/maintenance.ts';
import { waitingOf } from './waiting.ts';

/** What cannot be read stays so until the shop has mended it; of all else it is hoped that it passes. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof CancelError && error.code === 'invalid-order') {
    return new Refusal('order-unreadable', { issues: error.issues });
  }
  // Whoever holds the order by now finishes what was begun: asked again, the answer is theirs.
  if (error instanceof CancelError && (error.code === 'lease-lost' || error.code === 'order-busy')) return inProgress();
  return new Refusal('unavailable', {}, { 'Retry-After': '5' });
}

/**
 * The HTTP contract as a Fetch handler: Web APIs only, stateless, so that any number of them may serve one store.
 *
 * @throws {CancelError} `invalid-policy` where one of the policies is; `invalid-shop` where one asks for what the shop lacks.
 */
export function createCancellationServer(options: ServerOptions): CancellationServer {
  const context = createContext(options);
  demandAble(options.shop, options.policies);
  const origins = createOrigins(options.allowedOrigins ?? []);
  const base = context.path().slice(0, -1);

  /** Checks in the contract's order; what the handler itself checks comes after. */
  const serve = async (endpoint: Route, request: Request, segments: string[]): Promise<Response> => {
    const { open, read, handle } = endpoint;
    let body: unknown = null;
    let known: Principal | null = null;
    // Asked before anything of the body is read. Of a short one what is wrong with it is said first, as the contract has it;
    // of a file nothing is read for somebody who is not known.
    if (endpoint.method === 'POST') {
      demandJson(request);
      demandLength(request);
      known = await authenticated(request, open);
      const bytes = await readBody(request);
      origins.demandAllowed(request);
      body = parseBody(bytes);
      if (!open && !isWithdrawing(body)) readKey(request);
    } else if (endpoint.method === 'PUT') {
      demandFileType(request);
      demandLength(request, context.evidence.maxBytes);
      origins.demandAllowed(request);
      known = demandKnown(await options.authenticate(request));
      body = await readBody(request, context.evidence.maxBytes);
    }
    const input = read(body, new URL(request.url).searchParams);
    if (endpoint.method === 'GET' && !open) known = await options.authenticate(request);
    const principal = open ? (known ?? { id: '', roles: [] }) : demandKnown(known);
    demandGranted(principal, endpoint, segments, input);
    if (!open && !isWithdrawing(input)) await demandRate(context, principal);
    return handle({ context, request, segments, input, principal });
  };

  /** Who sends it. What anybody may send is taken from those too of whom it cannot be found out. */
  async function authenticated(request: Request, open: boolean): Promise<Principal | null> {
    try {
      return await options.authenticate(request);
    } catch (error) {
      if (!open) throw error;
      return null;
    }
  }

  function demandKnown(principal: Principal | null): Principal {
    if (!principal) throw new Refusal('sign-in-required', {}, { 'WWW-Authenticate': 'Bearer' });
    return principal;
  }

  const answer = async (request: Request): Promise<Response> => {
    const found = endpointsAt(new URL(request.url).pathname, base);
    if (!found) throw new Refusal('not-found');
    const methods = found.endpoints.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    const allowed = [...methods, 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS') return origins.preflight(request, allowed);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const endpoint = found.endpoints.find((one) => one.method === method);
    if (!endpoint) throw new Refusal('method-not-allowed', {}, { Allow: allowed });
    const response = await serve(endpoint, request, found.segments);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  };

  return {
    async fetch(request) {
      let response: Response;
      try {
        response = await answer(request);
      } catch (error) {
        if (!(error instanceof Refusal)) {
          context.emit({ type: 'error', during: `${request.method} ${new URL(request.url).pathname}`, error });
        }
        response = problemResponse(refusalOf(error));
      }
      const { headers } = response;
      if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
      headers.set('X-Content-Type-Options', 'nosniff');
      origins.mark(request, headers);
      return response;
    },
    runDue: () => runDue(context),
    goOn: async (id) => (await context.shop.goOn?.(id)) ?? null,
    finish: (orderId) => finish(context, orderId),
    send: (id) => sendOne(context, id),
    waiting: () => waitingOf(context),
    orderChanged: (orderId) => orderChanged(context, orderId),
    erase: (orderId, party) => erase(context, orderId, party),
  };
}
