import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../scripts/entries.mjs';
import type { ShopConnector } from '../../src/server/index.ts';
import type { LeaseOptions } from '../../src/server/sql/index.ts';
import type { Answer, Handler, Sent } from './handlers.ts';
import type { PlainShop } from './plain-shop.ts';

/** How another process reaches the records. */
export type Place = ({ path: string } | { host: string; user: string; database: string }) & {
  leases: LeaseOptions;
  /** Whether the shop does one thing at a time. */
  stepwise?: boolean;
  /** The address of the database, where a queue there is told of each step. */
  queue?: string;
  /** Whether it takes jobs of that queue, and answers nobody. */
  works?: boolean;
};

/** What a handler in another process asks of the shop, whichever it is. */
export type Asked = Partial<ShopConnector & PlainShop>;

/** What a handler's process is told: what it is asked, or what the shop answered it. */
export type ToChild =
  | { id: number; now: number; sent: Sent }
  | { id: number; now: number; changed: string }
  | { call: number; now: number; value?: unknown; error?: string };

/** What it tells: that it is there, what it answers, or what it asks the shop. */
export type FromChild =
  | { ready: true }
  | { id: number; answer: Answer | null }
  | { call: number; method: keyof ShopConnector | keyof PlainShop; given: never[] };

/** A handler in a process of its own, which can be killed: another one takes its place. */
export interface ProcessHandler extends Handler {
  kill(): boolean;
  /** Whether somebody waits for its answer, or the shop works for it. */
  isBusy(): boolean;
  /** How often it has asked the shop for something to be done. */
  runs(): number;
  stop(): void;
}

/** The child as one file, which starts many times faster than its sources. */
async function builtChild(): Promise<string> {
  const outDir = join(root, 'node_modules/.cache/race');
  const entryFileNames = `child-${process.pid}.mjs`;
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: 'test/race/child.ts',
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames } },
    },
  });
  return join(outDir, entryFileNames);
}

/** So many handlers, each in its own process. `stop` of each ends them. */
export async function startHandlers(
  count: number,
  place: Place,
  shop: Asked,
  now: () => number,
): Promise<ProcessHandler[]> {
  const file = await builtChild();
  process.once('exit', () => rmSync(file, { force: true }));
  return Array.from({ length: count }, () => startHandler(file, place, shop, now));
}

function startHandler(file: string, place: Place, shop: Asked, now: () => number): ProcessHandler {
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let messages = 0;
  let [calls, runs] = [0, 0];
  let isStopped = false;
  let child: ChildProcess;
  let ready: Promise<void>;

  const start = (): void => {
    const own = fork(file, [JSON.stringify(place)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    child = own;
    let begun: (by: Promise<void> | void) => void = () => {};
    ready = new Promise((resolve) => {
      begun = resolve;
      own.on('message', async (message: FromChild) => {
        if ('ready' in message) return resolve();
        if ('id' in message) {
          waiting.get(message.id)?.(message.answer);
          waiting.delete(message.id);
          return;
        }
        const { call, method, given } = message;
        calls++;
        if (method === 'run') runs++;
        const asked = (shop[method] as (...details: never[]) => Promise<unknown>)(...given);
        const outcome = await asked.then(
          (value) => ({ value }),
          (error: Error) => ({ error: error.message }),
        );
        calls--;
        const reply: ToChild = { call, now: now(), ...outcome };
        // Who asked may be gone; the shop has acted all the same.
        if (own.connected) own.send(reply, () => {});
      });
    });
    own.once('exit', () => {
      for (const answer of waiting.values()) answer(null);
      waiting.clear();
      if (isStopped) return;
      start();
      // Who waits for one that was killed as it began waits for the next.
      begun(ready);
    });
  };
  start();

  const tell = async (message: object): Promise<Answer | null> => {
    await ready;
    return new Promise((resolve) => {
      if (!child.connected) return resolve(null);
      waiting.set(++messages, resolve);
      child.send({ id: messages, now: now(), ...message }, () => {});
    });
  };
  return {
    send: async (sent: Sent) => (await tell({ sent })) ?? { status: 0, text: '' },
    async changed(changed) {
      await tell({ changed });
    },
    kill: () => child.kill('SIGKILL'),
    runs: () => runs,
    isBusy: () => waiting.size > 0 || calls > 0,
    stop() {
      isStopped = true;
      child.kill('SIGKILL');
    },
  };
}
