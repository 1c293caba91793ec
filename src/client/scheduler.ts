/** Longest delay that `setTimeout` takes, ms. */
const farthest = 2_147_483_647;

const due = new Map<() => void, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let armedFor = Number.POSITIVE_INFINITY;
let watching = false;

const hidden = (): boolean => globalThis.document?.visibilityState === 'hidden';

/**
 * Calls `callback` once at `at` (epoch ms of this machine's clock), or when the tab is shown again after it.
 * One timer serves the page, and none runs in a hidden tab. Scheduling the same callback again moves it.
 */
export function schedule(callback: () => void, at: number): void {
  due.set(callback, at);
  if (!watching) {
    watching = true;
    globalThis.document?.addEventListener('visibilitychange', arm);
  }
  if (at < armedFor) arm();
}

/** Forgets a callback. */
export function unschedule(callback: () => void): void {
  if (due.delete(callback) && due.size === 0) arm();
}

function arm(): void {
  clearTimeout(timer);
  armedFor = Number.POSITIVE_INFINITY;
  if (due.size === 0 || hidden()) return;
  for (const at of due.values()) if (at < armedFor) armedFor = at;
  timer = setTimeout(run, Math.min(Math.max(0, armedFor - Date.now()), farthest));
}

function run(): void {
  const now = Date.now();
  for (const [callback, at] of [...due]) {
    if (at > now) continue;
    due.delete(callback);
    callback();
  }
  arm();
}
