import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { deleteCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { languageDetector } from 'hono/language';
import { secureHeaders } from 'hono/secure-headers';
import type { Kysely } from 'kysely';
import { createCancellationServer } from '../server/cancellation-server.ts';
import type { CancellationServer, ServerEvent } from '../server/options.ts';
import { sqlCounter, sqlStore } from '../server/sql/index.ts';
import { createMetrics, routeOf } from './metrics.ts';
import { people, policies, policyFor, sampleOrders, sentStatus } from './orders.ts';
import { css, orderPage, ordersPage, problemPage, type Reader, signInPage } from './pages.ts';
import { sampleShop } from './sample-shop.ts';
import { languages } from './words.ts';

/** What a line of the log says; no names, ids or texts of people are in it. */
export interface LogLine {
  level: 'info' | 'error';
  event: string;
  [member: string]: string | number | boolean | undefined;
}

export interface AppOptions {
  kysely: Kysely<unknown>;
  /** Folder of the built elements. */
  elements: string;
  log: (line: LogLine) => void;
  now?: () => number;
  /** How many requests one person may send in a minute, to all processes of the database; 0: as many as they like. Default 600. */
  requestsAMinute?: number;
}

export interface App {
  fetch(request: Request): Promise<Response>;
  server: CancellationServer;
  /** From now on it is not ready for more. */
  stop(): void;
}

const session = 'session';
/** s: a week. */
const sessionFor = 7 * 86_400;
/** s: a year. */
const languageFor = 365 * 86_400;
const languageCookie = 'language';

/** The sample shop with its cancellations: pages, sign-in, the endpoints at `/api`, and what operators ask for. */
export async function createApp({
  kysely,
  elements,
  log,
  now = Date.now,
  requestsAMinute = 600,
}: AppOptions): Promise<App> {
  const store = sqlStore(kysely);
  const shop = sampleShop(kysely);
  await shop.seed(sampleOrders(now()));
  const secret = await store.secret();
  const metrics = createMetrics(store, { waiting: () => server.waiting(), now });
  const stopping = new AbortController();

  const personOf = async (context: Context) => {
    const id = await getSignedCookie(context, secret, session);
    return (id && Object.hasOwn(people, id) && people[id]) || null;
  };

  const server = createCancellationServer({
    policies,
    policyFor,
    store,
    shop,
    now,
    basePath: '/api',
    ...(requestsAMinute > 0 && {
      rateLimit: { requests: requestsAMinute, every: 60_000, counter: sqlCounter(kysely) },
    }),
    // Hono reads cookies from a context of its own; the request is the same.
    authenticate: async (request) => principals.get(request) ?? null,
    // It sends no mail: a line says that one would be sent.
    withdrawals: {
      trader: { name: 'Sample shop', address: '1 Harbour Street\nshop@example.com' },
      sendReceipt: ({ id, language }) => log({ level: 'info', event: 'receipt', reference: id, language }),
      printReceipt: ({ id, language }) => log({ level: 'info', event: 'receipt-by-letter', reference: id, language }),
    },
    onEvent: (event) => {
      metrics.tell(event);
      log(lineOf(event));
    },
  });
  const principals = new WeakMap<Request, NonNullable<Awaited<ReturnType<typeof personOf>>>>();

  const app = new Hono();
  app.use(async (context, next) => {
    const begin = performance.now();
    await next();
    const { method, path } = context.req;
    const route = routeOf(path);
    const took = performance.now() - begin;
    await metrics.count(method, route, context.res, took / 1000);
    const isNoise = route.startsWith('/elements/') || path === '/healthz' || path === '/readyz' || path === '/metrics';
    if (!isNoise) {
      log({ level: 'info', event: 'request', method, route, status: context.res.status, ms: Math.round(took) });
    }
  });
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    const reached =
      !stopping.signal.aborted &&
      (await store.unfinished().then(
        () => true,
        () => false,
      ));
    return reached ? context.json({ status: 'ready' }) : context.json({ status: 'not ready' }, 503);
  });
  app.get('/metrics', async (context) =>
    context.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType }),
  );
  app.all('/api/*', async (context) => {
    const person = await personOf(context);
    const { raw } = context.req;
    // Streams end when the server does; all else is let go on to its end.
    const streams = raw.method === 'GET' && context.req.path === '/api/events';
    const { url, headers, signal } = raw;
    const request = streams ? new Request(url, { headers, signal: AbortSignal.any([signal, stopping.signal]) }) : raw;
    if (person) principals.set(request, person);
    return server.fetch(request);
  });

  const own = ["'self'"];
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: own,
        styleSrc: own,
        connectSrc: own,
        imgSrc: [...own, 'data:'],
        formAction: own,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['lit-html', "'allow-duplicates'"],
      },
    }),
  );
  app.use(csrf());
  app.get('/elements/*', serveStatic({ root: elements, rewriteRequestPath: (path) => path.slice('/elements'.length) }));
  app.get('/shop.css', (context) => context.body(`${css}`, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  // What a link asks for, then what one asked for before, then what the browser does.
  app.use(
    languageDetector({
      supportedLanguages: languages,
      fallbackLanguage: 'en',
      lookupCookie: languageCookie,
      caches: false,
    }),
  );
  app.use(async (context, next) => {
    if (context.req.query('lang') === context.get('language')) {
      setCookie(context, languageCookie, context.get('language'), {
        sameSite: 'Lax',
        httpOnly: true,
        path: '/',
        maxAge: languageFor,
        secure: isSecure(context),
      });
    }
    await next();
    context.header('Content-Language', context.get('language'));
    context.header('Vary', 'Accept-Language, Cookie', { append: true });
  });
  app.get('/sign-in', (context) => {
    const next = wayBack(context.req.query('next'));
    return context.html(signInPage(readerOf(context), next));
  });
  app.post('/sign-in', async (context) => {
    const { person, next } = await context.req.parseBody();
    if (typeof person !== 'string' || !Object.hasOwn(people, person)) return context.redirect('/sign-in', 303);
    await setSignedCookie(context, session, person, secret, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      maxAge: sessionFor,
      secure: isSecure(context),
    });
    return context.redirect(wayBack(next), 303);
  });
  app.post('/sign-out', (context) => {
    deleteCookie(context, session, { path: '/' });
    return context.redirect('/sign-in', 303);
  });
  app.get('/', async (context) => {
    const person = await personOf(context);
    if (!person) return context.redirect('/sign-in', 303);
    const [role] = person.roles;
    const orders = role === 'platform' ? [] : await shop.listOf(role === 'seller' ? 'seller' : 'buyer', person.id);
    return context.html(ordersPage(readerOf(context, person), person, orders));
  });
  app.get('/orders/:id', async (context) => {
    const person = await personOf(context);
    if (!person) return context.redirect(`/sign-in?next=${encodeURIComponent(context.req.path)}`, 303);
    const order = await shop.order(context.req.param('id'));
    const isTheirs =
      order && (person.roles.includes('platform') || [order.buyer.id, order.seller.id].includes(person.id));
    if (!isTheirs) return context.html(problemPage(readerOf(context, person), 'not-found', 'no-order'), 404);
    return context.html(orderPage(readerOf(context, person), person, order));
  });
  app.post('/orders/:id/ship', async (context) => {
    const person = await personOf(context);
    const id = context.req.param('id');
    const order = await shop.order(id);
    if (!person || order?.seller.id !== person.id) {
      return context.html(problemPage(readerOf(context, person), 'not-found', 'no-order'), 404);
    }
    const sent = await shop.ship(id, now(), sentStatus);
    await server.orderChanged(id);
    if (sent) return context.redirect('/', 303);
    return context.html(problemPage(readerOf(context, person), 'not-sent', 'cannot-send'), 409);
  });
  app.notFound((context) => context.html(problemPage(readerOf(context), 'not-found', 'nothing'), 404));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    log({ level: 'error', event: 'page', name: error.name });
    return context.html(problemPage(readerOf(context), 'wrong', 'try-again'), 500);
  });

  return {
    fetch: async (request) => app.fetch(request),
    server,
    stop: () => stopping.abort(),
  };
}

function isSecure({ req }: Context): boolean {
  return new URL(req.url).protocol === 'https:';
}

function readerOf(context: Context, person: Reader['person'] = null): Reader {
  const language = languages.find((tag) => tag === context.get('language')) ?? 'en';
  const { method } = context.req;
  const path = wayBack(context.req.path);
  // A form's answer stands at no address that could be read again.
  const addressIn = (lang: string): string =>
    method === 'GET' ? `${path}?${new URLSearchParams({ ...context.req.query(), lang })}` : `/?lang=${lang}`;
  return { language, person, addressIn };
}

/** A path of this shop, wherever somebody wants to be sent. */
function wayBack(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** What is told of an event, without what names or quotes a person. */
function lineOf(event: ServerEvent): LogLine {
  switch (event.type) {
    case 'transition':
      return { level: 'info', event: 'transition', state: event.state };
    case 'notify':
      return { level: 'info', event: 'notify', to: event.to, about: event.event };
    case 'error': {
      const { name = 'Error', code } = (event.error ?? {}) as { name?: string; code?: string };
      return {
        level: 'error',
        event: 'error',
        during: event.during.replace(/\/\S*$/, routeOf),
        name,
        ...(code && { code: String(code) }),
      };
    }
    case 'mismatch':
      return { level: 'error', event: 'mismatch', issues: event.issues.map(({ path }) => path.join('.')).join(' ') };
    default:
      return { level: 'info', event: event.type };
  }
}
