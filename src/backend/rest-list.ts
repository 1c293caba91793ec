import { CancelError } from '../domain/errors.ts';
import { loadPart } from '../load-part.ts';
import type {
  Attachment,
  CallOptions,
  LogPage,
  PublicKey,
  QueueItem,
  QueuePage,
  QueueQuery,
  ReasonsQuery,
  ReasonsReport,
} from './backend.ts';
import { type Call, type Read, segment } from './call.ts';

/** Most items in a page of the server's. */
const maxItems = 500;

/** Cancellations by state, search, sort and page. */
export async function list(read: Read, query: QueueQuery, options: CallOptions): Promise<QueuePage> {
  const limit = query.limit && Math.min(query.limit, maxItems);
  const page = (await read(`cancellations${queryOf({ ...query, limit })}`, options)) as QueuePage | null;
  if (!Array.isArray(page?.items)) throw new CancelError('invalid-view', 'cancellations: no list of items');
  const items = page.items.filter((item: QueueItem | null) => typeof item?.cancellation?.id === 'string' && item.order);
  return { ...page, items, nextCursor: page.nextCursor ?? null, counts: page.counts ?? {} };
}

/** A record cannot be longer: whoever writes much must not make the other side's part of it unreadable. */
const maxEntries = 1_000_000;

/**
 * What happened about an order, oldest first, all of it.
 *
 * @throws {CancelError} `too-large`: a server that goes on past a million entries.
 */
export async function events(read: Read, orderId: string, options: CallOptions): Promise<LogPage> {
  const all: LogPage['events'] = [];
  const cursors = new Set<string>();
  for (let cursor: string | undefined; all.length <= maxEntries; ) {
    const path = `orders/${segment(orderId)}/events${queryOf({ cursor })}`;
    const page = (await read(path, options)) as Partial<LogPage> | null;
    if (!Array.isArray(page?.events)) throw new CancelError('invalid-view', `${path}: no list of events`);
    for (const entry of page.events) all.push(entry);
    const { nextCursor, checkpoint = null } = page;
    if (!nextCursor || cursors.has(nextCursor)) return { events: all, nextCursor: null, checkpoint };
    cursors.add(nextCursor);
    cursor = nextCursor;
  }
  throw new CancelError('too-large', `orders/${orderId}/events: more than ${maxEntries} entries`);
}

/** Counts by reason. */
export async function reasons(read: Read, query: ReasonsQuery, options: CallOptions): Promise<ReasonsReport> {
  const report = (await read(`reports/reasons${queryOf(query)}`, options)) as ReasonsReport | null;
  if (!Array.isArray(report?.buckets)) throw new CancelError('invalid-view', 'reports/reasons: no list of buckets');
  return report;
}

/** Most pages have nobody attach anything. */
const files = () => loadPart(() => import('./rest-files.ts'), 'attach');

export async function attach(call: Call, file: Blob, options: CallOptions): Promise<Attachment> {
  return (await files()).attach(call, file, options);
}

export async function loadAttachment(call: Call, sha256: string, options: CallOptions): Promise<Blob> {
  return (await files()).loadAttachment(call, sha256, options);
}

export async function keys(read: Read, options: CallOptions): Promise<PublicKey[]> {
  return (await files()).keys(read, options);
}

function queryOf(values: object): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : '';
}

type Listener = (change: { orderIds: string[] }) => void;

/** A backend's one connection for changes. */
interface Connection {
  listeners: Set<Listener>;
  stop(): void;
}

const connections = new WeakMap<Call, Connection>();

/**
 * Calls the listener with the ids of orders that changed: server-sent events through the same `fetch`, one connection for
 * all listeners, none while the tab is hidden.
 */
export function subscribe(call: Call, listener: Listener): () => void {
  const connection = connections.get(call) ?? connect(call);
  connections.set(call, connection);
  connection.listeners.add(listener);
  return () => {
    connection.listeners.delete(listener);
    if (connection.listeners.size || connections.get(call) !== connection) return;
    connections.delete(call);
    connection.stop();
  };
}

/** Between connections, ms: doubled each time nothing came, at most. */
const shortest = 1000;
const longest = 60_000;
/** Between requests where the answer is not streamed, ms. */
const polling = 15_000;

function connect(call: Call): Connection {
  // In a server, or a test of one, there is none to be hidden.
  const page = globalThis.document as Document | undefined;
  const listeners = new Set<Listener>();
  let lastId = '';
  let pause = shortest;
  let streams = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: AbortController | undefined;

  const hear = ({ id, event, data, retry }: Message): void => {
    if (id !== undefined) lastId = id;
    if (retry !== undefined) pause = Math.min(Math.max(retry, shortest), longest);
    const orderIds = idsIn(event, data);
    // After a `reset` any may have changed.
    if (!orderIds.length && event !== 'reset') return;
    for (const listener of [...listeners]) listener({ orderIds });
  };

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    if (current || page?.hidden) return;
    current = new AbortController();
    const { signal } = current;
    let wait = pause;
    try {
      const response = await call(
        `events${streams ? '' : '?wait=0'}`,
        { signal, cache: 'no-store' },
        { Accept: 'text/event-stream', ...(lastId && { 'Last-Event-ID': lastId }) },
      );
      const type = response.headers.get('Content-Type') ?? '';
      // The server has no such thing, or not for this person: asking again would change nothing.
      if (response.status === 204 || (response.status >= 400 && response.status < 429)) return;
      if (!response.ok || !type.startsWith('text/event-stream')) throw new Error(`events: ${response.status}`);
      const body = streams ? response.body : null;
      let heard = false;
      const parse = parser((message) => {
        heard = true;
        pause = shortest;
        hear(message);
      });
      if (body) {
        // Not every engine lets a stream be iterated over.
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        for (let part = await reader.read(); !part.done; part = await reader.read()) parse(part.value);
      } else {
        streams = false;
        parse(await response.text());
      }
      wait = streams ? pause : polling;
      pause = heard ? shortest : Math.min(pause * 2, longest);
    } catch {
      pause = Math.min(pause * 2, longest);
    } finally {
      if (current?.signal === signal) current = undefined;
    }
    if (!signal.aborted) timer = setTimeout(run, wait);
  };

  const handleVisibility = (): void => {
    if (page?.hidden) {
      clearTimeout(timer);
      current?.abort();
      current = undefined;
    } else run();
  };
  page?.addEventListener('visibilitychange', handleVisibility);
  run();
  return {
    listeners,
    stop() {
      page?.removeEventListener('visibilitychange', handleVisibility);
      clearTimeout(timer);
      current?.abort();
    },
  };
}

interface Message {
  id: string | undefined;
  event: string;
  data: string;
  retry: number | undefined;
}

const blank: Message = { id: undefined, event: '', data: '', retry: undefined };

/** Takes a stream in pieces, however it was cut, and gives its messages. */
export function parser(tell: (message: Message) => void): (text: string) => void {
  let rest = '';
  let message = { ...blank };
  return (text) => {
    const lines = (rest + text).split(/\r\n|\r(?!$)|\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, name = '', value = ''] = line.match(/^([^:]*):? ?(.*)$/s) ?? [];
      if (line === '') {
        tell(message);
        message = { ...blank };
      } else if (name === 'id') message.id = value;
      else if (name === 'event') message.event = value;
      else if (name === 'data') message.data += `${message.data && '\n'}${value}`;
      else if (name === 'retry' && /^\d+$/.test(value)) message.retry = Number(value);
    }
  };
}

/** The orders that a message names. */
function idsIn(event: string, data: string): string[] {
  try {
    const { id, orderId, orderIds } = JSON.parse(data) as Record<'id' | 'orderId' | 'orderIds', unknown>;
    const ids = Array.isArray(orderIds) ? orderIds : [orderId ?? (event === 'order' && id)];
    return ids.filter((id) => typeof id === 'string');
  } catch {
    return [];
  }
}
