// A process of its own that serves the records: what it is asked comes by messages, and so does what it asks the shop.
import type { ShopConnector } from '../../src/server/index.ts';
import { openQueue, sqliteFile, sqlJournal, sqlStore } from '../../src/server/sql/index.ts';
import { openPostgres } from '../support/postgres.ts';
import { until } from '../support/until.ts';
import { createHandler } from './handlers.ts';
import { stepwiseOver } from './plain-shop.ts';
import type { FromChild, Place, ToChild } from './processes.ts';

const place = JSON.parse(process.argv[2] as string) as Place;
const kysely = 'path' in place ? await sqliteFile(place.path) : openPostgres(place);
const queue = place.queue === undefined ? undefined : openQueue(place.queue, { look: 20 });

const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let calls = 0;

const tell = (message: FromChild): void => {
  process.send?.(message);
};

/** Asks the shop, which is in the other process. */
const ask =
  (method: Extract<FromChild, { call: number }>['method']) =>
  (...given: unknown[]): Promise<never> =>
    new Promise((resolve, reject) => {
      waiting.set(++calls, { resolve: resolve as (value: unknown) => void, reject });
      tell({ call: calls, method, given: given as never[] });
    });

const order = ask('order');
const shop: ShopConnector = place.stepwise
  ? stepwiseOver(
      { order, run: ask('run'), check: ask('check') },
      sqlJournal(kysely, { ...(queue && { queue }) }),
      (id) => handler.changed(id),
    )
  : {
      order,
      orderByNumber: ask('orderByNumber'),
      commit: ask('commit'),
      committed: ask('committed'),
      lots: ask('lots'),
    };

let now = 0;
const handler = createHandler(sqlStore(kysely, place.leases), shop, () => now);

process.on('message', (message: ToChild) => {
  now = message.now;
  if ('call' in message) {
    const asked = waiting.get(message.call);
    waiting.delete(message.call);
    if (message.error !== undefined) asked?.reject(new Error(message.error));
    else asked?.resolve(message.value);
    return;
  }
  const { id } = message;
  if ('sent' in message) void handler.send(message.sent).then((answer) => tell({ id, answer }));
  else void handler.changed(message.changed).then(() => tell({ id, answer: null }));
});
// Who started it is gone.
process.on('disconnect', () => process.exit());
// The database may be away just then.
if (place.works && queue)
  await until(() =>
    queue.start(handler.server).then(
      () => true,
      () => false,
    ),
  );
tell({ ready: true });
