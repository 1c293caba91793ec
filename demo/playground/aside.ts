import type { Asked, Told } from './analysis.ts';

/** Asks a worker, one question at a time: the newest takes the place of what is not answered yet. */
export function aside(tell: (told: Told) => void): (asked: Asked) => void {
  let worker: Worker | null = null;
  let isReady = false;
  let isBusy = false;
  let waiting: Asked | null = null;

  const post = (): void => {
    if (!isReady || !waiting) return;
    worker?.postMessage(waiting);
    waiting = null;
    isBusy = true;
  };
  const begin = (): Worker => {
    const own = new Worker(new URL('./analysis.ts', import.meta.url), { type: 'module' });
    own.onmessage = ({ data }: MessageEvent<Told | 'ready'>) => {
      if (data === 'ready') isReady = true;
      else {
        isBusy = false;
        tell(data);
      }
      post();
    };
    own.onerror = ({ message }) => {
      stop();
      tell({ error: message || 'the worker cannot be run' });
    };
    return own;
  };
  const stop = (): void => {
    worker?.terminate();
    worker = null;
    isReady = false;
    isBusy = false;
  };
  return (asked) => {
    // One that is still being loaded has begun nothing yet.
    if (isBusy) stop();
    waiting = asked;
    worker ??= begin();
    post();
  };
}
