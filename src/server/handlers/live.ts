import type { Context } from '../context.ts';
import { batch } from '../feed.ts';
import type { Call } from '../http/call.ts';
import { scopeOf } from '../orders/listing.ts';
import { isVisible } from '../stores/ranking.ts';
import type { ListScope } from '../stores/store.ts';

/** After which a client comes back, ms. */
const retry = 2000;
/** Why waiting is given up. Without a reason of our own each time would cost an error with its stack. */
const over = 'over';

/** `?wait=0`: what is there, for clients that cannot read a stream. */
export function readLiveQuery(query: URLSearchParams): { waits: boolean } {
  return { waits: query.get('wait') !== '0' };
}

/**
 * `GET events`: server-sent events of the orders that the asker may see, ids and revisions only. Goes on after
 * `Last-Event-ID`, else from now on; `reset`: too much was missed to tell.
 */
export async function getLive({ context, request, input, principal }: Call<{ waits: boolean }>): Promise<Response> {
  const given = request.headers.get('Last-Event-ID');
  const last = given === null ? null : await context.feed.placeOf(given);
  const scope = scopeOf(principal);
  const feed = createFeed(context, scope, last);
  const headers = { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' };
  if (!input.waits) {
    let text = '';
    for (let part = await feed.next(); part; part = await feed.next()) text += part;
    return new Response(text, { headers });
  }

  const ended = new AbortController();
  const end = (): void => {
    request.signal.removeEventListener('abort', end);
    ended.abort(over);
  };
  const encoder = new TextEncoder();
  /** Nobody reads any more: the stream is closed, and may be neither written to nor closed again. */
  let cancelled = false;
  // Without a queue of its own nothing runs before somebody reads.
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start: () => {
      request.signal.addEventListener('abort', end);
      if (request.signal.aborted) end();
    },
    async pull(controller) {
      try {
        const text = await awaited(context, feed, scope, ended.signal);
        if (cancelled) return;
        if (text !== '') controller.enqueue(encoder.encode(text));
        else controller.close();
      } catch (error) {
        // Whoever listens comes back, and goes on where this ended.
        context.emit({ type: 'error', during: 'GET events', error });
        end();
        if (!cancelled) controller.close();
      }
    },
    cancel() {
      cancelled = true;
      end();
    },
  };
  return new Response(new ReadableStream(source, { highWaterMark: 0 }), { headers });
}

interface Feed {
  /** What is to be sent now; empty: nothing. */
  next(): Promise<string>;
}

/** The next part of the stream, which may have to be waited for; empty: it has ended. */
async function awaited(context: Context, feed: Feed, scope: ListScope, signal: AbortSignal): Promise<string> {
  const { bus, live } = context;
  for (let idle = 0; !signal.aborted; ) {
    // Listened for before it is looked: what happens in between is not missed.
    const { told, stop } = bus.listen(scope);
    try {
      const text = await feed.next();
      if (text !== '' || signal.aborted) return text;
      if (idle >= live.heartbeatEvery) return ':\n\n';
      idle += await turned(live, told, signal);
    } finally {
      stop();
    }
  }
  return '';
}

/** Waits until something is told, or it is time to look; how long that was without a word, ms. */
async function turned({ wait, pollEvery }: Context['live'], told: Promise<void>, signal: AbortSignal): Promise<number> {
  const turn = new AbortController();
  const stop = (): void => turn.abort(over);
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([wait(pollEvery, turn.signal).then(() => pollEvery), told.then(() => 0)]);
  } finally {
    signal.removeEventListener('abort', stop);
    // Where something was told, the clock waits no longer.
    stop();
  }
}

/** `after`: the last change that was heard of; one that was never made begins afresh; `null`: none. */
function createFeed({ feed }: Context, scope: ListScope, after: number | null): Feed {
  let greeting = `retry: ${retry}\n`;
  let last = after;
  return {
    async next() {
      let text = greeting;
      if (last === null) {
        last = (await feed.since(0)).latest;
        // A client that is cut off before the first event goes on from here all the same.
        text += `id: ${await feed.tokenOf(last)}\n\n`;
      } else if (greeting !== '') text += '\n';
      greeting = '';
      for (;;) {
        const found = await feed.since(last);
        if (found.gap) {
          last = found.latest;
          return `${text}id: ${await feed.tokenOf(last)}\nevent: reset\ndata: {}\n\n`;
        }
        for (const change of found.changes) {
          last = change.id;
          if (isVisible(change, scope)) text += await feed.textOf(change);
        }
        if (text !== '' || found.changes.length < batch) return text;
      }
    },
  };
}
