/** Longest delay that `setTimeout` takes, ms. */
const farthest = 2 ** 31 - 1;

const due = new Map<() => void, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let armedFor = Number.POSITIVE_INFINITY;
let watching = false;

/**
 * Calls `callback` once at `at` (epoch ms of this machine's clock), or when the tab is shown again after it.
 * One timer serves the page, and none runs in a hidden tab. Scheduling the same callback again moves it.
 */
export function schedule(callback: () => void, at: number): void {
  due.set(callback, at);
  if (!watching) document.addEventListener('visibilitychange', arm);
  watching = true;
  if (at < armedFor) arm();
}

/** Forgets a callback. */
export function unschedule(callback: () => void): void {
  if (due.delete(callback) && !due.size) arm();
}

function arm(): void {
  clearTimeout(timer);
  armedFor = Number.POSITIVE_INFINITY;
  if (!due.size || document.hidden) return;
  for (const at of due.values()) armedFor = Math.min(armedFor, at);
  timer = setTimeout(run, Math.min(armedFor - Date.now(), farthest));
}

function run(): void {
  for (const [callback, at] of [...due]) if (at <= Date.now() && due.delete(callback)) callback();
  arm();
}
