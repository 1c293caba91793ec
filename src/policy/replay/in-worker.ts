import { CancelError } from '../../domain/errors.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import { type Asked, readPastOrders, textOf } from './past-orders.ts';
import { type Replay, type ReplayOptions, replayPolicy } from './replay.ts';

/** What a page hands to the worker. */
interface Job extends Pick<ReplayOptions, 'against' | 'examples' | 'reckon'> {
  policy: CancelPolicy;
  file: Blob;
  asked: Asked;
}

type Told =
  | { orders: number }
  | { replay: Replay }
  | { error: Pick<CancelError, 'code' | 'message' | 'issues'> | { message: string } };

/** One end of a worker, as far as it is needed. */
interface End {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** The worker's side: each message is a job, what is told is how far it came, and what came of it. */
export function answerReplays(end: End): void {
  const tell = (told: Told): void => end.postMessage(told);
  end.onmessage = async ({ data }: MessageEvent<Job>) => {
    const { policy, file, asked, ...options } = data;
    try {
      const onProgress = (orders: number): void => tell({ orders });
      const orders = readPastOrders(textOf(file.stream()), asked);
      tell({ replay: await replayPolicy(policy, orders, { ...options, onProgress }) });
    } catch (error) {
      const { message } = error as Error;
      tell({ error: error instanceof CancelError ? { code: error.code, message, issues: error.issues } : { message } });
    }
  };
}

/**
 * Replays a file of past orders (see `readPastOrders`) in a worker made of `order-cancel-elements/policy/replay-worker`, which
 * ends with it. The file is read as it is needed, and sent nowhere.
 *
 * @throws {CancelError} `invalid-policy`; the reason of `signal`; {@link Error} where the worker cannot run or read.
 */
export function replayInWorker(
  worker: Worker,
  { signal, onProgress, ...job }: Job & Pick<ReplayOptions, 'signal' | 'onProgress'>,
): Promise<Replay> {
  return new Promise<Replay>((resolve, reject) => {
    const stop = (): void => reject(signal?.reason);
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    worker.onerror = ({ message }) => reject(new Error(message || 'the worker cannot be run'));
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if ('orders' in data) onProgress?.(data.orders);
      else if ('replay' in data) resolve(data.replay);
      else if ('code' in data.error) reject(new CancelError(data.error.code, data.error.message, data.error.issues));
      else reject(new Error(data.error.message));
    };
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}
